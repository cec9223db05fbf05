"""Collect posts.

    ask the sources that are due, or those named, or read saved responses -> store and commit each answer
    -> ask the pages of a few wanted posts that no board has shown lately
    -> clean again what an upgrade left to be -> link what is the same job again
    -> read the facts of what is new -> score it

Everything slow or breakable happens before a transaction, so that the store is locked for an instant. The
last four steps rebuild caches: what fails there is told, and done by the next run.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from jobsearch.domain.posting import format_key
from jobsearch.domain.query import split_tags
from jobsearch.errors import InstanceError, JobSearchError, UsageError
from jobsearch.services.feed import warnings
from jobsearch.services.feed.cleaning import clean_pending
from jobsearch.services.feed.duplicates import link_reposts
from jobsearch.services.feed.ingest import total
from jobsearch.services.feed.result import FetchResult, SourceResult
from jobsearch.services.feed.run import Run
from jobsearch.services.feed.saved import read_files
from jobsearch.services.feed.sources import ASKING_SECONDS, ask_sources
from jobsearch.services.posts import facts
from jobsearch.services.posts.checking import Checked, check_those_that_matter
from jobsearch.services.training.score import score_pending
from jobsearch.settings import Settings
from jobsearch.store import counts
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly, writing

__all__ = ["FetchResult", "SourceResult", "fetch_new"]

_FACTS_SECONDS = (
    20.0  # which is several thousand posts; the next run, or who asks for facts, reads the others
)
_CLEANING_SECONDS = 20.0  # same
_PAGES_SECONDS = 10.0  # at most, of what is left of the time to ask the sources
# For a store that others write to, by what the next run can do as well. SQLite lets writers of several
# processes meet by trying again, so that among many of them one can come last for seconds.
_PATIENCE_SECONDS = 15.0  # from the end of the asking on
_LEAST_PATIENCE_SECONDS = 3.0  # for a step that begins late, since others worked until then


def fetch_new(
    settings: Settings, files: Sequence[Path] = (), tags: Sequence[str] = (), sources: Sequence[str] = ()
) -> FetchResult:
    """Store the posts of the sources that are due, or of saved responses, that carry one of `tags`.

    Of `tags` any, for none; each may be several, parted by commas, whose order and case do not matter.
    `sources` names those to ask, due or not, or the one whose the saved responses are. Of several sources or
    responses the good ones are stored, whatever the others are. Raises UsageError for a tag without a letter
    or a source that is none; FeedError or FileError when the only answer there is cannot be had, which is
    remembered where it is a board's; InstanceError, and then what was stored until then stays.
    """
    run = Run(settings, connect(settings.store_path), split_tags(tags), datetime.now(UTC))
    if files and len(sources) > 1:
        raise UsageError(
            cause="saved responses come from one source: name it with --source, or leave that out"
        )
    begun = monotonic()
    outcome = read_files(run, files, sources) if files else ask_sources(run, sources)
    until = monotonic() + _PATIENCE_SECONDS
    visited = () if files else _visit_pages(settings, until, ASKING_SECONDS - (monotonic() - begun))
    found = total(outcome.results)
    odd = warnings.of_odd_fields(outcome.odd_fields)
    not_cleaned = _clean_again(settings, until)
    reposts, not_linked = _link(settings, until, outcome.touched)
    not_read = _read_facts(settings, until)
    scored, not_scored = _score(settings, until)
    return FetchResult(
        **asdict(found),
        source_name=outcome.name,
        sources=tuple(outcome.results),
        reposts=reposts,
        closed=sum(one.closed for one in outcome.results) + sum(one.says == "closed" for one in visited),
        reopened=sum(one.reopened for one in outcome.results),
        scored=scored,
        modified=all(one.modified for one in outcome.results),
        warnings=(*outcome.warnings, *odd, *not_cleaned, *not_linked, *not_read, *not_scored),
        failures=tuple(outcome.failures),
        notices=(*outcome.notices, *_applied_to(run)),
    )


def finish(settings: Settings, touched: AbstractSet[int]) -> tuple[str, ...]:
    """Link, read and score posts that were stored outside a run; return sentences on what failed."""
    until = monotonic() + _PATIENCE_SECONDS
    _reposts, not_linked = _link(settings, until, touched)
    not_read = _read_facts(settings, until)
    _scored, not_scored = _score(settings, until)
    return (*not_linked, *not_read, *not_scored)


def _applied_to(run: Run) -> tuple[str, ...]:
    """Return a sentence for each job that the person applied to and that this run found to be closed."""
    with connect_readonly(run.engine) as connection:
        closed = counts.applied_to_closed(connection, run.now)
    return tuple(
        f"A job that you applied to is closed: {' at '.join(filter(None, (one.title, one.company)))} "
        f"({format_key(one.source, one.external_id)})."
        for one in closed
    )


def _clean_again(settings: Settings, until: float) -> tuple[str, ...]:
    """Clean the text of posts that an upgrade left to be cleaned, as far as the time goes."""
    try:
        clean_pending(_impatient(settings, until), _CLEANING_SECONDS)
    except InstanceError as error:
        return (f"Posts stored by an earlier version have not been cleaned again yet. {error}",)
    return ()


def _visit_pages(settings: Settings, until: float, seconds: float) -> Sequence[Checked]:
    """Ask the pages of a few wanted posts that no board has shown lately; what fails has time."""
    try:
        return check_those_that_matter(settings, _impatient(settings, until), min(seconds, _PAGES_SECONDS))
    except JobSearchError:
        return ()


def _link(settings: Settings, until: float, touched: AbstractSet[int]) -> tuple[int, tuple[str, ...]]:
    """Link what is the same job again; return how many of the posts touched are, and what went wrong."""
    try:
        with writing(_impatient(settings, until)) as session:
            repeats = link_reposts(session)
            session.commit()
    except InstanceError as error:
        return 0, (f"The new posts have not been compared with others yet. {error}",)
    return len(repeats & touched), ()


def _read_facts(settings: Settings, until: float) -> tuple[str, ...]:
    """Read the facts of what is new, and of what an upgrade left unread, as far as the time goes.

    Returns what went wrong.
    """
    try:
        if facts.count_pending(_impatient(settings, until)):
            return facts.read_pending(_impatient(settings, until), _FACTS_SECONDS).warnings()
    except JobSearchError as error:
        return (f"The facts of the new posts have not been read yet. {error}",)
    return ()


def _score(settings: Settings, until: float) -> tuple[int, tuple[str, ...]]:
    """Score what is new; return how many posts that was, and what went wrong."""
    try:
        return score_pending(settings, _impatient(settings, until)), ()
    except JobSearchError as error:
        return 0, (f"The new posts have no score yet. {error}",)


def _impatient(settings: Settings, until: float) -> Engine:
    """Return an engine that waits for a locked store until `until`, by time.monotonic()."""
    return connect(settings.store_path, busy_seconds=max(_LEAST_PATIENCE_SECONDS, until - monotonic()))
