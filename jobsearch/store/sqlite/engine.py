"""Open, upgrade, read, and write the SQLite file.

  connect(path) -> Engine;  with reading(engine) as session: ...
               with writing(engine) as session: ...; session.commit()
               with connect_readonly(engine) as connection: ...

A writing session acquires the write lock when it starts, so that it never has to give up halfway, and rolls
back unless the code that opened it commits.
"""

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, NullPool, Pool, Row, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from jobsearch.errors import (
    FileSystemUnfit,
    IndexDamaged,
    InstanceError,
    InstanceUnusable,
    StoreBusy,
    StoreCrowded,
    StoreDamaged,
    StoreFailed,
    StoreTooNew,
    StoreUnreadable,
)
from jobsearch.files import regular
from jobsearch.store.sqlite import filesystem, functions, held, reader
from jobsearch.store.sqlite.line import DEADLINE, Line
from jobsearch.store.sqlite.schema import UPGRADES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Connection", "Engine", "Row", "Session", "connect", "connect_readonly", "reading", "writing"]

BUSY_SECONDS = 30.0
APPLICATION_ID = int.from_bytes(b"jobs")  # distinguishes our files from others with the same version number
SQLITE_MAGIC = b"SQLite format 3\x00"
_MAKES_NONE = "?mode=rw"  # a missing store is not replaced by an empty one
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_LACKS = {
    sqlite3.SQLITE_IOERR_SHMMAP: filesystem.NO_SHARED_MEMORY,
    sqlite3.SQLITE_IOERR_SHMLOCK: filesystem.NO_LOCKS,
    sqlite3.SQLITE_IOERR_LOCK: filesystem.NO_LOCKS,
    sqlite3.SQLITE_IOERR_RDLOCK: filesystem.NO_LOCKS,
}
# Written rows are valid, so a violated constraint means that existing rows are damaged.
_CONTRADICTED = (
    sqlite3.SQLITE_CONSTRAINT_NOTNULL,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
)
_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: whatever the module has
    """Import the ORM only if Session is requested; `recommend` is 20% faster without it."""
    if name != "Session":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sqlalchemy.orm import Session  # noqa: PLC0415 - see above

    return Session


def connect(
    path: Path,
    upgrades: Sequence[Sequence[str]] = UPGRADES,
    *,
    busy_seconds: float = BUSY_SECONDS,
    pool: type[Pool] = NullPool,
) -> Engine:
    """Open the store at `path`, creating or upgrading its folder and tables if necessary.

    Each session waits at most `busy_seconds` for a lock held by another program. Unless another `pool` is
    given, sessions close their connections, so that the file is not kept open between them. On a full or
    read-only disk, the store can still be read, exported, and backed up, but not kept open: with a pool, this
    works only in a read-only folder. Raises subclasses of InstanceError for an unusable folder, a file that
    is not a store, or a store that is too new.
    """
    if pool is NullPool:
        _prepare_file(path)
    elif lack := filesystem.why_unfit(path):
        raise _unfit(path, lack)
    # Otherwise SQLite checks the file, which must not be opened in any other way; see held.py.
    with translate_errors(path):
        try:
            engine = _opened(_engine(path, busy_seconds, pool), path, upgrades, busy_seconds)
        except DBAPIError as error:
            if not _can_only_be_read(path, error) or (pool is not NullPool and _is_writable(path.parent)):
                raise
            engine = _engine(path, busy_seconds, NullPool, "?immutable=1")
            _upgrade(engine, path, upgrades, busy_seconds)
    return engine


