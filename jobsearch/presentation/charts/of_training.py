"""Charts of the model: ranking quality, calibration of the scores, and progress over time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from jobsearch.presentation.charts.figures import Axis, Bar, BarChart, Chart, Line, LineChart, Point
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.services.labels.standing import Standing
    from jobsearch.services.rates import Rate
    from jobsearch.services.training.by_week import WeekOfRecord
    from jobsearch.services.training.learned import Learned

_SHARE = Axis("share", "share", 0, 1)
_WEEKS = 26  # half a year
_LEAST = 0.005  # of a share; smaller contributions have no visible effect
_VIEWS = {
    "text": "words of the text",
    "title": "words of the title",
    "tag": "tags",
    "field": "field of work",
    "occupation": "occupation in the title",
    "profession": "profession in the title",
    "tags of": "occupations in the tags",
    "skills": "kinds of skills",
    "level": "seniority",
    "place": "place",
    "work in": "field of work by region",
    "work tagged": "field of work by tags",
    "industry": "industry",
    "language": "language asked for",
    "contract": "kind of contract",
}


def of_learned(learned: "Learned") -> tuple[Chart, ...]:
    """Return all charts of the model and the answers."""
    return (
        found(learned.labeling),
        ranking(learned.curve),
        reliability(learned.reliability),
        record(learned.weeks),
        views(learned.view_shares),
    )


def ranking(curve: Sequence[Sequence[float]]) -> LineChart:
    """Return a ranking curve of tuples (posts read, wanted by taste, wanted newest first)."""
    posts, wanted = (curve[-1][0], curve[-1][1]) if curve else (0.0, 0.0)
    start = [(0.0, 0.0, 0.0)] if curve else []
    points = [*start, *curve]
    chance = (Point(0, 0), Point(posts, wanted)) if curve else ()
    return LineChart(
        "Ranking curve: wanted posts by how many you read",
        "How many wanted posts come first among answered posts not used for training, sorted by taste, "
        "by date, and at random.",
        Axis("posts read", "count", 0),
        Axis("wanted among them", "number", 0),
        (
            Line("by taste", tuple(Point(read, by_taste) for read, by_taste, _newest in points)),
            Line("newest first", tuple(Point(read, newest) for read, _by_taste, newest in points)),
            Line("at random", chance, is_reference=True),
        ),
    )


def reliability(bins: Iterable[Sequence[float]]) -> LineChart:
    """Return a reliability diagram of tuples (low, high, posts, expected, wanted)."""
    points = tuple(
        Point(expected, wanted, count(int(posts), "post")) for _low, _high, posts, expected, wanted in bins
    )
    return LineChart(
        "Reliability: predicted scores and actual results",
        "The share of wanted posts by mean score. On the dashed line, a score of 60% means "
        "that 60 of 100 such posts are wanted.",
        Axis("mean score", "share", 0, 1),
        Axis("wanted", "share", 0, 1),
        (
            Line("wanted", points),
            Line("as predicted", (Point(0, 0), Point(1, 1)), is_reference=True),
        ),
    )


def found(standing: "Standing") -> LineChart:
    """Return a chart of wanted posts found by number of answers; it flattens if few were found lately."""
    start = [Point(0, 0)] if standing.curve else []
    points = (*start, *(Point(one.answers, one.wanted) for one in standing.curve))
    return LineChart(
        "Wanted posts found, by answers given",
        "Wanted posts found, in the order of your answers. If the line stays flat while you answer in Teach "
        "or `label`, few are probably left.",
        Axis("answers", "count", 0),
        Axis("wanted posts found", "count", 0),
        (Line("wanted", points),),
    )


def record(weeks: Sequence["WeekOfRecord"]) -> BarChart:
    """Return a chart of each week's share of wanted posts among those recommended, with their numbers."""
    return BarChart(
        "Track record by week: recommended posts that you wanted",
        "Each week's answers to posts that already had a score, with 95% intervals. "
        "Weeks with fewer than ten such answers are not drawn.",
        _SHARE,
        tuple(_week(one) for one in weeks[-_WEEKS:]),
    )


def _week(one: "WeekOfRecord") -> Bar:
    above: Rate = one.above
    note = f"{above.hits:,} of {above.cases:,}; others {one.below.hits:,} of {one.below.cases:,}"
    return Bar(f"week of {one.monday.isoformat()}", above.rate, above.low, above.high, note)


def views(shares: Mapping[str, float]) -> BarChart:
    """Return a chart of how much each part of a post contributes to the order."""
    ranked = sorted(shares.items(), key=lambda one: -one[1])
    return BarChart(
        "Influence on the order",
        "How much each part of a post contributes to its score, as learned from your answers.",
        Axis("share", "share", 0),
        tuple(Bar(_VIEWS.get(view, view), share) for view, share in ranked if share >= _LEAST),
    )
