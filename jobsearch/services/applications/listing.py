"""Query the current state of applications: all, those that are due, or one with its history."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from jobsearch.domain.application import (
    ENDED,
    SILENT_DAYS,
    Due,
    Event,
    Stage,
    Why,
    all_due,
    due,
    effective,
    happened_at,
    is_silent,
    last_at,
    numbered,
    of_stage,
    stage,
)
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import ApplicationUnknown
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.applications import KeptPost
from jobsearch.store.sqlite.engine import connect_readonly

SOON_DAYS = 2
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Application:
    """The current state of an application.

    Attributes:
        key: the key of its post.
        stage: the stage's name; "" if all of its events were withdrawn.
        at: the time of that stage, which may be in the future; the next appointment if there are several.
        title: the title of the post at the time of the application, or "" if the post is not stored yet.
        company: the company of the post at that time.
        due: the next due date, or None if nothing is due.
        due_why: the reason for the due date: "follow-up" or the stage of an appointment; "" if nothing is
            due.
        last_at: the time of the last event, which may be in the future.
        happened_at: the time of the last event that is not in the future.
        silent: whether nothing has happened for a long time.
        closed: whether the post is known to be closed.
        open: whether the application is still in progress.
        url: the post's web page.
        note: the last note.
        interview: the number of the interview, or None for other stages.
        last_event: the number of the last event in the history.

    """

    key: str
    stage: Stage | Literal[""]
    at: datetime
    title: str
    company: str
    due: datetime | None
    due_why: str
    last_at: datetime
    happened_at: datetime
    silent: bool
    closed: bool
    open: bool
    url: str
    note: str
    interview: int | None = None
    last_event: int = 0


@dataclass(frozen=True)
class ApplicationInFull:
    """An application with its history and the post as it was at the time of the application.

    The interviews in `events` are numbered by date, whatever number was recorded.
    """

    application: Application
    events: tuple[Event, ...]
    post: KeptPost


def list_applications(
    settings: Settings, *, everything: bool = True, days: int = SILENT_DAYS, cache: NoCache = UNCACHED
) -> tuple[Application, ...]:
    """Return the applications, sorted by next due date, then by last event, latest first.

    Unless `everything` is set, applications that have ended are omitted.
    """
    now = datetime.now(UTC)
    with connect_readonly(cache.open_store(settings)) as connection:
        histories, posts = applications.histories(connection), applications.posts(connection)
    found = (
        _application(key, events, posts.get(key, KeptPost()), now, days)
        for key, events in histories.items()
        if effective(events)
    )
    wanted = [one for one in found if everything or one.open]
    return tuple(sorted(wanted, key=_by_what_is_due))


def due_applications(
    settings: Settings, *, days: int = SILENT_DAYS, cache: NoCache = UNCACHED
) -> tuple[Application, ...]:
    """Return the applications that have a future appointment or deadline, or a follow-up that is due."""
    now = datetime.now(UTC)
    found = list_applications(settings, everything=False, days=days, cache=cache)
    return tuple(one for one in found if is_due(one, now))


def due_soon(
    settings: Settings, *, days: int = SOON_DAYS, cache: NoCache = UNCACHED
) -> tuple[Application, ...]:
    """Return the applications that are overdue or due within the next `days` days, including today.

    An application is repeated for each of its appointments in that time, with `due` as its date.
    Appointments and deadlines that have passed are not due anymore; follow-ups remain due.
    """
    now = datetime.now(UTC)
    last = now.astimezone().date() + timedelta(days=days)
    with connect_readonly(cache.open_store(settings)) as connection:
        histories, posts = applications.histories(connection), applications.posts(connection)
    found = (
        replace(_application(key, events, posts.get(key, KeptPost()), now, SILENT_DAYS), due=at, due_why=why)
        for key, events in histories.items()
        for why, at in _due_until(last, events, now)
    )
    return tuple(sorted(found, key=_by_what_is_due))


def _due_until(last: date, events: tuple[Event, ...], now: datetime) -> Iterator[tuple[Why, datetime]]:
    for one in all_due(numbered(events), now):
        if one.at.astimezone().date() <= last and (one.why != "follow-up" or one.at <= now):
            yield one.why, one.at


def is_due(one: Application, now: datetime) -> bool:
    """Return whether an application has a future appointment or deadline, or a follow-up that is due."""
    return one.due is not None and (one.due_why != "follow-up" or one.due <= now)


def is_pressing(one: Application, now: datetime) -> bool:
    """Return whether an application is overdue or due today, in local time."""
    return one.due is not None and one.due.astimezone().date() <= now.astimezone().date()


def show_application(
    settings: Settings, key: str, *, days: int = SILENT_DAYS, cache: NoCache = UNCACHED
) -> ApplicationInFull:
    """Return one application with its history. Raises KeyMalformed and ApplicationUnknown."""
    named = parse_key(key)
    with connect_readonly(cache.open_store(settings)) as connection:
        events, post = applications.history(connection, named), applications.post(connection, named)
    if not events:
        raise ApplicationUnknown(key=format_key(*named))
    one = _application(named, events, post, datetime.now(UTC), days)
    return ApplicationInFull(one, numbered(events), post)


def _application(
    key: applications.Key, events: tuple[Event, ...], post: KeptPost, now: datetime, days: int
) -> Application:
    found = effective(numbered(events))
    happened = found or events[-1:]
    current = stage(events)
    at_stage = of_stage(happened, now) or happened[-1]
    next_: Due | None = due(found, now, days) if found else None
    return Application(
        key=format_key(*key),
        stage=current,
        at=at_stage.at,
        title=post.title,
        company=post.company,
        due=next_.at if next_ else None,
        due_why=next_.why if next_ else "",
        last_at=last_at(found) if found else happened[-1].at,
        happened_at=happened_at(found, now) if found else happened[-1].recorded_at,
        silent=is_silent(happened, now, days),
        closed=post.closed_at is not None,
        open=bool(current) and current not in ENDED,
        url=post.url,
        note=_last_note(happened),
        interview=at_stage.interview,
        last_event=events[-1].number,
    )


def _last_note(events: Iterable[Event]) -> str:
    return next((one.note for one in reversed(tuple(events)) if one.note), "")


def _by_what_is_due(one: Application) -> tuple[datetime, float, str]:
    return one.due or _NEVER, -one.last_at.timestamp(), one.key
