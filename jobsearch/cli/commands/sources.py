"""The commands about the sources that are followed."""

from dataclasses import asdict
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of

Name = Annotated[
    str, typer.Argument(metavar="NAME|ADDRESS", help="A board, such as himalayas, or the address of a feed.")
]
Output = Annotated[Literal["table", "json"], typer.Option("--output", "-o", help="json goes to stdout.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(invoke_without_command=True, help="The boards and feeds that fetch-new asks.")
    group.callback(epilog="Example: jobsearch sources add himalayas")(sources_list_by_default)
    group.command("list", epilog="Example: jobsearch sources list -o json")(sources_list)
    group.command("add", epilog="Example: jobsearch sources add https://example.org/jobs.rss")(sources_add)
    group.command("remove", epilog="Example: jobsearch sources remove jobicy")(sources_remove)
    group.command("check", epilog="Example: jobsearch sources check hackernews")(sources_check)
    app.add_typer(group, name="sources", rich_help_panel=Panel.EVERY_DAY)


def sources_list_by_default(context: typer.Context) -> None:
    """List the sources where nothing else is asked."""
    if context.invoked_subcommand is None:
        _list(context, "table")


def sources_list(context: typer.Context, output: Output = "table") -> None:
    """List the sources that are followed: what they cover, what they brought, and what is wrong."""
    _list(context, output)


def _list(context: typer.Context, output: str) -> None:
    from datetime import UTC, datetime

    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.sources import sources_table
    from jobsearch.presentation.data import to_json
    from jobsearch.services.sources.listing import list_sources

    found = list_sources(settings_of(context))
    if output == "json":
        write(to_json([asdict(one) for one in found]))
    else:
        out().print(sources_table(found, datetime.now(UTC)))


def sources_add(context: typer.Context, name: Name) -> None:
    """Follow a board by its name, or any RSS, Atom or JSON Feed by its address."""
    from jobsearch.boards.registry import BOARDS, source_named
    from jobsearch.cli.console import say
    from jobsearch.services.sources.changing import add_source

    change = add_source(settings_of(context), name)
    said = "is followed now; the next fetch-new asks it" if change.changed else "was followed already"
    say(f"{change.source} {said}. {BOARDS[source_named(name).board].terms}")


def sources_remove(context: typer.Context, name: Name) -> None:
    """Stop following a source; its posts stay."""
    from jobsearch.cli.console import say
    from jobsearch.services.sources.changing import remove_source

    say(f"{remove_source(settings_of(context), name).source} is no longer followed; its posts stay.")


def sources_check(context: typer.Context, name: Name, output: Output = "table") -> None:
    """Ask a source once and say what it answers; nothing is stored."""
    from jobsearch.cli.console import say, write
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import check_sentence
    from jobsearch.services.sources.changing import check_source

    check = check_source(settings_of(context), name)
    if output == "json":
        write(to_json(asdict(check)))
    else:
        say(check_sentence(check))
