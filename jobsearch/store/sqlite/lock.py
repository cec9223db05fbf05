"""One process at a time: a lock that ends with its process, on every system that SQLite runs on."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path


@contextmanager
def exclusive(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of a file of its own, which is made and stays empty, for as long as the block.

    Raises TimeoutError where another process holds it for longer than `seconds`.
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
    """Hold the lock as `exclusive` does; where the file cannot be one, as on a full disk, do without.

    It is for what is better done twice than not at all. Raises TimeoutError.
    """
    with ExitStack() as held:
        with suppress(sqlite3.Error):
            held.enter_context(exclusive(path, seconds))
        yield
