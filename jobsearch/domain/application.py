"""What became of an application: events that are never changed, and what follows from them.

events in the order in which they were recorded
  -> effective()   each with what its last correction says; those taken back are gone
  -> stage()       that of the last one: the bare word
  -> due()         what is to be done next, and when
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from jobsearch.text.days import first_moment

Stage = Literal[
    "saved",
    "applied",
    "acknowledged",
    "screening",
    "interview",
    "task",
    "offer",
    "accepted",
    "rejected",
    "withdrawn",
]
STAGES: tuple[Stage, ...] = get_args(Stage)
APPLIED: tuple[Stage, ...] = STAGES[1:-1]  # who is there has applied; who withdraws may never have
APPOINTMENTS: frozenset[str] = frozenset(
    {"screening", "interview", "task", "offer"}
)  # of these `at` may be to come
ENDED: frozenset[str] = frozenset({"accepted", "rejected", "withdrawn"})
ANSWERED: frozenset[str] = frozenset(STAGES[2:-1])  # the employer said something
SILENT_DAYS = 14
MOST_NOTE = 20_000  # characters

Why = Literal["follow-up", "screening", "interview", "task", "offer", ""]


@dataclass(frozen=True)
class Event:
    """Something that happened to an application, or will.

    Attributes:
        number: its place in the history of its application, from 1.
        stage: where it brought the application, "" for a note alone.
        recorded_at: when the person recorded it.
        at: when it happened, or happens: an interview's beginning, an offer's deadline.
        interview: which interview it is, from 1; None for other stages.
        note: the person's own text, or "" if there is none.
        corrects: the number of the event that it takes the place of, or None if none. One without stage and
            note takes that event back.

    """

    number: int
    stage: Stage | Literal[""]
    recorded_at: datetime
    at: datetime
    interview: int | None = None
    note: str = ""
    corrects: int | None = None


@dataclass(frozen=True)
class Due:
    """What is to be done next, and when; the `why` is "" where nothing is."""

    why: Why
    at: datetime


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return what happened, in the order of recording: corrected, and without what was taken back."""
    events = tuple(events)
    corrections: Mapping[int, Event] = {one.corrects: one for one in events if one.corrects is not None}
    if not corrections:  # as in most histories
        return tuple(one for one in events if one.stage or one.note)
    said = (_corrected(one, corrections.get(one.number)) for one in events if one.corrects is None)
    return tuple(one for one in said if one.stage or one.note)


def _corrected(event: Event, by: Event | None) -> Event:
    if by is None:
        return event
    return replace(event, stage=by.stage, at=by.at, interview=by.interview, note=by.note)


def corrected_number(events: Sequence[Event], number: int) -> int | None:
    """Return which event is meant by the number of one or of a correction of it; None for no such event."""
    found = next((one for one in events if one.number == number), None)
    return None if found is None else (found.corrects or found.number)


def stage(events: Iterable[Event]) -> Stage | Literal[""]:
    """Return the stage: that of the last event recorded that has one, "" where all were taken back."""
    return next((one.stage for one in reversed(effective(events)) if one.stage), "")


def is_silent(events: Iterable[Event], now: datetime, days: int = SILENT_DAYS) -> bool:
    """Return whether an application waits, and nothing has happened for so many days."""
    found = effective(events)
    waits = stage(found) not in ENDED | {"saved", ""}
    return waits and now - last_at(found) >= timedelta(days=days)


def last_at(events: Iterable[Event]) -> datetime:
    """Return when something happened last; a note is no such thing where there is more than notes."""
    found = effective(events)
    return max(one.at for one in [one for one in found if one.stage] or found)


def due(events: Iterable[Event], now: datetime, days: int = SILENT_DAYS) -> Due | None:
    """Return what is due next: an appointment to come, else a follow-up after so many days of silence.

    None where nothing is: what was only saved asks for nothing, and neither does what has ended.
    """
    found = effective(events)
    current = stage(found)
    if current in ENDED | {"saved", ""}:
        return None
    to_come = [one for one in found if one.stage in APPOINTMENTS and _until(one.at) >= now]
    if to_come:
        first = min(to_come, key=lambda one: one.at)
        assert first.stage in {"screening", "interview", "task", "offer"}  # noqa: S101 - APPOINTMENTS
        return Due(first.stage, first.at)
    return Due("follow-up", last_at(found) + timedelta(days=days))


def is_day(at: datetime) -> bool:
    """Return whether a moment names its day alone: it is the first one of that day in the person's time zone.

    That is midnight, or later on a day that begins when clocks are put forward.
    """
    return at == first_moment(at.astimezone().date())


def _until(at: datetime) -> datetime:
    """Return until when an appointment is to come: that of a day lasts to its end."""
    return at + timedelta(days=1) if is_day(at) else at
