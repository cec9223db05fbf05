"""The pictures of what applications teach."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobsearch.domain.posting import source_name
from jobsearch.presentation.charts.figures import Axis, Bar, BarChart, Chart, Line, LineChart, Point

if TYPE_CHECKING:
    from jobsearch.services.applications.stats import ApplicationStats
    from jobsearch.services.rates import Rate

_WEEK = timedelta(weeks=1)
_MOST_WEEKS = 5_220  # a century
_FEW = "With 95% intervals; fewer than ten cases have their numbers alone."


def of_stats(stats: "ApplicationStats") -> tuple[Chart, ...]:
    """Return all pictures of the figures."""
    return (
        by_week(stats.by_week),
        _rates("From stage to stage", "How many went on, of those that came so far.", stats.steps),
        _rates(
            "Answers by board",
            "How many applications were answered, by where the post is from.",
            stats.by_board,
            source_name,
        ),
        _rates(
            "Answers by score",
            "The same by the score that a post had when you first answered.",
            stats.by_score,
        ),
    )


def by_week(counted: Mapping[str, int]) -> LineChart:
    """Return how many applications each week has, by its Monday; a week without one has none."""
    mondays = sorted(map(date.fromisoformat, counted))
    weeks = [mondays[0] + _WEEK * number for number in range(_weeks(mondays))] if mondays else []
    points = tuple(Point(week.toordinal(), counted.get(week.isoformat(), 0)) for week in weeks)
    return LineChart(
        "Applications by week",
        "How many applications were made in each week, by its Monday.",
        Axis("week of", "week"),
        Axis("applications", "count", 0),
        (Line("applications", points),),
    )


def _weeks(mondays: list[date]) -> int:
    return min((mondays[-1] - mondays[0]) // _WEEK + 1, _MOST_WEEKS)


def _rates(
    title: str, description: str, rates: Iterable["Rate"], named: Callable[[str], str] = str
) -> BarChart:
    bars = tuple(
        Bar(named(one.name), one.rate, one.low, one.high, f"{one.hits:,} of {one.cases:,}") for one in rates
    )
    return BarChart(title, f"{description} {_FEW}", Axis("rate", "share", 0, 1), bars)
