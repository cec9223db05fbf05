"""Column types of our own: what is read is looked at, since SQLite keeps any value in any column.

A value that a column cannot hold is noticed (damage.py), and another is read in its place: no text, no
number, an empty list, a moment long ago. So a damaged or hostile store costs what is wrong in it and no more.
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

LOST = datetime(1970, 1, 1, tzinfo=UTC)  # read for a moment that was damaged
_YEARS = range(1900, 3000)  # with any time span added, it is still a date
_MOST = 10**15  # of any amount or count: a float holds it exactly
_MOST_BYTES = 64 * 1024 * 1024  # of a text that was compressed


class UnfitError(Exception):
    """A column cannot hold this value."""


class Checked(TypeDecorator[Any]):
    """A column type that looks at what is read; where that is unfit, `instead` is read.

    With `optional` NULL is read as None, and so is what is unfit; a column that an outer join may leave
    without a value has to be so as well.
    """

    impl: Any = String
    cache_ok = True
    missing: ClassVar[Any] = None  # what stands for no value

    def __init__(self, *, optional: bool = False) -> None:
        """Remember whether the column may be NULL."""
        super().__init__()
        self.optional = optional

    def __init_subclass__(cls) -> None:
        """Let statements with such columns be compiled once: SQLAlchemy asks each class itself."""
        super().__init_subclass__()
        cls.cache_ok = True

    def fitting(self, value: Any) -> Any:  # noqa: ANN401 - whatever SQLite has
        """Return Python's value for one of SQLite's; raises UnfitError for one that cannot be here."""
        raise NotImplementedError

    def is_sound(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return whether the column may hold a value."""
        if value is None:
            return self.optional
        try:
            self.fitting(value)
        except UnfitError:
            return False
        return True

    def instead(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return what is read instead of an unfit value."""
        del value
        return None if self.optional else self.missing

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return what turns SQLite's value into Python's."""
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
    """A text; what is none is read as it would be written, NULL as ""."""

    missing = ""

    def fitting(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return a text; raises UnfitError."""
        if type(value) is not str:
            raise UnfitError
        return value

    def instead(self, value: Any) -> str | None:  # noqa: ANN401 - same
        """Return the text that a value of another kind makes, by which a person may know it again."""
        if value is None:
            return None if self.optional else ""
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return the same, in half the time for what is a text: a list of posts has a dozen of each."""
        usual = super().result_processor(dialect, coltype)
        return lambda value: value if type(value) is str else usual(value)


class OneOf(Checked):
    """One of a few words; another is read as `otherwise`."""

    def __init__(self, words: tuple[str, ...], otherwise: str) -> None:
        """Keep what may be, and what stands for anything else."""
        super().__init__()
        self.words, self.otherwise = words, otherwise

    def fitting(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return one of the words; raises UnfitError."""
        if type(value) is not str or value not in self.words:
            raise UnfitError
        return value

    def instead(self, value: Any) -> str:  # noqa: ANN401 - same
        """Return what stands for any other word."""
        del value
        return self.otherwise


class Number(Checked):
    """A finite number of usual size, whole or not."""

    impl: Any = Float
    missing = 0.0

    def fitting(self, value: Any) -> float:  # noqa: ANN401 - same
        """Return a number; raises UnfitError."""
        if type(value) not in (int, float) or not isfinite(value) or not -_MOST <= value <= _MOST:
            raise UnfitError
        return value  # type: ignore[no-any-return] # an int or a float


class Amount(Number):
    """The same in a column of whole numbers, in which SQLite keeps a fraction all the same."""

    impl = Integer


class Whole(Checked):
    """A whole number of usual size."""

    impl = Integer
    missing = 0

    def fitting(self, value: Any) -> int:  # noqa: ANN401 - same
        """Return a whole number; raises UnfitError."""
        if type(value) is not int or not -_MOST <= value <= _MOST:
            raise UnfitError
        return value


class Flag(Checked):
    """Yes or no; no where it is neither."""

    impl = Boolean
    missing = False

    def fitting(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return a truth value; raises UnfitError."""
        if type(value) is not int or value not in (0, 1):
            raise UnfitError
        return bool(value)


class UtcDateTime(Checked):
    """A moment, stored as UTC; only a datetime with a time zone may go in, and one with UTC comes out."""

    impl = DateTime
    missing = LOST

    def __init__(self, *, optional: bool = False, otherwise: datetime | None = None) -> None:
        """Keep what is read for what is no moment: LOST, or None where the column may be NULL, or another."""
        super().__init__(optional=optional)
        self.otherwise = otherwise

    def instead(self, value: Any) -> datetime | None:  # noqa: ANN401 - same
        """Return what stands for what is no moment."""
        return self.otherwise or super().instead(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        """Return what turns an aware datetime into SQLite's text; raises ValueError for a naive one.

        In the place of SQLAlchemy's own, whose formatting took a third of an insert of thousands of posts.
        """
        del dialect
        return _to_text

    def fitting(self, value: Any) -> datetime:  # noqa: ANN401 - same
        """Return a moment; raises UnfitError."""
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
    """JSON of one shape."""

    impl = JSON
    shape: ClassVar[Any]

    def coerce_compared_value(self, op: Any, value: Any) -> Any:  # noqa: ANN401 - as SQLAlchemy has them
        """Let a part of it be asked for, as of SQLAlchemy's own JSON."""
        return self.impl_instance.coerce_compared_value(op, value)

    def fitting(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return what the JSON holds; raises UnfitError."""
        try:
            if type(value) is str:
                return _decoder(self.shape).decode(value)
        except (ValueError, RecursionError):
            pass
        raise UnfitError

    def instead(self, value: Any) -> Any:  # noqa: ANN401 - same
        """Return an empty list or object, each a new one, as a caller may change it."""
        del value
        return None if self.optional else self.missing()


@cache
def _decoder(shape: Any) -> "Decoder[Any]":  # noqa: ANN401 - a type
    from msgspec.json import Decoder  # noqa: PLC0415 - many a command reads no JSON

    return Decoder(shape)


class Texts(_Json):
    """A list of texts."""

    missing = list
    shape = list[str]


class Numbers(_Json):
    """A list of numbers."""

    missing = list
    shape = list[float]


class Reasons(_Json):
    """A list of pairs of a text and a number."""

    missing = list
    shape = list[tuple[str, float]]

    def fitting(self, value: Any) -> list[list[Any]]:  # noqa: ANN401 - same
        """Return the pairs as lists, as JSON has them; raises UnfitError."""
        return [list(pair) for pair in super().fitting(value)]


class Mapping(_Json):
    """An object of whatever values."""

    missing = dict
    shape = dict[str, Any]


class Pay(TypedDict):
    """The pay among a post's facts, as facts.Pay is kept."""

    minimum: float
    maximum: float | None
    period: Literal["hour", "day", "week", "month", "year", "piece"]
    currency: str
    words: str


class StatedPay(_Json):
    """The pay that a post states, of its facts."""

    shape = Pay


class Packed(Checked):
    """Bytes that `packed` made of a text; read with `unpacked`."""

    impl = LargeBinary
    missing = b""

    def fitting(self, value: Any) -> bytes:  # noqa: ANN401 - same
        """Return bytes; raises UnfitError."""
        if type(value) is not bytes:
            raise UnfitError
        return value

    def is_sound(self, value: Any) -> bool:  # noqa: ANN401 - same
        """Return whether there is a text in it."""
        try:
            return super().is_sound(value) and bool(_unpacked(value) or True)
        except (zlib.error, ValueError):
            return False


def packed(text: str) -> bytes:
    """Return a text as it is kept where it is long."""
    return zlib.compress(text.encode())


def unpacked(content: bytes) -> str:
    """Return the text that was packed, "" where it is damaged."""
    try:
        return _unpacked(content)
    except (zlib.error, ValueError):
        damage.notice()
        return ""


def _unpacked(content: bytes) -> str:
    """Raises zlib.error and ValueError: for what is too long, cut off or no text."""
    unpacker = zlib.decompressobj()
    text = unpacker.decompress(content, _MOST_BYTES)
    if not unpacker.eof:
        raise ValueError("it is cut off, or too long")
    return text.decode()
