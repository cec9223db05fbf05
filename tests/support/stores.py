"""What makes the stores of tests quick: each test has its own, and most of its time would go into making it.

Only stores that this process opens are so; a run of the program, which may be killed, is another process.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine

from jobsearch.store.sqlite import engine
from jobsearch.store.sqlite.schema import UPGRADES

_MOST_QUERIES = 5_000
ORIGINALS = {name: getattr(engine, name) for name in ("create_engine", "_upgrade", "_on_connect")}


def sharing_queries() -> Callable[..., Engine]:
    """Return a `create_engine` whose engines compile a query once for all of them.

    An engine keeps what it compiled under the dialect that it was compiled for, so they share that too.
    """
    first = create_engine("sqlite://", query_cache_size=_MOST_QUERIES)
    first.connect().close()  # by which the dialect learns of the version of SQLite
    first.dispose()

    def create(*arguments: Any, **options: Any) -> Engine:
        made = create_engine(*arguments, **options)
        # These have no public names.
        made.dialect = made.pool._dialect = first.dialect  # noqa: SLF001
        made._compiled_cache = first._compiled_cache  # noqa: SLF001
        return made

    return create


def copying(folder: Path) -> Callable[..., None]:
    """Return an `_upgrade` that makes a new store once, in this folder, and copies it from then on."""
    made = folder / "jobposts.db"
    engine.connect(made)
    one_at_a_time = Lock()

    def upgrade(opened: Engine, path: Path, upgrades: Sequence[Sequence[str]], busy_seconds: float) -> None:
        # What cannot be written is for the program to report.
        with one_at_a_time, suppress(OSError, sqlite3.Error):
            if upgrades is UPGRADES and path.stat().st_size == 0:
                _copy(made, path)
        ORIGINALS["_upgrade"](opened, path, upgrades, busy_seconds)

    return upgrade


def _copy(made: Path, path: Path) -> None:
    with closing(sqlite3.connect(made)) as source, closing(sqlite3.connect(path)) as target:
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)


def without_waiting_for_the_disk(connection: sqlite3.Connection, record: object) -> None:
    """Connect as the program does, but leave it to the system when it writes: no test cuts the power."""
    ORIGINALS["_on_connect"](connection, record)
    connection.execute("PRAGMA synchronous = OFF")
