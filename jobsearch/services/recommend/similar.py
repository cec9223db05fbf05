"""Posts in the order of their likeness to a wish."""

from typing import TYPE_CHECKING

from jobsearch.domain.query import Query
from jobsearch.domain.wish import StatedWish
from jobsearch.services.cache import NoCache
from jobsearch.store import open_posts, scores
from jobsearch.store.open_posts import Found
from jobsearch.store.sqlite.engine import Connection, Engine, connect_readonly, reading

if TYPE_CHECKING:
    from jobsearch.learning.similarity import ReadPosts


def most_alike(
    cache: NoCache,
    engine: Engine,
    connection: Connection,
    query: Query,
    wish: StatedWish,
) -> tuple[list[Found], list[Found]]:
    """Return the part of the wanted posts that is asked for, the most alike first, and to explain all others.

    The scores are the likeness, with reasons for those asked for. A server remembers what it read of the
    posts until others are stored. Raises WishUnknown.
    """
    ids = open_posts.ids(connection, query)
    with connect_readonly(engine) as now:
        state = scores.posts_state(now)
    places, posts = cache.newest("posts read", (engine, state), lambda: _read(engine))
    alike = posts.like(wish)
    ranked = sorted(ids, key=lambda id_: -alike.score(places[id_]))
    end = len(ranked) if query.limit is None else query.offset + query.limit
    shown = ranked[query.offset : end]
    others = ranked[: query.offset] + ranked[end:] if query.explain else []
    reasons = dict(zip(shown, alike.reasons([places[id_] for id_ in shown]), strict=True))
    rows = open_posts.of_ids(connection, shown + others)

    def found(id_: int) -> Found:
        return rows[id_], alike.score(places[id_]), [list(reason) for reason in reasons.get(id_, ())]

    return list(map(found, shown)), list(map(found, others))


def _read(engine: Engine) -> "tuple[dict[int, int], ReadPosts]":
    from jobsearch.learning.similarity import ReadPosts  # noqa: PLC0415 - heavy, and asked for by name
    from jobsearch.store import posts as stored_posts  # noqa: PLC0415 - same

    with reading(engine) as session:
        places = {id_: place for place, (id_, _posted_at) in enumerate(stored_posts.ids_and_dates(session))}
        return places, ReadPosts(stored_posts.everything(session))
