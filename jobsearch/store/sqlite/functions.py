"""SQL functions implemented in Python, whose arguments are text or bytes.

Python's driver cannot pass invalid UTF-8 as text, so queries pass text that may be damaged as bytes, using
`CAST(... AS BLOB)`. Other values, such as numbers, are converted to text.
"""

import json
import sqlite3
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, String, and_, case, cast, func, type_coerce

from jobsearch.domain.addressed import is_recorded_job
from jobsearch.store import damage
from jobsearch.store.sqlite.fulltext import searchable
from jobsearch.store.sqlite.reader import DAMAGED
from jobsearch.store.types import Texts, UnfitError, packed
from jobsearch.text.folding import fold, names
from jobsearch.text.masking import shown, without_secrets

_TEXTS = Texts()
_SHARE = 2


def _holds_any(tags: str, wanted: str) -> bool:
    """Return whether a JSON array contains any of the case-folded texts in another array, ignoring case."""
    try:
        return not _as_set(wanted).isdisjoint(map(str.casefold, _TEXTS.fitting(tags)))
    except UnfitError:
        damage.notice()
        return False


@lru_cache(maxsize=8)
def _as_set(wanted: str) -> frozenset[str]:
    return frozenset(json.loads(wanted))


def _lies_in(countries: str, region: str) -> bool:
    """Return whether at least half of the countries, at least one, are in a region; both are lists of codes.

    A post for Lisbon or New York lies in Europe, but a post for all of Europe does not lie in Portugal.
    """
    codes = set(countries.split())
    return 0 < len(codes) <= _SHARE * len(codes & set(region.split()))


_FUNCTIONS: tuple[tuple[str, int, Callable[..., Any]], ...] = (
    ("compressed", 1, packed),
    ("folded", 1, fold),  # SQLite's own lower() handles only A to Z
    ("holds_any", 2, _holds_any),
    ("is_recorded_job", 3, is_recorded_job),
    ("lies_in", 2, lru_cache(maxsize=4_096)(_lies_in)),
    ("names", 2, lru_cache(maxsize=32_768)(names)),  # thousands of posts have the same place
    ("searchable", 1, searchable),
    ("shown_address", 1, shown),
    ("without_secrets", 1, without_secrets),
)


def add(connection: sqlite3.Connection) -> None:
    """Register the functions on a connection."""
    for name, arguments, function in _FUNCTIONS:
        connection.create_function(name, arguments, _of_any(function), deterministic=True)


def in_bytes(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a text column as bytes, so that invalid UTF-8 can be passed to these functions."""
    return cast(column, LargeBinary)


def sound_json(column: ColumnElement[Any], otherwise: str | None = None) -> ColumnElement[Any]:
    """Return a JSON column with malformed values replaced by `otherwise`."""
    plain = type_coerce(column, String)
    is_sound = and_(func.typeof(plain) == "text", func.json_valid(plain) == 1)
    return case((is_sound, plain), else_=otherwise)


def _of_any(function: Callable[..., Any]) -> Callable[..., Any]:
    """Convert a function of text to one whose arguments can be any values in the store."""

    @wraps(function)
    def of_any(value: Any, *others: Any) -> Any:  # noqa: ANN401 - what it is given, and returns
        return function(_text(value), *map(_text, others))

    return of_any


def _text(value: Any) -> str:  # noqa: ANN401 - a value in the store
    kind = type(value)
    if kind is bytes:
        return str(value, "utf-8", DAMAGED)
    return "" if value is None else str(value)
