"""Export applications as a calendar (RFC 5545): appointments with alarms, and follow-ups as to-dos.

This is the only module that uses icalendar. Times are written in UTC, which requires no time zone rules and
is correct across clock changes; calendar programs show them in their own time zone. A date without a time is
in the local time zone of this process.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar, Event, Todo

from jobsearch.domain.application import is_day

if TYPE_CHECKING:
    from jobsearch.services.applications.planned import Planned

_NAMESPACE = uuid.UUID("5d0e3f1c-35c1-4b0f-9a51-7c7d7d9a7b11")
_LENGTH = {"interview": timedelta(hours=1), "screening": timedelta(minutes=30)}
_DEADLINES = {"offer", "task"}
_ALARMS = (timedelta(days=-1), timedelta(hours=-1))
_WORDS = {
    "interview": "Interview",
    "screening": "Screening call",
    "task": "Task due",
    "offer": "Answer the offer",
    "follow-up": "Follow up",
}


def to_ics(planned: Iterable["Planned"]) -> bytes:
    """Return a calendar of the planned entries; equal entries result in equal bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//jobsearch//applications//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Applications")
    calendar.add("x-wr-calname", "Applications")
    for one in planned:
        calendar.add_component(_follow_up(one) if one.why == "follow-up" else _appointment(one))
    return bytes(calendar.to_ical())


def _appointment(one: "Planned") -> Event:
    event = Event()
    _name(event, one)
    if is_day(one.at):
        day = one.at.astimezone().date()
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    else:
        event.add("dtstart", one.at.astimezone(UTC))
        length = timedelta(0) if one.why in _DEADLINES else _LENGTH[one.why]
        event.add("dtend", one.at.astimezone(UTC) + length) if length else None
    for before in _ALARMS:
        event.add_component(_alarm(one, before))
    return event


def _follow_up(one: "Planned") -> Todo:
    todo = Todo()
    _name(todo, one)
    todo.add("due", one.at.astimezone().date())
    return todo


def _name(component: Event | Todo, one: "Planned") -> None:
    """Add the properties common to both kinds, including an ID that does not change with the date."""
    component.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{one.key} {one.why} {one.number}')}@jobsearch")
    component.add("dtstamp", one.recorded_at.astimezone(UTC))
    if one.sequence:
        component.add("sequence", one.sequence)
    component.add("summary", summary(one))
    if one.note:
        component.add("description", one.note)
    if one.url.startswith(("http://", "https://")):
        component.add("url", one.url)


def summary(one: "Planned") -> str:
    """Return the title of an entry: "Interview 2: Acme, Engineer"."""
    number = f" {one.interview}" if one.interview else ""
    named = ", ".join(filter(None, (one.company, one.title))) or one.key
    return f"{_WORDS[one.why]}{number}: {named}"


def _alarm(one: "Planned", before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary(one))
    alarm.add("trigger", before)
    return alarm
