"""A consistent copy of the store, labels included."""

from pathlib import Path

from jobsearch.settings import Settings
from jobsearch.store import database


def back_up(settings: Settings, target: Path) -> int:
    """Write a copy of the store to `target` and return its size in bytes; raises FileUnwritable."""
    database.back_up(database.connect(settings.store_path), target)
    return target.stat().st_size
