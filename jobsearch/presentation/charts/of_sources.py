"""Charts of the number of posts from each source."""

from collections.abc import Iterable
from typing import NamedTuple

from jobsearch.presentation.charts.figures import Axis, Bar, BarChart

_MOST = 15  # sources; the table lists all


class Brought(NamedTuple):
    """The number of new posts from a source in `days` days, and of wanted posts (None without a model)."""

    name: str
    new: int
    wanted: int | None
    days: int


def of_sources(found: Iterable[Brought]) -> tuple[BarChart, ...]:
    """Return a chart of each source's new posts per day and, if there is a model, its wanted posts."""
    every = list(found)
    posts = _bars("New posts a day, by source", "new posts a day", [(one, one.new) for one in every])
    judged = [(one, one.wanted) for one in every if one.wanted is not None]
    wanted = _bars("Wanted posts a day, by source", "wanted posts a day", judged)
    return (posts, wanted) if judged else (posts,)


def _bars(title: str, measure: str, counted: list[tuple[Brought, int]]) -> BarChart:
    ranked = sorted(counted, key=lambda one: -one[1])[:_MOST]
    bars = (Bar(one.name, number / one.days, note=f"{number:,} in {one.days} days") for one, number in ranked)
    described = "The daily average over recent days, most productive sources first."
    return BarChart(title, described, Axis(measure, "number", 0), tuple(bars))
