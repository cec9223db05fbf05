"""Occupations as tables."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from jobsearch.careers.occupations.matching import Occupation
from jobsearch.cli.console import plain
from jobsearch.cli.tables.careers import bar, rest_line, table
from jobsearch.presentation.outcomes import count
from jobsearch.services.demand import DemandOfYear
from jobsearch.services.occupations import Fitting, OccupationsOfTitle, TitleInFull

_LIKELY = 0.01  # the lowest probability of no occupation that is worth a line


def of_title(found: OccupationsOfTitle) -> RenderableType:
    """Return a title with its possible occupations, and the probability that it names none of them."""
    head = plain(found.title, "bold")
    if not found.results:
        return Group(head, Text("No occupation name contains any of these words.", "dim"))
    parts: list[RenderableType] = [head, _occupations(found.results)]
    if found.none >= _LIKELY:
        parts.append(Text(f"{found.none:.0%} probability that it is no known occupation", "dim"))
    return Group(*parts)


def fitting(found: Fitting, number: int) -> RenderableType:
    """Return the most probable learned titles with their occupations, and the most probable occupations."""
    parts: list[RenderableType] = []
    if found.titles:
        learned = table(("probability", "left"), ("title", "left"), ("occupation", "left"))
        for one in found.titles[:number]:
            belongs = plain(one.occupation.label if one.occupation else "", "dim")
            learned.add_row(bar(one.probability), plain(one.title), belongs)
        parts += [learned, *rest_line([one.probability for one in found.titles[number:]])]
    if found.occupations:
        parts += [Text("Of all occupations, by their descriptions:", "bold"), _occupations(found.occupations)]
    return Group(*parts)


def in_full(found: TitleInFull) -> RenderableType:
    """Return the ESCO skills and O*NET technologies of the occupation that a title names."""
    if found.occupation is None:
        return Group()
    code = f", O*NET {found.occupation.onet}" if found.occupation.onet else ""
    parts: list[RenderableType] = [
        Text(""),
        plain(f"{found.occupation.label} (ISCO {found.occupation.isco}{code})", "bold"),
    ]
    if found.described:
        named = table(("by esco's description", "left"), ("in its words", "left"))
        for one in found.described:
            named.add_row(plain(one.name), plain(one.sentence, "dim"))
        parts.append(named)
    if found.technologies:
        parts.append(plain(f"Technologies listed by O*NET: {', '.join(found.technologies)}"))
    if not found.described and not found.technologies:
        parts.append(
            Text("ESCO lists no skills for this occupation, and O*NET lists no technologies.", "dim")
        )
    return Group(*parts)


def demand(found: Iterable[DemandOfYear]) -> RenderableType:
    """Return a table of each year's number of posts, share of all posts, and median annual pay."""
    rows = table(("year", "left"), ("posts", "right"), ("of all", "right"), ("pay a year", "left"))
    for one in found:
        paid = ", ".join(f"{pay.median:,.0f} {pay.currency} ({count(pay.posts, 'post')})" for pay in one.pay)
        rows.add_row(Text(str(one.year)), Text(f"{one.posts:,}"), Text(f"{one.share:.1%}"), plain(paid))
    return rows


def _occupations(found: Iterable[Occupation]) -> RenderableType:
    shown = table(("probability", "left"), ("isco", "left"), ("o*net", "left"), ("occupation", "left"))
    for one in found:
        shown.add_row(bar(one.probability), Text(one.isco), Text(one.onet or ""), plain(one.label))
    return shown
