"""The sources as a table."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.presentation.time import age, local
from jobsearch.services.sources.listing import SourceState


def sources_table(sources: Sequence[SourceState], now: datetime) -> RenderableType:
    """Return one row per source, followed by each source's terms for displaying its posts."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Source", "Covers", "Last response", "Posts", "New 7d", "Wanted 7d", "Next due", "Problem"):
        table.add_column(name, justify="right" if name in _NUMBERS else "left", overflow="fold")
    for one in sources:
        table.add_row(*_row(one, now))
    terms = [plain(f"{one.source_name}: {one.terms}", "dim") for one in _once(sources)]
    return Group(table, Text(""), *terms)


_NUMBERS = {"Posts", "New 7d", "Wanted 7d"}


def _row(one: SourceState, now: datetime) -> tuple[Text, ...]:
    answered = f"{age(one.last_answer, now)} ago" if one.last_answer else "never"
    due = "now" if one.next_due <= now else local(one.next_due)
    return (
        plain(one.source, "bold"),
        plain(one.company or one.covers),
        plain(answered),
        plain(f"{one.posts:,}"),
        plain(f"{one.new:,}"),
        plain("" if one.wanted is None else f"{one.wanted:,}"),
        plain(due),
        plain(one.problem, "red"),
    )


def _once(sources: Sequence[SourceState]) -> list[SourceState]:
    return list({one.source_name: one for one in sources}.values())
