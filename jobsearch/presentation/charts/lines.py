"""Line charts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple
from xml.etree.ElementTree import Element

from jobsearch.presentation.charts.canvas import LINE, WIDTH, Canvas, Scale, across
from jobsearch.presentation.charts.figures import Line, LineChart, Point
from jobsearch.presentation.charts.thinning import thinned
from jobsearch.presentation.charts.writing import FONT, is_drawn, mark, shortened, value, width

_HEIGHT = 150.0  # of the plot
_MOST_DOTS = 40  # lines with more points have no dots
STYLES = 6  # colors, each with its own dash pattern


def draw(chart: LineChart) -> Element:
    """Return the line chart as SVG."""
    canvas = Canvas(chart.title, chart.description)
    lines = [replace(line, points=_drawn(line.points)) for line in chart.lines]
    points = [point for line in lines for point in line.points]
    if not any(line.points for line in lines if not line.is_reference):
        canvas.nothing()
        return canvas.done()
    canvas.text(0, canvas.top + FONT, shortened(chart.y.name, WIDTH), "dim")
    top = canvas.top + LINE + 6
    down = Scale(chart.y, [point.y for point in points], top + _HEIGHT, top, 5)
    left = max(width(mark(one, chart.y)) for one in down.marks) + 6
    along = Scale(chart.x, [point.x for point in points], left, WIDTH - 6)
    _heights(canvas, down, left)
    across(canvas, along, top, top + _HEIGHT)
    for style, line in _styled(lines):
        _draw(canvas, _Plot(chart, along, down), line, style)
    _legend(canvas, lines)
    return canvas.done()


def _drawn(points: Iterable[Point]) -> tuple[Point, ...]:
    return thinned([point for point in points if is_drawn(point.x, point.y)])


def _styled(lines: Iterable[Line]) -> Iterable[tuple[str, Line]]:
    number = 0
    for line in lines:
        if line.is_reference:
            yield "reference", line
        else:
            yield f"s{number % STYLES}", line
            number += 1


def _heights(canvas: Canvas, scale: Scale, left: float) -> None:
    for one in scale.marks:
        place = scale.place(one)
        canvas.line("grid", left, place, WIDTH - 6, place)
        canvas.text(left - 4, place + 4, mark(one, scale.axis), "tick", "end")


class _Plot(NamedTuple):
    """A chart and its axes."""

    chart: LineChart
    along: Scale
    down: Scale


def _draw(canvas: Canvas, plot: _Plot, line: Line, style: str) -> None:
    chart = plot.chart
    places = [(plot.along.place(point.x), plot.down.place(point.y)) for point in line.points]
    if len(places) > 1:
        canvas.path(f"line {style}", places)
    if line.is_reference or len(places) > _MOST_DOTS:
        return
    for point, (x, y) in zip(line.points, places, strict=True):
        said = f"{value(point.x, chart.x.kind)}: {value(point.y, chart.y.kind)}"
        canvas.dot(f"dot {style}", x, y, ", ".join(filter(None, (f"{line.name}, {said}", point.note))))


def _legend(canvas: Canvas, lines: Iterable[Line]) -> None:
    lines = [line for line in lines if line.points]
    if len(lines) == 1:  # already named by the axis
        return
    for style, line in _styled(lines):
        canvas.line(f"line {style}", 0, canvas.top + 4, 22, canvas.top + 4)
        canvas.text(28, canvas.top + 8, shortened(line.name, WIDTH - 30))
        canvas.top += LINE
