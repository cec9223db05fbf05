"""Where one post is: in a list, or why not; and the posts that are not for one cause."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jobsearch.domain.posting import parse_key
from jobsearch.domain.query import Cause, Query
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts.full import PostInFull, show
from jobsearch.services.recommend.left_out import LeftOut, left_out_alone, left_out_for
from jobsearch.services.recommend.prepare import complete_facts, complete_index
from jobsearch.services.recommend.recommend import basis
from jobsearch.settings import Settings
from jobsearch.store import open_posts, posts
from jobsearch.store.sqlite.engine import Connection, connect_readonly


@dataclass(frozen=True)
class Whereabouts:
    """A post and where it is.

    Attributes:
        shown: the post, with what was answered.
        is_open: whether it can be in a list at all: neither answered yes or no, nor its job applied to.
        left_out: why the list leaves it out; None for a post that is listed, or is not open.

    """

    shown: PostInFull
    is_open: bool
    left_out: LeftOut | None


def whereabouts(settings: Settings, query: Query, key: str, cache: NoCache = UNCACHED) -> Whereabouts:
    """Tell where the post with that key is; raises what `show` and `recommend` raise."""
    shown = show(settings, key, cache)
    with _prepared(settings, query, cache) as connection:
        place = posts.find(connection, *parse_key(shown.post.key))
        if place is None or not open_posts.is_open(connection, place.id):
            return Whereabouts(shown, is_open=False, left_out=None)
        left_out = left_out_alone(connection, basis(connection, query).wanted, place.id)
        return Whereabouts(shown, is_open=True, left_out=left_out)


def left_out_by(
    settings: Settings, query: Query, cause: Cause, cache: NoCache = UNCACHED
) -> tuple[LeftOut, ...]:
    """Return the part of the posts that one cause leaves out which `query` asks for by limit and offset.

    The best come first. Raises what `recommend` raises.
    """
    with _prepared(settings, query, cache) as connection:
        wanted = basis(connection, query).wanted
        return left_out_for(connection, wanted, cause, query.limit or 0, query.offset)


@contextmanager
def _prepared(settings: Settings, query: Query, cache: NoCache) -> Iterator[Connection]:
    engine = cache.open_store(settings)
    if query.of_words:
        complete_index(engine, lambda _step: None)
    if query.of_facts:
        complete_facts(engine, lambda _step: None)
    with connect_readonly(engine) as connection:
        yield connection
