"""Occupations, as tables."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from jobsearch.careers.occupations.matching import Occupation
from jobsearch.cli.console import plain
from jobsearch.cli.tables.careers import bar, rest_line, table
from jobsearch.services.occupations import Fitting, OccupationsOfTitle

_LIKELY = 0.01  # that there is none, to be worth a line


def of_title(found: OccupationsOfTitle) -> RenderableType:
    """Return a title with the occupations that it may name, and how probable it is that it names none."""
    head = plain(found.title, "bold")
    if not found.results:
        return Group(head, Text("No occupation: no name of one has a word of it.", "dim"))
    parts: list[RenderableType] = [head, _occupations(found.results)]
    if found.none >= _LIKELY:
        parts.append(Text(f"{found.none:.0%} that it names none", "dim"))
    return Group(*parts)


def fitting(found: Fitting, number: int) -> RenderableType:
    """Return the most probable learned titles with their occupations, then the most probable occupations."""
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


def _occupations(found: Iterable[Occupation]) -> RenderableType:
    shown = table(("probability", "left"), ("isco", "left"), ("o*net", "left"), ("occupation", "left"))
    for one in found:
        shown.add_row(bar(one.probability), Text(one.isco), Text(one.onet or ""), plain(one.label))
    return shown
