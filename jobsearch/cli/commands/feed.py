"""The `fetch-new` command, which collects posts."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(
        "fetch-new",
        epilog="Example, hourly from cron: jobsearch fetch-new -q",
        rich_help_panel=Panel.EVERY_DAY,
    )(fetch_new)


def fetch_new(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Option(
            "--source",
            metavar="NAME[:BOARD]",
            help="Fetch only from this source; with --from, the source of the saved responses.",
        ),
    ] = None,
    files: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A saved response to read, a folder of saved responses, or - for stdin.",
        ),
    ] = None,
    tags: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG[,TAG]", help="Store only posts with one of these tags."),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.")] = False,
    output: Annotated[
        Literal["line", "json"],
        typer.Option("--output", "-o", help="Output format; use json for monitoring."),
    ] = "line",
) -> None:
    """Collect new posts from the sources that are due, or from saved responses."""
    from jobsearch.cli.console import complain, say, write
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import fetch_sentence
    from jobsearch.services.feed.fetch import fetch_new as fetch
    from jobsearch.text.masking import shown_source

    if "" in (files or []):
        raise typer.BadParameter("the name of the file is empty", param_hint="--from")
    paths = [Path(file) for file in files or []]
    result = fetch(settings_of(context), paths, tags or [], sources or [])
    for sentence in (*result.failures, *result.warnings):
        complain(sentence)
    if output == "json":
        named = [replace(one, source=shown_source(one.source)) for one in result.sources]
        write(to_json(asdict(replace(result, sources=tuple(named)))))
    elif not quiet:
        for sentence in (*fetch_sentence(result).splitlines(), *result.notices):
            say(sentence)
    if result.failures:
        raise typer.Exit(1)
