"""The receivers as a table."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.presentation.messages import NO_RECEIVER
from jobsearch.presentation.time import age
from jobsearch.services.notify.receivers import Listed


def table(found: Sequence[Listed]) -> RenderableType:
    """Return one line per receiver, without its address."""
    if not found:
        return Text(NO_RECEIVER)
    drawn = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Name", "Kind", "Last message", "Problem"):
        drawn.add_column(name, overflow="fold")
    for one in found:
        drawn.add_row(plain(one.name), plain(one.service), plain(_last(one)), plain(_wrong(one), "red"))
    return drawn


def _last(one: Listed) -> str:
    if one.state is None or one.state.sent_at is None:
        return "none yet"
    return f"{age(one.state.sent_at, datetime.now(UTC))} ago"


def _wrong(one: Listed) -> str:
    if one.state is None or not one.state.problem:
        return ""
    times = "" if one.state.failures == 1 else f" ({one.state.failures} times in a row)"
    return f"{one.state.problem}{times}"
