"""What every picture is drawn on: an SVG of one width with a title, a description, texts, lines and axes.

Colors are classes, which the style of the page or the file defines: both themes are one drawing.
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
LINE = 15.0  # from one line of text to the next
_HEADING = 12.0  # the size of the title
_BOLD = 1.12  # times as wide
_MOST_LETTERS = 4_000  # of what is only read aloud


class Box(NamedTuple):
    """A rectangle, by its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Canvas:
    """A picture as it is drawn, from the top down; `top` is where free space begins."""

    def __init__(self, title: str, description: str) -> None:
        """Begin with the title."""
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
        """Write a text, whose room the caller has seen to."""
        classes = {"class": kind} if kind else {}
        at = {"x": _number(x), "y": _number(y), "text-anchor": anchor}
        SubElement(self.root, "text", classes | at).text = one_line(text)

    def line(self, kind: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        SubElement(self.root, "line", {"class": kind} | {name: _number(end) for name, end in ends.items()})

    def box(self, kind: str, box: Box, says: str) -> None:
        """Draw a rectangle, which says something to who points at it."""
        sides = {name: _number(side) for name, side in box._asdict().items()}
        drawn = SubElement(self.root, "rect", {"class": kind} | sides)
        SubElement(drawn, "title").text = one_line(says)

    def path(self, kind: str, places: Sequence[tuple[float, float]]) -> None:
        """Draw a line through places."""
        steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in places)
        SubElement(self.root, "path", {"class": kind, "d": f"M{steps}", "fill": "none"})

    def dot(self, kind: str, x: float, y: float, says: str) -> None:
        """Draw a point."""
        drawn = SubElement(
            self.root, "circle", {"class": kind, "cx": _number(x), "cy": _number(y), "r": "2.5"}
        )
        SubElement(drawn, "title").text = one_line(says)

    def nothing(self) -> None:
        """Say that there is nothing to draw."""
        self.top += LINE
        self.text(0, self.top, "Nothing to show yet.", "dim")
        self.top += LINE

    def done(self) -> Element:
        """Return the picture at its height."""
        self.root.set("viewBox", f"0 0 {WIDTH:g} {_number(self.top)}")
        self.root.set("height", _number(self.top))
        return self.root


class Scale:
    """Places on an axis: from its values to units of the picture."""

    def __init__(self, axis: Axis, values: Sequence[float], begin: float, end: float, most: int = 6) -> None:
        """Fit an axis around values, at least one, between two places."""
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
        """Return where a value is."""
        low, high = self.marks[0], self.marks[-1]
        return self._begin + (number - low) / (high - low) * (self._end - self._begin)


def across(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    """Draw the marks of a horizontal axis between two heights, their numbers below, and its name."""
    begin = 0.0
    for one in scale.marks:
        place = scale.place(one)
        canvas.line("grid", place, top, place, bottom)
        text = mark(one, scale.axis)
        half = width(text) / 2
        middle = min(max(place, half), WIDTH - half)
        if middle - half >= begin:  # else it would touch the one before
            canvas.text(middle, bottom + FONT + 3, text, "tick", "middle")
            begin = middle + half + 4
    canvas.text(WIDTH, bottom + FONT + 3 + LINE, shortened(scale.axis.name, WIDTH), "dim", "end")
    canvas.top = bottom + FONT + 3 + LINE + 6


def serialized(root: Element) -> str:
    """Return a picture as text: every value is escaped."""
    return tostring(root, encoding="unicode", short_empty_elements=True)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
