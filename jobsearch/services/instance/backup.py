"""A consistent copy of the store, labels included, and when the last one was made."""

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

_LONGEST_NOTE = 65_536  # bytes; a path has 4,096 at most
_YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Backup:
    """A copy that was made.

    Attributes:
        path: where.
        size: in bytes.
        config_apart: whether there is a config.toml, which no copy of the store holds.
        noted: whether `status` will know of it, which a full or read-only instance prevents.
        has_wrong_values: whether there are values in the store, and so in it, that are damaged.
        index_is_damaged: whether its index of words is, which can be made again.
        settings: the copy of config.toml beside it, None for none.

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
    """What is known of the newest copy.

    Attributes:
        made_at: when.
        path: where to.
        there: whether a file is there now.
        answers_since: how many labels were given after it.

    """

    made_at: datetime
    path: Path
    there: bool
    answers_since: int


def back_up(settings: Settings, target: Path, *, replace: bool = False, cache: NoCache = UNCACHED) -> Backup:
    """Write a copy of the store to `target`; an earlier one gives way to it only with `replace`.

    Raises BackupExists, FileUnwritable or InstanceError's subclasses; then nothing has changed.
    """
    made_at = datetime.now(UTC)  # an answer given while it is made counts as later
    copied = copy_to(cache.open_store(settings), target, replace=replace)
    noted = _note(settings, made_at, target.absolute())
    return Backup(target, target.stat().st_size, settings.config_path.exists(), noted, *copied)


def last_backup(settings: Settings, connection: Connection) -> LastBackup | None:
    """Return what is known of the newest copy, None when this instance made none."""
    try:
        note = json.loads(regular.read(settings.last_backup_path, _LONGEST_NOTE))
        made_at, path = datetime.fromisoformat(note["made_at"]), Path(note["path"])
        if made_at.tzinfo is None or made_at.year not in _YEARS:
            return None
        return LastBackup(made_at, path, path.is_file(), counts.count_labels_since(connection, made_at))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):  # whoever wrote it, it tells of none
        return None


def _note(settings: Settings, made_at: datetime, path: Path) -> bool:
    try:
        with replacing(settings.last_backup_path) as beside:
            beside.write_text(json.dumps({"made_at": made_at.isoformat(), "path": str(path)}), "utf-8")
    except FileUnwritable:
        return False
    return True
