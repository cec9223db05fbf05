"""Bar charts with horizontal bars that start at zero, each below its name."""

from xml.etree.ElementTree import Element

from jobsearch.presentation.charts.canvas import WIDTH, Box, Canvas, Scale, across
from jobsearch.presentation.charts.figures import Bar, BarChart
from jobsearch.presentation.charts.writing import FONT, is_drawn, shortened, value, width

_THICK = 9.0
_FREE = 4.0
_SHARE_OF_NAME = 0.35  # minimum share of the width for the name when the text on the right is long


def draw(chart: BarChart) -> Element:
    """Return the bar chart as SVG."""
    canvas = Canvas(chart.title, chart.description)
    ends = [end for bar in chart.bars for end in (bar.value, bar.low, bar.high) if end is not None]
    if not chart.bars:
        canvas.nothing()
        return canvas.done()
    along = Scale(chart.axis, [0.0, *filter(is_drawn, ends)], 0, WIDTH)
    top = canvas.top
    below = top + sum(map(_height, chart.bars))
    if any(is_drawn(bar.value) for bar in chart.bars):
        across(canvas, along, top, below)
        below = canvas.top
    canvas.top = top
    for bar in chart.bars:
        _draw(canvas, chart, bar, along)
    canvas.top = below
    return canvas.done()


def said(bar: Bar, chart: BarChart) -> str:
    """Return the text to the right of a bar's name: the bar's value and note."""
    is_known = bar.value is not None and is_drawn(bar.value)
    number = value(bar.value or 0.0, chart.axis.kind) if is_known else ""
    return ", ".join(filter(None, (number, bar.note)))


def _height(bar: Bar) -> float:
    return (FONT + 2) + _FREE + (_THICK + _FREE if is_drawn(bar.value) else 0)


def _draw(canvas: Canvas, chart: BarChart, bar: Bar, along: Scale) -> None:
    right = shortened(said(bar, chart), WIDTH * (1 - _SHARE_OF_NAME))
    base = canvas.top + FONT + 2
    canvas.text(0, base, shortened(bar.name, WIDTH - width(right) - 8))
    canvas.text(WIDTH, base, right, "dim", "end")
    if bar.value is not None and is_drawn(bar.value):
        begin, end = sorted((along.place(0), along.place(bar.value)))
        box = Box(begin, base + _FREE, end - begin, _THICK)
        canvas.box("box" if bar.value >= 0 else "box below", box, f"{bar.name}: {said(bar, chart)}")
        _interval(canvas, bar, along, base + _FREE + _THICK / 2)
    canvas.top += _height(bar)


def _interval(canvas: Canvas, bar: Bar, along: Scale, middle: float) -> None:
    if bar.low is None or bar.high is None or not is_drawn(bar.low, bar.high):
        return
    low, high = along.place(bar.low), along.place(bar.high)
    canvas.line("interval", low, middle, high, middle)
    for end in (low, high):
        canvas.line("interval", end, middle - 3, end, middle + 3)
