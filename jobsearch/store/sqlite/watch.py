"""A store that a server keeps open from one request to the next, and whether anything in it has changed.

Another file in its place, such as a restored backup, is noticed and opened.
"""

import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import QueuePool

from jobsearch.store.sqlite.engine import Engine, connect, path_of, translate_errors

BUSY_SECONDS = 10.0  # that a request waits for a lock; a client gives up sooner than a person
_AGAIN_SECONDS = 0.05


class _Pool(QueuePool):
    """As many connections as there are requests at a time, of which a few stay open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever a pool takes
        super().__init__(*arguments, **options | {"max_overflow": -1})


@dataclass(frozen=True, eq=False)
class Kept:
    """An open store, and which file that is."""

    engine: Engine
    identity: tuple[int, int] | None
    _watching: sqlite3.Connection
    _lock: Lock = field(default_factory=Lock)

    def version(self) -> int:
        """Return a number that is another after every commit to the store, whoever's it is.

        (sqlite.org/pragma.html, data_version: the connection that asks must not be the one that writes.)
        Raises InstanceError's subclasses.
        """
        deadline = time.monotonic() + BUSY_SECONDS
        with translate_errors(path_of(self.engine)):
            while True:
                try:
                    with self._lock:
                        return self._asked()
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                time.sleep(_AGAIN_SECONDS)

    def version_at_once(self) -> int | None:
        """Return the same, None where it cannot be told without waiting."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._asked()
        except sqlite3.Error:
            return None
        finally:
            self._lock.release()

    def _asked(self) -> int:
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


def kept(path: Path) -> Kept:
    """Return the store at `path`, opened now or by an earlier call; raises what database.connect does."""
    if not path.is_file():
        connect(path)
    found = already_kept(path)
    if found is None:
        engine = connect(path, busy_seconds=BUSY_SECONDS, pool=_Pool)
        watching = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        found = _KEPT[path] = Kept(engine, _identity(path), watching)
    return found


def already_kept(path: Path) -> Kept | None:
    """Return the store at `path` if an earlier call opened it and the file is still the same."""
    found = _KEPT.get(path)
    return found if found is not None and found.identity == _identity(path) else None


def forget() -> None:
    """Close what is kept open, as soon as nobody uses it."""
    _KEPT.clear()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


_KEPT: dict[Path, Kept] = {}
