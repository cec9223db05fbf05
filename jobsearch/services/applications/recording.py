"""Record application events, each in its own transaction; stored events are never modified."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from jobsearch.domain.answers import StoredLabel
from jobsearch.domain.application import APPLIED as BEYOND_SAVED
from jobsearch.domain.application import (
    APPOINTMENTS,
    MOST_NOTE,
    Event,
    Stage,
    corrected_number,
    effective,
    numbered,
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
_MOST_AHEAD_OF_ALL = timedelta(days=366)  # no appointment is further away, but a typing error may be
_WAY = "application"  # of a label that came with an application

StageOrNote = Stage | Literal[""]


@dataclass(frozen=True)
class Recorded:
    """A recorded application event and the resulting stage.

    Interviews are numbered by date; see `numbered`. `replaced` is the answer to the post that the application
    replaced with yes, or None if there was none. `yes_stays` is True if the answer remains yes even though no
    application is left, because the answer before the application is not known.
    """

    key: str
    event: Event
    stage: StageOrNote
    title: str
    company: str
    replaced: StoredLabel | None = None
    yes_stays: bool = False


@dataclass(frozen=True)
class Correction:
    """The corrected values of an event; None leaves a value unchanged.

    `take_back` withdraws the whole event; `answer` is the value of `Recorded.replaced` when it was recorded.
    """

    stage: Stage | None = None
    at: str | None = None
    note: str | None = None
    interview: int | None = None
    take_back: bool = False
    answer: StoredLabel | None = None


def cleaned_note(text: str) -> str:
    """Return the note with control characters removed.

    Raises NoteTooLong if it exceeds MOST_NOTE characters.
    """
    if len(text) > MOST_NOTE:
        raise NoteTooLong(most=f"{MOST_NOTE:,}")
    return printable(text).strip()


def moment_of(text: str | None, stage_: str, now: datetime) -> datetime:
    """Return the time described by `text`, or `now` if it is None. Raises DateUnreadable.

    Only appointments and notes may be in the future, by up to a year. For other stages, a date more than one
    day ahead is treated as a mistake; one day allows for differences between time zones.
    """
    if text is None:
        return now
    try:
        moment = when(text, now, appointment=stage_ in APPOINTMENTS)
    except ValueError as error:
        raise DateUnreadable(cause=str(error)) from error
    if stage_ and stage_ not in APPOINTMENTS and moment > now + _MOST_AHEAD:
        raise DateUnreadable(cause=f"{text[:40]!r} is in the future, but {stage_!r} must be in the past")
    if moment > now + _MOST_AHEAD_OF_ALL:
        raise DateUnreadable(cause=f"{text[:40]!r} is more than a year ahead")
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
    """Record that an application reached a stage; `at` is a date as the user typed it, or None for now.

    Raises KeyMalformed, PostUnknown, ApplicationOver after "accepted", DateUnreadable and NoteTooLong.
    """
    return _record(settings, key, stage_event(stage_, at=at, note=note, interview=interview), cache)


def stage_event(
    stage_: Stage, *, at: str | None = None, note: str = "", interview: int | None = None
) -> Event:
    """Return the event that set_stage would record, for use with record_unless.

    Raises DateUnreadable and NoteTooLong.
    """
    now = datetime.now(UTC)
    return Event(0, stage_, now, moment_of(at, stage_, now), interview, cleaned_note(note))


def add_note(settings: Settings, key: str, note: str, cache: NoCache = UNCACHED) -> Recorded:
    """Record a note without changing the stage; a post without an application becomes "saved".

    Raises KeyMalformed, PostUnknown, and NoteTooLong.
    """
    return _record(settings, key, note_event(note), cache)


def note_event(note: str, *, at: str | None = None) -> Event:
    """Return the event that records a note, for use with record_unless; `at` is as in set_stage.

    Raises DateUnreadable and NoteTooLong.
    """
    now = datetime.now(UTC)
    return Event(0, "", now, moment_of(at, "", now), note=cleaned_note(note))


def record(settings: Settings, key: str, event: Event, cache: NoCache = UNCACHED) -> Recorded:
    """Record the given event. Raises the same errors as set_stage."""
    return _record(settings, key, replace(event, note=cleaned_note(event.note)), cache)


def record_unless(
    settings: Settings,
    key: str,
    event: Event,
    unless: Callable[[tuple[Event, ...]], bool],
    cache: NoCache = UNCACHED,
) -> Recorded | None:
    """Record the given event, or return None if `unless` is true for the history at that time.

    Raises the same errors as set_stage.
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
        session.commit()  # nothing may fail after this, because the event is stored
    return recorded


