"""Collect posts.

    ask the board once, or read saved responses file by file -> store and commit each
    -> clean again what an upgrade left to be -> link what is the same job again
    -> read the facts of what is new -> score it

Everything slow or breakable happens before a transaction, so that the store is locked for an instant. The
last four steps rebuild caches: what fails there is told, and done by the next run.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.boards import remoteok
from jobsearch.boards.remoteok import OddField
from jobsearch.domain.posting import format_key
from jobsearch.domain.query import split_tags
from jobsearch.errors import FeedError, FileError, InstanceError, JobSearchError
from jobsearch.files import saved
from jobsearch.services.feed.cleaning import clean_pending
from jobsearch.services.feed.duplicates import link_reposts
from jobsearch.services.feed.ingest import Counts, Response, Stored, remember_failure, store, total
from jobsearch.services.posts import facts
from jobsearch.services.training.score import score_pending
from jobsearch.settings import Settings
from jobsearch.store import fetches
from jobsearch.store.sqlite.engine import Engine, connect, reading, writing
from jobsearch.store.tables import SAVED
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown

_FACTS_SECONDS = (
    20.0  # which is several thousand posts; the next run, or who asks for facts, reads the others
)
_CLEANING_SECONDS = 20.0  # same
_FEW = 5  # that are named
_PATIENCE_SECONDS = 3.0  # with a locked store, for what the next run can do as well


@dataclass(frozen=True, kw_only=True)
class FetchResult(Counts):
    """What one run brought, over all its responses.

    Attributes:
        source_name: the board.
        reposts: how many of the new or changed ones are another post's job again.
        scored: how many posts the model gave a score in this run.
        modified: False when the board said that nothing is new since the last fetch.
        warnings: sentences that a person should read, even in a quiet run.
        failures: a sentence for each of several saved responses that could not be read.

    """

    source_name: str
    reposts: int
    scored: int
    modified: bool
    warnings: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True)
class _Run:
    settings: Settings
    engine: Engine
    tags: tuple[str, ...]
    now: datetime


def fetch_new(settings: Settings, files: Sequence[Path] = (), tags: Sequence[str] = ()) -> FetchResult:
    """Store the posts of the board's feed, or of saved responses, that carry one of `tags` (any, for none).

    Each of `tags` may be several, parted by commas; neither their order nor their case matters. Of several
    saved responses the good ones are stored, whatever the others are. Raises UsageError for a tag without
    a letter; FeedError or FileError when the only response there is cannot be had, which is remembered
    where it is the board's; InstanceError, and then what was stored until then stays.
    """
    wanted = split_tags(tags)
    run = _Run(settings, connect(settings.store_path), wanted, datetime.now(UTC))
    stored, failures = _from_files(run, files) if files else ([_from_board(run)], [])
    counts = total(one.counts for one in stored)
    not_cleaned = _clean_again(settings)
    reposts, not_linked = _link(settings, frozenset().union(*(one.touched for one in stored)))
    not_read = _read_facts(settings)
    scored, not_scored = _score(settings)
    return FetchResult(
        **asdict(counts),
        source_name=remoteok.SOURCE_NAME,
        reposts=reposts,
        scored=scored,
        modified=all(one.modified for one in stored),
        warnings=(*_warnings(stored, counts), *not_cleaned, *not_linked, *not_read, *not_scored),
        failures=tuple(failures),
    )


def _from_board(run: _Run) -> Stored:
    address = remoteok.address(run.settings.remoteok_url, run.tags)
    origin = one_line(shown(address))
    with reading(run.engine) as session:
        last_modified = fetches.last_modified(session, origin, run.now)
    with _failure_remembered(run, origin):
        fetched = remoteok.fetch(
            address, contact=run.settings.contact, last_modified=last_modified, now=run.now
        )
    return _stored(run, Response(origin, fetched.feed, fetched.last_modified))


def _from_files(run: _Run, paths: Sequence[Path]) -> tuple[list[Stored], list[str]]:
    files = saved.expand(paths)
    stored, failures = [], []
    for file in files:
        try:
            stored.append(_from_file(run, file))
        except (FeedError, FileError) as error:
            if len(files) == 1:
                raise
            failures.append(str(error))
    return stored, failures


def _from_file(run: _Run, file: Path) -> Stored:
    name = saved.name(file)
    # What is piped in comes from the board, just fetched by another program.
    origin = name if file == saved.STDIN else f"{SAVED}{name}"
    with _failure_remembered(run, origin):
        feed = remoteok.parse(saved.read(file), name, run.now)
    return _stored(run, Response(origin, feed))


@contextmanager
def _failure_remembered(run: _Run, origin: str) -> Iterator[None]:
    try:
        yield
    except (FeedError, FileError) as error:
        if not origin.startswith(SAVED):
            # A store that fails as well is no reason to keep the first failure from the person.
            with suppress(InstanceError), writing(_impatient(run.settings)) as session:
                remember_failure(session, origin, error, run.now)
                session.commit()
        raise


def _stored(run: _Run, response: Response) -> Stored:
    with writing(run.engine) as session:
        stored = store(session, response, run.tags, run.now)
        session.commit()
    return stored


def _clean_again(settings: Settings) -> tuple[str, ...]:
    """Clean the text of posts that an upgrade left to be cleaned, as far as the time goes."""
    try:
        clean_pending(_impatient(settings), _CLEANING_SECONDS)
    except InstanceError as error:
        return (f"Posts stored by an earlier version have not been cleaned again yet. {error}",)
    return ()


def _link(settings: Settings, touched: AbstractSet[int]) -> tuple[int, tuple[str, ...]]:
    """Link what is the same job again; return how many of the posts touched are, and what went wrong."""
    try:
        with writing(_impatient(settings)) as session:
            repeats = link_reposts(session)
            session.commit()
    except InstanceError as error:
        return 0, (f"The new posts have not been compared with others yet. {error}",)
    return len(repeats & touched), ()


def _read_facts(settings: Settings) -> tuple[str, ...]:
    """Read the facts of what is new, and of what an upgrade left unread, as far as the time goes.

    Returns what went wrong.
    """
    try:
        if facts.count_pending(_impatient(settings)):
            return facts.read_pending(_impatient(settings), _FACTS_SECONDS).warnings()
    except JobSearchError as error:
        return (f"The facts of the new posts have not been read yet. {error}",)
    return ()


def _score(settings: Settings) -> tuple[int, tuple[str, ...]]:
    """Score what is new; return how many posts that was, and what went wrong."""
    try:
        return score_pending(settings, _impatient(settings)), ()
    except JobSearchError as error:
        return 0, (f"The new posts have no score yet. {error}",)


def _impatient(settings: Settings) -> Engine:
    return connect(settings.store_path, busy_seconds=_PATIENCE_SECONDS)


def _warnings(stored: Sequence[Stored], counts: Counts) -> list[str]:
    warnings = []
    if any(one.gap for one in stored):
        warnings.append(
            "None of the posts was known: some that came and went since the last fetch may be missing. "
            "Fetch more often, at most hourly."
        )
    if counts.rejected > counts.received / 2:
        warnings.append(
            f"{counts.rejected} of {counts.received} posts could not be used: the board may have changed "
            "its format. status --rejected says why."
        )
    if odd := [field for one in stored for field in one.odd_fields]:
        warnings.append(_odd_fields(odd))
    if any(one.modified and not one.counts.received for one in stored):
        warnings.append("The response held no posts at all.")
    if counts.skipped and counts.skipped + counts.rejected == counts.received:
        warnings.append("None of the posts carries a tag that was asked for: check how --tag is spelled.")
    return warnings


def _odd_fields(odd: Sequence[OddField]) -> str:
    posts = list(dict.fromkeys(field.external_id for field in odd))
    which = "1 post was" if len(posts) == 1 else f"{len(posts):,} posts were"
    named = "; ".join(
        f"{format_key(remoteok.SOURCE, field.external_id)} ({field.reason})" for field in odd[:_FEW]
    )
    more = f"; and {len(odd) - _FEW:,} more" if len(odd) > _FEW else ""
    return f"{which} kept without what could not be read: {named}{more}."
