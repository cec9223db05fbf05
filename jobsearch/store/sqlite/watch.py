"""Stores that a server keeps open between requests while detecting changes to them.

If another file takes the place of a store, it is detected, and is opened if it contains the same posts, as a
restored backup does. A missing store, for example on an unmounted volume, is never recreated: data written to
it would be lost when the volume is mounted again.
"""

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from threading import Event, Lock
from typing import Any

from sqlalchemy import NullPool, QueuePool, event

from jobsearch.errors import StoreFailed, StoreGone
from jobsearch.store.sqlite import held
from jobsearch.store.sqlite.engine import Engine, connect, path_of, translate_errors
from jobsearch.store.sqlite.reader import Connection

BUSY_SECONDS = 10.0  # wait of a request for a lock; clients give up earlier than people
_AGAIN_SECONDS = 0.05
_READONLY_SECONDS = 30.0  # interval for retrying to write

Identity = tuple[int, int] | None  # device and inode

_FIRST_POST = "SELECT source, external_id, first_seen FROM job_posts ORDER BY id LIMIT 1"
_MARKS = (
    "SELECT source, external_id, labeled_at FROM labels ORDER BY labeled_at LIMIT 200",
    "SELECT 'experience', content_hash, added_at FROM experiences ORDER BY id LIMIT 200",
    "SELECT 'wish', kind, said_at FROM wishes",
)


class StoreClosed(Exception):
    """Raised if another thread closed this store after it was opened; the caller must reopen it."""


@dataclass(frozen=True)
class _Marks:
    """Values that identify a user's store and copies of it.

    Posts are never deleted, so a copy has the same first post. Before there are posts, the user's own data
    serves the same purpose, because a copy contains some of it.

    Attributes:
        first_post: the post stored first.
        said: some labels, experiences, and wishes.

    """

    first_post: tuple[Any, ...] | None = None
    said: frozenset[tuple[Any, ...]] = frozenset()

    def are_in(self, other: "_Marks") -> bool:
        if self.first_post is not None:
            return other.first_post == self.first_post
        return not self.said or bool(self.said & other.said)

    def or_before(self, before: "_Marks") -> "_Marks":
        """Return these values, or the earlier values if the store is empty or has become empty."""
        return self if self.first_post or (self.said and not before.first_post) else before


class _Pool(QueuePool):
    """A pool with one connection per concurrent request, of which a few stay open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever a pool takes
        super().__init__(*arguments, **options | {"max_overflow": -1})


@dataclass(frozen=True, eq=False)
class WatchedStore:
    """An open store and the identity of its file.

    Attributes:
        engine: the engine for reading and writing.
        identity: values that distinguish its file from another file in the same place.
        valid_until: the time at which to reopen it, as given by time.monotonic().

    """

    engine: Engine
    identity: Identity
    _watching: sqlite3.Connection
    valid_until: float = inf
    _lock: Lock = field(default_factory=Lock)
    _is_closed: Event = field(default_factory=Event)

    def version(self) -> int:
        """Return a number that changes with every commit to the store by any process.

        The number must be read on a connection that does not write (sqlite.org/pragma.html, data_version).
        Raises subclasses of InstanceError, and StoreClosed.
        """
        deadline = time.monotonic() + BUSY_SECONDS
        with translate_errors(path_of(self.engine)):
            while True:
                try:
                    with self._lock:
                        if self._is_closed.is_set():
                            raise StoreClosed
                        return self._asked()
                except sqlite3.OperationalError as error:
                    if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                        raise
                time.sleep(_AGAIN_SECONDS)

    def version_at_once(self) -> int | None:
        """Return the version, or None if it is not available without waiting."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._asked()
        except (sqlite3.Error, OSError):
            return None
        finally:
            self._lock.release()

    def marks(self) -> _Marks:
        """Return the values that identify the store. Raises sqlite3.Error."""
        with self._lock:
            first = self._watching.execute(_FIRST_POST).fetchone()
            said = (row for query in _MARKS for row in self._watching.execute(query)) if first is None else ()
            return _Marks(first, frozenset(said))

    def close(self) -> None:
        """Close idle connections, so that a damaged or replaced store does not hold file descriptors."""
        self.engine.dispose()
        with self._lock:
            if not self._is_closed.is_set():
                held.let_go(path_of(self.engine))
            self._is_closed.set()
            self._watching.close()

    def _asked(self) -> int:
        if self.valid_until < inf:  # SQLite does not check an immutable file for changes
            return path_of(self.engine).stat().st_mtime_ns
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


