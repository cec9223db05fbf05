"""The `sources` commands, which manage the followed boards and feeds."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME|ADDRESS",
        help="A board (himalayas, greenhouse:acme), or the URL of a careers page, post, or feed.",
    ),
]
Followed = Annotated[
    str, typer.Argument(metavar="NAME|ADDRESS", help="The source's name, as listed by `sources`.")
]
Output = Annotated[
    Literal["table", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(
        invoke_without_command=True, help="Manage the boards and feeds that `fetch-new` collects from."
    )
    group.callback(epilog="Example: jobsearch sources add himalayas")(sources_list_by_default)
    group.command("list", epilog="Example: jobsearch sources list -o json")(sources_list)
    group.command("add", epilog="Example: jobsearch sources add https://example.org/jobs.rss")(sources_add)
    group.command("remove", epilog="Example: jobsearch sources remove jobicy")(sources_remove)
    group.command("check", epilog="Example: jobsearch sources check hackernews")(sources_check)
    group.command("export", epilog="Example: jobsearch sources export > sources.txt")(sources_export)
    group.command("suggest", epilog="Example: jobsearch sources suggest")(sources_suggest)
    app.add_typer(group, name="sources", rich_help_panel=Panel.EVERY_DAY)


def sources_list_by_default(context: typer.Context) -> None:
    """List the followed sources when no subcommand is given."""
    if context.invoked_subcommand is None:
        _list(context, "table")


def sources_list(context: typer.Context, output: Output = "table") -> None:
    """List the followed sources with their coverage, results, and problems."""
    _list(context, output)


def _list(context: typer.Context, output: str) -> None:
    from datetime import UTC, datetime

    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.sources import sources_table
    from jobsearch.presentation.data import to_json
    from jobsearch.services.sources.listing import list_sources
    from jobsearch.text.masking import shown_source

    listed = list_sources(settings_of(context))
    found = [replace(one, source=shown_source(one.source)) for one in listed]
    if output == "json":
        write(to_json([asdict(one) for one in found]))
    else:
        out().print(sources_table(found, datetime.now(UTC)))


def sources_add(
    context: typer.Context,
    name: Name = None,
    list_: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A file with one address per line, a CSV or OPML file, or - for stdin.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes without making them.")] = False,
    output: Output = "table",
) -> None:
    """Follow a board or feed, given its name or the address of a careers page, post, or feed."""
    from jobsearch.cli.console import say, write
    from jobsearch.errors import UsageError
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import added_sentence
    from jobsearch.services.sources.adding import add_all, add_one
    from jobsearch.services.sources.lists import read_list

    if (name is None) == (list_ is None):
        raise UsageError(cause="`sources add` needs a name or an address, or a list with --from")
    settings = settings_of(context)
    if list_ is not None:
        found = add_all(settings, read_list(list_), dry_run=dry_run)
    else:
        found = [add_one(settings, str(name), dry_run=dry_run)]
    if output == "json":
        rows = [one.as_row() for one in found]
        write(to_json(rows if list_ is not None else rows[0]))
    else:
        for one in found:
            say(added_sentence(one))
    if any(one.error for one in found):
        raise typer.Exit(1)


def sources_export(context: typer.Context) -> None:
    """Write the followed sources, one per line, in the format of `sources add --from`."""
    from jobsearch.cli.console import write
    from jobsearch.services.sources.lists import export_list

    write(export_list(settings_of(context)))


def sources_suggest(context: typer.Context, output: Output = "table") -> None:
    """Suggest company boards to follow, based on links in the posts you want."""
    from jobsearch.cli.console import say, write
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import suggestion_sentence
    from jobsearch.services.sources.suggesting import suggest

    found = suggest(settings_of(context))
    if output == "json":
        write(to_json([asdict(one) for one in found]))
    elif found:
        for one in found:
            say(suggestion_sentence(one))
    else:
        say("There are no new company boards to suggest. Suggestions come from links in the posts you want.")


def sources_remove(context: typer.Context, name: Followed) -> None:
    """Stop following a source; its posts are kept."""
    from jobsearch.cli.console import say
    from jobsearch.services.sources.changing import remove_source
    from jobsearch.text.masking import shown_source

    removed = remove_source(settings_of(context), name)
    say(f"{shown_source(removed.source)} is no longer followed; its posts are kept.")


def sources_check(context: typer.Context, name: Followed, output: Output = "table") -> None:
    """Query a source once and show the result, without storing anything."""
    from jobsearch.cli.console import say, write
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import check_sentence
    from jobsearch.services.sources.changing import check_source
    from jobsearch.text.masking import shown_source

    check = check_source(settings_of(context), name)
    check = replace(check, source=shown_source(check.source))
    if output == "json":
        write(to_json(asdict(check)))
    else:
        say(check_sentence(check))
