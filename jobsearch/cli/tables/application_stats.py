"""The report of statistics about applications."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.domain.posting import source_name
from jobsearch.presentation.charts.blocks import bar
from jobsearch.presentation.outcomes import count
from jobsearch.services.applications.stats import ApplicationStats
from jobsearch.services.rates import FEWEST, Rate

_BAR = 10  # columns


def report(stats: ApplicationStats) -> RenderableType:
    """Return the report; if there are too few cases for a rate, only their number is shown."""
    parts: list[RenderableType] = [plain(count(stats.applications, "application"), "bold")]
    if stats.answer_days is not None:
        parts.append(
            plain(
                f"The median time to the first reply is {stats.answer_days:.0f} days ({stats.answers:,} "
                f"replies)."
            )
        )
    parts += [Text(""), _table("From stage to stage", stats.steps)]
    boards = [Rate(source_name(one.name), *list(vars(one).values())[1:]) for one in stats.by_board]
    parts += [Text(""), _table("Replies by board", boards)]
    parts += [Text(""), _table("Replies by score when you first answered", stats.by_score)]
    weeks = Table("Week of", "Applications", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for monday, number in stats.by_week.items():
        weeks.add_row(monday, f"{number:,}")
    parts += [Text(""), weeks, Text("")]
    parts.append(plain(f"Rates with 95% intervals are shown where there are at least {FEWEST} cases.", "dim"))
    return Group(*parts)


def _table(heading: str, rates: Iterable[Rate]) -> Table:
    table = Table(heading, "Cases", "Of them", "Rate", "", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for one in rates:
        shown = "" if one.rate is None else f"{one.rate:.0%} ({one.low:.0%} to {one.high:.0%})"
        drawn = Text("" if one.rate is None else bar(one.rate, _BAR), "green")
        table.add_row(plain(one.name), f"{one.cases:,}", f"{one.hits:,}", shown, drawn)
    return table
