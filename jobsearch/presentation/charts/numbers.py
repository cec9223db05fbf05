"""The numbers in a chart as a table, for screen readers and for exact values. The functions are pure."""

from dataclasses import dataclass

from jobsearch.presentation.charts.figures import BarChart, Chart, LineChart, QuartileChart
from jobsearch.presentation.charts.thinning import thinned
from jobsearch.presentation.charts.writing import is_drawn, value


@dataclass(frozen=True)
class Table:
    """A table of text; the first column contains the names of the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(chart: Chart) -> Table:
    """Return a chart's numbers as a table; long lines are reduced to the points that are drawn."""
    if isinstance(chart, LineChart):
        return _of_lines(chart)
    return _of_bars(chart) if isinstance(chart, BarChart) else _of_quartiles(chart)


def _of_lines(chart: LineChart) -> Table:
    lines = [
        (line.name, thinned([point for point in line.points if is_drawn(point.x, point.y)]))
        for line in chart.lines
        if not line.is_reference
    ]
    at = [(name, {point.x: point for point in points}) for name, points in lines]
    has_notes = any(point.note for _name, points in lines for point in points)
    places = sorted({x for _name, points in at for x in points})
    rows = []
    for x in places:
        found = [points.get(x) for _name, points in at]
        notes = ["; ".join(dict.fromkeys(one.note for one in found if one and one.note))] if has_notes else []
        numbers = [value(one.y, chart.y.kind) if one else "" for one in found]
        rows.append((value(x, chart.x.kind), *numbers, *notes))
    columns = (chart.x.name, *(name for name, _points in lines), *(["Of"] if has_notes else []))
    return Table(columns, tuple(rows))


def _of_bars(chart: BarChart) -> Table:
    kind = chart.axis.kind
    has_interval = any(is_drawn(bar.low, bar.high) for bar in chart.bars)
    has_notes = any(bar.note for bar in chart.bars)

    def said(number: float | None) -> str:
        return value(number, kind) if number is not None and is_drawn(number) else ""

    rows = [
        (
            bar.name,
            said(bar.value),
            *([said(bar.low), said(bar.high)] if has_interval else []),
            *([bar.note] if has_notes else []),
        )
        for bar in chart.bars
    ]
    interval = ["From", "To"] if has_interval else []
    return Table(("Of", chart.axis.name, *interval, *(["Cases"] if has_notes else [])), tuple(rows))


def _of_quartiles(chart: QuartileChart) -> Table:
    kind = chart.axis.kind
    groups = [one for one in chart.groups if is_drawn(one.low, one.median, one.high)]
    rows = [
        (
            one.name,
            value(one.low, kind),
            value(one.median, kind),
            value(one.high, kind),
            one.unit,
            str(one.cases),
        )
        for one in groups
    ]
    return Table(("Of", "A quarter below", "Half below", "Three quarters below", "In", "Posts"), tuple(rows))
