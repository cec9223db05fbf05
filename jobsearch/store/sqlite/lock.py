"""An interprocess lock that is released when its process ends, for every system that SQLite supports."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path


@contextmanager
def exclusive(path: Path, seconds: float) -> Iterator[None]:
    """Hold a lock on a dedicated empty file, created if necessary, during the block.

    Raises TimeoutError if another process holds it for longer than `seconds`.
    """
    with closing(sqlite3.connect(path, timeout=seconds, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise TimeoutError from error
            raise
        yield


@contextmanager
def exclusive_if_possible(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock like `exclusive`, or continue without it if the file is unusable, as on a full disk.

    Intended for work that is better done twice than not at all. Raises TimeoutError like `exclusive`.
    """
    with ExitStack() as held:
        with suppress(sqlite3.Error):
            held.enter_context(exclusive(path, seconds))
        yield
