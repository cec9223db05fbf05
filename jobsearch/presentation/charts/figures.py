"""The contents of charts; values that are not finite are skipped when charts are drawn."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "number", "share", "money", "year", "day", "week"]


@dataclass(frozen=True)
class Axis:
    """An axis with its name, kind, and range.

    Attributes:
        name: the name of the quantity, in a word or two.
        kind: the kind of value: count (integer), number, share (from 0 to 1), money (per year), year, day
            (its ordinal), or week (the ordinal of its Monday).
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
    """A line through points ordered by x; a reference line is a baseline, drawn without dots."""

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

    Without a value, only the name and the note are shown, for example for a rate based on too few cases.
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
