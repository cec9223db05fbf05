"""The `start` command for new instances: three questions and a first list."""

import sys
from typing import Annotated

import typer

from jobsearch.cli.options import Panel, experience, settings_of


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(
        epilog="Example: jobsearch start --wish 'nurse, no night shifts' --lives-in Portugal --yes",
        rich_help_panel=Panel.LEARN,
    )(start)


def start(
    context: typer.Context,
    wish: Annotated[
        str | None,
        typer.Option(metavar="TEXT|FILE", help="A line about the job you want, or your résumé."),
    ] = None,
    lives_in: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY", help="The country you live in; posts closed to its residents will be excluded."
        ),
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="NAME[:BOARD]", help="Follow this board instead of the defaults."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask no questions; use only the given options.")] = False,
) -> None:
    """Answer up to three questions, and get a first list of posts."""
    from jobsearch.cli.console import working
    from jobsearch.cli.screens.first_questions import ask
    from jobsearch.cli.tables.start import show_started
    from jobsearch.errors import QuestionsNeedTerminal
    from jobsearch.services.start import Answers
    from jobsearch.services.start import start as begin

    settings = settings_of(context)
    answers = Answers(experience(wish, "--wish") if wish else "", lives_in or "", tuple(sources or ()))
    if not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise QuestionsNeedTerminal
        answers = ask(settings, answers)
    with working("Querying the boards"):
        started = begin(settings, answers)
    show_started(started)
    if started.found is None:
        raise typer.Exit(1)