def _opened(engine: Engine, path: Path, upgrades: Sequence[Sequence[str]], busy_seconds: float) -> Engine:
    """Return the engine after upgrading its store; an error leaves no connection open in the pool."""
    try:
        _upgrade(engine, path, upgrades, busy_seconds)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def connect_readonly(engine: Engine) -> Iterator[Connection]:
    """Yield a connection with a consistent snapshot of the store, for queries without a session."""
    with translate_errors(path_of(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator["Session"]:
    """Yield a session with a consistent snapshot of the store, for reading only."""
    from sqlalchemy.orm import Session  # noqa: PLC0415 - heavy

    with translate_errors(path_of(engine)), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator["Session"]:
    """Yield a session that holds the write lock; uncommitted changes are rolled back.

    Threads that share an engine with a pool write in order of arrival. The caller must not run queries after
    its commit, because an error would be reported as a failure although the data is stored.
    """
    from sqlalchemy.orm import Session  # noqa: PLC0415 - heavy

    with (
        _turn(engine),
        translate_errors(path_of(engine)),
        Session(engine.execution_options(begin="IMMEDIATE"), expire_on_commit=False) as session,
    ):
        yield session


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    options = engine.get_execution_options()
    with ExitStack() as held:
        if (line := options.get("line")) is not None:
            try:
                held.enter_context(line.turn(_left(options["busy_seconds"])))
            except TimeoutError as error:
                raise StoreBusy(path=path_of(engine)) if line.is_blocked else StoreCrowded from error
        yield


def _left(seconds: float) -> float:
    """Return the remaining time to wait, at most `seconds`."""
    deadline = DEADLINE.get()
    return seconds if deadline is None else max(0.0, min(seconds, deadline - time.monotonic()))


def path_of(engine: Engine) -> Path:
    """Return the file opened by an engine from `connect`."""
    return Path(engine.url.database or "")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's connection, for features not available through SQLAlchemy."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - create_engine("sqlite:///") makes no other
    return driver


def _engine(path: Path, busy_seconds: float, pool: type[Pool], options: str = _MAKES_NONE) -> Engine:
    address = f"{path.absolute().as_uri()}{options}"
    if pool is NullPool:
        return _kept_engine(path, address, busy_seconds)
    return _new_engine(path, address, busy_seconds, pool)


@lru_cache(maxsize=2)
def _kept_engine(path: Path, address: str, busy_seconds: float) -> Engine:
    """Return a cached engine, which does not keep connections open but caches compiled queries.

    Compiling a query in SQLAlchemy often takes longer than running it in SQLite.
    """
    return _new_engine(path, address, busy_seconds, NullPool)


def _new_engine(path: Path, address: str, busy_seconds: float, pool: type[Pool]) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        # The connections of a pool move between threads.
        creator=lambda: _connected(path, address, busy_seconds),
        poolclass=pool,
        execution_options={} if pool is NullPool else {"line": Line(), "busy_seconds": busy_seconds},
    )
    event.listen(engine, "close", lambda _connection, _record: held.let_go(path))
    event.listen(engine, "begin", _on_begin)
    return engine


def _connected(path: Path, address: str, busy_seconds: float) -> sqlite3.Connection:
    """Open a connection, counted as open until the engine closes it or it proves unusable here."""
    connection = sqlite3.connect(
        address, busy_seconds, uri=True, check_same_thread=False, factory=reader.Connection
    )
    held.hold(path)
    try:
        _on_connect(connection, None)
    except BaseException:
        connection.close()
        held.let_go(path)
        raise
    return connection


def _can_only_be_read(path: Path, error: DBAPIError) -> bool:
    """Return whether an error means that SQLite could not create the files for its log.

    Without a log, all data is in the store itself, which can then be read as an immutable file
    (sqlite.org/wal.html, "Read-Only Databases").
    """
    log = path.with_name(f"{path.name}-wal")
    logged = log.is_dir() or (log.exists() and log.stat().st_size > 0)
    return not logged and _code(error.orig) in _UNWRITABLE


def _is_writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def _prepare_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600, exist_ok=True)
        if kind := regular.kind_of(path):
            raise StoreUnreadable(path=path, cause=f"it is {kind}")
        _check_file(path)
    except (FileExistsError, NotADirectoryError) as error:
        raise InstanceUnusable(path=path.parent, cause="it is not a folder") from error
    except OSError as error:
        raise InstanceUnusable(path=path.parent, cause=error.strerror) from error


