"""The status as a table of facts, with the next step."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.presentation.standing import facts, rejection_sentence
from jobsearch.services.instance.status import Configured, RejectedPost, Status


def standing(status: Status) -> RenderableType:
    """Return the facts, one per line, and the next step."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, fact in facts(status).items():
        table.add_row(name, plain(fact, "bold green" if name == "Next" else ""))
    return table


def rejections(posts: Sequence[RejectedPost]) -> RenderableType:
    """Return the rejected posts, one per line."""
    if not posts:
        return Text("No post has been rejected.")
    return Group(*(plain(rejection_sentence(post)) for post in posts))


def configuration(settings: Sequence[Configured]) -> RenderableType:
    """Return all settings, one per line, with name, value, and origin."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(style="dim", overflow="fold")
    for one in settings:
        table.add_row(one.name, plain(one.value or "-"), plain(one.origin))
    return table
