"""Parse values in the forms for applications: the stage, and the last event known to the page."""

from collections.abc import Sequence

from jobsearch.domain.application import STAGES, Event, Stage
from jobsearch.errors import UsageError

_MOST_DIGITS = 9


def seen_number(text: str) -> int:
    """Return the number of the last event known to the page. Raises UsageError if it is missing."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise UsageError(cause="The form does not say which event it saw last")
    return int(text)


def last_number(events: Sequence[Event]) -> int:
    """Return the number of the last event in a history, or 0 if the history is empty."""
    return events[-1].number if events else 0


def stage_named(word: str) -> Stage:
    """Return the stage with the given name. Raises UsageError if there is none."""
    for one in STAGES:
        if one == word:
            return one
    raise UsageError(cause=f"{word[:40]!r} is not a stage; use {', '.join(STAGES)}")
