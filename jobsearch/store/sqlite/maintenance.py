"""Make consistent copies of the store while other programs use it, and check its integrity."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

from jobsearch.errors import BackupExists, FileUnwritable, InstanceError
from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.store.sqlite import fulltext, functions
from jobsearch.store.sqlite.engine import (
    APPLICATION_ID,
    SQLITE_MAGIC,
    Engine,
    connect_readonly,
    driver_of,
    path_of,
    translate_errors,
)
from jobsearch.store.sqlite.fulltext import INDEX

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ID_END = 72  # the application id is in bytes 68 to 71 of the header (sqlite.org/fileformat.html, 1.3)


class Copied(NamedTuple):
    """The damage found in a copied store: invalid values, and whether the search index is damaged."""

    has_wrong_values: bool
    index_is_damaged: bool


def back_up(engine: Engine, target: Path, *, replace: bool = False) -> Copied:
    """Copy a consistent snapshot of the store to `target`, atomically and readable only by its owner.

    The copy is verified before it gets its name. Damaged values do not prevent a backup of the other values,
    nor does a damaged index, which can be rebuilt. If `replace` is set, an earlier backup is overwritten; any
    other file is never overwritten. Raises BackupExists, FileUnwritable, and StoreUnreadable for a store with
    damaged pages.
    """
    _check_target(target, path_of(engine), replace=replace)
    with connect_readonly(engine) as connection, replacing(target) as beside:
        try:
            return _copy(driver_of(connection), beside)
        except sqlite3.OperationalError as error:
            raise FileUnwritable(path=target, cause=error) from error


def _copy(store: sqlite3.Connection, beside: Path) -> Copied:
    with closing(sqlite3.connect(beside)) as copy:
        # An interrupted copy is repeated, so it needs no journal and no sync.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        store.backup(copy)
    # Immutable, because SQLite would otherwise create a write-ahead log next to the file.
    with closing(sqlite3.connect(f"{beside.as_uri()}?immutable=1", uri=True)) as copy:
        found = _sorted(line for (line,) in copy.execute(f"PRAGMA quick_check({_ALL})"))
        if found.pages:
            raise sqlite3.DatabaseError(found.pages[0])
        # A temporary copy that SQLite removes, because a kill would leave the log of the check next to the
        # file.
        is_sound = True  # without space for another copy, nothing can be shown
        scratch = sqlite3.connect("", isolation_level=None)
        with suppress(sqlite3.OperationalError), closing(scratch):
            copy.backup(scratch)
            is_sound = is_index_sound(scratch, _SOON_COMPARED)
    return Copied(bool(found.values), index_is_damaged=not is_sound)


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
    """Overwrite all data deleted in this session with zeros (sqlite.org/pragma.html, secure_delete)."""
    session.execute(text("PRAGMA secure_delete = ON"))


def erase_log(engine: Engine) -> bool:
    """Write the log's pages to the store and truncate the log; return whether no earlier page remains in it.

    This is not possible while another program is using the log, or if the disk fails. No error is raised,
    because the function is called after a commit, which must not be reported as failed.
    """
    try:
        with translate_errors(path_of(engine)), engine.connect() as connection:
            busy, _pages, _moved = driver_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except InstanceError:
        return False
    return not busy


_MOST = 3
_SOON_COMPARED = 20_000  # posts
_COUNT_POSTS = "SELECT count(*) FROM job_posts"
_ALL = 1_000_000
# The messages of a check about single values.
_OF_VALUES = re.compile(r"(?:NULL|NUMERIC|TEXT) value in |CHECK constraint failed in ")


def is_index_sound(copy: sqlite3.Connection, most: int | None = None) -> bool:
    """Return whether the full-text index of a copy is intact (sqlite.org/fts5.html, 6.4).

    If the index is complete and there are at most `most` posts, the index is compared with the texts of the
    posts, which takes half a millisecond per post; checking only the index finds less damage but takes a
    tenth of the time. The check is a write statement, although it changes nothing, so it would block other
    writers in the store itself.
    """
    functions.add(copy)
    (posts,), (pending,) = (
        copy.execute(query).fetchone() for query in (_COUNT_POSTS, fulltext.COUNT_PENDING)
    )
    with_texts = not pending and (most is None or posts <= most)
    check = f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('integrity-check', ?)"  # noqa: S608 - a name of ours
    try:
        copy.execute(check, (int(with_texts),))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    return True


def is_copied_index_sound(engine: Engine) -> bool:
    """Return whether a store's full-text index is intact, using a temporary copy managed by SQLite."""
    with connect_readonly(engine) as connection, closing(sqlite3.connect("", isolation_level=None)) as copy:
        driver_of(connection).backup(copy)
        return is_index_sound(copy)


def rebuild_index(session: "Session") -> None:
    """Rebuild the full-text index for all posts."""
    session.execute(text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')"))  # noqa: S608 - a name of ours


class Damages(NamedTuple):
    """The problems found by SQLite, with a few lines of each kind.

    Attributes:
        pages: damaged pages and indexes, after which the store must not be written to.
        values: values that violate column declarations, which affect nothing else; see values.py.

    """

    pages: list[str]
    values: list[str]


def damages(engine: Engine, tables: Iterable[str] = ()) -> Damages:
    """Return the problems that SQLite finds in a store, or in some tables and their indexes.

    The whole file or all of the tables are read. Raises StoreUnreadable if that is not possible.
    """
    names = tuple(tables)
    checks = [f"PRAGMA integrity_check({name})" for name in names or (str(_ALL),)]
    with connect_readonly(engine) as connection:
        return _sorted(row[0] for check in checks for row in connection.execute(text(check)))


def _sorted(lines: Iterable[str]) -> Damages:
    found = Damages([], [])
    for line in lines:
        kind = found.values if _OF_VALUES.match(line) else found.pages
        if line != "ok" and len(kind) < _MOST:
            kind.append(line)
    return found
