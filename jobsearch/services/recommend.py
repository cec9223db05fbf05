"""The open posts worth reading, best first, from the scores that train and fetch-new stored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from jobsearch.characters import one_line
from jobsearch.errors import NoPosts, NotTrained, UsageError
from jobsearch.learning.model_identity import why_outdated
from jobsearch.posting import parse_key
from jobsearch.services.listed import ListedPost, listed
from jobsearch.services.tags import split_tags
from jobsearch.settings import Settings
from jobsearch.store import current, database, open_posts, words
from jobsearch.store.open_posts import Cause, Wanted
from jobsearch.store.searching import expression

__all__ = ["Cause", "Recommendations", "Request", "mark_shown", "recommend"]

SEEN_WITHIN = timedelta(days=30)
_LONG_TO_INDEX = 5_000
_CHANGED = "your labels changed since the model was trained"


@dataclass(frozen=True)
class Request:
    """What to recommend; only what was asked for by name leaves anything out of everything.

    Attributes:
        limit: at most how many posts, None for all of them.
        everything: every open post, whatever its score and age, with or without a model.
        new: only posts that were not yet marked as shown.
        posted_since: only posts published at or after this moment.
        min_score: the lowest score, from 0 to 1, in the place of the model's cut.
        tags: only posts with one of these tags; each may be several, parted by commas.
        companies: only posts of companies whose names hold one of these texts.
        search: only posts with these words, None for any.

    """

    limit: int | None = None
    everything: bool = False
    new: bool = False
    posted_since: datetime | None = None
    min_score: float | None = None
    tags: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    search: str | None = None


@dataclass(frozen=True)
class Recommendations:
    """The posts, the best first; with what was left out they add up to `open_posts`.

    Attributes:
        posts: what to read.
        left_out: how many others there are for each cause; one with several counts under the first.
        asked_for: the causes that the request named; the others are there unless everything is wanted.
        everything: whether it was.
        open_posts: how many posts have no yes or no and were not applied to.
        trained: whether there is a model.
        outdated: why the model should be trained again though its scores still stand, "" for no reason.

    """

    posts: tuple[ListedPost, ...]
    left_out: Mapping[Cause, int]
    asked_for: frozenset[Cause]
    everything: bool
    open_posts: int
    trained: bool
    outdated: str


def recommend(
    settings: Settings, request: Request, progress: Callable[[str], None] = lambda _step: None
) -> Recommendations:
    """Return the posts asked for; `progress` is told of a step that takes long, in a sentence.

    Raises InstanceError, UsageError for a filter that names nothing, or NotTrained unless everything is
    wanted.
    """
    filters = _filters(request)
    engine = database.connect(settings.store_path)
    if filters.search:
        _complete_index(engine, progress)
    with database.querying(engine) as connection:
        if not current.any_post(connection):
            raise NoPosts(instance=settings.instance)
        model = current.model(connection)
        if model is None and not request.everything:
            raise NotTrained
        cut = None if model is None or request.everything else model.cut
        wanted = _wanted(filters, cut, datetime.now(UTC))
        counts = open_posts.tally(connection, wanted)
        found = open_posts.best(connection, wanted, request.limit)
        changed = model is not None and model.labels_digest != current.labels_digest(connection)
    return Recommendations(
        posts=tuple(listed(post, score, reasons) for post, score, reasons in found),
        left_out=_left_out(counts, len(found)),
        asked_for=open_posts.causes(filters),
        everything=request.everything,
        open_posts=sum(counts.values()),
        trained=model is not None,
        outdated=_CHANGED if changed else why_outdated(model.versions) if model else "",
    )


def mark_shown(settings: Settings, posts: Iterable[ListedPost]) -> None:
    """Remember that these posts have reached the person: a later request for new ones leaves them out."""
    from jobsearch.store import jobs  # noqa: PLC0415 - the ORM is heavy, and most lists do without

    with database.writing(database.connect(settings.store_path)) as session:
        jobs.mark_shown(session, [parse_key(post.key) for post in posts], datetime.now(UTC))
        session.commit()


def _filters(request: Request) -> Wanted:
    """Return what was asked for by name."""
    companies = tuple(one_line(name) for name in request.companies)
    if not all(companies):
        raise UsageError(cause="the name of a company to look for is empty")
    search = expression(request.search or "")
    if request.search is not None and not search:
        raise UsageError(cause="what to search for has neither a letter nor a digit")
    return Wanted(
        companies=companies,
        tags=split_tags(request.tags),
        search=search,
        posted_since=request.posted_since,
        scored=request.min_score is not None,
        min_score=request.min_score,
        unshown=request.new,
    )


def _wanted(filters: Wanted, cut: float | None, now: datetime) -> Wanted:
    """Add the cuts that nobody asked for, unless there is no `cut` to make."""
    if cut is None:
        return filters
    min_score = cut if filters.min_score is None else filters.min_score
    return replace(filters, scored=True, min_score=min_score, seen_since=now - SEEN_WITHIN, once=True)


def _complete_index(engine: database.Engine, progress: Callable[[str], None]) -> None:
    with database.querying(engine) as connection:
        pending = words.count_pending(connection)
    if not pending:
        return
    if pending >= _LONG_TO_INDEX:
        progress(f"Indexing the words of {pending:,} posts, which happens once.")
    with database.writing(engine) as session:
        words.index_pending(session)
        session.commit()


def _left_out(counts: Mapping[Cause | None, int], listed_posts: int) -> dict[Cause, int]:
    beyond = {Cause.BEYOND_THE_LIMIT: counts.get(None, 0) - listed_posts}
    return {cause: counts.get(cause, 0) for cause in Cause} | beyond
