"""Charts of the status."""

from collections.abc import Sequence
from datetime import date

from jobsearch.presentation.charts.figures import Axis, Line, LineChart, Point


def new_a_day(counts: Sequence[int], today: date) -> LineChart:
    """Return a chart of the number of posts first seen on each recent day, ending today."""
    first = today.toordinal() - len(counts) + 1
    return LineChart(
        "New posts a day",
        "The number of posts first seen on each day.",
        Axis("day", "day"),
        Axis("new posts", "count", 0),
        (Line("new posts", tuple(Point(first + place, number) for place, number in enumerate(counts))),),
    )
