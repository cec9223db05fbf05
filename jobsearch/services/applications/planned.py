"""What a calendar has of applications: appointments, past ones too, and follow-ups."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.application import APPOINTMENTS, ENDED, SILENT_DAYS, Event, due, effective, stage
from jobsearch.domain.posting import format_key
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.applications import KeptPost, Key
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class Planned:
    """An entry of a calendar.

    Attributes:
        key: the application's.
        number: of the event in its history, 0 for a follow-up.
        why: "interview", "screening", "task", "offer" or "follow-up".
        at: when it is, or is due.
        interview: which interview it is, None for others.
        recorded_at: when it was last changed.
        sequence: how often it was corrected.
        title: the post's.
        company: same.
        url: same.
        note: the person's own, or "" if there is none.

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
    """Return the entries in the order of their moments: appointments with a time to be at, and follow-ups."""
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
    happened = effective(events)
    ended_at = happened[-1].recorded_at if stage(happened) in ENDED else None
    for event in happened:
        if ended_at is not None and event.at > ended_at:
            continue  # it will not take place
        changes = [one for one in events if one.corrects == event.number]
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
