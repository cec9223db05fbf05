"""Make consistent backups of the store, including labels, and keep a record of the last backup."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import FileUnwritable
from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import counts
from jobsearch.store.sqlite.engine import Connection
from jobsearch.store.sqlite.maintenance import back_up as copy_to

_LONGEST_NOTE = 65_536  # bytes; a path has at most 4,096
_YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Backup:
    """A new backup.

    Attributes:
        path: its path.
        size: its size in bytes.
        config_apart: whether there is a config.toml, which is not part of the store.
        noted: whether the backup was recorded for `status`, which fails if the instance is full or read-only.
        has_wrong_values: whether the store, and therefore the backup, contains damaged values.
        index_is_damaged: whether the search index, which can be rebuilt, is damaged.
        settings: the copy of config.toml next to it, or None if there is none.

    """

    path: Path
    size: int
    config_apart: bool
    noted: bool
    has_wrong_values: bool = False
    index_is_damaged: bool = False
    settings: Path | None = None


@dataclass(frozen=True)
class LastBackup:
    """The record of the newest backup.

    Attributes:
        made_at: the time of the backup.
        path: its path.
        there: whether the file exists now.
        answers_since: the number of labels given since then.

    """

    made_at: datetime
    path: Path
    there: bool
    answers_since: int


def back_up(settings: Settings, target: Path, *, replace: bool = False, cache: NoCache = UNCACHED) -> Backup:
    """Write a copy of the store to `target`, overwriting an earlier backup only if `replace` is set.

    Raises BackupExists, FileUnwritable, or subclasses of InstanceError; then nothing has changed.
    """
    made_at = datetime.now(UTC)  # so that answers given during the backup count as later
    copied = copy_to(cache.open_store(settings), target, replace=replace)
    noted = _note(settings, made_at, target.absolute())
    return Backup(target, target.stat().st_size, settings.config_path.exists(), noted, *copied)


def last_backup(settings: Settings, connection: Connection) -> LastBackup | None:
    """Return the record of the newest backup, or None if there is none."""
    try:
        note = json.loads(regular.read(settings.last_backup_path, _LONGEST_NOTE))
        made_at, path = datetime.fromisoformat(note["made_at"]), Path(note["path"])
        if made_at.tzinfo is None or made_at.year not in _YEARS:
            return None
        return LastBackup(made_at, path, path.is_file(), counts.count_labels_since(connection, made_at))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):  # invalid record
        return None


def _note(settings: Settings, made_at: datetime, path: Path) -> bool:
    try:
        with replacing(settings.last_backup_path) as beside:
            beside.write_text(json.dumps({"made_at": made_at.isoformat(), "path": str(path)}), "utf-8")
    except FileUnwritable:
        return False
    return True
