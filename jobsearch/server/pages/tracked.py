"""The Applications page: due dates, histories, and the recording of events."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from jobsearch.domain.application import STAGES, Event, effective, retracted
from jobsearch.errors import (
    ApplicationOver,
    DateUnreadable,
    JobSearchError,
    NoteTooLong,
    NothingToCorrect,
    NothingToRecord,
)
from jobsearch.server.guard import calendar_address
from jobsearch.server.pages.addresses import APPLICATIONS, behind
from jobsearch.server.pages.due import due_lines
from jobsearch.server.pages.forms import Form, Invalid, Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import told
from jobsearch.server.pages.render import render
from jobsearch.server.pages.seen import last_number, seen_number, stage_named
from jobsearch.server.parameters import WRITING, Allowed, Cached, Instance, KeyInPath
from jobsearch.services.applications.listing import is_pressing, list_applications, show_application
from jobsearch.services.applications.recording import (
    Correction,
    correct,
    note_event,
    record_unless,
    stage_event,
)
from jobsearch.services.cache import Cache
from jobsearch.services.labels.answers import answer_now
from jobsearch.settings import Settings

router = APIRouter(include_in_schema=False)
# The field that each error is about.
_FIELDS: Mapping[type[JobSearchError], str] = {
    DateUnreadable: "at",
    NoteTooLong: "note",
    NothingToRecord: "note",
    ApplicationOver: "stage",
}
_OF_A_FIELD = tuple(_FIELDS)
_TWICE = "twice"
_SAME = "same"
_NOTES: Mapping[str, str] = {
    _TWICE: "This event is already recorded, so it was not recorded again.",
    _SAME: "The event already has these values. Nothing was changed.",
    "elsewhere": "Another event was recorded after this page was loaded (see the history), so nothing was "
    "recorded. If your entry is still correct, record it again.",
}


@router.get(behind(APPLICATIONS))
def applications(
    request: Request, settings: Instance, cache: Cached, access: Allowed, ended: str = ""
) -> Response:
    """List the applications by next due date, including ended applications on request."""
    every = list_applications(settings, cache=cache)
    found = every if ended else [one for one in every if one.open]
    now = datetime.now(UTC)
    due = {one.key for one in found if is_pressing(one, now)}
    context = {
        "applications": found,
        "due": due,
        "ended": bool(ended),
        "has_ended": len(found) < len(every),
        "stages": STAGES,
        "calendar": calendar_address(access.token),
        **due_lines(settings, cache),
    }
    return render(request, "applications.html", context)


@router.get(behind(APPLICATIONS) + "/{key}")
def application(
    request: Request,
    settings: Instance,
    cache: Cached,
    key: KeyInPath,
    said: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Show an application with its history, and the post as it was at the time of application."""
    return _page(request, settings, cache, key, said)


@router.post(behind(APPLICATIONS) + "/{key}/correct", dependencies=[WRITING])
def put_right(request: Request, settings: Instance, cache: Cached, key: KeyInPath, form: Sent) -> Response:
    """Record a correction or retraction of an earlier event.

    The history keeps both. If another event was recorded after the page was loaded, nothing is recorded.
    """
    number = seen_number(form.get("number"))
    before = show_application(settings, key, cache=cache).events
    if last_number(before) != seen_number(form.get("seen")):
        return _page(request, settings, cache, key, "elsewhere", form=form, number=number)
    try:
        correct(settings, key, number, _correction(form, before), cache)
    except NothingToCorrect:
        return see_other(f"{APPLICATIONS}/{key}?said={_SAME}")
    except _OF_A_FIELD as error:
        return _page(request, settings, cache, key, form=form, number=number, invalid=_invalid(error, number))
    return see_other(f"{APPLICATIONS}/{key}")


def _correction(form: Form, before: Sequence[Event]) -> Correction:
    if form.get("do") == "take-back":
        return Correction(take_back=True)
    if form.get("do") == "undo":
        if (was := retracted(before)) is None:
            raise NothingToCorrect
        return Correction(was.stage or None, note=was.note, interview=was.interview)
    stage, at = form.get("stage"), form.get("at").strip()
    return Correction(stage_named(stage) if stage else None, at or None, form.get("note"))


@router.post(behind(APPLICATIONS) + "/{key}", dependencies=[WRITING])
def record(request: Request, settings: Instance, cache: Cached, key: KeyInPath, form: Sent) -> Response:
    """Record a stage with its time and a note, or only a note, without changing earlier events.

    The form contains the number of the last event known to its page. If there is a later event, nothing is
    recorded, because the form was submitted twice, or the event was recorded on another page or in the
    terminal.
    """
    seen = seen_number(form.get("seen"))
    try:
        event = _event(form)
        if record_unless(settings, key, event, lambda before: last_number(before) != seen, cache) is not None:
            return see_other(f"{APPLICATIONS}/{key}")
    except _OF_A_FIELD as error:
        return _page(request, settings, cache, key, form=form, invalid=_invalid(error))
    latest = show_application(settings, key, cache=cache).events[-1]
    if _is_the_same(event, latest, has_time=bool(form.get("at").strip())):
        return see_other(f"{APPLICATIONS}/{key}?said={_TWICE}")
    return _page(request, settings, cache, key, "elsewhere", form=form)


def _invalid(error: JobSearchError, number: int = 0) -> Invalid:
    """Return the form field that an error is about, with the error's message.

    `number` is the number of the event that the form corrects, or 0 for the form that records a new event.
    """
    name = next(field for kind, field in _FIELDS.items() if isinstance(error, kind))
    return Invalid(f"{name}-{number}" if number else name, told(error).sentence)


def _page(  # noqa: PLR0913 - who asks, of what, and what is said
    request: Request,
    settings: Settings,
    cache: Cache,
    key: str,
    said: str = "",
    *,
    form: Form | None = None,
    number: int = 0,
    invalid: Invalid | None = None,
) -> Response:
    """Return the page of an application.

    If a submitted form was not recorded, `form` is that form, and `number` is the number of the event that it
    corrects, or 0 for a new event.
    """
    found = show_application(settings, key, cache=cache)
    names = ("stage", "at", "note")
    typed = {name: form.get(name) if form else "" for name in names}
    context = {
        "found": found,
        "events": effective(found.events),
        "retracted": retracted(found.events),
        "answer": "" if found.application.stage else answer_now(cache.open_store(settings), key),
        "is_due": is_pressing(found.application, datetime.now(UTC)),
        "seen": last_number(found.events),
        "stages": STAGES,
        "said": _NOTES.get(said, ""),
        "typed": dict.fromkeys(names, "") if number else typed,
        "corrected": {number: typed} if number else {},
        "invalid": invalid,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.CONFLICT if form else HTTPStatus.OK
    return render(request, "application.html", context, status=status)


def _event(form: Form) -> Event:
    stage, note, at = form.get("stage"), form.get("note"), form.get("at").strip() or None
    if stage:
        return stage_event(stage_named(stage), at=at, note=note)
    if note.strip():
        return note_event(note, at=at)
    raise NothingToRecord


def _is_the_same(event: Event, latest: Event, *, has_time: bool) -> bool:
    """Return whether the latest event equals a submitted event.

    A note alone may have been recorded with the stage "saved".
    """
    is_stage = latest.stage == event.stage or (not event.stage and latest.stage == "saved")
    return is_stage and latest.note == event.note and (not has_time or latest.at == event.at)
