"""Backups in the instance's own folder, for people without another place for them."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import FileUnwritable
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.instance.backup import Backup, back_up
from jobsearch.settings import Settings

_NAME = re.compile(r"jobsearch-\d{4}-\d{2}-\d{2}-\d{6}\.db", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A backup in that folder: its file name, its time, and its size in bytes."""

    name: str
    made_at: datetime
    size: int


def back_up_here(settings: Settings, now: datetime, cache: NoCache = UNCACHED) -> Backup:
    """Write a copy of the store to the instance's own backup folder, named after the local time.

    Raises BackupExists within the same second, FileUnwritable or subclasses of InstanceError; then nothing
    has changed.
    """
    folder = settings.backups_path
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileUnwritable(path=folder, cause=error.strerror) from error
    return back_up(settings, folder / f"jobsearch-{now.astimezone():%Y-%m-%d-%H%M%S}.db", cache=cache)


def kept(settings: Settings) -> tuple[Kept, ...]:
    """Return the backups in that folder, newest first, or none if it cannot be read."""
    try:
        files = [one for one in settings.backups_path.iterdir() if _is_backup(one)]
        found = [(one.name, one.stat()) for one in files]
    except OSError:
        return ()
    named = (Kept(name, datetime.fromtimestamp(of.st_mtime, UTC), of.st_size) for name, of in found)
    return tuple(sorted(named, key=lambda one: one.name, reverse=True))


def _is_backup(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name)) and path.is_file() and not path.is_symlink()
