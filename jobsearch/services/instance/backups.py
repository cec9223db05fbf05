"""Backups in the instance's own folder, for users who have nowhere else to store them."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import FileUnwritable
from jobsearch.files.saved import read_text, replace_text
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.instance.backup import Backup, back_up
from jobsearch.settings import Settings

_NAME = re.compile(r"jobsearch-\d{4}-\d{2}-\d{2}-\d{6}\.db", re.ASCII)
_SETTINGS = ".toml"  # in the place of ".db"


@dataclass(frozen=True)
class Kept:
    """A backup in the instance's backup folder.

    Attributes:
        name: the name of its file.
        made_at: the time of the backup.
        size: its size in bytes.
        settings: the name of the copy of config.toml next to it, or "" if there is none.

    """

    name: str
    made_at: datetime
    size: int
    settings: str = ""


def back_up_here(settings: Settings, now: datetime, cache: NoCache = UNCACHED) -> Backup:
    """Back up the store to the instance's own backup folder, named after the local time.

    config.toml, if there is one, is copied next to it under the same name.

    Raises BackupExists if called twice within a second, FileUnwritable, or subclasses of InstanceError;
    nothing is changed in these cases.
    """
    folder = settings.backups_path
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(path=folder, cause=error.strerror) from error
    made = back_up(settings, folder / f"jobsearch-{now.astimezone():%Y-%m-%d-%H%M%S}.db", cache=cache)
    if not made.config_apart:
        return made
    replace_text(made.path.with_suffix(_SETTINGS), read_text(settings.config_path))
    return replace(made, config_apart=False, settings=made.path.with_suffix(_SETTINGS))


def stored_bytes(settings: Settings) -> int:
    """Return the size of the store in bytes, including its write-ahead log; 0 if there is no store."""
    store = settings.store_path
    files = (store, store.with_name(f"{store.name}-wal"))
    return sum(file.stat().st_size for file in files if file.is_file())


def kept(settings: Settings) -> tuple[Kept, ...]:
    """Return the backups in the instance's backup folder, newest first; empty if the folder is unreadable."""
    try:
        files = [one for one in settings.backups_path.iterdir() if _is_backup(one)]
        found = [(one.name, one.stat()) for one in files]
    except OSError:
        return ()
    named = (
        Kept(name, datetime.fromtimestamp(of.st_mtime, UTC), of.st_size, _settings_beside(settings, name))
        for name, of in found
    )
    return tuple(sorted(named, key=lambda one: one.name, reverse=True))


def _settings_beside(settings: Settings, name: str) -> str:
    beside = (settings.backups_path / name).with_suffix(_SETTINGS)
    return beside.name if beside.is_file() and not beside.is_symlink() else ""


def _is_backup(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name)) and path.is_file() and not path.is_symlink()
