"""A store that a server keeps open from one request to the next, and whether anything in it has changed.

Another file in its place is noticed, and opened where it holds the same posts, as a restored backup does. A
store that is gone, as when its volume is, is never made again: what was written to that would be lost to the
person once the volume is back.
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

BUSY_SECONDS = 10.0  # that a request waits for a lock; a client gives up sooner than a person
_AGAIN_SECONDS = 0.05
_READONLY_SECONDS = 30.0  # after which it is tried whether the store can be written again

Identity = tuple[int, int] | None  # device and inode

_FIRST_POST = "SELECT source, external_id, first_seen FROM job_posts ORDER BY id LIMIT 1"
_MARKS = (
    "SELECT source, external_id, labeled_at FROM labels ORDER BY labeled_at LIMIT 200",
    "SELECT 'experience', content_hash, added_at FROM experiences ORDER BY id LIMIT 200",
    "SELECT 'wish', kind, said_at FROM wishes",
)


class StoreClosed(Exception):
    """Another thread dropped this store since it was opened: whoever asked opens it again."""


@dataclass(frozen=True)
class _Marks:
    """What tells a person's store, and a copy of it, from another's.

    Nothing is ever deleted of posts, so that a copy has the same first one. Before there are any, it is what
    the person said, some of which a copy has as well.

    Attributes:
        first_post: the post that the store has held the longest.
        said: some labels, experiences and wishes.

    """

    first_post: tuple[Any, ...] | None = None
    said: frozenset[tuple[Any, ...]] = frozenset()

    def are_in(self, other: "_Marks") -> bool:
        if self.first_post is not None:
            return other.first_post == self.first_post
        return not self.said or bool(self.said & other.said)

    def or_before(self, before: "_Marks") -> "_Marks":
        """Return these, or those of earlier versions where the store holds nothing (any more)."""
        return self if self.first_post or (self.said and not before.first_post) else before


class _Pool(QueuePool):
    """As many connections as there are requests at a time, of which a few stay open."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever a pool takes
        super().__init__(*arguments, **options | {"max_overflow": -1})


@dataclass(frozen=True, eq=False)
class WatchedStore:
    """An open store, and which file that is.

    Attributes:
        engine: reads and writes it.
        identity: tells its file from another in its place.
        valid_until: when it is opened again, by time.monotonic().

    """

    engine: Engine
    identity: Identity
    _watching: sqlite3.Connection
    valid_until: float = inf
    _lock: Lock = field(default_factory=Lock)
    _is_closed: Event = field(default_factory=Event)

    def version(self) -> int:
        """Return a number that is another after every commit to the store, whoever's it is.

        (sqlite.org/pragma.html, data_version: the connection that asks must not be the one that writes.)
        Raises InstanceError's subclasses, and StoreClosed.
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
        """Return the same, None where it is not known without waiting."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            return self._asked()
        except (sqlite3.Error, OSError):
            return None
        finally:
            self._lock.release()

    def marks(self) -> _Marks:
        """Return what it can be known by. Raises sqlite3.Error."""
        with self._lock:
            first = self._watching.execute(_FIRST_POST).fetchone()
            said = (row for query in _MARKS for row in self._watching.execute(query)) if first is None else ()
            return _Marks(first, frozenset(said))

    def close(self) -> None:
        """Close what is open and idle: a damaged or replaced store must hold no descriptor."""
        self.engine.dispose()
        with self._lock:
            if not self._is_closed.is_set():
                held.let_go(path_of(self.engine))
            self._is_closed.set()
            self._watching.close()

    def _asked(self) -> int:
        if self.valid_until < inf:  # SQLite does not look at an immutable file again
            return path_of(self.engine).stat().st_mtime_ns
        return int(self._watching.execute("PRAGMA data_version").fetchone()[0])


class OpenStores:
    """The stores that a server has opened, by their paths."""

    def __init__(self) -> None:
        """Begin with none."""
        self._open: dict[Path, WatchedStore] = {}
        self._known: dict[Path, _Marks] = {}  # of all that were ever opened
        self._lock = Lock()

    def open(self, path: Path) -> WatchedStore:
        """Return the store at `path`, opened now or by an earlier call.

        It is made where there is none and never was. Raises what engine.connect does, and StoreGone.
        """
        if (found := self.already_open(path)) is not None:
            return found
        self._drop_outdated(path)
        if path in self._known:
            _check_is_one(path)
        elif not _is_file(path):
            connect(path)
        opened = _opened(path)  # which may wait for a lock, and must keep nobody else waiting
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
        """Return the store at `path` if an earlier call opened it and the file is still the same."""
        found = self._open.get(path)
        if found is None or time.monotonic() > found.valid_until:
            return None
        return found if found.identity == _identity(path) else None

    def close(self) -> None:
        """Close all of them; a connection that somebody uses is closed when it is given back."""
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
            return True  # it is locked or damaged, which who asks for it will find


def _check_is_one(path: Path) -> None:
    """Raise StoreGone where nothing is or a file that has never been a store, which is not made one."""
    try:
        is_one = path.is_file() and path.stat().st_size > 0
    except OSError:  # as of a share that is gone
        is_one = False
    if is_one:
        with suppress(sqlite3.Error), closing(_connected(path, "?mode=ro")) as connection:
            is_one = connection.execute("PRAGMA user_version").fetchone() != (0,)
    if not is_one:
        raise StoreGone(path=path)


def _opened(path: Path) -> WatchedStore:
    identity = _identity(path)  # before: another file that takes its place meanwhile is noticed

    def check(connection: sqlite3.Connection, _record: object) -> None:
        if _identity(path) != identity:
            connection.close()
            raise StoreGone(path=path)

    engine = connect(path, busy_seconds=BUSY_SECONDS, pool=_Pool)
    try:
        if isinstance(engine.pool, NullPool):  # it can only be read
            watching = _held(path, "?immutable=1")
            return WatchedStore(engine, identity, watching, time.monotonic() + _READONLY_SECONDS)
        event.listen(engine, "connect", check)
        return WatchedStore(engine, identity, _held(path, "?mode=rw"))
    except sqlite3.Error as error:
        engine.dispose()
        raise StoreFailed(path=path, cause=error) from error


def _held(path: Path, options: str) -> sqlite3.Connection:
    """Return a connection that stays open; whoever closes it lets go of the file."""
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
    except OSError:  # as of a share that is gone
        return False


def _identity(path: Path) -> Identity:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
