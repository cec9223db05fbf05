"""What a picture shows; each value is finite, or it is left out when it is drawn."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "number", "share", "money", "year", "day", "week"]


@dataclass(frozen=True)
class Axis:
    """What is measured, and in what.

    Attributes:
        name: in a word or two.
        kind: count (whole), number, share (from 0 to 1), money (for a year), year, day (its ordinal), or week
            (the ordinal of its Monday).
        low: where the axis begins; None for the lowest value.
        high: where it ends at least; None for the highest value.

    """

    name: str
    kind: Kind = "number"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Point:
    """A point of a line, with what else is to be said of it."""

    x: float
    y: float
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Points in the order of x. A reference is what the others are compared with: it has no marks."""

    name: str
    points: tuple[Point, ...]
    is_reference: bool = False


@dataclass(frozen=True)
class LineChart:
    """Lines over one pair of axes."""

    title: str
    description: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Bar:
    """A bar: its value, the interval around it where one is known, and what else is to be said of it.

    Without a value there is the name and the note alone, as for a rate of too few cases.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class BarChart:
    """Bars from zero, the first on top."""

    title: str
    description: str
    axis: Axis
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Quartiles:
    """What a quarter, half and three quarters of some cases are at or below; `unit` is of the amounts."""

    name: str
    cases: int
    low: float
    median: float
    high: float
    unit: str = ""


@dataclass(frozen=True)
class QuartileChart:
    """Quartiles over one axis, the first on top."""

    title: str
    description: str
    axis: Axis
    groups: tuple[Quartiles, ...]


Chart = LineChart | BarChart | QuartileChart
