"""Connections that replace invalid UTF-8 in the store with U+FFFD and continue reading.

SQLite stores any bytes as text. Decoding each text in Python would take a third of the time of a long list,
so it begins only after the first decoding error: since Python 3.11, the driver stays on the row that failed
and returns it on the next attempt.
"""

import codecs
import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Any

from jobsearch.store import damage

DAMAGED = "jobsearch.damaged"  # decoding error handler that records invalid bytes
_UNDECODABLE = "Could not decode to UTF-8"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damage.notice()
    return "\ufffd", error.end


codecs.register_error(DAMAGED, _replaced)


def as_text(content: bytes) -> str:
    """Return bytes from the store as text, recording any invalid bytes."""
    return content.decode("utf-8", DAMAGED)


class Cursor(sqlite3.Cursor):
    """A cursor that continues after invalid text."""

    def fetchone(self) -> Any:  # noqa: ANN401 - as in the base class
        """Return the next row, or None at the end."""
        try:
            return super().fetchone()
        except sqlite3.OperationalError as error:
            self._read_on_after(error)
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Return all remaining rows."""
        return self._rows(self)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the given number of rows, or fewer at the end."""
        return self._rows(islice(self, self.arraysize if size is None else size), size)

    def _rows(self, source: Iterable[Any], size: int | None = None) -> list[Any]:
        rows: list[Any] = []
        try:
            rows.extend(source)  # rows read before an error are kept
        except sqlite3.OperationalError as error:
            self._read_on_after(error)
            rows.extend(self if size is None else islice(self, size - len(rows)))
        return rows

    def _read_on_after(self, error: sqlite3.OperationalError) -> None:
        if not str(error).startswith(_UNDECODABLE):
            raise error
        self.connection.text_factory = as_text


class Connection(sqlite3.Connection):
    """A connection that continues after invalid text."""

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401 - as in the base class
        """Return a cursor that continues after invalid text."""
        return super().cursor(factory)