def _check_file(path: Path) -> None:
    """Raise an error if the file is not a store, or if SQLite would wait for locks that are not supported."""
    for beside in (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-wal", "-shm")):
        kind = ""
        with suppress(FileNotFoundError):  # another program that closes the store removes them
            kind = regular.kind_of(beside) if beside.exists() else ""
        # SQLite would wait for a pipe forever; it reports folders itself.
        if kind not in {"", "a folder"}:
            raise StoreFailed(path=path, cause=f"{beside.name} beside it is {kind}")
    with held.left_alone(path) as is_alone:
        if is_alone:  # otherwise SQLite checks it
            _check_content(path)


def _check_content(path: Path) -> None:
    with regular.opened(path) as file:
        head = file.read(len(SQLITE_MAGIC))
        if head and head != SQLITE_MAGIC:
            raise StoreUnreadable(path=path, cause="it is another kind of file")
        if filesystem.refuses_locks(file.fileno()):
            raise _unfit(path, filesystem.NO_LOCKS)


def _unfit(path: Path, lack: str) -> FileSystemUnfit:
    return FileSystemUnfit(path=path, kind=filesystem.kind_of(path), lack=lack)


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy and the listener below begin transactions, not the driver.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    functions.add(connection)
    # A stored label must survive a power failure.
    connection.execute("PRAGMA synchronous = FULL")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    kind = options.get("begin", "DEFERRED")
    if kind == "DEFERRED" or "line" not in options:
        connection.exec_driver_sql(f"BEGIN {kind}")
        return
    # Time spent waiting for the turn is not waited for the lock again.
    line, seconds = options["line"], options["busy_seconds"]
    line.is_blocked = True
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {_left(seconds) * 1000:.0f}")
    try:
        connection.exec_driver_sql(f"BEGIN {kind}")
        line.is_blocked = False
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")


def _upgrade(engine: Engine, path: Path, upgrades: Sequence[Sequence[str]], busy_seconds: float) -> None:
    with engine.connect() as connection:
        found = _version(connection)
    if found > len(upgrades):
        raise StoreTooNew(path=path, found=found, known=len(upgrades))
    if found == len(upgrades):
        return
    _let_readers_and_a_writer_meet(path, busy_seconds)
    with engine.execution_options(begin="IMMEDIATE").begin() as connection:
        # Another process may have upgraded the file while this one waited for the lock.
        for upgrade in upgrades[_version(connection) :]:
            for statement in upgrade:
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {len(upgrades)}")


def _version(connection: Connection) -> int:
    """Return the schema version of the file. Raises sqlite3.DatabaseError for another program's file."""
    tables = _pragma(connection, "SELECT count(*) FROM sqlite_master")
    if tables and _pragma(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise sqlite3.DatabaseError("it is another program's database")
    return _pragma(connection, "PRAGMA user_version")


def _pragma(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())


def _let_readers_and_a_writer_meet(path: Path, busy_seconds: float) -> None:
    """Switch the file to write-ahead logging permanently, even if another process is doing the same."""
    address = f"{path.absolute().as_uri()}{_MAKES_NONE}"
    with closing(sqlite3.connect(address, timeout=busy_seconds, uri=True)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) not in _LOCKED:
                raise


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Convert errors caused by the disk, a lock, or a foreign file to errors with messages for the user."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, sqlite3.DatabaseError) and _is_of_the_store(cause):
            raise _named(cause, path) from error
        raise


def _is_of_the_store(cause: sqlite3.DatabaseError) -> bool:
    """Return whether an error is due to the store rather than to a mistake in this program."""
    kind, code = type(cause), getattr(cause, "sqlite_errorcode", 0)
    return kind in (sqlite3.OperationalError, sqlite3.DatabaseError) or code in _CONTRADICTED


def _named(cause: sqlite3.DatabaseError, path: Path) -> InstanceError:
    code = getattr(cause, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_CORRUPT_VTAB:
        return IndexDamaged(path=path)
    if code in _CONTRADICTED:
        return StoreDamaged(path=path)
    blames_disk = _code(cause) in {*_LOCKED, *_UNWRITABLE, sqlite3.SQLITE_PROTOCOL}
    if lack := _LACKS.get(code) or (filesystem.why_unfit(path) if blames_disk else ""):
        return _unfit(path, lack)
    if _code(cause) in _LOCKED:
        return StoreBusy(path=path)
    if isinstance(cause, sqlite3.OperationalError):
        return StoreFailed(path=path, cause=cause)
    return StoreUnreadable(path=path, cause=cause)


def _code(cause: BaseException | None) -> int:
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended error code
