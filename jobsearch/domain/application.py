"""The history of an application: immutable events, from which the stage and due date are derived.

events in the order in which they were recorded
  -> numbered()    interviews numbered by date
  -> effective()   each as last corrected, without the retracted ones
  -> stage()       the stage of the last one
  -> due()         the next action and its time
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
APPLIED: tuple[Stage, ...] = STAGES[1:-1]  # every stage here implies having applied; "withdrawn" does not
APPOINTMENTS: frozenset[str] = frozenset(
    {"screening", "interview", "task", "offer"}
)  # their `at` may lie in the future
ENDED: frozenset[str] = frozenset({"accepted", "rejected", "withdrawn"})
ANSWERED: frozenset[str] = frozenset(STAGES[2:-1])  # the employer responded
SILENT_DAYS = 14
MOST_NOTE = 20_000  # in characters

Why = Literal["follow-up", "screening", "interview", "task", "offer", ""]


@dataclass(frozen=True)
class Event:
    """A past or future event of an application.

    Attributes:
        number: its position in the application's history, from 1.
        stage: the stage that the application reached; "" for a note.
        recorded_at: when the user recorded it.
        at: when it happened or will happen: the start of an interview, the deadline of an offer.
        interview: the number of the interview, from 1; None for other stages.
        note: the user's own text; "" if there is none.
        corrects: the number of the event that it replaces, or None. A correction without a stage and a note
            retracts the event.

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
    """The next action and its time; `why` is "" if there is none."""

    why: Why
    at: datetime


def effective(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events in the order recorded, with corrections applied and retracted events removed."""
    events = tuple(events)
    corrections: Mapping[int, Event] = {one.corrects: one for one in events if one.corrects is not None}
    if not corrections:  # the usual case
        return tuple(one for one in events if one.stage or one.note)
    said = (_corrected(one, corrections.get(one.number)) for one in events if one.corrects is None)
    return tuple(one for one in said if one.stage or one.note)


def _corrected(event: Event, by: Event | None) -> Event:
    if by is None:
        return event
    return replace(event, stage=by.stage, at=by.at, interview=by.interview, note=by.note)


def numbered(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return a history with its interviews numbered in order of their dates.

    The recorded numbers are reassigned, so that a number chosen by the user remains in use. If a number
    occurs twice, it represents an interview that was moved, and nothing is changed.
    """
    events = tuple(events)
    met = sorted((one for one in effective(events) if one.interview), key=lambda one: (one.at, one.number))
    numbers = sorted(one.interview for one in met if one.interview)
    if len(set(numbers)) < len(numbers):
        return events
    right = {one.number: number for one, number in zip(met, numbers, strict=True)}
    last = {one.corrects or one.number: one.number for one in events}  # as each was last corrected
    by_number = {last[number]: interview for number, interview in right.items()}
    return tuple(replace(one, interview=by_number.get(one.number, one.interview)) for one in events)


def corrected_number(events: Sequence[Event], number: int) -> int | None:
    """Return the original event's number, given its own or a correction's; None if there is no such event."""
    found = next((one for one in events if one.number == number), None)
    return None if found is None else (found.corrects or found.number)


def retracted(events: Sequence[Event]) -> Event | None:
    """Return the event that the last one of a history retracts, as it was before.

    Returns None if the last one retracts none.
    """
    if not events or events[-1].corrects is None or events[-1].stage or events[-1].note:
        return None
    number = events[-1].corrects
    before = [one for one in events[:-1] if number in {one.number, one.corrects}]
    return replace(before[-1], number=number, corrects=None) if before else None


def stage(events: Iterable[Event]) -> Stage | Literal[""]:
    """Return the stage of the last recorded event that has one; "" if all were retracted."""
    return next((one.stage for one in reversed(effective(events)) if one.stage), "")


def is_silent(events: Iterable[Event], now: datetime, days: int = SILENT_DAYS) -> bool:
    """Return whether an application is pending without an event in the last `days` days."""
    found = effective(events)
    waits = stage(found) not in ENDED | {"saved", ""}
    return waits and now - last_at(found) >= timedelta(days=days)


def last_at(events: Iterable[Event]) -> datetime:
    """Return the time of the last event; notes count only if there are no other events."""
    return _latest(effective(events))


def happened_at(events: Iterable[Event], now: datetime) -> datetime:
    """Return when something last happened, or if there are only plans, when the last plan was recorded."""
    found = effective(events)
    past = [one for one in found if one.at <= now]
    return _latest(past) if past else found[-1].recorded_at


def _latest(events: Sequence[Event]) -> datetime:
    return max(one.at for one in [one for one in events if one.stage] or events)


def of_stage(events: Iterable[Event], now: datetime) -> Event | None:
    """Return the event that represents the current stage, or None if there is no stage.

    Among several appointments of the same kind, this is the next upcoming one, or the last one if all are
    over. For any other stage, it is the event recorded last.
    """
    found = effective(events)
    current = stage(found)
    those = [one for one in found if one.stage == current]
    if not current or current not in APPOINTMENTS:
        return those[-1] if current else None
    to_come = [one for one in those if _until(one.at) >= now]
    return min(to_come, key=lambda one: one.at) if to_come else max(those, key=lambda one: one.at)


def due(events: Iterable[Event], now: datetime, days: int = SILENT_DAYS) -> Due | None:
    """Return the next action, or None if there is none."""
    return next(iter(all_due(events, now, days)), None)


def all_due(events: Iterable[Event], now: datetime, days: int = SILENT_DAYS) -> tuple[Due, ...]:
    """Return the upcoming appointments by date, or else a follow-up after `days` days of silence.

    An application that is only saved or has ended has none.
    """
    found = effective(events)
    if stage(found) in ENDED | {"saved", ""}:
        return ()
    to_come = [
        Due(one.stage, one.at)
        for one in found
        if one.stage in {"screening", "interview", "task", "offer"} and _until(one.at) >= now
    ]
    if to_come:
        return tuple(sorted(to_come, key=lambda one: one.at))
    return (Due("follow-up", last_at(found) + timedelta(days=days)),)


def is_day(at: datetime) -> bool:
    """Return whether a time represents a whole day, as the first moment of that day in the user's time zone.

    That moment is midnight, or later if the day begins with a daylight-saving change.
    """
    return at == first_moment(at.astimezone().date())


def _until(at: datetime) -> datetime:
    """Return when an appointment is over; an appointment without a time lasts until the end of the day."""
    return at + timedelta(days=1) if is_day(at) else at
