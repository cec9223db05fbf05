"""Quartile charts, which show the middle half of the cases as a bar, with a line at the median."""

from xml.etree.ElementTree import Element

from jobsearch.presentation.charts.canvas import WIDTH, Box, Canvas, Scale, across
from jobsearch.presentation.charts.figures import QuartileChart, Quartiles
from jobsearch.presentation.charts.writing import FONT, is_drawn, shortened, value, width
from jobsearch.presentation.outcomes import count

_THICK = 10.0
_FREE = 4.0


def draw(chart: QuartileChart) -> Element:
    """Return the quartile chart as SVG."""
    canvas = Canvas(chart.title, chart.description)
    groups = [one for one in chart.groups if is_drawn(one.low, one.median, one.high)]
    if not groups:
        canvas.nothing()
        return canvas.done()
    along = Scale(chart.axis, [end for one in groups for end in (one.low, one.high)], 0, WIDTH)
    top = canvas.top
    row = (FONT + 2) + _FREE + _THICK + _FREE
    across(canvas, along, top, top + row * len(groups))
    below = canvas.top
    canvas.top = top
    for one in groups:
        _draw(canvas, chart, one, along)
    canvas.top = below
    return canvas.done()


def said(one: Quartiles, chart: QuartileChart) -> str:
    """Format quartiles as "95,000 (80,000 to 120,000) USD, 12 posts"."""
    low, middle, high = (value(end, chart.axis.kind) for end in (one.low, one.median, one.high))
    return f"{middle} ({low} to {high}){f' {one.unit}' if one.unit else ''}, {count(one.cases, 'post')}"


def _draw(canvas: Canvas, chart: QuartileChart, one: Quartiles, along: Scale) -> None:
    middle = f"{value(one.median, chart.axis.kind)}{f' {one.unit}' if one.unit else ''}"
    right = shortened(middle, WIDTH / 2)
    canvas.top += FONT + 2
    canvas.text(0, canvas.top, shortened(one.name, WIDTH - width(right) - 8))
    canvas.text(WIDTH, canvas.top, right, "dim", "end")
    canvas.top += _FREE
    low, median, high = (along.place(end) for end in (one.low, one.median, one.high))
    box = Box(low, canvas.top, max(high - low, 1), _THICK)
    canvas.box("box", box, f"{one.name}: {said(one, chart)}")
    canvas.line("median", median, canvas.top - 2, median, canvas.top + _THICK + 2)
    canvas.top += _THICK + _FREE