class OpenStores:
    """The stores opened by a server, by path."""

    def __init__(self) -> None:
        """Create a collection without open stores."""
        self._open: dict[Path, WatchedStore] = {}
        self._known: dict[Path, _Marks] = {}  # of all stores ever opened
        self._lock = Lock()

    def open(self, path: Path) -> WatchedStore:
        """Return the store at `path`, opening it unless an earlier call did.

        If there has never been a store, it is created. Raises the errors of engine.connect, and StoreGone.
        """
        if (found := self.already_open(path)) is not None:
            return found
        self._drop_outdated(path)
        if path in self._known:
            _check_is_one(path)
        elif not _is_file(path):
            connect(path)
        opened = _opened(path)  # may wait for a lock, so other threads must not be blocked
        if not self._is_the_same(path, opened):
            opened.close()
            raise StoreGone(path=path)
        with self._lock:
            found = self.already_open(path) or opened
            outdated = self._open.get(path) if found is opened else opened
            self._open[path] = found
            self._remember(path, opened)
        if outdated is not None:
            outdated.close()
        return found

    def already_open(self, path: Path) -> WatchedStore | None:
        """Return the store at `path` if an earlier call opened it and the file has not been replaced."""
        found = self._open.get(path)
        if found is None or time.monotonic() > found.valid_until:
            return None
        return found if found.identity == _identity(path) else None

    def close(self) -> None:
        """Close all stores; connections in use are closed when they are returned to the pool."""
        for path in list(self._open):
            self._drop(path)

    def _drop_outdated(self, path: Path) -> None:
        found = self._open.get(path)
        if found is not None and found.identity != _identity(path):
            self._drop(path)

    def _drop(self, path: Path) -> None:
        with self._lock:
            dropped = self._open.pop(path, None)
            if dropped is not None:
                self._remember(path, dropped)  # it may have been empty when it was opened
        if dropped is not None:
            dropped.close()

    def _remember(self, path: Path, store: WatchedStore) -> None:
        before = self._known.setdefault(path, _Marks())
        with suppress(sqlite3.Error):
            self._known[path] = store.marks().or_before(before)

    def _is_the_same(self, path: Path, opened: WatchedStore) -> bool:
        before = self._known.get(path, _Marks())
        try:
            return before == _Marks() or before.are_in(opened.marks())
        except sqlite3.Error:
            return True  # locked or damaged, which the caller will find out


def _check_is_one(path: Path) -> None:
    """Raise StoreGone if there is no file, or a file that has never been a store."""
    try:
        is_one = path.is_file() and path.stat().st_size > 0
    except OSError:  # for example on a missing share
        is_one = False
    if is_one:
        with suppress(sqlite3.Error), closing(_connected(path, "?mode=ro")) as connection:
            is_one = connection.execute("PRAGMA user_version").fetchone() != (0,)
    if not is_one:
        raise StoreGone(path=path)


def _opened(path: Path) -> WatchedStore:
    identity = _identity(path)  # before opening, so that a replacement in the meantime is detected

    def check(connection: sqlite3.Connection, _record: object) -> None:
        if _identity(path) != identity:
            connection.close()
            held.let_go(path)  # the pool does not report a connection that it never had
            raise StoreGone(path=path)

    engine = connect(path, busy_seconds=BUSY_SECONDS, pool=_Pool)
    try:
        if isinstance(engine.pool, NullPool):  # the store is read-only
            watching = _held(path, "?immutable=1")
            return WatchedStore(engine, identity, watching, time.monotonic() + _READONLY_SECONDS)
        event.listen(engine, "connect", check)
        return WatchedStore(engine, identity, _held(path, "?mode=rw"))
    except sqlite3.Error as error:
        engine.dispose()
        raise StoreFailed(path=path, cause=error) from error


def _held(path: Path, options: str) -> sqlite3.Connection:
    """Return a connection that stays open; the code that closes it must also release the file."""
    held.hold(path)
    try:
        return _connected(path, options)
    except sqlite3.Error:
        held.let_go(path)
        raise


def _connected(path: Path, options: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}{options}"
    return sqlite3.connect(
        address, timeout=0, isolation_level=None, check_same_thread=False, uri=True, factory=Connection
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # for example on a missing share
        return False


def _identity(path: Path) -> Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
