"""The SQLite file: opened, upgraded, read, written, copied.

    connect(path) -> Engine;  with reading(engine) as session: ...
                              with writing(engine) as session: ...; session.commit()
                              with querying(engine) as connection: ...

A writing session takes the write lock at its start, so that it never has to give up half-way, and rolls
back unless its opener commits.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, NullPool, Pool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from jobsearch.errors import (
    FileUnwritable,
    InstanceError,
    InstanceUnusable,
    StoreBusy,
    StoreFailed,
    StoreTooNew,
    StoreUnreadable,
)
from jobsearch.replacing import replacing
from jobsearch.store.schema import UPGRADES
from jobsearch.store.searching import searchable

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["Connection", "Engine", "Session", "back_up", "connect", "querying", "reading", "writing"]

BUSY_SECONDS = 30.0
_APPLICATION_ID = int.from_bytes(b"jobs")  # tells our files from others with the same version number
_SQLITE_MAGIC = b"SQLite format 3\x00"
_ID_END = 72  # the application id is the header's bytes 68 to 71 (sqlite.org/fileformat.html, 1.3)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: whatever the module has
    """Import the ORM when somebody asks for its Session: `recommend`, which does not, is a fifth faster."""
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
    """Open the store at `path`, with its folder and tables made or upgraded where that is needed.

    Each session waits at most `busy_seconds` for a lock that another program holds, and closes what it
    opened, so that nothing holds the file between two, unless `pool` is another. Raises InstanceError's
    subclasses: an unusable folder, a file that is no store or too new a one.
    """
    if pool is NullPool:
        _prepare_file(path)
    # Elsewhere SQLite judges the file: whoever opens and closes it gives up the locks of all connections of
    # this process (sqlite.org/howtocorrupt.html, 2.2).
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": busy_seconds, "check_same_thread": False},  # a pool's go from one to another
        poolclass=pool,
    )
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    with errors_named(path):
        _upgrade(engine, path, upgrades, busy_seconds)
    return engine


@contextmanager
def querying(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one consistent state of the store, for queries that need no session."""
    with errors_named(path_of(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator["Session"]:
    """Give a session that sees one consistent state of the store and changes nothing."""
    from sqlalchemy.orm import Session  # noqa: PLC0415 - heavy

    with errors_named(path_of(engine)), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator["Session"]:
    """Give a session that holds the write lock; what its opener does not commit is rolled back."""
    from sqlalchemy.orm import Session  # noqa: PLC0415 - heavy

    writer = engine.execution_options(begin="IMMEDIATE")
    with errors_named(path_of(engine)), Session(writer, expire_on_commit=False) as session:
        yield session


def back_up(engine: Engine, target: Path) -> None:
    """Copy a consistent state of the store to `target`, whole or not at all, readable by its owner alone.

    An earlier backup is replaced; any other file is left alone. Raises FileUnwritable.
    """
    try:
        _check_backup_target(target, path_of(engine))
        with (
            replacing(target) as beside,
            closing(sqlite3.connect(beside)) as copy,
            engine.connect() as connection,
        ):
            _dbapi(connection).backup(copy)
    except (OSError, sqlite3.Error) as error:
        raise FileUnwritable(path=target, cause=_cause(error)) from error


def _prepare_file(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as file:
                head = file.read(len(_SQLITE_MAGIC))
            if head != _SQLITE_MAGIC:
                raise StoreUnreadable(path=path, cause="it is another kind of file")
        else:
            path.touch(mode=0o600, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InstanceUnusable(path=path.parent, cause="it is not a folder") from error
    except OSError as error:
        raise InstanceUnusable(path=path.parent, cause=_cause(error)) from error


def _check_backup_target(target: Path, store: Path) -> None:
    if not target.exists():
        return
    if target.is_dir():
        raise FileUnwritable(path=target, cause="it is a folder")
    if target.samefile(store):
        raise FileUnwritable(path=target, cause="it is the store itself")
    with target.open("rb") as file:
        head = file.read(_ID_END)
    if head and not (head.startswith(_SQLITE_MAGIC) and head.endswith(_APPLICATION_ID.to_bytes(4))):
        raise FileUnwritable(path=target, cause="it exists and is not a backup")


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy and the listener below begin transactions, not the driver.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # SQLite's own lower() knows A to Z only.
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
    connection.create_function("searchable", 1, searchable, deterministic=True)
    # A label is answered for once it is on the disk.
    connection.execute("PRAGMA synchronous = FULL")


def _on_begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


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
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {len(upgrades)}")


def _version(connection: Connection) -> int:
    """Return how many upgrades the file has had; raises sqlite3.DatabaseError for another program's file."""
    tables = _pragma(connection, "SELECT count(*) FROM sqlite_master")
    if tables and _pragma(connection, "PRAGMA application_id") != _APPLICATION_ID:
        raise sqlite3.DatabaseError("it is another program's database")
    return _pragma(connection, "PRAGMA user_version")


def _pragma(connection: Connection, query: str) -> int:
    return int(connection.execute(text(query)).scalar_one())


def _let_readers_and_a_writer_meet(path: Path, busy_seconds: float) -> None:
    """Switch the file to write-ahead logging, which lasts; another process may be doing the same."""
    with closing(sqlite3.connect(path, timeout=busy_seconds)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise


def path_of(engine: Engine) -> Path:
    """Return the file that an engine opens."""
    return Path(engine.url.database or "")


def _dbapi(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - create_engine("sqlite:///") makes no other
    return driver


@contextmanager
def errors_named(path: Path) -> Iterator[None]:
    """Turn what the disk, a lock or a foreign file brings about into the sentence for the user."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(cause, sqlite3.OperationalError) or type(cause) is sqlite3.DatabaseError:
            raise _named(cause, path) from error
        raise


def _named(cause: sqlite3.DatabaseError, path: Path) -> InstanceError:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the primary code of an extended one
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(path=path)
    if isinstance(cause, sqlite3.OperationalError):
        return StoreFailed(path=path, cause=cause)
    return StoreUnreadable(path=path, cause=cause)


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
