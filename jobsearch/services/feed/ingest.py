"""One response goes into the store: its posts, its unusable elements, and what is remembered of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime

from jobsearch.boards import remoteok
from jobsearch.boards.remoteok import Feed, OddField
from jobsearch.domain.posting import Posting
from jobsearch.errors import JobSearchError
from jobsearch.store import fetches, posts
from jobsearch.store.fetches import Refused
from jobsearch.store.models import Fetch
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Session
from jobsearch.store.tables import SAVED


@dataclass(frozen=True)
class Counts:
    """What became of the elements; received = new + changed + unchanged + rejected + skipped.

    Attributes:
        received: how many claimed to be posts.
        new: stored for the first time.
        changed: stored before, with other content.
        unchanged: stored before, the same.
        rejected: unusable, kept for inspection.
        skipped: without any of the tags asked for.

    """

    received: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    skipped: int = 0


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of each count."""
    return Counts(*map(sum, zip(*map(astuple, counts), strict=True)))


@dataclass(frozen=True)
class Response:
    """What came from one place; no feed stands for "nothing new"."""

    origin: str
    feed: Feed | None
    last_modified: str = ""


@dataclass(frozen=True)
class Stored:
    """What one response brought.

    Attributes:
        counts: how many of its elements were what.
        modified: False when it said that nothing is new.
        gap: whether posts may have come and gone since the answer before.
        touched: the ids, in the store, of the posts that are new or changed.
        odd_fields: fields that could not be used, of the posts that are new or changed.

    """

    counts: Counts
    modified: bool
    gap: bool
    touched: frozenset[int]
    odd_fields: tuple[OddField, ...] = ()


def store(session: Session, response: Response, tags: Sequence[str], now: datetime) -> Stored:
    """Store the posts of a response that carry one of `tags` (any, for none), and remember how it went."""
    feed = response.feed or Feed((), ())
    wanted = [posting for posting in feed.postings if remoteok.has_tag(posting, tags)]
    before = posts.versions(session, wanted)
    upserted = posts.upsert(session, wanted, now)
    counts = Counts(
        received=len(feed.postings) + len(feed.rejections),
        new=upserted.new,
        changed=upserted.changed,
        unchanged=upserted.unchanged,
        rejected=len(feed.rejections),
        skipped=len(feed.postings) - len(wanted),
    )
    fetch = _fetch(response.origin, now, counts)
    fetch.gap = _is_gap(session, response.origin, counts)
    # With other tags the same address would give what was left out here, which a 304 would withhold.
    fetch.last_modified = "" if counts.skipped else response.last_modified
    fetches.record(session, fetch)
    refused = [Refused(one.reason, one.external_id, one.raw) for one in feed.rejections]
    fetches.record_rejections(session, remoteok.SOURCE, refused, now)
    touched = frozenset(id_ for id_, _hash in posts.versions(session, wanted).items() - before.items())
    fulltext.index(session, touched)
    return Stored(
        counts, response.feed is not None, fetch.gap, touched, _odd_fields(session, feed, wanted, touched)
    )


def _odd_fields(
    session: Session, feed: Feed, wanted: Sequence[Posting], touched: frozenset[int]
) -> tuple[OddField, ...]:
    """Return the fields to speak of: an hourly fetch of the same posts would otherwise repeat itself."""
    odd = {one.external_id for one in feed.odd_fields}
    suspects = [posting for posting in wanted if posting.external_id in odd]
    speaking = {post.external_id for post in suspects if touched & posts.versions(session, [post]).keys()}
    return tuple(one for one in feed.odd_fields if one.external_id in speaking)


def remember_failure(session: Session, origin: str, error: JobSearchError, now: datetime) -> None:
    """Remember that `origin` could not be asked or read."""
    fetch = _fetch(origin, now, Counts())
    fetch.error = str(error)
    fetches.record(session, fetch)


def _is_gap(session: Session, origin: str, counts: Counts) -> bool:
    """Tell whether the whole window moved on since the last answer; nobody knows what was in between."""
    unknown = counts.new > 0 and counts.changed + counts.unchanged + counts.skipped == 0
    return unknown and not origin.startswith(SAVED) and fetches.had_posts(session, origin)


def _fetch(origin: str, now: datetime, counts: Counts) -> Fetch:
    stored = asdict(counts)
    del stored["skipped"]
    return Fetch(
        fetched_at=now,
        source=remoteok.SOURCE,
        origin=origin,
        error="",
        last_modified="",
        gap=False,
        **stored,
    )
