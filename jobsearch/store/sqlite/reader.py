"""A connection that reads on where a text in the store is no UTF-8, with U+FFFD for what cannot be read.

SQLite stores whatever bytes it is given as text. To decode each text with a function of ours would take a
third of the time of a long list, so that is done only from the first broken one on: Python's driver (3.11 and
later) stays on a row that it could not decode, and gives it when it is asked again.
"""

import codecs
import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Any

from jobsearch.store import damage

DAMAGED = "jobsearch.damaged"  # how to decode: what cannot be is U+FFFD, and noticed
_UNDECODABLE = "Could not decode to UTF-8"


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damage.notice()
    return "\ufffd", error.end


codecs.register_error(DAMAGED, _replaced)


def as_text(content: bytes) -> str:
    """Return bytes of the store as the text that they are, noticing what is none."""
    return content.decode("utf-8", DAMAGED)


class Cursor(sqlite3.Cursor):
    """A cursor of such a connection."""

    def fetchone(self) -> Any:  # noqa: ANN401 - as in the base class
        """Return the next row, None at the end."""
        try:
            return super().fetchone()
        except sqlite3.OperationalError as error:
            self._read_on_after(error)
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        """Return all that is left."""
        return self._rows(self)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return so many rows, fewer at the end."""
        return self._rows(islice(self, self.arraysize if size is None else size), size)

    def _rows(self, source: Iterable[Any], size: int | None = None) -> list[Any]:
        rows: list[Any] = []
        try:
            rows.extend(source)  # what came before an error stays
        except sqlite3.OperationalError as error:
            self._read_on_after(error)
            rows.extend(self if size is None else islice(self, size - len(rows)))
        return rows

    def _read_on_after(self, error: sqlite3.OperationalError) -> None:
        if not str(error).startswith(_UNDECODABLE):
            raise error
        self.connection.text_factory = as_text


class Connection(sqlite3.Connection):
    """Such a connection."""

    def cursor(self, factory: Any = Cursor) -> Any:  # noqa: ANN401 - as in the base class
        """Return a cursor that reads on."""
        return super().cursor(factory)
