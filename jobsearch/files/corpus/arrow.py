"""Convert a Parquet column to Python values; an unreadable value does not affect the others.

pyarrow itself fails for a whole batch if a single text is not UTF-8 or Python cannot represent a date.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

UNREADABLE = object()  # in place of a value
_BYTES = {
    "string": "binary",
    "binary": "binary",
    "large_string": "large_binary",
    "large_binary": "large_binary",
}
_DAYS = {"date32[day]": ("int32", 86_400, 1), "date64[ms]": ("int64", 1, 1_000)}
_IN_A_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


def values(column: Any) -> Sequence[Any]:  # noqa: ANN401 - an untyped package
    """Return the values of an Arrow array, with bytes as text and timestamps as ISO 8601 in UTC."""
    kind = str(column.type)
    if kind.startswith("dictionary<"):
        return values(column.dictionary_decode())
    if kind in _BYTES:
        return [value and value.decode("utf-8", "replace") for value in column.cast(_BYTES[kind]).to_pylist()]
    if moments := _moments(column.type):
        plain, times, in_a_second = moments
        found = column.cast(plain).to_pylist()
        return [None if value is None else _iso(value * times // in_a_second) for value in found]
    try:
        return list(column.to_pylist())
    except Exception:  # noqa: BLE001 - any error of a single malformed value
        return list(_one_by_one(column))


def _moments(kind: Any) -> tuple[str, int, int] | None:  # noqa: ANN401 - same
    """Return the integer type of this kind of timestamp, and the factor and divisor to get seconds."""
    if str(kind).startswith("timestamp["):
        return "int64", 1, _IN_A_SECOND[kind.unit]
    return _DAYS.get(str(kind))


def _iso(seconds: int) -> str | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (OverflowError, ValueError, OSError):  # before the year 1, or after 9999
        return None


def _one_by_one(column: Any) -> Iterator[Any]:  # noqa: ANN401 - same
    for value in column:
        try:
            yield value.as_py()
        except Exception:  # noqa: BLE001 - as above
            yield UNREADABLE
