"""Charts of titles, skills, and pay."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jobsearch.presentation.charts.figures import (
    Axis,
    Bar,
    BarChart,
    Chart,
    Line,
    LineChart,
    Point,
    QuartileChart,
    Quartiles,
)
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.careers.occupations.matching import Occupation
    from jobsearch.services.careers import SkillsOfTitle
    from jobsearch.services.demand import DemandOfYear
    from jobsearch.services.occupations import Fitting, TitleInFull
    from jobsearch.services.stats import Salaries

_LINES = 6
_CURRENCIES = 3
_GROUPS = 15
FEWEST_PAID = 5  # posts with stated pay; groups with fewer get no quartiles
_PROBABILITY = Axis("probability", "share", 0)
_SHARE = Axis("of its posts", "share", 0)


def of_experience(found: "Fitting", number: int) -> tuple[Chart, ...]:
    """Return charts of the learned titles (if any) and the occupations that fit an experience."""
    charts: list[Chart] = []
    if found.titles:
        charts.append(_titles(found, number))
    if found.occupations:
        charts.append(
            _likely(
                "Occupations that fit",
                "The probability of each ESCO occupation, based on its description.",
                found.occupations,
            )
        )
    return tuple(charts)


def _titles(found: "Fitting", number: int) -> BarChart:
    shown = found.titles[:number]
    rest = sum(one.probability for one in found.titles[number:])
    described = (
        f" The other {count(len(found.titles) - number, 'title')} have {rest:.0%} in total." if rest else ""
    )
    bars = (
        Bar(one.title, one.probability, note=one.occupation.label if one.occupation else "") for one in shown
    )
    return BarChart(
        "Titles that fit",
        f"The probability of each title learned from your stored posts, with its occupation.{described}",
        _PROBABILITY,
        tuple(bars),
    )


def of_title_in_full(found: "TitleInFull", years: Sequence["DemandOfYear"]) -> tuple[Chart, ...]:
    """Return charts of a title's skills (if it was learned) and of the demand for it (if years are given)."""
    skills = of_skills(found.learned) if found.learned and found.learned.posts else ()
    return (*skills, *([demand(years)] if years else []))


def of_title(found: Sequence["Occupation"]) -> BarChart:
    """Return a chart of the occupations that a title may name."""
    return _likely(
        "Occupations of a title", "The probability of each ESCO occupation, based on its names.", found
    )


def _likely(title: str, description: str, found: Iterable["Occupation"]) -> BarChart:
    bars = tuple(Bar(one.label, one.probability, note=f"ISCO {one.isco}") for one in found)
    return BarChart(title, description, _PROBABILITY, bars)


def of_skills(found: "SkillsOfTitle") -> tuple[Chart, ...]:
    """Return a chart of the skills mentioned in a title's posts, and a chart of the top skills by year."""
    return advertised(found), over_the_years(found)


def advertised(found: "SkillsOfTitle") -> BarChart:
    """Return a chart of the share of a title's posts that mention each skill, most distinctive first."""
    return BarChart(
        f"Skills that posts of {found.title} name",
        f"The share of {count(found.posts, 'post')} that mention each skill, most distinctive skills first.",
        _SHARE,
        tuple(Bar(one.phrase, one.share) for one in found.skills),
    )


def over_the_years(found: "SkillsOfTitle") -> LineChart:
    """Return a chart of the first six skills' shares in each year with enough posts."""
    years = sorted(found.by_year)
    lines = (
        Line(
            one.phrase,
            tuple(
                Point(year, one.by_year.get(year, 0.0), count(found.by_year[year], "post")) for year in years
            ),
        )
        for one in found.skills[:_LINES]
    )
    return LineChart(
        f"Skills of {found.title} over the years",
        "The share of posts that mention a skill, in each year with enough posts.",
        Axis("year", "year"),
        Axis("of the year's posts", "share", 0),
        tuple(lines) if years else (),
    )


def demand(found: Sequence["DemandOfYear"]) -> BarChart:
    """Return a chart of the number of posts per year and their share of all posts."""
    bars = tuple(Bar(str(one.year), one.posts, note=f"{one.share:.1%} of all posts") for one in found)
    return BarChart("Demand by year", "Stored posts of the title.", Axis("posts", "count", 0), bars)


def pay(found: Sequence["Salaries"], *, of: str = "") -> tuple[QuartileChart, ...]:
    """Return charts of the quartiles of stated pay by title, or by seniority for the title `of`.

    Each chart has a single currency, so that all values on its axis are comparable; the most frequent
    currencies come first.
    """
    groups = [one for one in found if one.posts >= FEWEST_PAID and (not of or one.title == of)]
    posts: Counter[str] = Counter()
    for one in groups:
        posts[one.currency] += one.posts
    return tuple(_pay_in(currency, groups, of) for currency, _posts in posts.most_common(_CURRENCIES))


def _pay_in(currency: str, groups: Iterable["Salaries"], of: str) -> QuartileChart:
    those = sorted((one for one in groups if one.currency == currency), key=lambda one: -one.posts)[:_GROUPS]
    bars = (Quartiles(_named(one, of), one.posts, one.low, one.median, one.high, currency) for one in those)
    unit = currency or "$"  # the posts do not state which country's dollar
    return QuartileChart(
        f"Pay for a year{f' of {of}' if of else ''}, in {unit}",
        "The middle half of stated pay, with a line at the median. "
        f"Groups with fewer than {FEWEST_PAID} posts that state pay are omitted.",
        Axis(f"a year, {currency}" if currency else "a year", "money"),
        tuple(bars),
    )


def _named(one: "Salaries", of: str) -> str:
    return (one.seniority or "no level named") if of else " ".join(filter(None, (one.seniority, one.title)))
