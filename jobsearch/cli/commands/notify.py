"""The `notify` commands, which send messages about new posts and deadlines."""

import sys
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of

_SENDER = "jobsearch.cli.sender"


def register(app: typer.Typer) -> None:
    """Add this group of commands to the program."""
    group = typer.Typer(
        help="Send new posts and deadlines by email, Telegram, ntfy, or about a hundred other services.",
        epilog="Example: jobsearch notify add 'ntfy://my-topic'; then: jobsearch schedule install",
        no_args_is_help=True,
    )
    group.command("add", epilog="Example: jobsearch notify add - --name mail < address.txt")(add)
    group.command("list", epilog="Example: jobsearch notify list")(list_)
    group.command("remove", epilog="Example: jobsearch notify remove ntfy")(remove)
    group.command("test", epilog="Example: jobsearch notify test")(try_out)
    group.command("send", epilog="Example, from cron: jobsearch notify send -q")(send)
    app.add_typer(group, name="notify", rich_help_panel=Panel.OTHERS)


def add(
    context: typer.Context,
    url: Annotated[
        str,
        typer.Argument(metavar="URL|-", help="The receiver's Apprise URL, or - to read it from stdin."),
    ],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="A name for the receiver.")] = "",
) -> None:
    """Add a receiver; its address is kept secret, in a file that only you can read."""
    from jobsearch.cli.console import say
    from jobsearch.services.notify.receivers import add as keep

    if url == "-":
        if sys.stdin.isatty():
            say("The address:")
        url = sys.stdin.readline()
    added = keep(settings_of(context), url, name)
    say(f"{added} was added. Run `notify test {added}` to try it.")


def list_(
    context: typer.Context,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "table",
) -> None:
    """List the receivers and their delivery status, without their addresses."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.notify import table
    from jobsearch.presentation.data import to_json
    from jobsearch.services.notify.receivers import listed

    found = listed(settings_of(context))
    if output == "json":
        write(to_json([asdict(one) for one in found]))
    else:
        out().print(table(found))


def remove(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The receiver's name, as listed by `notify list`.")
    ],
) -> None:
    """Delete a receiver."""
    from jobsearch.cli.console import say
    from jobsearch.services.notify.receivers import remove as forget

    forget(settings_of(context), name)
    say(f"{name} was removed.")


def try_out(
    context: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="The receivers to test (default: all).")
    ] = None,
) -> None:
    """Send a test message to the receivers."""
    from jobsearch.cli.console import complain, say
    from jobsearch.errors import ReceiverUnknown
    from jobsearch.presentation.messages import NO_RECEIVER, TEST
    from jobsearch.services.notify.sending import send_test

    problems = send_test(settings_of(context), tuple(names or ()), TEST)
    for name in names or ():
        if name not in problems:
            raise ReceiverUnknown(name=name)
    if not problems:
        say(NO_RECEIVER)
    for name, problem in problems.items():
        complain(f"{name}: not sent, {problem}.") if problem else say(f"{name}: sent.")
    if any(problems.values()):
        raise typer.Exit(1)


def send(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the messages and receivers without sending.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print only problems.")] = False,
) -> None:
    """Send each receiver the recommended posts and deadlines that it has not received yet."""
    from jobsearch.cli.console import complain, say
    from jobsearch.presentation.messages import NO_RECEIVER, compose, sent_sentences, trouble_sentences
    from jobsearch.services.notify.outbox import send_apart
    from jobsearch.services.notify.sending import send as here

    settings = settings_of(context)
    result = here(settings, compose, dry_run=True) if dry_run else send_apart(settings, _SENDER)
    sentences = list(sent_sentences(result, dry_run=dry_run))
    if not result.sent:
        sentences = [NO_RECEIVER]
    if not quiet:
        for sentence in sentences or ["There is nothing new to send."]:
            say(sentence)
    for sentence in trouble_sentences(result):
        complain(sentence)
    if any(one.problem for one in result.sent):
        raise typer.Exit(1)
