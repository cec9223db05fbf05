"""The calendar entries of applications: past and future appointments, and follow-ups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.application import (
    APPOINTMENTS,
    ENDED,
    SILENT_DAYS,
    Event,
    due,
    effective,
    numbered,
    stage,
)
from jobsearch.domain.posting import format_key
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.applications import KeptPost, Key
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class Planned:
    """A calendar entry.

    Attributes:
        key: the application's key.
        number: the event's number in the history, or 0 for a follow-up.
        why: "interview", "screening", "task", "offer", or "follow-up".
        at: the time of the appointment, or the due date of the follow-up.
        interview: the interview's number, or None for other entries.
        recorded_at: when the entry was last changed.
        sequence: the number of changes, which is the entry's SEQUENCE in iCalendar.
        title: the title of the post.
        company: the company of the post.
        url: the web page of the post.
        note: the user's note, or "" if there is none.

    """

    key: str
    number: int
    why: str
    at: datetime
    interview: int | None
    recorded_at: datetime
    sequence: int
    title: str
    company: str
    url: str
    note: str


def planned(settings: Settings, *, days: int = SILENT_DAYS, cache: NoCache = UNCACHED) -> tuple[Planned, ...]:
    """Return appointments that were in the future when recorded, and follow-ups, in chronological order.

    A follow-up is due after `days` days without an event.
    """
    now = datetime.now(UTC)
    with connect_readonly(cache.open_store(settings)) as connection:
        histories, posts = applications.histories(connection), applications.posts(connection)
    found = (
        entry
        for key, events in histories.items()
        for entry in _of_one(key, events, posts.get(key, KeptPost()), now, days)
    )
    return tuple(sorted(found, key=lambda one: (one.at, one.key, one.number)))


def _of_one(
    key: Key, events: tuple[Event, ...], post: KeptPost, now: datetime, days: int
) -> Iterator[Planned]:
    happened, interviews = effective(numbered(events)), _interviews(events)
    ended_at = happened[-1].recorded_at if stage(happened) in ENDED else None
    for event in happened:
        if ended_at is not None and event.at > ended_at:
            continue  # it will not take place
        changes = _changes(events, event.number, interviews)
        recorded_at = changes[-1].recorded_at if changes else event.recorded_at
        if event.stage in APPOINTMENTS and event.at > event.recorded_at:
            yield _entry(key, post, event, event.stage, event.at, recorded_at, len(changes))
    next_ = due(happened, now, days) if happened else None
    if next_ is not None and next_.why == "follow-up":
        last = events[-1]
        yield _entry(
            key,
            post,
            Event(0, "", last.recorded_at, next_.at),
            "follow-up",
            next_.at,
            last.recorded_at,
            len(events),
        )


def _changes(
    events: Sequence[Event], number: int, interviews: Sequence[Mapping[int, int | None]]
) -> list[Event]:
    """Return the records that changed an event's entry by correcting or renumbering it.

    `interviews` contains the numbers of the interviews after each record, by event.
    """
    found, before = [], None
    for one, numbers in zip(events, interviews, strict=True):
        now = numbers.get(number)
        if one.corrects == number or (before is not None and now not in {None, before}):
            found.append(one)
        before = now or before
    return found


def _interviews(events: Sequence[Event]) -> list[Mapping[int, int | None]]:
    """Return the numbers of the interviews after each record of a history, by event."""
    if not any(one.interview for one in events):
        return [{}] * len(events)
    return [
        {one.number: one.interview for one in effective(numbered(events[:place]))}
        for place in range(1, len(events) + 1)
    ]


def _entry(  # noqa: PLR0913, PLR0917 - the parts of an entry
    key: Key, post: KeptPost, event: Event, why: str, at: datetime, recorded_at: datetime, sequence: int
) -> Planned:
    return Planned(
        key=format_key(*key),
        number=event.number,
        why=why,
        at=at,
        interview=event.interview,
        recorded_at=recorded_at,
        sequence=sequence,
        title=post.title,
        company=post.company,
        url=post.url,
        note=event.note,
    )
