"""Collect posts.

  request the due or named sources, or read saved responses -> store and commit each response
  -> check the pages of a few wanted posts that no board has listed lately
  -> clean posts marked by an upgrade -> link duplicates
  -> extract the facts of new posts -> score them

Everything that is slow or likely to fail happens outside transactions, so that the store is locked only
briefly. The last four steps rebuild caches: a failure is reported, and the next run repeats the step.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from jobsearch.domain.posting import format_key
from jobsearch.domain.query import split_tags
from jobsearch.errors import InstanceError, JobSearchError, UsageError
from jobsearch.services.feed import warnings
from jobsearch.services.feed.alone import alone
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

_FACTS_SECONDS = 20.0  # enough for several thousand posts; later runs or requests for facts process the rest
_CLEANING_SECONDS = 20.0  # as above
_PAGES_SECONDS = 10.0  # upper limit, within the remaining time for requests
# Time to wait for a busy store in steps that the next run can repeat. SQLite lets concurrent writers retry,
# so one of many processes can wait for seconds.
_PATIENCE_SECONDS = 15.0  # from the end of the requests
_LEAST_PATIENCE_SECONDS = 3.0  # for a step that starts late because other writers were active


def fetch_new(
    settings: Settings,
    files: Sequence[Path] = (),
    tags: Sequence[str] = (),
    sources: Sequence[str] = (),
    progress: Callable[[str], None] = lambda _step: None,
) -> FetchResult:
    """Fetch from the sources that are due, or read saved responses, and store posts that have one of `tags`.

    Without `tags`, all posts are stored; each item may contain several tags separated by commas, in any order
    and case. `sources` names the sources to request, whether due or not, or the source of the saved
    responses. `progress` is called with a short description of each step. If some sources or responses fail,
    the others are stored. Raises UsageError for an empty tag or an unknown source; FeedError or FileError if
    the only response fails, after recording the failure if it is a board's; FetchRuns while another fetch
    runs; InstanceError, in which case everything stored so far remains.
    """
    run = Run(settings, connect(settings.store_path), split_tags(tags), datetime.now(UTC))
    if files and len(sources) > 1:
        raise UsageError(
            cause="Saved responses must come from one source; specify only that one with --source, or omit "
            "--source"
        )
    begun = monotonic()
    with nullcontext() if files else alone(settings):
        outcome = read_files(run, files, sources) if files else ask_sources(run, sources, progress)
        until = monotonic() + _PATIENCE_SECONDS
        progress("Reading and scoring new posts")
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
    """Link posts stored outside a fetch, extract their facts, and score them; return any failures."""
    until = monotonic() + _PATIENCE_SECONDS
    _reposts, not_linked = _link(settings, until, touched)
    not_read = _read_facts(settings, until)
    _scored, not_scored = _score(settings, until)
    return (*not_linked, *not_read, *not_scored)


def _applied_to(run: Run) -> tuple[str, ...]:
    """Return a sentence for each job that the user applied for and that this run found closed."""
    with connect_readonly(run.engine) as connection:
        closed = counts.applied_to_closed(connection, run.now)
    return tuple(
        f"A job you applied for has been closed: {' at '.join(filter(None, (one.title, one.company)))} "
        f"({format_key(one.source, one.external_id)})."
        for one in closed
    )


def _clean_again(settings: Settings, until: float) -> tuple[str, ...]:
    """Clean the text of posts marked by an upgrade, within the time limit."""
    try:
        clean_pending(_impatient(settings, until), _CLEANING_SECONDS)
    except InstanceError as error:
        return (f"Posts from an earlier version have not been cleaned again yet. {error}",)
    return ()


def _visit_pages(settings: Settings, until: float, seconds: float) -> Sequence[Checked]:
    """Check the pages of a few wanted posts that no board has listed lately, ignoring failures."""
    try:
        return check_those_that_matter(settings, _impatient(settings, until), min(seconds, _PAGES_SECONDS))
    except JobSearchError:
        return ()


def _link(settings: Settings, until: float, touched: AbstractSet[int]) -> tuple[int, tuple[str, ...]]:
    """Link duplicates; return the number of duplicates among the touched posts, and any failures."""
    try:
        with writing(_impatient(settings, until)) as session:
            repeats = link_reposts(session)
            session.commit()
    except InstanceError as error:
        return 0, (f"The new posts have not been checked for duplicates yet. {error}",)
    return len(repeats & touched), ()


def _read_facts(settings: Settings, until: float) -> tuple[str, ...]:
    """Extract the facts of new posts and of those marked by an upgrade, within the time limit.

    Returns the failures.
    """
    try:
        if facts.count_pending(_impatient(settings, until)):
            return facts.read_pending(_impatient(settings, until), _FACTS_SECONDS).warnings()
    except JobSearchError as error:
        return (f"The facts of the new posts have not been extracted yet. {error}",)
    return ()


def _score(settings: Settings, until: float) -> tuple[int, tuple[str, ...]]:
    """Score new posts; return their number and any failures."""
    try:
        return score_pending(settings, _impatient(settings, until)), ()
    except JobSearchError as error:
        return 0, (f"The new posts have not been scored yet. {error}",)


def _impatient(settings: Settings, until: float) -> Engine:
    """Return an engine that waits for a locked store until `until`, as given by time.monotonic()."""
    return connect(settings.store_path, busy_seconds=max(_LEAST_PATIENCE_SECONDS, until - monotonic()))
