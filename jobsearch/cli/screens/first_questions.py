"""The three questions of the first run, each answered on one line; an empty line skips a question."""

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
    """Ask every question that `known` does not answer, and return all answers.

    If an answer is invalid, the problem is reported and the question repeated. The end of the input skips the
    remaining questions.
    """
    say("Answer three questions. Press Enter to skip one, or Ctrl+C to quit without saving.")
    say("To explore first, run `demo` or `demo --profession nurse`, which use fictional posts.")
    if not known.wish:
        question = "What job are you looking for? Enter a line of text or the path of a résumé:"
        known = replace(known, wish=_asked(question, read_experience, ""))
    if not known.lives_in:
        known = replace(known, lives_in=_asked("Which country do you live in?", country_code, ""))
    if not known.sources:
        boards = choices(settings)
        for number, one in enumerate(boards, 1):
            say(f"  {number}  {one.title} ({one.name}): {one.covers}{', followed' if one.followed else ''}")
        question = "Which boards do you want to follow? Enter numbers or names, separated by commas:"
        known = replace(known, sources=_asked(question, lambda text: _boards(text, boards), ()))
    return known


def _asked(question: str, read: Callable[[str], T], skipped: T) -> T:
    """Return the result of `read` for an answer, or `skipped` if it is empty; repeat if `read` raises."""
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
