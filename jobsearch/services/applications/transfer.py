"""Export and import all application events, and import applications from a spreadsheet.

export: events with their posts -> CSV, one row per event | JSON, one object per application
import: either of these or a spreadsheet -> events by key -> new events, stored in one transaction
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from jobsearch.boards.elsewhere.origins import without_tracking
from jobsearch.boards.reading.fields import web_address
from jobsearch.domain.addressed import is_recorded_job
from jobsearch.domain.application import APPLIED as BEYOND_SAVED
from jobsearch.domain.application import MOST_NOTE, STAGES, Event, Stage, effective, stage
from jobsearch.domain.posting import OF_SHEETS, format_key, parse_key
from jobsearch.errors import KeyMalformed
from jobsearch.services.applications.sheets import (
    Sheet,
    SheetRow,
    guarded,
    guessed,
    malformed,
    read_csv,
    sheet_rows,
    unread,
)
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.settings import Settings
from jobsearch.store import applications, damage, labels, posts
from jobsearch.store.applications import KeptPost, Key
from jobsearch.store.labels import Addressed, LabelRecord
from jobsearch.store.sqlite.engine import Session, connect_readonly, writing
from jobsearch.text.characters import one_line, printable
from jobsearch.text.folding import fold
from jobsearch.text.moments import YEARS

_EVENT = tuple(field.name for field in fields(Event))
_POST = ("title", "company", "location", "url", "apply_url")
COLUMNS = ("key", *_EVENT, *_POST)
_LEAST = timedelta(microseconds=1)
_MOST_EVENTS = 100_000
_NUMBERS = range(1, 1_000_000)
# Rows of a spreadsheet have no event numbers, so their events get these; _UNDATED is subtracted without a
# date.
_FIRST, _LAST, _UNDATED = -1, -2, 2
_DATED = {_FIRST, _LAST}


@dataclass(frozen=True)
class ImportResult:
    """The result of an import.

    Attributes:
        rows: the number of rows or events in the file.
        stored: the number of new events.
        known: the number of events already known.
        applications: the number of applications in the file.
        columns: for a spreadsheet, the name of the column used for each field.
        unread: the names of its other columns with values.

    """

    rows: int
    stored: int
    known: int
    applications: int
    columns: Mapping[str, str]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Given:
    """The contents of a file for one application."""

    events: tuple[Event, ...]
    post: KeptPost


def export_rows(settings: Settings, cache: NoCache = UNCACHED) -> list[dict[str, Any]]:
    """Return every application with its events and the text of its post, ordered by key."""
    with connect_readonly(cache.open_store(settings)) as connection:
        found = applications.histories(connection)
        posts = applications.full_posts(connection)
    return [
        _exported(key, events, posts.get(key, KeptPost())) for key, events in found.items() if _is_key(key)
    ]


def _is_key(key: Key) -> bool:
    """Return whether an import could read the key, so that a damaged key does not prevent the export."""
    try:
        return bool(parse_key(format_key(*key)))
    except KeyMalformed:
        damage.notice()
        return False


def _exported(key: Key, events: Iterable[Event], post: KeptPost) -> dict[str, Any]:
    shown = {name: getattr(post, name) for name in (*_POST, "text")}
    return {"key": format_key(*key), "post": shown, "events": [dict(vars(event)) for event in events]}


def export_csv(settings: Settings) -> str:
    """Return all events as CSV for import_applications, one row per event, without the text of the posts."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in export_rows(settings):
        for event in one["events"]:
            cells = {"key": one["key"], **event, **one["post"]}
            writer.writerow([_cell(cells[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else guarded(value)


def import_applications(settings: Settings, text: str, name: str) -> ImportResult:
    """Store all events from CSV or JSON text, or none; `name` is the file name for error messages.

    Raises ApplicationsMalformed at the first invalid line.
    """
    now = datetime.now(UTC)
    if text.lstrip("\ufeff \r\n\t").startswith("["):
        return _store(settings, _from_json(text, name), {}, name)
    sheet = read_csv(text, name)
    if {"key", "number", "stage", "recorded_at", "at"} <= set(sheet.header):
        return _store(settings, _from_rows(sheet, name), {}, name)
    columns = guessed(sheet.header)
    if not {"key", "url", "company"} & set(columns):
        found = ", ".join(sheet.header)[:60]
        raise malformed(name, 1, f"no column is named employer, address or key; the first line is {found!r}")
    rows = list(sheet_rows(sheet, columns, name, now))
    told = {field: sheet.header[place] for field, place in columns.items()}
    with writing(open_store(settings)) as session:
        given = _from_sheet(session, rows, name, now)
        result = _stored(session, given, name)
        session.commit()
    return replace(result, rows=len(rows), columns=told, unread=unread(sheet, columns))


def _store(
    settings: Settings, given: Mapping[Key, _Given], columns: Mapping[str, str], name: str
) -> ImportResult:
    with writing(open_store(settings)) as session:
        result = _stored(session, given, name)
        session.commit()
    return replace(result, columns=columns)


def _stored(session: Session, given: Mapping[Key, _Given], name: str) -> ImportResult:
    known = applications.histories(session)
    new = {key: _new_events(one.events, known.get(key, ())) for key, one in given.items()}
    for key, events in new.items():
        _check(key, (*known.get(key, ()), *events), name)
    yes = [
        LabelRecord(*key, "yes", next(one for one in events if one.stage in BEYOND_SAVED).recorded_at)
        for key, events in new.items()
        if any(one.stage in BEYOND_SAVED for one in events)
        and not any(one.stage in BEYOND_SAVED for one in known.get(key, ()))
    ]
    answered = labels.answers(session, [(one.source, one.external_id) for one in yes])
    labels.put_all(session, [one for one in yes if (one.source, one.external_id) not in answered], "import")
    told = {
        key: _kept(one) for key, one in given.items() if one.post.title or one.post.company or one.post.url
    }
    saved = [
        key for key in told if not any(one.stage in BEYOND_SAVED for one in (*known.get(key, ()), *new[key]))
    ]
    for key in saved:  # a copy is stored only at the time of the application
        if posts.find(session, *key) is not None:
            del told[key]
    # Text in the file dates from the application; otherwise the store's current text is better than none.
    applications.keep_posts(session, {key: post for key, post in told.items() if post.text})
    applications.add_all(session, {key: events for key, events in new.items() if events})
    applications.keep_posts(session, told)
    rows, stored = sum(len(one.events) for one in given.values()), sum(map(len, new.values()))
    return ImportResult(rows, stored, rows - stored, len(given), {})


def _kept(given: _Given) -> KeptPost:
    return replace(given.post, kept_at=given.events[0].recorded_at)


def _check(key: Key, events: Sequence[Event], name: str) -> None:
    happened = [one for one in effective(events) if one.stage]
    accepted = next((place for place, one in enumerate(happened) if one.stage == "accepted"), len(happened))
    if accepted < len(happened) - 1:
        raise malformed(name, None, f"{format_key(*key)} has a stage after accepted")


def _new_events(given: Sequence[Event], known: Sequence[Event]) -> list[Event]:
    """Return the events that are not known yet, numbered after the known ones."""
    numbers: dict[int, int] = {}
    new: list[Event] = []
    last = known[-1].recorded_at if known else None
    recorded = {_identity(one): one for one in reversed(known)}
    for one_given in given:
        corrects = None if one_given.corrects is None else numbers.get(one_given.corrects)
        event = replace(one_given, corrects=corrects)
        if event.number < 0:
            if (of_sheet := _of_sheet(event, known)) is None:
                continue
            event = of_sheet
        elif (same := recorded.get(_identity(event))) is not None:
            numbers[event.number] = same.number
            continue
        number = len(known) + len(new) + 1
        numbers[event.number] = number
        recorded_at = event.recorded_at if last is None or event.recorded_at > last else last + _LEAST
        new.append(replace(event, number=number, recorded_at=recorded_at))
        last = recorded_at
    return new


def _identity(event: Event) -> tuple[object, ...]:
    """Return the values that identify an event in any export, regardless of its number."""
    return event.stage, event.recorded_at, event.at, event.note, event.corrects


def _of_sheet(event: Event, known: Sequence[Event]) -> Event | None:
    """Return what is new in a spreadsheet's event: the whole event, only its note, or None."""
    if not (_is_in(event, known) or _is_stale(event, known)):
        return event
    if not event.note or any(one.note == event.note for one in known):
        return None
    return replace(event, stage="", interview=None)


def _is_in(event: Event, known: Sequence[Event]) -> bool:
    """Return whether a spreadsheet's event is already recorded, comparing days rather than exact times."""
    same = [one for one in known if one.stage == event.stage]
    if event.stage == "applied" or event.number not in _DATED:
        return bool(same)
    return any(_day(one.at) == _day(event.at) for one in same)


def _is_stale(event: Event, known: Sequence[Event]) -> bool:
    """Return whether the application is already past the stage of a spreadsheet's event."""
    happened = [one for one in effective(known) if one.stage]
    if not happened or event.stage not in STAGES:
        return False
    rank, reached = STAGES.index(event.stage), STAGES.index(stage(happened) or "saved")
    if stage(happened) == "accepted" or event.number not in _DATED:
        return stage(happened) == "accepted" or rank < reached
    latest = max(_day(min(one.at, one.recorded_at)) for one in happened)
    return _day(event.at) < latest or (_day(event.at) == latest and rank < reached)


def _day(moment: datetime) -> date:
    return moment.astimezone().date()


def _from_rows(sheet: Sheet, name: str) -> dict[Key, _Given]:
    places = {column: place for place, column in enumerate(sheet.header)}
    found: dict[Key, _Given] = {}
    for line, cells in sheet.lines:
        given = {column: cells[place] if place < len(cells) else "" for column, place in places.items()}
        try:
            _add(found, given["key"], _event(given), _post(given))
        except (ValueError, KeyMalformed) as error:
            raise malformed(name, line, str(error).rstrip(".")) from error
    return found


def _from_json(text: str, name: str) -> dict[Key, _Given]:
    found: dict[Key, _Given] = {}
    try:
        for one in json.loads(text.lstrip("\ufeff")):
            post = _post(one.get("post", {}))
            for event in one["events"]:
                _add(found, str(one["key"]), _event(event), post)
    except (ValueError, KeyMalformed, RecursionError) as error:
        raise malformed(name, None, str(error).rstrip(".")) from error
    except (AttributeError, KeyError, TypeError) as error:
        raise malformed(name, None, "it is not JSON written by `applications export`") from error
    return found


def _add(found: dict[Key, _Given], key: str, event: Event, post: KeptPost) -> None:
    named = parse_key(key)
    before = found.get(named, _Given((), post))
    if event.number != len(before.events) + 1:
        raise ValueError(f"event {event.number} of {format_key(*named)} is out of order")
    if before.events and event.recorded_at <= before.events[-1].recorded_at:
        raise ValueError(
            f"event {event.number} of {format_key(*named)} was recorded before the previous event"
        )
    if event.corrects is not None and not any(
        one.number == event.corrects and one.corrects is None for one in before.events
    ):
        raise ValueError(f"event {event.number} of {format_key(*named)} does not correct an earlier event")
    found[named] = replace(before, events=(*before.events, event))
    if sum(len(one.events) for one in (found[named],)) > _MOST_EVENTS:
        raise ValueError(f"{format_key(*named)} has more than {_MOST_EVENTS:,} events")


def _event(given: Mapping[str, Any]) -> Event:
    word = str(given["stage"] or "")
    if word and word not in get_args(Stage):
        raise ValueError(f"{word[:40]!r} is not a stage; use {', '.join(get_args(Stage))}")
    note = printable(str(given.get("note") or ""))
    if len(note) > MOST_NOTE:
        raise ValueError(f"a note has at most {MOST_NOTE:,} characters")
    return Event(
        number=_number(given["number"]) or 0,
        stage=word,  # type: ignore[arg-type] # it is one of the words
        recorded_at=_iso(given["recorded_at"]),
        at=_iso(given["at"]),
        interview=_number(given.get("interview")),
        note=note,
        corrects=_number(given.get("corrects")),
    )


def _iso(text: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(text))
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        if moment.year in YEARS:
            return moment
    except (ValueError, OverflowError):
        pass
    raise ValueError(
        f"{str(text)[:40]!r} is not a valid time in this century, such as 2026-01-31T12:00:00+00:00"
    )


def _number(given: object) -> int | None:
    if given in {None, ""}:
        return None
    if (number := int(str(given))) not in _NUMBERS:
        raise ValueError(f"{number:.3g} is not a valid event or interview number")
    return number


def _post(given: Mapping[str, Any]) -> KeptPost:
    shown: dict[str, Any] = {name: one_line(str(given.get(name) or "")) for name in _POST}
    shown |= {name: web_address(shown[name]) for name in ("url", "apply_url")}  # shown as links on a page
    return KeptPost(**shown, text=printable(str(given.get("text") or "")))


def _from_sheet(session: Session, rows: Sequence[SheetRow], name: str, now: datetime) -> dict[Key, _Given]:
    """Match each row with a stored post, or derive a key that is the same in every import of the row."""
    addresses = {
        one for row in rows if row.url and not row.key for one in (row.url, without_tracking(row.url))
    }
    by_address = labels.posts_at(session, addresses) if addresses else {}
    by_name = {} if all(row.key or row.url for row in rows) else applications.keys_by_name(session)
    earlier = applications.posts(session)
    found: dict[Key, _Given] = {}
    for row in rows:
        try:
            key = parse_key(row.key) if row.key else _stored_post(row, by_address, by_name, earlier)
        except KeyMalformed as error:
            raise malformed(name, row.line, str(error).rstrip(".")) from error
        key = key or _key_of_its_own(row, earlier)
        before = found.get(key)
        events = _events_of(row, now + len(found) * 2 * _LEAST)
        if before is not None:
            events = tuple(
                one for one in events if (one.stage, one.at) not in {(e.stage, e.at) for e in before.events}
            )
        post = (
            KeptPost(url=web_address(row.url), title=row.title, company=row.company)
            if key[0] == OF_SHEETS
            else KeptPost()
        )
        found[key] = _Given((*(before.events if before else ()), *events), before.post if before else post)
    return {key: one for key, one in found.items() if one.events}


def _name(row: SheetRow) -> tuple[str, str]:
    return fold(row.company), fold(row.title)


def _stored_post(
    row: SheetRow,
    by_address: Mapping[str, Sequence[Addressed]],
    by_name: Mapping[tuple[str, str], Key],
    earlier: Mapping[Key, KeptPost],
) -> Key | None:
    """Return the stored post for a row, found by its address, or by company and title if it has none."""
    if not row.url:
        return by_name.get(_name(row))
    there = by_address.get(row.url) or by_address.get(without_tracking(row.url)) or ()
    return _post_of(row, there, earlier)


def _post_of(row: SheetRow, there: Sequence[Addressed], earlier: Mapping[Key, KeptPost]) -> Key | None:
    """Return a row's post from those that share its address, which may be that of a careers page.

    Prefers the post with the same title, then a post with an earlier application, then the only post.
    """
    if same := [one.key for one in there if fold(one.title) == fold(row.title)]:
        return same[-1]
    alike = [one for one in there if is_recorded_job(one.title, row.title, row.url)]
    if known := [one.key for one in alike if one.key in earlier]:
        return known[-1]
    return alike[-1].key if alike and len({fold(one.title) for one in there}) == 1 else None


def _key_of_its_own(row: SheetRow, earlier: Mapping[Key, KeptPost]) -> Key:
    """Return a key derived from a row, or its existing key if it was imported earlier without an address."""
    by_title = (OF_SHEETS, _digest(row, "" if row.title else row.url))
    if by_title in earlier and earlier[by_title].url in {"", row.url}:
        return by_title
    return OF_SHEETS, _digest(row, row.url)


def _digest(row: SheetRow, url: str) -> str:
    named = json.dumps([fold(row.company), fold(row.title), url])
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def _events_of(row: SheetRow, now: datetime) -> tuple[Event, ...]:
    """Return the events in a row: the application and its result."""
    at = row.at or row.applied_at
    last = Event(
        _LAST if at else _LAST - _UNDATED,
        row.stage,
        now + _LEAST,
        at or now,
        1 if row.stage == "interview" else None,
        row.note,
    )
    if row.stage in {"saved", "applied"} or (row.stage == "withdrawn" and row.applied_at is None):
        return (replace(last, at=row.applied_at or last.at),)
    number = _FIRST if row.applied_at else _FIRST - _UNDATED
    return (Event(number, "applied", now, row.applied_at or last.at), last)


@dataclass(frozen=True)
class Effort:
    """An application as reported to an employment office; its outcome is "no answer yet" by default."""

    date: datetime
    employer: str
    position: str
    address: str
    outcome: str


def efforts(settings: Settings) -> list[Effort]:
    """Return the applications in chronological order."""
    found = []
    with connect_readonly(open_store(settings)) as connection:
        posts = applications.posts(connection)
        for key, events in applications.histories(connection).items():
            happened = [one for one in effective(events) if one.stage in BEYOND_SAVED]
            if happened:
                first = min(
                    (one.at for one in happened if one.stage == "applied"), default=happened[0].recorded_at
                )
                post = posts.get(key, KeptPost())
                found.append(
                    Effort(
                        first, post.company, post.title, post.url or post.apply_url, _outcome(stage(events))
                    )
                )
    return sorted(found, key=lambda one: (one.date, one.employer, one.position))


def _outcome(stage_: str) -> str:
    return {"applied": "no answer yet", "acknowledged": "received"}.get(stage_, stage_)