def _stored(session: Session, key: applications.Key, before: tuple[Event, ...], event: Event) -> Recorded:
    _check(session, key, before, event)
    stored = applications.add(session, key, _made_whole(event, before))
    replaced = None
    if stored.stage in BEYOND_SAVED and not _is_beyond_saved(before):
        earlier = labels.answer_of(session, *key)
        replaced = earlier.label if earlier else None
        _count_as_yes(session, key, stored)
    return replace(_recorded(session, key, stored, (*before, stored)), replaced=replaced)


def _check(session: Session, key: applications.Key, before: tuple[Event, ...], event: Event) -> None:
    if not before and posts.find(session, *key) is None:
        raise PostUnknown(key=format_key(*key))
    if event.stage and stage(before) == "accepted":
        raise ApplicationOver(key=format_key(*key), stage=event.stage)


def _made_whole(event: Event, before: tuple[Event, ...]) -> Event:
    """Number an interview that has no number, and give a first note the stage "saved"."""
    if event.stage == "interview" and event.interview is None:
        earlier = [one for one in effective(before) if one.stage == "interview"]
        return replace(event, interview=max((one.interview or 0 for one in earlier), default=0) + 1)
    if not event.stage and not stage(before):
        return replace(event, stage="saved")
    return event if event.stage == "interview" else replace(event, interview=None)


def _is_beyond_saved(events: tuple[Event, ...]) -> bool:
    return any(one.stage in BEYOND_SAVED for one in effective(events))


def _count_as_yes(session: Session, key: applications.Key, event: Event) -> None:
    """Label the post yes at its first stage after "saved", like `labels set KEY applied`.

    No event is added. The label gets the time of the event, which later identifies it.
    """
    labels.put(session, LabelRecord(*key, "yes", event.recorded_at), _WAY)


def _count_no_longer(
    session: Session, key: applications.Key, events: tuple[Event, ...], answer: StoredLabel | None
) -> bool:
    """Undo `_count_as_yes` once no stage after "saved" is left, unless the user has answered since.

    A label that replaced another answer is changed only if that `answer` is known. Returns True if it had to
    be left unchanged because the earlier answer is unknown.
    """
    label = labels.get(session, *key)
    is_of_application = (
        label is not None
        and label.label == "yes"
        and label.labeled_at in {one.recorded_at for one in events if one.stage in BEYOND_SAVED}
    )
    if label is None or not is_of_application or _is_beyond_saved(events):
        return False
    if answer is not None:
        labels.put(session, LabelRecord(*key, answer, datetime.now(UTC)))
        return False
    if label.asked == _WAY:
        labels.remove(session, *key)
        return False
    return True


def correct(
    settings: Settings, key: str, number: int, correction: Correction, cache: NoCache = UNCACHED
) -> Recorded:
    """Record a correction to an earlier event; the history keeps both.

    Raises KeyMalformed, ApplicationUnknown, EventUnknown, NothingToCorrect, DateUnreadable, and NoteTooLong.
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
        if stored.stage in BEYOND_SAVED and labels.get(session, source, external_id) is None:
            _count_as_yes(session, (source, external_id), stored)
        stays = _count_no_longer(session, (source, external_id), (*before, stored), correction.answer)
        recorded = _recorded(session, (source, external_id), stored, (*before, stored))
        session.commit()
    return replace(recorded, yes_stays=stays)


def _check_end(source: str, external_id: str, before: tuple[Event, ...], event: Event) -> None:
    """Raise ApplicationOver if the correction would place a stage after "accepted"."""
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
    event = next(one for one in numbered(events) if one.number == event.number)
    return Recorded(format_key(*key), event, stage(events), post.title, post.company)
