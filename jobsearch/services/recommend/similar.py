"""Rank posts by similarity to a wish."""

from collections.abc import Mapping

from jobsearch.domain.query import Cause, Query
from jobsearch.domain.wish import StatedWish
from jobsearch.services.cache import NoCache
from jobsearch.services.reading.kept import read_posts, state_of_posts
from jobsearch.settings import Settings
from jobsearch.store import open_posts
from jobsearch.store.open_posts import Found
from jobsearch.store.sqlite.engine import Connection


def most_alike(
    settings: Settings,
    cache: NoCache,
    connection: Connection,
    query: Query,
    wish: StatedWish,
) -> tuple[Mapping[Cause | None, int], list[Found], list[Found]]:
    """Return the counts by cause, the requested part of the ranked posts, and the posts to explain.

    The counts are the same as from open_posts.tally. The scores are similarities, and only the requested
    posts have reasons. Preprocessed posts are cached in a file, and in memory by a server; only new or
    changed posts are processed. Raises WishUnknown.
    """
    engine = connection.engine
    by_cause = open_posts.ids_by_cause(connection, query)
    ids = by_cause[None]
    state = state_of_posts(engine)
    kept = cache.newest("posts read", (engine, state), lambda: read_posts(settings, engine, state))
    places, alike = kept.places, kept.posts.like(wish)
    likeness = alike.scores.tolist()
    ranked = sorted(ids, key=lambda id_: -likeness[places[id_]])
    end = len(ranked) if query.limit is None else query.offset + query.limit
    shown = ranked[query.offset : end]
    others = ranked[: query.offset] + ranked[end:] if query.explain else []
    reasons = dict(zip(shown, alike.reasons([places[id_] for id_ in shown]), strict=True))
    rows = open_posts.of_ids(connection, shown + others)

    def found(id_: int) -> Found:
        return rows[id_], likeness[places[id_]], [list(reason) for reason in reasons.get(id_, ())]

    counts = {cause: len(ids) for cause, ids in by_cause.items()}
    return counts, list(map(found, shown)), list(map(found, others))
