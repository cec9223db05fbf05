"""The functions of ours that SQL calls: of a text each, given as text or as its bytes.

Python's driver cannot hand over a text that is no UTF-8. So queries give bytes, `CAST(... AS BLOB)`, of what
may be damaged; what is neither, such as a number, counts as it would be written.
"""

import json
import sqlite3
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, String, and_, case, cast, func, type_coerce

from jobsearch.store import damage
from jobsearch.store.sqlite.fulltext import searchable
from jobsearch.store.sqlite.reader import DAMAGED
from jobsearch.store.types import Texts, UnfitError, packed
from jobsearch.text.folding import fold, names
from jobsearch.text.masking import shown, without_secrets

_TEXTS = Texts()


def _holds_any(tags: str, wanted: str) -> bool:
    """Tell whether a JSON array of texts holds one of those of another, which are casefolded, in any case."""
    try:
        return not _as_set(wanted).isdisjoint(map(str.casefold, _TEXTS.fitting(tags)))
    except UnfitError:
        damage.notice()
        return False


@lru_cache(maxsize=8)
def _as_set(wanted: str) -> frozenset[str]:
    return frozenset(json.loads(wanted))


_FUNCTIONS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("compressed", 1, packed),
    ("folded", 1, fold),  # SQLite's own lower() knows A to Z only
    ("holds_any", 2, _holds_any),
    ("names", 2, lru_cache(maxsize=32_768)(names)),  # thousands of posts have the same place
    ("searchable", 1, searchable),
    ("shown_address", 1, shown),
    ("without_secrets", 1, without_secrets),
)


def add(connection: sqlite3.Connection) -> None:
    """Let SQL on this connection call them."""
    for name, arguments, function in _FUNCTIONS:
        connection.create_function(name, arguments, _of_any(function), deterministic=True)


def in_bytes(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a text of the store as bytes, which a function of ours takes even if they are no UTF-8."""
    return cast(column, LargeBinary)


def sound_json(column: ColumnElement[Any], otherwise: str | None = None) -> ColumnElement[Any]:
    """Return a column of JSON, and another where it holds what SQLite would refuse as malformed."""
    plain = type_coerce(column, String)
    is_sound = and_(func.typeof(plain) == "text", func.json_valid(plain) == 1)
    return case((is_sound, plain), else_=otherwise)


def _of_any(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of texts, of which the first may be anything that the store holds."""

    @wraps(function)
    def of_any(value: Any, *others: str) -> Any:  # noqa: ANN401 - what it is given, and returns
        kind = type(value)
        if kind is bytes:
            value = value.decode("utf-8", DAMAGED)
        elif kind is not str:
            value = "" if value is None else str(value)
        return function(value, *others)

    return of_any
