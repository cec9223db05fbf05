"""The commands for the timer that fetches and sends by itself."""

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
        help="A timer of your machine that fetches new posts and sends messages by itself.",
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
        str, typer.Option("--every", metavar="6h|daily", help="How often: a number of hours that divides 24.")
    ] = "",
    at: Annotated[
        str, typer.Option("--at", metavar="HH:MM", help="At what time of day; alone, once a day.")
    ] = "",
    kind: Annotated[
        Literal["systemd", "cron", "launchd", "windows"] | None,
        typer.Option("--with", help="Which timer; else the first of these that your machine has."),
    ] = None,
    no_notify: Annotated[bool, typer.Option("--no-notify", help="Only fetch; send no messages.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Only print what would be written.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before it is written.")] = False,
) -> None:
    """Install the timer, or change it. You see what is written before it is."""
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
        say("Nothing was written.")
        return
    out().print(standing(timers.install(settings, prepared)))


def status(
    context: typer.Context,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="json goes to stdout.")
    ] = "table",
) -> None:
    """Say whether the timer is there, when it runs next, and how it last ended."""
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
    """Remove the timer and its log, without a trace."""
    from jobsearch.cli.console import say
    from jobsearch.services.schedule import timers

    say("The timer is removed." if timers.remove(settings_of(context)) else "No timer was installed.")


def run(
    context: typer.Context,
    if_due: Annotated[
        bool, typer.Option("--if-due", help="Only where the timer's time has come, as cron asks every hour.")
    ] = False,
) -> None:
    """Fetch and send now, as the timer does."""
    from jobsearch.cli.console import complain, say
    from jobsearch.services.schedule.running import PAUSES
    from jobsearch.services.schedule.running import run as go

    is_watched = sys.stderr.isatty()  # then the person may try again themselves
    done = go(settings_of(context), if_due=if_due, pauses=() if is_watched else PAUSES)
    if done.left_out:
        say(done.left_out)
    for step in done.steps:
        for line in step.said.splitlines():
            complain(line) if step.status else say(line)
    if done.problem:
        raise typer.Exit(1)


def _tell(prepared: "Prepared") -> None:
    """Show what will be written, and what the runs will lack, on stderr."""
    from jobsearch.cli.console import complain, errors, say
    from jobsearch.cli.tables.schedule import texts

    say("This is to be written:")
    errors().print(texts(prepared), soft_wrap=True)
    if prepared.environment:
        say(f"Kept for its runs from your environment: {', '.join(prepared.environment)}.")
    for name in prepared.secrets:
        complain(f"{name} is a secret and is not kept, so the timer's runs will not have it.")


def _agrees() -> bool:
    from jobsearch.cli.console import say

    say("Write it? y/N")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
