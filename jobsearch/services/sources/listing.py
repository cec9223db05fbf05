"""The sources, what they have brought, and what is wrong with them."""

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
    """A source that is followed.

    Attributes:
        source: its name, as in `--source`.
        source_name: as the board asks to be named.
        company: whose board it is, "" for unknown or many.
        covers: what one finds there.
        terms: what it asks of those who show its posts.
        home: its web address, "" for a feed's, which is its name.
        last_asked: when it was last asked, None for never.
        last_answer: when it last answered well.
        posts: how many of its posts are stored.
        new: how many of them came in the last seven days.
        wanted: how many of those the model would recommend, None without a model, and where the source
            has not answered in those days: what it would have brought is unknown.
        next_due: from when on it is asked again.
        problem: what is wrong with it, "" for nothing.

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
    """Return the sources that are followed, by name; raises InstanceError's subclasses."""
    now, engine = datetime.now(UTC), cache.open_store(settings)
    with reading(engine) as session:
        is_new = not sources.any_ever(session)
    if is_new:  # a store that cannot be written can still say what is followed
        with writing(engine) as session:
            begin(session, settings, now)
            session.commit()
    with reading(engine) as session:
        followed = begin(session, settings, now)
        model = scores.current_model(session)
        counted = sources.posts_by_source(session, now - LATELY, model.cut if model else None)
        for one in followed:
            if BOARDS[one.board].holds == "news":  # whose posts are those of other boards
                counted[one.board, one.account] = sources.brought(session, one.name, now - LATELY)
    trained = model is not None
    return [
        state(one, BOARDS[one.board], counted.get((one.board, one.account), Posts()), now, trained=trained)
        for one in followed
    ]


def unanswered(settings: Settings, cache: NoCache = UNCACHED) -> tuple[Trouble, ...]:
    """Return the followed sources that did not answer when they were last asked, and why.

    Raises InstanceError's subclasses.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        return silent(followed_sources(connection))


def is_trained(settings: Settings, cache: NoCache = UNCACHED) -> bool:
    """Tell whether there is a model to judge posts by; raises InstanceError's subclasses."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return scores.current_model(connection) is not None


def stopped(settings: Settings, cache: NoCache = UNCACHED) -> list[str]:
    """Return the names of the sources that were followed once, sorted; raises InstanceError's subclasses."""
    with reading(cache.open_store(settings)) as session:
        return sorted(removed_sources(session))


def state(one: FollowedSource, board: Board, posts: Posts, now: datetime, *, trained: bool) -> SourceState:
    """Return how a followed source stands."""
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
    """Tell whether a source has answered in the days of which new posts are counted."""
    return one.answered_at is not None and one.answered_at >= now - LATELY
