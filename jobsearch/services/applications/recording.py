"""Record what happens to applications: each event in one transaction, and none is ever changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from jobsearch.domain.application import APPLIED as BEYOND_SAVED
from jobsearch.domain.application import (
    APPOINTMENTS,
    MOST_NOTE,
    Event,
    Stage,
    corrected_number,
    effective,
    stage,
)
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import (
    ApplicationOver,
    ApplicationUnknown,
    DateUnreadable,
    EventUnknown,
    NoteTooLong,
    NothingToCorrect,
    PostUnknown,
)
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications, labels, posts
from jobsearch.store.labels import LabelRecord
from jobsearch.store.sqlite.engine import Session, writing
from jobsearch.text.characters import printable
from jobsearch.text.moments import when

_MOST_AHEAD = timedelta(days=1)

StageOrNote = Stage | Literal[""]


@dataclass(frozen=True)
class Recorded:
    """What was recorded of an application, and its stage now."""

    key: str
    event: Event
    stage: StageOrNote
    title: str
    company: str


@dataclass(frozen=True)
class Correction:
    """What an event should have said; None leaves that as it is.

    `take_back` takes the whole event back.
    """

    stage: Stage | None = None
    at: str | None = None
    note: str | None = None
    interview: int | None = None
    take_back: bool = False


def cleaned_note(text: str) -> str:
    """Return a note without what a terminal obeys; raises NoteTooLong beyond MOST_NOTE characters."""
    if len(text) > MOST_NOTE:
        raise NoteTooLong(most=f"{MOST_NOTE:,}")
    return printable(text).strip()


def moment_of(text: str | None, stage_: str, now: datetime) -> datetime:
    """Read when something happens, None for now; raises DateUnreadable.

    Only an appointment is to come: of all else a day ahead is a slip, but for what another zone calls today.
    """
    if text is None:
        return now
    try:
        moment = when(text, now, appointment=stage_ in APPOINTMENTS)
    except ValueError as error:
        raise DateUnreadable(cause=str(error)) from error
    if stage_ and stage_ not in APPOINTMENTS and moment > now + _MOST_AHEAD:
        raise DateUnreadable(cause=f"{text[:40]!r} is to come, and {stage_!r} is what has happened")
    return moment


def set_stage(
    settings: Settings,
    key: str,
    stage_: Stage,
    *,
    at: str | None = None,
    note: str = "",
    interview: int | None = None,
    cache: NoCache = UNCACHED,
) -> Recorded:
    """Record that an application reached a stage; `at` is when, as a person types it, None for now.

    Raises KeyMalformed, PostUnknown, ApplicationOver after "accepted", DateUnreadable and NoteTooLong.
    """
    return _record(settings, key, stage_event(stage_, at=at, note=note, interview=interview), cache)


def stage_event(
    stage_: Stage, *, at: str | None = None, note: str = "", interview: int | None = None
) -> Event:
    """Return the event that set_stage records, for record_unless; raises DateUnreadable and NoteTooLong."""
    now = datetime.now(UTC)
    return Event(0, stage_, now, moment_of(at, stage_, now), interview, cleaned_note(note))


def add_note(settings: Settings, key: str, note: str, cache: NoCache = UNCACHED) -> Recorded:
    """Record a note, which changes no stage; a post without an application is saved by it.

    Raises KeyMalformed, PostUnknown and NoteTooLong.
    """
    return _record(settings, key, note_event(note), cache)


def note_event(note: str) -> Event:
    """Return the event that add_note records, for record_unless; raises NoteTooLong."""
    now = datetime.now(UTC)
    return Event(0, "", now, now, note=cleaned_note(note))


def record(settings: Settings, key: str, event: Event, cache: NoCache = UNCACHED) -> Recorded:
    """Record an event that is made already; raises as set_stage does."""
    return _record(settings, key, replace(event, note=cleaned_note(event.note)), cache)


def record_unless(
    settings: Settings,
    key: str,
    event: Event,
    unless: Callable[[tuple[Event, ...]], bool],
    cache: NoCache = UNCACHED,
) -> Recorded | None:
    """Record an event that is made already, None where `unless` says so of what is recorded by then.

    Raises as set_stage does.
    """
    named, event = parse_key(key), replace(event, note=cleaned_note(event.note))
    with writing(cache.open_store(settings)) as session:
        before = applications.history(session, named)
        if unless(before):
            return None
        recorded = _stored(session, named, before, event)
        session.commit()
    return recorded


def _record(settings: Settings, key: str, event: Event, cache: NoCache) -> Recorded:
    named = parse_key(key)
    with writing(cache.open_store(settings)) as session:
        recorded = _stored(session, named, applications.history(session, named), event)
        session.commit()  # after it nothing may fail: the event is stored
    return recorded


def _stored(session: Session, key: applications.Key, before: tuple[Event, ...], event: Event) -> Recorded:
    _check(session, key, before, event)
    event = _made_whole(event, before)
    if event.stage in BEYOND_SAVED:
        _count_as_yes(session, key, event, before)
    stored = applications.add(session, key, event)
    return _recorded(session, key, stored, (*before, stored))


def _check(session: Session, key: applications.Key, before: tuple[Event, ...], event: Event) -> None:
    if not before and posts.find(session, *key) is None:
        raise PostUnknown(key=format_key(*key))
    if event.stage and stage(before) == "accepted":
        raise ApplicationOver(key=format_key(*key), stage=event.stage)


def _made_whole(event: Event, before: tuple[Event, ...]) -> Event:
    """Number an interview that has no number, and let a first note save its post."""
    if event.stage == "interview" and event.interview is None:
        earlier = [one for one in effective(before) if one.stage == "interview"]
        return replace(event, interview=max((one.interview or 0 for one in earlier), default=0) + 1)
    if not event.stage and not stage(before):
        return replace(event, stage="saved")
    return event if event.stage == "interview" else replace(event, interview=None)


def _count_as_yes(session: Session, key: applications.Key, event: Event, before: tuple[Event, ...]) -> None:
    """Let the first stage beyond "saved" be a yes, as `labels set KEY applied` is; it adds no event here."""
    if all(one.stage not in BEYOND_SAVED for one in effective(before)):
        labels.put(session, LabelRecord(*key, "yes", event.recorded_at), "application")


def correct(
    settings: Settings, key: str, number: int, correction: Correction, cache: NoCache = UNCACHED
) -> Recorded:
    """Record what an earlier event should have said; the history keeps both.

    Raises KeyMalformed, ApplicationUnknown, EventUnknown, NothingToCorrect, DateUnreadable and NoteTooLong.
    """
    source, external_id = parse_key(key)
    now = datetime.now(UTC)
    with writing(cache.open_store(settings)) as session:
        before = applications.history(session, (source, external_id))
        if not before:
            raise ApplicationUnknown(key=format_key(source, external_id))
        if (meant := corrected_number(before, number)) is None:
            raise EventUnknown(key=format_key(source, external_id), number=number)
        event = _corrected(before, meant, correction, now)
        _check_end(source, external_id, before, event)
        stored = applications.add(session, (source, external_id), event)
        if event.stage in BEYOND_SAVED and labels.get(session, source, external_id) is None:
            labels.put(session, LabelRecord(source, external_id, "yes", now), "application")
        recorded = _recorded(session, (source, external_id), stored, (*before, stored))
        session.commit()
    return recorded


def _check_end(source: str, external_id: str, before: tuple[Event, ...], event: Event) -> None:
    """Let no correction put a stage after "accepted" that was not there."""
    after = [one.stage for one in effective((*before, replace(event, number=len(before) + 1))) if one.stage]
    if "accepted" in after[:-1] and "accepted" not in [one.stage for one in effective(before)][:-1]:
        raise ApplicationOver(key=format_key(source, external_id), stage=after[-1])


def _corrected(before: tuple[Event, ...], number: int, correction: Correction, now: datetime) -> Event:
    latest = [one for one in before if number in {one.number, one.corrects}][-1]
    as_it_was = replace(latest, number=0, recorded_at=now, corrects=number)
    is_gone = not latest.stage and not latest.note
    if is_gone and (correction.take_back or (correction.stage is None and not correction.note)):
        raise NothingToCorrect
    if correction.take_back:
        return replace(as_it_was, stage="", note="", interview=None)
    stage_: StageOrNote = latest.stage if correction.stage is None else correction.stage
    changed = replace(
        as_it_was,
        stage=stage_,
        at=latest.at if correction.at is None else moment_of(correction.at, stage_, now),
        note=latest.note if correction.note is None else cleaned_note(correction.note),
        interview=(correction.interview or latest.interview or 1) if stage_ == "interview" else None,
    )
    if changed == as_it_was:
        raise NothingToCorrect
    return changed


def _recorded(session: Session, key: applications.Key, event: Event, events: tuple[Event, ...]) -> Recorded:
    post = applications.post(session, key)
    return Recorded(format_key(*key), event, stage(events), post.title, post.company)
