"""Collect posts.

    ask the board, or read saved responses -> one write transaction -> score what is new

Everything slow or breakable happens before the transaction, so that the store is locked for an instant.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import FeedError, JobSearchError
from jobsearch.services.reposting import link_reposts
from jobsearch.services.scoring import score_pending
from jobsearch.settings import Settings
from jobsearch.sources import remoteok, saved
from jobsearch.sources.remoteok import Feed
from jobsearch.store import database, fetches, jobs
from jobsearch.store.fetches import SAVED, Refused
from jobsearch.store.models import Fetch

_PATIENCE_SECONDS = 3.0  # with a locked store, for what the next run can do as well


@dataclass(frozen=True)
class FetchResult:
    """What one run brought; received = new + changed + unchanged + rejected + skipped.

    Attributes:
        source_name: the board.
        received: how many elements of the responses claimed to be posts.
        new: stored for the first time.
        changed: stored before, with other content.
        unchanged: stored before, the same.
        rejected: unusable, kept for inspection.
        skipped: without any of the tags asked for.
        reposts: how many of the new or changed ones are another post's job again.
        scored: how many posts the model gave a score in this run.
        modified: False when the board said that nothing is new since the last fetch.
        warnings: sentences that a person should read, even in a quiet run.

    """

    source_name: str
    received: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    skipped: int
    reposts: int
    scored: int
    modified: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Response:
    origin: str
    feed: Feed | None
    last_modified: str = ""


def fetch_new(settings: Settings, files: Sequence[Path] = (), tags: Sequence[str] = ()) -> FetchResult:
    """Store the posts of the board's feed, or of saved responses, that carry one of `tags` (any, for none).

    Raises FeedError, FileError or InstanceError; then nothing of this run is stored, except that a
    failure of the board is remembered.
    """
    engine = database.connect(settings.store_path)
    now = datetime.now(UTC)
    if files:
        responses = [_read(file, now) for file in saved.expand(files)]
    else:
        responses = [_ask(settings, engine, tags, now)]
    with database.writing(engine) as session:
        stored = [_store(session, response, tags, now) for response in responses]
        reposts = link_reposts(session)
        session.commit()
    scored, problem = _score(settings)
    return FetchResult(
        source_name=remoteok.SOURCE_NAME,
        received=sum(fetch.received for fetch in stored),
        new=sum(fetch.new for fetch in stored),
        changed=sum(fetch.changed for fetch in stored),
        unchanged=sum(fetch.unchanged for fetch in stored),
        rejected=sum(fetch.rejected for fetch in stored),
        skipped=sum(fetch.skipped for fetch in stored),
        reposts=reposts,
        scored=scored,
        modified=any(response.feed is not None for response in responses),
        warnings=(*_warnings(stored, responses), *problem),
    )


def _read(file: Path, now: datetime) -> _Response:
    feed = remoteok.parse(saved.read(file), saved.name(file), now)
    # What is piped in comes from the board, just fetched by another program.
    return _Response(saved.name(file) if file == saved.STDIN else f"{SAVED}{file}", feed)


def _ask(settings: Settings, engine: database.Engine, tags: Sequence[str], now: datetime) -> _Response:
    origin = remoteok.address(settings.remoteok_url, tags)
    with database.reading(engine) as session:
        last_modified = fetches.last_modified(session, origin)
    try:
        fetched = remoteok.fetch(origin, contact=settings.contact, last_modified=last_modified, now=now)
    except FeedError as error:
        with database.writing(engine) as session:
            fetches.record(session, _fetch(origin, now, error=str(error)))
            session.commit()
        raise
    return _Response(origin, fetched.feed, fetched.last_modified)


@dataclass(frozen=True)
class _Stored:
    received: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    skipped: int
    gap: bool


def _store(session: database.Session, response: _Response, tags: Sequence[str], now: datetime) -> _Stored:
    feed = response.feed or Feed((), ())
    wanted = [posting for posting in feed.postings if remoteok.has_tag(posting, tags)]
    upserted = jobs.upsert(session, wanted, now)
    asked_before = fetches.last_good(session, response.origin) is not None
    stored = _Stored(
        received=len(feed.postings) + len(feed.rejections),
        new=upserted.new,
        changed=upserted.changed,
        unchanged=upserted.unchanged,
        rejected=len(feed.rejections),
        skipped=len(feed.postings) - len(wanted),
        gap=not response.origin.startswith(SAVED) and asked_before and bool(wanted) and upserted.known == 0,
    )
    refused = [Refused(one.reason, one.external_id, one.raw) for one in feed.rejections]
    fetches.record_rejections(session, remoteok.SOURCE, refused, now)
    fetches.record(session, _fetch(response.origin, now, stored, last_modified=response.last_modified))
    return stored


def _fetch(
    origin: str, now: datetime, stored: _Stored | None = None, *, error: str = "", last_modified: str = ""
) -> Fetch:
    return Fetch(
        fetched_at=now,
        source=remoteok.SOURCE,
        origin=origin,
        error=error,
        received=stored.received if stored else 0,
        new=stored.new if stored else 0,
        changed=stored.changed if stored else 0,
        unchanged=stored.unchanged if stored else 0,
        rejected=stored.rejected if stored else 0,
        last_modified=last_modified,
        gap=stored.gap if stored else False,
    )


def _score(settings: Settings) -> tuple[int, tuple[str, ...]]:
    """The posts are stored, whatever becomes of their scores."""
    try:
        engine = database.connect(settings.store_path, busy_seconds=_PATIENCE_SECONDS)
        return score_pending(settings, engine), ()
    except JobSearchError as error:
        return 0, (f"The new posts have no score yet. {error}",)


def _warnings(stored: Sequence[_Stored], responses: Sequence[_Response]) -> list[str]:
    warnings = []
    if any(fetch.gap for fetch in stored):
        warnings.append(
            "None of the posts was known: some that came and went since the last fetch may be missing. "
            "Fetch more often, at most hourly."
        )
    received, rejected = (
        sum(counts) for counts in zip(*((f.received, f.rejected) for f in stored), strict=True)
    )
    if rejected > received / 2:
        warnings.append(
            f"{rejected} of {received} posts could not be used: the board may have changed its format. "
            "status --rejected says why."
        )
    if any(response.feed == Feed((), ()) for response in responses):
        warnings.append("The response held no posts at all.")
    return warnings
