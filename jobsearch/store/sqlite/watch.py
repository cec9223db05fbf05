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
class WatchedStore:
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

    def close(self) -> None:
        """Close what is open and idle: a damaged or replaced store must hold no descriptor."""
        self.engine.dispose()
        with self._lock:
            self._watching.close()

    def _asked(self) -> int:
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


class OpenStores:
    """The stores that a server has opened, by their paths."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: dict[Path, WatchedStore] = {}
        self._lock = Lock()

    def open(self, path: Path) -> WatchedStore:
        """Return the store at `path`, opened now or by an earlier call; raises what engine.connect does."""
        if not path.is_file():
            connect(path)
        if (found := self.already_open(path)) is not None:
            return found
        opened = _opened(path)  # which may wait for a lock, and must keep nobody else waiting
        with self._lock:
            found = self.already_open(path) or opened
            outdated = self._open.get(path) if found is opened else opened
            self._open[path] = found
        if outdated is not None:
            outdated.close()
        return found

    def already_open(self, path: Path) -> WatchedStore | None:
        """Return the store at `path` if an earlier call opened it and the file is still the same."""
        found = self._open.get(path)
        return found if found is not None and found.identity == _identity(path) else None

    def close(self) -> None:
        """Close all of them; a connection that somebody uses is closed when it is given back."""
        with self._lock:
            while self._open:
                self._open.popitem()[1].close()


def _opened(path: Path) -> WatchedStore:
    engine = connect(path, busy_seconds=BUSY_SECONDS, pool=_Pool)
    watching = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    return WatchedStore(engine, _identity(path), watching)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
