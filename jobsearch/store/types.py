"""Column types that validate values when reading, because SQLite stores any value in any column.

An invalid value is recorded (damage.py) and replaced by a default: empty text, zero, an empty list, or a time
long ago. A damaged or hostile store therefore loses only its invalid values.
"""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypedDict

from sqlalchemy import JSON, Boolean, DateTime, Dialect, Float, Integer, LargeBinary, String
from sqlalchemy.types import TypeDecorator

from jobsearch.store import damage

if TYPE_CHECKING:
    from msgspec.json import Decoder

LOST = datetime(1970, 1, 1, tzinfo=UTC)  # the default for a damaged moment
_YEARS = range(1900, 3000)  # adding any time span still gives a valid date
_MOST = 10**15  # limit for amounts and counts, exact as a float
_MOST_BYTES = 64 * 1024 * 1024  # limit for decompressed text


class UnfitError(Exception):
    """Raised if a value is invalid for a column."""


class Checked(TypeDecorator[Any]):
    """A column type that validates values when reading and replaces invalid values using `instead`.

    If `optional` is set, NULL and invalid values become None; this is required for columns that an outer join
    may leave empty.
    """

    impl: Any = String
    cache_ok = True
    missing: ClassVar[Any] = None  # the default

    def __init__(self, *, optional: bool = False) -> None:
        """Set whether the column can be NULL."""
        super().__init__()
        self.optional = optional

    def __init_subclass__(cls) -> None:
        """Enable caching of compiled statements, which SQLAlchemy requires to be set for each class."""
        super().__init_subclass__()
        cls.cache_ok = True

    def fitting(self, value: Any) -> Any:  # noqa: ANN401 - whatever SQLite has
        """Return the Python value for a SQLite value. Raises UnfitError if it is invalid."""
        raise NotImplementedError

    def is_sound(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return whether a value is valid for the column."""
        if value is None:
            return self.optional
        try:
            self.fitting(value)
        except UnfitError:
            return False
        return True

    def instead(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return the replacement for an invalid value."""
        del value
        return None if self.optional else self.missing

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return a function that converts SQLite values to Python values."""
        del dialect, coltype
        fitting, instead, optional = self.fitting, self.instead, self.optional

        def process(value: Any) -> Any:  # noqa: ANN401 - same
            if value is None and optional:
                return None
            try:
                return fitting(value)
            except UnfitError:
                damage.notice()
                return instead(value)

        return process


class Text(Checked):
    """A text column; other values are converted to text, and NULL to ""."""

    missing = ""

    def fitting(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return the text. Raises UnfitError."""
        if type(value) is not str:
            raise UnfitError
        return value

    def instead(self, value: Any) -> str | None:  # noqa: ANN401 - same
        """Return a value of another type as text, so that a user can recognize it."""
        if value is None:
            return None if self.optional else ""
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return a function that is twice as fast for valid text, since posts have a dozen text columns."""
        usual = super().result_processor(dialect, coltype)
        return lambda value: value if type(value) is str else usual(value)


class OneOf(Checked):
    """A column for one of a few words; any other word is read as `otherwise`."""

    def __init__(self, words: tuple[str, ...], otherwise: str) -> None:
        """Set the valid words and the default."""
        super().__init__()
        self.words, self.otherwise = words, otherwise

    def fitting(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return one of the words. Raises UnfitError."""
        if type(value) is not str or value not in self.words:
            raise UnfitError
        return value

    def instead(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return the default."""
        del value
        return self.otherwise


class Number(Checked):
    """A column for a finite number, integer or float, within the size limit."""

    impl: Any = Float
    missing = 0.0

    def fitting(self, value: Any) -> float:  # noqa: ANN401 - same
        """Return the number. Raises UnfitError."""
        if type(value) not in (int, float) or not isfinite(value) or not -_MOST <= value <= _MOST:
            raise UnfitError
        return value  # type: ignore[no-any-return] # an int or a float


class Amount(Number):
    """A column declared as an integer, in which SQLite also stores fractions."""

    impl = Integer


class Whole(Checked):
    """A column for an integer within the size limit."""

    impl = Integer
    missing = 0

    def fitting(self, value: Any) -> int:  # noqa: ANN401 - same
        """Return the integer. Raises UnfitError."""
        if type(value) is not int or not -_MOST <= value <= _MOST:
            raise UnfitError
        return value


class Flag(Checked):
    """A column for a truth value; invalid values are read as False."""

    impl = Boolean
    missing = False

    def fitting(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return the truth value. Raises UnfitError."""
        if type(value) is not int or value not in (0, 1):
            raise UnfitError
        return bool(value)


class UtcDateTime(Checked):
    """A column for a time in UTC; values written must be timezone-aware, and values read are in UTC."""

    impl = DateTime
    missing = LOST

    def __init__(self, *, optional: bool = False, otherwise: datetime | None = None) -> None:
        """Set the default for invalid times: `otherwise`, or else None if the column is nullable, or LOST."""
        super().__init__(optional=optional)
        self.otherwise = otherwise

    def instead(self, value: Any) -> datetime | None:  # noqa: ANN401 - same
        """Return the default for an invalid time."""
        return self.otherwise or super().instead(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        """Return a function that converts an aware datetime to text and raises ValueError for a naive one.

        The function replaces SQLAlchemy's own, whose formatting took a third of the time required to insert
        thousands of posts.
        """
        del dialect
        return _to_text

    def fitting(self, value: Any) -> datetime:  # noqa: ANN401 - same
        """Return the time. Raises UnfitError."""
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise UnfitError from None
        if moment.year not in _YEARS:
            raise UnfitError
        return moment.replace(tzinfo=UTC)


def _to_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


class _Json(Checked):
    """A column for JSON with a specific structure."""

    impl = JSON
    shape: ClassVar[Any]

    def coerce_compared_value(self, op: Any, value: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has them
        """Allow access to parts of the value, like SQLAlchemy's own JSON type."""
        return self.impl_instance.coerce_compared_value(op, value)

    def fitting(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return the decoded value. Raises UnfitError."""
        try:
            if type(value) is str:
                return _decoder(self.shape).decode(value)
        except (ValueError, RecursionError):
            pass
        raise UnfitError

    def instead(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return a new empty list or object, which the caller may change."""
        del value
        return None if self.optional else self.missing()


@cache
def _decoder(shape: Any) -> "Decoder[Any]":  # noqa: ANN401 - a type
    from msgspec.json import Decoder  # noqa: PLC0415 - many a command reads no JSON

    return Decoder(shape)


class Texts(_Json):
    """A column for a JSON list of texts."""

    missing = list
    shape = list[str]


class Numbers(_Json):
    """A column for a JSON list of numbers."""

    missing = list
    shape = list[float]


class Reasons(_Json):
    """A column for a JSON list of pairs of text and number."""

    missing = list
    shape = list[tuple[str, float]]

    def fitting(self, value: Any) -> list[list[Any]]:  # noqa: ANN401 - same
        """Return the pairs as lists, as in JSON. Raises UnfitError."""
        return [list(pair) for pair in super().fitting(value)]


class Mapping(_Json):
    """A column for a JSON object with any values."""

    missing = dict
    shape = dict[str, Any]


class Pay(TypedDict):
    """A column for the pay in a post's facts, in the format of facts.Pay."""

    minimum: float
    maximum: float | None
    period: Literal["hour", "day", "week", "month", "year", "piece"]
    currency: str
    words: str


class StatedPay(_Json):
    """A column for the stated pay in a post's facts."""

    shape = Pay


class Packed(Checked):
    """A column for bytes created by `packed`, to be read with `unpacked`."""

    impl = LargeBinary
    missing = b""

    def fitting(self, value: Any) -> bytes:  # noqa: ANN401 - same
        """Return the bytes. Raises UnfitError."""
        if type(value) is not bytes:
            raise UnfitError
        return value

    def is_sound(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return whether the bytes contain a valid text."""
        try:
            return super().is_sound(value) and bool(_unpacked(value) or True)
        except (zlib.error, ValueError):
            return False


def packed(text: str) -> bytes:
    """Compress text."""
    return zlib.compress(text.encode())


def unpacked(content: bytes) -> str:
    """Decompress text, returning "" if it is damaged."""
    try:
        return _unpacked(content)
    except (zlib.error, ValueError):
        damage.notice()
        return ""


def _unpacked(content: bytes) -> str:
    """Decompress text. Raises zlib.error and ValueError if it is too long, truncated, or not text."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(content, _MOST_BYTES)
    if not unpacker.eof:
        raise ValueError("it is cut off, or too long")
    return text.decode()
