"""Applications as they stand: all of them, what is due, and one with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from jobsearch.domain.application import (
    ENDED,
    SILENT_DAYS,
    Due,
    Event,
    Stage,
    due,
    effective,
    is_silent,
    last_at,
    stage,
)
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import ApplicationUnknown
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.applications import KeptPost
from jobsearch.store.sqlite.engine import connect_readonly

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Application:
    """An application as it stands.

    Attributes:
        key: its post's.
        stage: the bare word; "" where all of its events were taken back.
        at: when that stage came, or comes.
        title: of the post as it was when it was applied to, "" while it waits for its post.
        company: same.
        due: when something is to be done next, None for nothing.
        due_why: what that is: "follow-up" or the stage of an appointment, "" for nothing.
        last_at: when something happened last.
        silent: whether nothing has happened for long.
        closed: whether the post is known to be closed.
        open: whether it still goes on.
        url: the post's own page.
        note: the last note.
        interview: which interview the stage is, None for others.
        last_event: the number of the last event of its history.

    """

    key: str
    stage: Stage | Literal[""]
    at: datetime
    title: str
    company: str
    due: datetime | None
    due_why: str
    last_at: datetime
    silent: bool
    closed: bool
    open: bool
    url: str
    note: str
    interview: int | None = None
    last_event: int = 0


@dataclass(frozen=True)
class ApplicationInFull:
    """An application with its history, and the post as it was when it was applied to."""

    application: Application
    events: tuple[Event, ...]
    post: KeptPost


def list_applications(
    settings: Settings, *, everything: bool = True, days: int = SILENT_DAYS, cache: NoCache = UNCACHED
) -> tuple[Application, ...]:
    """Return the applications by what is due next, then the last that something happened to.

    Without `everything`, those that have ended are left out.
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
    """Return what is to be done: all appointments and deadlines to come, and the follow-ups of today."""
    now = datetime.now(UTC)
    found = list_applications(settings, everything=False, days=days, cache=cache)
    return tuple(one for one in found if is_due(one, now))


def is_due(one: Application, now: datetime) -> bool:
    """Return whether something is to be done: an appointment or a deadline to come, or a follow-up by now."""
    return one.due is not None and (one.due_why != "follow-up" or one.due <= now)


def is_pressing(one: Application, now: datetime) -> bool:
    """Return whether something is to be done today, by this machine's clock, or was to be done before."""
    return one.due is not None and one.due.astimezone().date() <= now.astimezone().date()


def show_application(
    settings: Settings, key: str, *, days: int = SILENT_DAYS, cache: NoCache = UNCACHED
) -> ApplicationInFull:
    """Return one application with its history; raises KeyMalformed and ApplicationUnknown."""
    named = parse_key(key)
    with connect_readonly(cache.open_store(settings)) as connection:
        events, post = applications.history(connection, named), applications.post(connection, named)
    if not events:
        raise ApplicationUnknown(key=format_key(*named))
    return ApplicationInFull(_application(named, events, post, datetime.now(UTC), days), events, post)


def _application(
    key: applications.Key, events: tuple[Event, ...], post: KeptPost, now: datetime, days: int
) -> Application:
    happened = effective(events) or events[-1:]
    current = stage(events)
    of_stage = next((one for one in reversed(happened) if one.stage == current), happened[-1])
    next_: Due | None = due(happened, now, days) if effective(events) else None
    return Application(
        key=format_key(*key),
        stage=current,
        at=of_stage.at,
        title=post.title,
        company=post.company,
        due=next_.at if next_ else None,
        due_why=next_.why if next_ else "",
        last_at=last_at(happened) if effective(events) else happened[-1].at,
        silent=is_silent(happened, now, days),
        closed=post.closed_at is not None,
        open=bool(current) and current not in ENDED,
        url=post.url,
        note=_last_note(happened),
        interview=of_stage.interview,
        last_event=events[-1].number,
    )


def _last_note(events: Iterable[Event]) -> str:
    return next((one.note for one in reversed(tuple(events)) if one.note), "")


def _by_what_is_due(one: Application) -> tuple[datetime, float, str]:
    return one.due or _NEVER, -one.last_at.timestamp(), one.key
