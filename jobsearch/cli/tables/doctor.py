"""The findings of `doctor`, one subject per line."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table

from jobsearch.cli.console import plain
from jobsearch.services.instance.doctor import Finding


def health(findings: Sequence[Finding]) -> RenderableType:
    """Return the findings as a table, with problems indicated by words as well as by color."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for one in findings:
        mark = plain("ok", "green") if one.fine else plain("fix", "bold red")
        table.add_row(mark, one.subject, plain(str(one)))
    return table
