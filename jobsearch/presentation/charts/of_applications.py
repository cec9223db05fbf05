"""Charts of statistics about applications."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobsearch.domain.posting import source_name
from jobsearch.presentation.charts.figures import Axis, Bar, BarChart, Chart, Line, LineChart, Point

if TYPE_CHECKING:
    from jobsearch.services.applications.stats import ApplicationStats
    from jobsearch.services.rates import Rate

_WEEK = timedelta(weeks=1)
_MOST_WEEKS = 5_220  # 100 years
_FEW = "The bars show 95% intervals. Rates based on fewer than ten cases are not drawn."


def of_stats(stats: "ApplicationStats") -> tuple[Chart, ...]:
    """Return all charts of the statistics."""
    return (
        by_week(stats.by_week),
        _rates(
            "From stage to stage",
            "The share of applications at each stage that reached the next.",
            stats.steps,
        ),
        _rates(
            "Replies by board",
            "The share of applications that received a reply, by job board.",
            stats.by_board,
            source_name,
        ),
        _rates(
            "Replies by score",
            "The share of applications that received a reply, by the post's score at your first answer.",
            stats.by_score,
        ),
    )


def by_week(counted: Mapping[str, int]) -> LineChart:
    """Return a chart of applications per week, including weeks without any; `counted` is keyed by Monday."""
    mondays = sorted(map(date.fromisoformat, counted))
    weeks = [mondays[0] + _WEEK * number for number in range(_weeks(mondays))] if mondays else []
    points = tuple(Point(week.toordinal(), counted.get(week.isoformat(), 0)) for week in weeks)
    return LineChart(
        "Applications by week",
        "The number of applications per week; each week is labeled with its Monday.",
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
