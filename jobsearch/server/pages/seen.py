"""What a form of an application says: the stage it means, and the last event that its page had seen."""

from collections.abc import Sequence

from jobsearch.domain.application import STAGES, Event, Stage
from jobsearch.errors import UsageError

_MOST_DIGITS = 9


def seen_number(text: str) -> int:
    """Return the number of the event that was seen last; raises UsageError where a form lacks it."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise UsageError(cause="the form does not say which event it saw last")
    return int(text)


def last_number(events: Sequence[Event]) -> int:
    """Return the number of the last event of a history, 0 without one."""
    return events[-1].number if events else 0


def stage_named(word: str) -> Stage:
    """Return the stage of a word; raises UsageError for any other."""
    for one in STAGES:
        if one == word:
            return one
    raise UsageError(cause=f"{word[:40]!r} is not a stage: use {', '.join(STAGES)}")
