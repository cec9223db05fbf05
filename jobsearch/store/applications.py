"""Queries for application events by the key of the post; events are only ever added.

A trigger prevents changes and deletions. This module does not use the ORM; see tables.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from jobsearch.domain.application import APPLIED as BEYOND_SAVED
from jobsearch.domain.application import Event, effective, stage
from jobsearch.store import damage
from jobsearch.store.tables import APPLICATIONS, APPLIED_POSTS, LABELS, POSTS, same_key
from jobsearch.store.types import LOST, Checked, UtcDateTime, Whole, packed, unpacked
from jobsearch.text.folding import fold

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.tables import Reader

Key = tuple[str, str]  # source and external id

_LEAST = timedelta(microseconds=1)
_MOST = 1_000_000  # events per application
_SHOWN = ("url", "apply_url", "title", "company", "location")
_FIELDS = tuple(column for column in APPLICATIONS.c if column.name not in {"source", "external_id"})


@dataclass(frozen=True)
class KeptPost:
    """A post as it was at the time of the application, or else as it is now, with the fields of Posting."""

    url: str = ""
    apply_url: str = ""
    title: str = ""
    company: str = ""
    location: str = ""
    text: str = ""
    kept_at: datetime | None = None
    closed_at: datetime | None = None


def histories(reader: "Reader") -> dict[Key, tuple[Event, ...]]:
    """Return all events by key, each history in the order in which it was recorded."""
    query = select(APPLICATIONS.c.source, APPLICATIONS.c.external_id, *_FIELDS)
    found: dict[Key, list[Event]] = {}
    for source, external_id, *fields in reader.execute(query.order_by(*APPLICATIONS.primary_key)):
        found.setdefault((source, external_id), []).extend(_event(fields))
    return {key: tuple(events) for key, events in found.items() if events}


def history(reader: "Reader", key: Key) -> tuple[Event, ...]:
    """Return the events of a key in the order in which they were recorded; () if there is no application."""
    query = select(*_FIELDS).where(APPLICATIONS.c.source == key[0], APPLICATIONS.c.external_id == key[1])
    rows = reader.execute(query.order_by(APPLICATIONS.c.number))
    return tuple(event for row in rows for event in _event(row))


def _event(fields: Iterable[Any]) -> tuple[Event, ...]:
    """Return the event in a row, or () if its number, which determines its position, is damaged.

    If one of its two times is damaged, the other one is used as the best estimate.
    """
    number, stage, recorded_at, at, interview, note, corrects = fields
    if number < 1:
        damage.notice()
        return ()
    recorded_at, at = (at if recorded_at == LOST else recorded_at), (recorded_at if at == LOST else at)
    return (Event(number, stage, recorded_at, at, interview, note, corrects),)


def posts(reader: "Reader") -> dict[Key, KeptPost]:
    """Return the posts of all applications by key, without the texts of the posts."""
    # Stored copies date from the application; the post itself provides the rest, including whether it is
    # closed.
    applied = select(APPLICATIONS.c.source, APPLICATIONS.c.external_id).distinct().subquery()
    shown = (func.coalesce(APPLIED_POSTS.c[name], POSTS.c[name], "").label(name) for name in _SHOWN)
    query = select(applied.c.source, applied.c.external_id, *shown, POSTS.c.closed_at)
    query = query.outerjoin(APPLIED_POSTS, same_key(APPLIED_POSTS, applied))
    query = query.outerjoin(POSTS, same_key(POSTS, applied))
    return {(row.source, row.external_id): _post(row) for row in reader.execute(query)}


def _post(row: Any) -> KeptPost:  # noqa: ANN401 - a row of a query
    shown: dict[str, Any] = {name: getattr(row, name) for name in (*_SHOWN, "closed_at")}
    return KeptPost(**shown)


def post(reader: "Reader", key: Key) -> KeptPost:
    """Return the copy of an application's post with its text, or the current post if there is no copy.

    The result is empty if the post is not stored either.
    """
    source, external_id = key
    now = reader.execute(
        select(*(POSTS.c[name] for name in (*_SHOWN, "description", "closed_at"))).where(
            POSTS.c.source == source, POSTS.c.external_id == external_id
        )
    ).one_or_none()
    kept = reader.execute(
        select(APPLIED_POSTS).where(
            APPLIED_POSTS.c.source == source, APPLIED_POSTS.c.external_id == external_id
        )
    ).one_or_none()
    current = KeptPost() if now is None else replace(_post(now), text=now.description)
    if kept is None:
        return current
    shown = {name: getattr(kept, name) for name in _SHOWN}
    return replace(current, **shown, text=unpacked(kept.text), kept_at=kept.kept_at)


def full_posts(reader: "Reader") -> dict[Key, KeptPost]:
    """Return the posts of all applications by key, with the texts of the posts."""
    found = posts(reader)
    texts = select(APPLIED_POSTS.c.source, APPLIED_POSTS.c.external_id, APPLIED_POSTS.c.text)
    kept = {(source, id_): unpacked(text) for source, id_, text in reader.execute(texts)}
    return {
        key: replace(one, text=kept[key]) if key in kept else post(reader, key) for key, one in found.items()
    }


def keys_by_name(reader: "Reader") -> dict[tuple[str, str], Key]:
    """Return the keys of stored posts by case-folded company and title; newer posts take precedence."""
    query = select(POSTS.c.company, POSTS.c.title, POSTS.c.source, POSTS.c.external_id)
    rows = reader.execute(query.where(POSTS.c.company != "").order_by(POSTS.c.posted_at, POSTS.c.id))
    return {(fold(company), fold(title)): (source, id_) for company, title, source, id_ in rows}


def keep_posts(session: "Session", posts: Mapping[Key, KeptPost]) -> None:
    """Store copies of posts from a file, except posts for which there already is a copy."""
    rows = [
        {name: getattr(one, name) for name in (*_SHOWN, "kept_at")}
        | {"source": source, "external_id": external_id, "text": packed(one.text)}
        for (source, external_id), one in posts.items()
    ]
    if rows:
        session.execute(insert(APPLIED_POSTS).prefix_with("OR IGNORE"), rows)


def add(session: "Session", key: Key, event: Event) -> Event:
    """Append an event to those of its key, and return it with its number and the time of recording.

    The time of recording is always later than that of the previous event, even if the clock was set back. The
    first event beyond "saved" stores a copy of the post, unless there is one already.
    """
    last = session.execute(
        select(_newest(APPLICATIONS.c.number, Whole), _newest(APPLICATIONS.c.recorded_at, UtcDateTime)).where(
            APPLICATIONS.c.source == key[0],
            APPLICATIONS.c.external_id == key[1],
            APPLICATIONS.c.number.between(1, _MOST),  # ignore damaged numbers, which have no successor
        )
    ).one()
    recorded_at = event.recorded_at
    if last[1] is not None and recorded_at <= last[1]:
        recorded_at = last[1] + _LEAST
    event = replace(event, number=(last[0] or 0) + 1, recorded_at=recorded_at)
    add_all(session, {key: [event]})
    return event


def _newest(column: Any, kind: type[Checked]) -> Any:  # noqa: ANN401 - a column and an expression
    return func.max(column, type_=kind(optional=True))  # NULL without events


def add_all(session: "Session", events: Mapping[Key, Sequence[Event]]) -> None:
    """Record events that already have numbers and times, and store copies of their posts."""
    rows = [
        {"source": source, "external_id": external_id} | vars(event)
        for (source, external_id), those in events.items()
        for event in those
    ]
    if rows:
        session.execute(insert(APPLICATIONS), rows)
    for key, those in events.items():
        if beyond := [one for one in those if one.stage in BEYOND_SAVED]:
            _keep_post(session, key, beyond[0].recorded_at)


def _keep_post(session: "Session", key: Key, now: datetime) -> None:
    source, external_id = key
    names = (*_SHOWN, "description")
    query = select(*(POSTS.c[name] for name in names))
    found = session.execute(
        query.where(POSTS.c.source == source, POSTS.c.external_id == external_id)
    ).one_or_none()
    if found is None:
        return
    shown = {name: getattr(found, name) for name in _SHOWN}
    row = shown | {"source": source, "external_id": external_id, "kept_at": now}
    statement = insert(APPLIED_POSTS).prefix_with("OR IGNORE")
    session.execute(statement, [row | {"text": packed(found.description)}])


def record_applied(session: "Session", key: Key, applied_at: datetime, now: datetime) -> None:
    """Record an application; if one is already recorded, correct it only if the new date is earlier."""
    found = effective(history(session, key))
    applied = [one for one in found if one.stage == "applied"]
    if not applied:
        if all(one.stage in {"", "saved", "withdrawn"} for one in found):
            add(session, key, Event(0, "applied", now, applied_at))
        return
    first = min(applied, key=lambda one: one.at)
    if applied_at < first.at:
        add(session, key, replace(first, recorded_at=now, at=applied_at, corrects=first.number))


def apply_again(session: "Session", key: Key, now: datetime) -> Event | None:
    """Record a new application if the user withdrew the previous one; return its event, or None."""
    if stage(history(session, key)) != "withdrawn":
        return None
    return add(session, key, Event(0, "applied", now, now))


def take_back(session: "Session", key: Key, event: Event, now: datetime) -> None:
    """Undo an event, unless it has been corrected since then."""
    if event in effective(history(session, key)):
        add(session, key, Event(0, "", now, event.at, corrects=event.number))


def take_back_applied(session: "Session", key: Key, now: datetime) -> None:
    """Withdraw the recorded application, if nothing has happened since then.

    An event with a note is kept, because it was recorded explicitly rather than by an answer.
    """
    found = [one for one in effective(history(session, key)) if one.stage]
    if all(one.stage in {"saved", "applied"} for one in found):
        for one in found:
            if one.stage == "applied" and not one.note:
                take_back(session, key, one, now)


def scores_before(reader: "Reader") -> dict[Key, float]:
    """Return, for each post with an application, the model's score before the first answer."""
    query = select(LABELS.c.source, LABELS.c.external_id, LABELS.c.score_before)
    query = query.where(LABELS.c.score_before.is_not(None))
    return {(source, id_): score for source, id_, score in reader.execute(query)}
