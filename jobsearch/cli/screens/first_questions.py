"""The three questions of the first run, one line each; an empty line skips one."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from jobsearch.cli.console import complain, say
from jobsearch.errors import JobSearchError
from jobsearch.files.resume import read_experience
from jobsearch.services.recommend.options import country_code
from jobsearch.services.start import Answers, BoardChoice, choices, source_name
from jobsearch.settings import Settings

T = TypeVar("T")


def ask(settings: Settings, known: Answers) -> Answers:
    """Return the answers, asking for those that are not known yet.

    What cannot be understood is said and asked again; the end of the input skips what is left.
    """
    say("Three questions. Enter skips one; Ctrl+C quits and keeps nothing. `demo` shows everything first.")
    if not known.wish:
        question = "What do you seek? A line, or a résumé's file:"
        known = replace(known, wish=_asked(question, read_experience, ""))
    if not known.lives_in:
        known = replace(known, lives_in=_asked("Where do you live? A country:", country_code, ""))
    if not known.sources:
        boards = choices(settings)
        for number, one in enumerate(boards, 1):
            say(f"  {number}  {one.title} ({one.name}): {one.covers}{', usual' if one.followed else ''}")
        question = "Which boards? Numbers or names, with commas:"
        known = replace(known, sources=_asked(question, lambda text: _boards(text, boards), ()))
    return known


def _asked(question: str, read: Callable[[str], T], skipped: T) -> T:
    """Return what `read` makes of an answer, `skipped` for an empty one; asks again while it raises."""
    while True:
        say(question)
        line = sys.stdin.readline()
        if not line.strip():
            return skipped
        try:
            return read(line.strip())
        except JobSearchError as error:
            complain(str(error))


def _boards(text: str, boards: tuple[BoardChoice, ...]) -> tuple[str, ...]:
    by_number = {str(number): one.name for number, one in enumerate(boards, 1)}
    words = text.replace(",", " ").split()
    return tuple(dict.fromkeys(source_name(by_number.get(word, word)) for word in words))
