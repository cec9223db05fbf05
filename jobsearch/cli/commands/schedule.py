"""The `schedule` commands, which manage the timer for fetching posts and sending messages."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of

if TYPE_CHECKING:
    from jobsearch.services.schedule.timers import Prepared


def register(app: typer.Typer) -> None:
    """Add this group of commands to the program."""
    group = typer.Typer(
        help="Fetch posts and send messages automatically, using your system's scheduler.",
        epilog="Example: jobsearch schedule install --at 08:00",
        no_args_is_help=True,
    )
    group.command("install", epilog="Example: jobsearch schedule install --every 6h")(install)
    group.command("status", epilog="Example: jobsearch schedule status")(status)
    group.command("remove", epilog="Example: jobsearch schedule remove")(remove)
    group.command("run", epilog="Example: jobsearch schedule run")(run)
    app.add_typer(group, name="schedule", rich_help_panel=Panel.OTHERS)


def install(
    context: typer.Context,
    every: Annotated[
        str,
        typer.Option(
            "--every",
            metavar="6h|daily",
            help="The interval: daily, or a number of hours that divides 24 evenly, such as 6h.",
        ),
    ] = "",
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="HH:MM",
            help="The time of day to run; without --every, the timer runs once a day.",
        ),
    ] = "",
    kind: Annotated[
        Literal["systemd", "cron", "launchd", "windows"] | None,
        typer.Option("--with", help="The timer to use (default: the first one available)."),
    ] = None,
    no_notify: Annotated[bool, typer.Option("--no-notify", help="Fetch without sending messages.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the changes without making them.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Install or change the timer, after showing you the changes."""
    from jobsearch.cli.console import out, say
    from jobsearch.cli.tables.schedule import standing, texts
    from jobsearch.errors import TimerNeedsYes
    from jobsearch.services.schedule import timers

    settings = settings_of(context)
    prepared = timers.prepare(settings, timers.Wanted(every, at, kind or "", not no_notify))
    if show:
        out().print(texts(prepared), soft_wrap=True)
        return
    if not yes and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise TimerNeedsYes
    _tell(prepared)
    if not yes and not _agrees():
        say("Nothing was changed.")
        return
    out().print(standing(timers.install(settings, prepared)))


def status(
    context: typer.Context,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "table",
) -> None:
    """Show whether the timer is installed, when it runs next, and the result of its last run."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.schedule import standing
    from jobsearch.presentation.data import to_json
    from jobsearch.services.schedule import timers

    found = timers.standing(settings_of(context))
    if output == "json":
        write(to_json(asdict(found)))
    else:
        out().print(standing(found))


def remove(context: typer.Context) -> None:
    """Remove the timer and its log completely."""
    from jobsearch.cli.console import say
    from jobsearch.services.schedule import timers

    say("The timer was removed." if timers.remove(settings_of(context)) else "No timer was installed.")


def run(
    context: typer.Context,
    if_due: Annotated[
        bool, typer.Option("--if-due", help="Run only if a run is due (cron checks hourly).")
    ] = False,
) -> None:
    """Fetch posts and send messages now, as the timer does."""
    from jobsearch.cli.console import complain, say
    from jobsearch.services.schedule.running import PAUSES
    from jobsearch.services.schedule.running import run as go

    is_watched = sys.stderr.isatty()  # in a terminal, the user can retry
    done = go(settings_of(context), if_due=if_due, pauses=() if is_watched else PAUSES)
    if done.left_out:
        say(done.left_out)
    for step in done.steps:
        for line in step.said.splitlines():
            complain(line) if step.status else say(line)
    if done.problem:
        raise typer.Exit(1)


def _tell(prepared: "Prepared") -> None:
    """Print to stderr the planned changes and the variables that the timer's runs will not have."""
    from jobsearch.cli.console import complain, errors, say
    from jobsearch.cli.tables.schedule import texts

    say("The following will be written:")
    errors().print(texts(prepared), soft_wrap=True)
    if prepared.environment:
        say(f"Environment variables saved for the timer's runs: {', '.join(prepared.environment)}.")
    for name in prepared.secrets:
        complain(f"{name} is a secret, so it is not saved and will not be set when the timer runs.")


def _agrees() -> bool:
    from jobsearch.cli.console import say

    say("Continue? y/N")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
