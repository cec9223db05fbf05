"""The saved description of the wanted job, and its interpretation."""

from dataclasses import asdict

from rich.text import Text

from jobsearch.cli.console import out, say, write
from jobsearch.presentation.data import to_json
from jobsearch.presentation.time import local
from jobsearch.services.wish import KeptReport, WishReport
from jobsearch.text.characters import strip_control


def print_wish(wish: WishReport, output: str) -> None:
    """Print the saved description to stdout and its interpretation to stderr."""
    if output == "json":
        write(to_json(asdict(wish)))
        return
    if wish.said_at is None:
        say('Nothing is saved yet. Run `wish set "the job you want"`.')
        return
    for part in filter(None, (wish.words, wish.resume)):
        out().print(Text(strip_control(part)))
    say(f"Saved {local(wish.said_at)}. {_read(wish)}".rstrip())


def say_kept(wish: KeptReport) -> None:
    """Print what was saved and how it will be used."""
    parts = [name for name, text in (("your words", wish.words), ("your résumé", wish.resume)) if text]
    say(f"Saved: {' and '.join(parts)}. {_read(wish)}".rstrip())
    say("`recommend` will use this to rank posts, and `train` will combine it with your answers.")
    say_left_in_log(log_erased=wish.log_erased)


def say_left_in_log(*, log_erased: bool) -> None:
    """Print a warning if replaced or deleted text may remain in the store's files."""
    if not log_erased:
        say(
            "The earlier text may remain in the store's log, because another program has the store open. "
            "Close that program and run this command again."
        )


def _read(wish: WishReport) -> str:
    refused = ", ".join(wish.refused)
    return f"Read as exclusions: {refused}." if refused else ""
