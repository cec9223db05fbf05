"""Applications in words: one-line outcomes, and what is due."""

from datetime import datetime
from typing import TYPE_CHECKING

from jobsearch.domain.application import is_day
from jobsearch.presentation.outcomes import count, job_name
from jobsearch.presentation.time import local

if TYPE_CHECKING:
    from jobsearch.domain.application import Event
    from jobsearch.services.applications.recording import Recorded
    from jobsearch.services.applications.transfer import ImportResult

_DAY = 86_400
_HOUR = 3_600
_MOST_HOURS = 48


def recorded_sentence(recorded: "Recorded") -> str:
    """Return what was recorded: "remoteok:1 (Engineer at Acme) is at interview 2, 2026-12-01 15:00"."""
    named = job_name(recorded.title, recorded.company)
    about = f"{recorded.key} ({named})" if named else recorded.key
    event = recorded.event
    if event.corrects is not None:
        stage = f"; it is at {recorded.stage}" if recorded.stage else "; no stage of it is left"
        return f"{about}: event {event.corrects} is corrected{stage}."
    if not event.stage:
        return f"{about}: the note is kept."
    return f"{about} is at {stage_words(event)}, {moment(event.at)}."


def stage_words(event: "Event") -> str:
    """Return the stage of an event with the number of an interview, "note" where it is only that."""
    return f"{event.stage or 'note'}{f' {event.interview}' if event.interview else ''}"


def moment(at: datetime) -> str:
    """Return a moment in the person's time zone; its day alone where no time was given."""
    return f"{at.astimezone():%Y-%m-%d}" if is_day(at) else local(at)


def until(at: datetime, now: datetime) -> str:
    """Return how far off a moment is: "in 3d", "in 5h", "today", "4d ago"."""
    seconds = (at - now).total_seconds()
    if abs(seconds) < _HOUR or (seconds < 0 and at.astimezone().date() == now.astimezone().date()):
        return "today" if seconds < 0 else "now"
    hours = abs(seconds) / _HOUR
    length = (
        f"{int(hours)}h" if hours < _MOST_HOURS and seconds > 0 else f"{max(round(abs(seconds) / _DAY), 1)}d"
    )
    return f"in {length}" if seconds > 0 else f"{length} ago"


def imported_sentences(result: "ImportResult") -> list[str]:
    """Return which columns were read as what, where they were guessed, and what became of the rows."""
    said = (
        f"{count(result.stored, 'event')} stored of {count(result.applications, 'application')}, "
        f"{result.known:,} known already."
    )
    if not result.columns:
        return [said]
    guessed = ", ".join(f"{field} from {name!r}" for field, name in result.columns.items())
    unread = ", ".join(repr(name) for name in result.unread)
    return [f"Read {guessed}.", *([f"Not read: {unread}."] if unread else []), said]
