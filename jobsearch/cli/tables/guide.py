"""The manual in the terminal: the list of pages, and single pages."""

import os
from collections.abc import Iterable
from typing import ClassVar

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.table import Table

from jobsearch.cli.console import plain, write
from jobsearch.guide import Page

_WIDEST = 100  # columns; longer lines are hard to read
_LESS = "-FRX"  # quits at the end of a short page, shows styles, and leaves the text on the screen


def topics(pages: Iterable[Page]) -> Group:
    """Return the list of pages with their topics and summaries."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for page in pages:
        table.add_row(plain(page.topic, "bold"), plain(page.summary))
    return Group(table, plain(""), plain("Run `jobsearch guide TOPIC` to show a page."))


def show_page(page: Page, console: Console) -> None:
    """Show a page in the user's pager if stdout is a terminal; otherwise, print its Markdown."""
    if not console.is_terminal:
        write(page.text)
        return
    os.environ.setdefault("LESS", _LESS)
    with console.pager(styles=True):
        console.print(rendered(page), width=min(console.width, _WIDEST))


def rendered(page: Page) -> Markdown:
    """Return a page rendered for the terminal, with long text wrapped rather than truncated."""
    return _Page(page.text)


class _FoldingTable(TableElement):
    """A table that wraps words too long for their column, such as addresses, which Rich would truncate."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for drawn in super().__rich_console__(console, options):
            if isinstance(drawn, Table):
                for column in drawn.columns:
                    column.overflow = "fold"
            yield drawn


class _Page(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "table_open": _FoldingTable,
    }
