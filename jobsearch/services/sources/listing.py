"""List the followed sources with their results and problems."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jobsearch.boards.board import Board
from jobsearch.boards.registry import BOARDS
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.feed.due import next_due
from jobsearch.services.feed.trouble import Trouble, silent
from jobsearch.services.sources.followed import begin
from jobsearch.settings import Settings
from jobsearch.store import scores, sources
from jobsearch.store.company_links import removed_sources
from jobsearch.store.counts import followed_sources
from jobsearch.store.models import FollowedSource
from jobsearch.store.sources import Posts
from jobsearch.store.sqlite.engine import connect_readonly, reading, writing

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class SourceState:
    """A followed source.

    Attributes:
        source: its name, as in `--source`.
        source_name: the name required by the board's terms.
        company: the company of the board, or "" if it is unknown or there are several.
        covers: a description of its posts.
        terms: the terms for displaying its posts.
        home: its web address, or "" for a feed, whose name is its address.
        last_asked: the last request, or None if there was none.
        last_answer: the last successful response.
        posts: the number of its stored posts.
        new: the number of posts from the last seven days.
        wanted: the number of those that the model would recommend; None if there is no model or the source
            has not responded in those days.
        next_due: the earliest time of the next request.
        problem: the problem, or "" if there is none.

    """

    source: str
    source_name: str
    company: str
    covers: str
    terms: str
    home: str
    last_asked: datetime | None
    last_answer: datetime | None
    posts: int
    new: int
    wanted: int | None
    next_due: datetime
    problem: str


def list_sources(settings: Settings, cache: NoCache = UNCACHED) -> list[SourceState]:
    """Return the followed sources by name. Raises subclasses of InstanceError."""
    now, engine = datetime.now(UTC), cache.open_store(settings)
    with reading(engine) as session:
        is_new = not sources.any_ever(session)
    if is_new:  # only then, so that a read-only store can still be listed
        with writing(engine) as session:
            begin(session, settings, now)
            session.commit()
    with reading(engine) as session:
        followed = begin(session, settings, now)
        model = scores.current_model(session)
        counted = sources.posts_by_source(session, now - LATELY, model.cut if model else None)
        for one in followed:
            if BOARDS[one.board].holds == "news":  # its posts belong to other boards
                counted[one.board, one.account] = sources.brought(session, one.name, now - LATELY)
    trained = model is not None
    return [
        state(one, BOARDS[one.board], counted.get((one.board, one.account), Posts()), now, trained=trained)
        for one in followed
    ]


def unanswered(settings: Settings, cache: NoCache = UNCACHED) -> tuple[Trouble, ...]:
    """Return the followed sources that did not respond to the last request, with the reasons.

    Raises subclasses of InstanceError.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        return silent(followed_sources(connection))


def is_trained(settings: Settings, cache: NoCache = UNCACHED) -> bool:
    """Return whether there is a model to judge posts. Raises subclasses of InstanceError."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return scores.current_model(connection) is not None


def stopped(settings: Settings, cache: NoCache = UNCACHED) -> list[str]:
    """Return the names of sources that are no longer followed, sorted. Raises subclasses of InstanceError."""
    with reading(cache.open_store(settings)) as session:
        return sorted(removed_sources(session))


def state(one: FollowedSource, board: Board, posts: Posts, now: datetime, *, trained: bool) -> SourceState:
    """Return the state of a followed source."""
    return SourceState(
        source=one.name,
        source_name=one.title or board.display_name,
        company=one.company,
        covers=board.covers,
        terms=board.terms,
        home=board.home,
        last_asked=one.asked_at,
        last_answer=one.answered_at,
        posts=posts.stored,
        new=posts.new,
        wanted=posts.wanted if trained and (posts.new or _has_answered(one, now)) else None,
        next_due=next_due(one, board, now),
        problem=one.problem,
    )


def _has_answered(one: FollowedSource, now: datetime) -> bool:
    """Return whether a source has responded within the days for which new posts are counted."""
    return one.answered_at is not None and one.answered_at >= now - LATELY
