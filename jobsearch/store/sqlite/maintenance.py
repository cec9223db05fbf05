"""A consistent copy of the store, in one file, while other programs read and write."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from jobsearch.errors import BackupExists, FileUnwritable, InstanceError
from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.store.sqlite.engine import (
    APPLICATION_ID,
    SQLITE_MAGIC,
    Connection,
    Engine,
    connect_readonly,
    driver_of,
    path_of,
    translate_errors,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ID_END = 72  # the application id is the header's bytes 68 to 71 (sqlite.org/fileformat.html, 1.3)


def back_up(engine: Engine, target: Path, *, replace: bool = False) -> None:
    """Copy a consistent state of the store to `target`, whole or not at all, readable by its owner alone.

    What is copied is checked before it gets its name. With `replace` an earlier backup gives way to it; any
    other file is left alone. Raises BackupExists, FileUnwritable, and StoreUnreadable for a store that is
    damaged.
    """
    _check_target(target, path_of(engine), replace=replace)
    with connect_readonly(engine) as connection, replacing(target) as beside:
        try:
            _copy(driver_of(connection), beside)
        except sqlite3.OperationalError as error:
            raise FileUnwritable(path=target, cause=error) from error


def _copy(store: sqlite3.Connection, beside: Path) -> None:
    with closing(sqlite3.connect(beside)) as copy:
        # Whoever is interrupted starts anew, so that neither a journal nor a sync on the way is needed.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        store.backup(copy)
    # Immutable, or SQLite would put its write-ahead log beside the file.
    with closing(sqlite3.connect(f"{beside.as_uri()}?immutable=1", uri=True)) as copy:
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(found)


def _check_target(target: Path, store: Path, *, replace: bool) -> None:
    try:
        if not target.exists():
            return
        if target.is_dir():
            raise FileUnwritable(path=target, cause="it is a folder")
        if target.samefile(store):
            raise FileUnwritable(path=target, cause="it is the store itself")
        with regular.opened(target) as file:
            head = file.read(_ID_END)
    except OSError as error:
        raise FileUnwritable(path=target, cause=error.strerror) from error
    if not head:
        return
    if not (head.startswith(SQLITE_MAGIC) and head.endswith(APPLICATION_ID.to_bytes(4))):
        raise FileUnwritable(path=target, cause="it exists and is not a backup")
    if target.with_name(f"{target.name}-wal").exists():
        raise FileUnwritable(path=target, cause="it is a store in use")
    if not replace:
        raise BackupExists(path=target)


def overwrite_what_is_deleted(session: "Session") -> None:
    """Let this session fill what it deletes with zeros (sqlite.org/pragma.html, secure_delete)."""
    session.execute(text("PRAGMA secure_delete = ON"))


def erase_log(engine: Engine) -> bool:
    """Write the log's pages into the store and cut it off, and tell whether no earlier page is left in it.

    It cannot be cut off while another program uses it, nor where the disk fails. Raises nothing for that: it
    is called after a commit, and what is stored must not be reported as failed.
    """
    try:
        with translate_errors(path_of(engine)), engine.connect() as connection:
            busy, _pages, _moved = driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except InstanceError:
        return False
    return not busy


_MOST = 3


def damages(engine: Engine) -> list[str]:
    """Return what SQLite finds wrong with the pages, indexes and references of a store, a few of each.

    It reads all of the file. Raises StoreUnreadable where that cannot be done.
    """
    with connect_readonly(engine) as connection:
        found = _found(connection, f"PRAGMA integrity_check({_MOST})")
        lost = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST)
    return [*found, *(f"{row[0]} without its {row[2]}" for row in lost)]


def damages_of(engine: Engine, tables: Iterable[str]) -> list[str]:
    """Return the same of some tables and their indexes, of which alone it reads all."""
    with connect_readonly(engine) as connection:
        return [line for table in tables for line in _found(connection, f"PRAGMA integrity_check({table})")]


def _found(connection: Connection, check: str) -> list[str]:
    return [row[0] for row in connection.execute(text(check)) if row[0] != "ok"]
