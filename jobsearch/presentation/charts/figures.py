"""The contents of charts; values that are not finite are skipped when drawn."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "number", "share", "money", "year", "day", "week"]


@dataclass(frozen=True)
class Axis:
    """An axis with its quantity and unit.

    Attributes:
        name: a word or two.
        kind: count (whole), number, share (from 0 to 1), money (per year), year, day (its ordinal), or week
            (the ordinal of its Monday).
        low: the start of the axis; None for the lowest value.
        high: the minimum end of the axis; None for the highest value.

    """

    name: str
    kind: Kind = "number"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Point:
    """A point on a line, with an optional note."""

    x: float
    y: float
    note: str = ""


@dataclass(frozen=True)
class Line:
    """Points in order of x. A reference line is a baseline for comparison and has no dots."""

    name: str
    points: tuple[Point, ...]
    is_reference: bool = False


@dataclass(frozen=True)
class LineChart:
    """Lines that share one pair of axes."""

    title: str
    description: str
    x: Axis
    y: Axis
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Bar:
    """A bar with its value, its interval if known, and an optional note.

    Without a value, only the name and the note are shown, as for a rate of too few cases.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str = ""


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars that start at zero, in order from top to bottom."""

    title: str
    description: str
    axis: Axis
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Quartiles:
    """The quartiles of a group of values; `unit` is their unit."""

    name: str
    cases: int
    low: float
    median: float
    high: float
    unit: str = ""


@dataclass(frozen=True)
class QuartileChart:
    """Quartiles on a shared axis, in order from top to bottom."""

    title: str
    description: str
    axis: Axis
    groups: tuple[Quartiles, ...]


Chart = LineChart | BarChart | QuartileChart
