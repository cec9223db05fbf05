"""What the person seeks, as it is kept and as it is read."""

from dataclasses import asdict

from rich.text import Text

from jobsearch.cli.console import out, say, write
from jobsearch.presentation.data import to_json
from jobsearch.presentation.time import local
from jobsearch.services.wish import KeptReport, WishReport
from jobsearch.text.characters import strip_control


def print_wish(wish: WishReport, output: str) -> None:
    """Print what is kept on stdout, and how it is read on stderr."""
    if output == "json":
        write(to_json(asdict(wish)))
        return
    if wish.said_at is None:
        say('Nothing is kept yet: wish set "what you seek".')
        return
    for part in filter(None, (wish.words, wish.resume)):
        out().print(Text(strip_control(part)))
    say(f"Said {local(wish.said_at)}. {_read(wish)}".rstrip())


def say_kept(wish: KeptReport) -> None:
    """Say what is kept now and what comes of it."""
    parts = [name for name, text in (("your words", wish.words), ("your résumé", wish.resume)) if text]
    say(f"Kept: {' and '.join(parts)}. {_read(wish)}".rstrip())
    say("recommend ranks by it; train learns it together with your answers.")
    say_left_in_log(log_erased=wish.log_erased)


def say_left_in_log(*, log_erased: bool) -> None:
    """Say what is left in the store's files of words that were replaced or forgotten, if anything is."""
    if not log_erased:
        say("Earlier words may stay in the store's log while another program uses it: do this again later.")


def _read(wish: WishReport) -> str:
    refused = ", ".join(wish.refused)
    return f"Read as refused: {refused}." if refused else ""
