"""The `guide` command, which shows the manual."""

from typing import Annotated

import typer

from jobsearch.cli.options import Panel


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(epilog="Example: jobsearch guide recommend", rich_help_panel=Panel.LEARN)(guide)


def guide(
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="The topic to show (default: list all topics).")
    ] = None,
) -> None:
    """Read the manual, one page per topic."""
    from jobsearch.cli.console import out
    from jobsearch.cli.tables.guide import show_page, topics
    from jobsearch.guide import page, pages

    if topic is None:
        out().print(topics(pages()))
    else:
        show_page(page(topic), out())
