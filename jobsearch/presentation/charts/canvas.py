"""The canvas for all charts: an SVG of fixed width with a title, a description, text, lines, and axes.

Colors are CSS classes defined by the page or the file, so that the same drawing works in light and dark
themes.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from jobsearch.presentation.charts.figures import Axis
from jobsearch.presentation.charts.ticks import days, ticks
from jobsearch.presentation.charts.writing import FONT, lines_of, mark, shortened, width
from jobsearch.text.characters import one_line

WIDTH = 360.0  # units; a phone shows each as about a pixel
LINE = 15.0  # distance between lines of text
_HEADING = 12.0  # font size of the title
_BOLD = 1.12  # width relative to regular text
_MOST_LETTERS = 4_000  # limit for text that is only read aloud


class Box(NamedTuple):
    """A rectangle, defined by its upper left corner and size."""

    x: float
    y: float
    width: float
    height: float


class Canvas:
    """A chart drawn from top to bottom; `top` is where the free space begins."""

    def __init__(self, title: str, description: str) -> None:
        """Start the drawing with the title."""
        name = "c" + sha256(f"{title}\0{description}".encode()).hexdigest()[:10]
        self.root = Element("svg", {"class": "chart", "role": "img"})
        self.root.set("aria-labelledby", f"{name}t")
        self.root.set("aria-describedby", f"{name}d")
        for tag, text in (("title", title), ("desc", description)):
            SubElement(self.root, tag, {"id": f"{name}{tag[0]}"}).text = one_line(text)[:_MOST_LETTERS]
        self.top = 2.0
        for line in lines_of(title, WIDTH, _HEADING * _BOLD):
            self.top += LINE
            self.text(0, self.top, line, "heading")
        self.top += 8

    def text(self, x: float, y: float, text: str, kind: str = "", anchor: str = "start") -> None:
        """Draw text; the caller ensures that it fits."""
        classes = {"class": kind} if kind else {}
        at = {"x": _number(x), "y": _number(y), "text-anchor": anchor}
        SubElement(self.root, "text", classes | at).text = one_line(text)

    def line(self, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        SubElement(self.root, "line", {"class": kind} | {name: _number(end) for name, end in ends.items()})

    def box(self, kind: str, box: Box, says: str) -> None:
        """Draw a rectangle with a tooltip."""
        sides = {name: _number(side) for name, side in box._asdict().items()}
        drawn = SubElement(self.root, "rect", {"class": kind} | sides)
        SubElement(drawn, "title").text = one_line(says)

    def path(self, kind: str, places: Sequence[tuple[float, float]]) -> None:
        """Draw a line through the given points."""
        steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in places)
        SubElement(self.root, "path", {"class": kind, "d": f"M{steps}", "fill": "none"})

    def dot(self, kind: str, x: float, y: float, says: str) -> None:
        """Draw a point with a tooltip."""
        drawn = SubElement(
            self.root, "circle", {"class": kind, "cx": _number(x), "cy": _number(y), "r": "2.5"}
        )
        SubElement(drawn, "title").text = one_line(says)

    def nothing(self) -> None:
        """Draw a notice that there is no data."""
        self.top += LINE
        self.text(0, self.top, "There is nothing to show yet.", "dim")
        self.top += LINE

    def done(self) -> Element:
        """Return the SVG with its final height."""
        self.root.set("viewBox", f"0 0 {WIDTH:g} {_number(self.top)}")
        self.root.set("height", _number(self.top))
        return self.root


class Scale:
    """A mapping from values on an axis to positions on the canvas."""

    def __init__(self, axis: Axis, values: Sequence[float], begin: float, end: float, most: int = 6) -> None:
        """Fit an axis to a non-empty sequence of values, between two positions."""
        known = [*values, *(end for end in (axis.low, axis.high) if end is not None)]
        self.axis = axis
        low, high = min(known), max(known)
        if axis.kind in {"day", "week"}:
            self.marks = days(low, high, most, mondays=axis.kind == "week")
        else:
            self.marks = ticks(low, high, most, whole=axis.kind in {"count", "year"})
        if axis.kind == "share" and max(known) <= 1:
            self.marks = tuple(one for one in self.marks if one <= 1)
        self._begin, self._end = begin, end

    def place(self, number: float) -> float:
        """Return the position of a value."""
        low, high = self.marks[0], self.marks[-1]
        return self._begin + (number - low) / (high - low) * (self._end - self._begin)


def across(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    """Draw a horizontal axis: grid lines from `top` to `bottom`, with the axis's numbers and name below."""
    begin = 0.0
    for one in scale.marks:
        place = scale.place(one)
        canvas.line("grid", place, top, place, bottom)
        text = mark(one, scale.axis)
        half = width(text) / 2
        middle = min(max(place, half), WIDTH - half)
        if middle - half >= begin:  # otherwise it would touch the previous number
            canvas.text(middle, bottom + FONT + 3, text, "tick", "middle")
            begin = middle + half + 4
    canvas.text(WIDTH, bottom + FONT + 3 + LINE, shortened(scale.axis.name, WIDTH), "dim", "end")
    canvas.top = bottom + FONT + 3 + LINE + 6


def serialized(root: Element) -> str:
    """Return the SVG as text with all values escaped."""
    return tostring(root, encoding="unicode", short_empty_elements=True)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
