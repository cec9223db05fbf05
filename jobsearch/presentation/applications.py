"""Format applications as text: one-line results, stages, and due dates."""

from datetime import datetime
from typing import TYPE_CHECKING

from jobsearch.domain.application import is_day
from jobsearch.presentation.outcomes import count, job_name
from jobsearch.presentation.time import local

if TYPE_CHECKING:
    from jobsearch.domain.application import Event
    from jobsearch.services.applications.listing import Application
    from jobsearch.services.applications.recording import Recorded
    from jobsearch.services.applications.transfer import ImportResult

_DAY = 86_400
_HOUR = 3_600
_MOST_HOURS = 48
_OTHERS = ("no", "unsure")  # answers that an application replaces by yes


def recorded_sentence(recorded: "Recorded") -> str:
    """Describe a recorded event: "remoteok:1 (Engineer at Acme) is at interview 2, 2026-12-01 15:00"."""
    named = job_name(recorded.title, recorded.company)
    about = f"{recorded.key} ({named})" if named else recorded.key
    event = recorded.event
    if event.corrects is not None:
        stage = f"; its stage is now {recorded.stage}" if recorded.stage else "; no stage remains"
        return f"{about}: event {event.corrects} was corrected{stage}.{_yes_stays(recorded)}"
    if not event.stage:
        return f"{about}: the note was added."
    replaced = f" Your answer {recorded.replaced} is now yes." if recorded.replaced in _OTHERS else ""
    return f"{about} is at {stage_words(event)}, {moment(event.at)}.{replaced}"


def _yes_stays(recorded: "Recorded") -> str:
    if not recorded.yes_stays:
        return ""
    return (
        f" Your answer remains yes; if it was no before the application, run `labels set {recorded.key} no`."
    )


def stage_words(event: "Event") -> str:
    """Return the stage of an event, with the number of an interview, or "note" if the event has no stage."""
    return f"{event.stage or 'note'}{f' {event.interview}' if event.interview else ''}"


def moment(at: datetime) -> str:
    """Format a time in the user's time zone, or only the date if no time of day was given."""
    return f"{at.astimezone():%Y-%m-%d}" if is_day(at) else local(at)


def until(at: datetime, now: datetime) -> str:
    """Format the time until or since a moment: "in 3d", "in 5h", "today", "4d ago"."""
    seconds = (at - now).total_seconds()
    if abs(seconds) < _HOUR or (seconds < 0 and at.astimezone().date() == now.astimezone().date()):
        return "today" if seconds < 0 else "now"
    hours = abs(seconds) / _HOUR
    length = (
        f"{int(hours)}h" if hours < _MOST_HOURS and seconds > 0 else f"{max(round(abs(seconds) / _DAY), 1)}d"
    )
    return f"in {length}" if seconds > 0 else f"{length} ago"


def due_phrase(one: "Application", now: datetime) -> str:
    """Describe what is due and when: "interview 2026-12-01 15:00 (in 38h)", "follow up 4d ago", or ""."""
    if one.due is None:
        return ""
    if one.due_why == "follow-up":
        return f"follow up {until(one.due, now)}"
    return f"{one.due_why} {moment(one.due)} ({until(one.due, now)})"


def imported_sentences(result: "ImportResult") -> list[str]:
    """Return sentences about an import: the guessed columns, if any, and the result."""
    said = (
        f"Stored {count(result.stored, 'event')} for {count(result.applications, 'application')}; "
        f"{result.known:,} already known."
    )
    if not result.columns:
        return [said]
    guessed = ", ".join(f"{field} from {name!r}" for field, name in result.columns.items())
    unread = ", ".join(repr(name) for name in result.unread)
    return [f"Columns read: {guessed}.", *([f"Columns ignored: {unread}."] if unread else []), said]
