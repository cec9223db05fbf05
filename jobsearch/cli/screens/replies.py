"""Ask the user to confirm the events suggested by replies; an event is recorded only after a yes."""

import sys
from dataclasses import asdict

import typer

from jobsearch.cli.console import out, plain, say, write
from jobsearch.presentation.applications import moment, recorded_sentence
from jobsearch.presentation.data import to_json
from jobsearch.presentation.outcomes import count, job_name
from jobsearch.services.applications.replies import Proposal, Replies, accept
from jobsearch.settings import Settings


def ask(settings: Settings, replies: Replies, *, yes: bool, output: str) -> None:
    """Show each proposal and record it if confirmed; with `yes`, record all that are not marked unsure."""
    if output == "json":
        write(to_json([asdict(one) for one in replies.proposals]))
    elif not replies.proposals:
        say(f"Read {count(replies.messages, 'message')} and found no reply to an application.")
    for one in replies.proposals:
        if output != "json":
            _show(one)
        if not one.key or one.known:
            continue
        if yes and one.sure == "unsure":
            say(
                f"{one.key}: not recorded, because the match is uncertain. To confirm it, run the command "
                "again without --yes."
            )
        elif yes or (output != "json" and _confirmed()):
            recorded = accept(settings, one)
            say(recorded_sentence(recorded) if recorded else f"{one.key}: this event is already recorded.")


def _show(one: Proposal) -> None:
    console = out()
    console.print(plain(f"{one.sender}: {one.subject}", "bold"))
    console.print(plain(f"{one.stage}, {moment(one.at)}: \u201c{one.words}\u201d"))
    if not one.key:
        console.print(plain("No application matches this message.", "dim"))
        return
    named = job_name(one.title, one.company)
    known = "; already recorded" if one.known else ""
    console.print(plain(f"{one.key} {named} ({one.sure}, {one.sureness:.0%}){known}", "dim"))


def _confirmed() -> bool:
    """Ask for confirmation; without a terminal the answer is no."""
    if not sys.stdin or not sys.stdin.isatty():
        say("Nothing was recorded, because confirming a match needs a terminal. Without one, use --yes.")
        return False
    return typer.confirm("Record it?", default=False, err=True)
