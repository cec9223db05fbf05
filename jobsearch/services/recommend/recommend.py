"""Recommend open posts, best first, using the scores stored by `train` and `fetch-new`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.posting import parse_key
from jobsearch.domain.query import Cause, Query
from jobsearch.domain.wish import StatedWish, stated
from jobsearch.errors import NoPosts, NotTrained
from jobsearch.learning.versions import why_outdated
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts.listed import listed, stated_by
from jobsearch.services.posts.meant import with_meant
from jobsearch.services.recommend.left_out import LeftOut
from jobsearch.services.recommend.left_out import doubts as doubtful
from jobsearch.services.recommend.left_out import left_out as explain
from jobsearch.services.recommend.prepare import complete_facts, complete_index
from jobsearch.settings import Settings
from jobsearch.store import open_posts, scores, wishes
from jobsearch.store.open_posts import Found
from jobsearch.store.sqlite.engine import Connection, Row, connect_readonly, writing

SEEN_WITHIN = timedelta(days=30)
_CHANGED = "your labels have changed since the model was trained"
_SAID_ANEW = "your description has changed since the model was trained"


@dataclass(frozen=True)
class Recommendations:
    """The recommended posts, best first; together with the excluded posts, they add up to `open_posts`.

    Attributes:
        posts: the recommended posts.
        left_out: the number of excluded posts by cause; a post with several causes counts under the first.
        asked_for: the causes of filters requested explicitly; the others apply unless everything is
            requested.
        open_posts: the number of posts that have neither a yes or no nor an application.
        trained: whether there is a model.
        outdated: the reason to train the model again, or "" if there is none; the scores remain usable.
        rests_on: the basis of the order in a few words if the basis includes a wish, otherwise "".
        explained: the excluded posts, by cause and then best first, if requested.
        query: the query.

    """

    posts: tuple[ListedPost, ...]
    left_out: Mapping[Cause, int]
    asked_for: frozenset[Cause]
    open_posts: int
    trained: bool
    outdated: str
    rests_on: str = ""
    explained: tuple[LeftOut, ...] = ()
    query: Query = field(default_factory=Query)

    @property
    def everything(self) -> bool:
        """Whether all open posts were requested."""
        return self.query.everything

    @property
    def like(self) -> bool:
        """Whether the order and scores are based on similarity to a wish rather than on a model."""
        return bool(self.query.like) or (bool(self.rests_on) and not self.trained)


def recommend(
    settings: Settings,
    query: Query,
    progress: Callable[[str], None] = lambda _step: None,
    cache: NoCache = UNCACHED,
) -> Recommendations:
    """Return the requested posts; `progress` is called with a sentence about each slow step.

    Raises subclasses of InstanceError, and NotTrained unless all posts are requested or similarity determines
    the order.
    """
    query = replace(query, scored=query.min_score is not None)
    engine = cache.open_store(settings)
    if query.of_words:
        complete_index(engine, progress)
    if query.of_facts:
        complete_facts(engine, progress)
    with connect_readonly(engine) as connection:
        if not scores.any_post(connection):
            raise NoPosts(instance=settings.instance)
        model, kept, wish, cut, wanted = basis(connection, query)
        if wish:
            from jobsearch.services.recommend.similar import most_alike  # noqa: PLC0415 - only likeness takes it

            counts, found, beyond = most_alike(settings, cache, connection, wanted, wish)
        else:
            counts = cache.cached(
                settings,
                ("tally", replace(query, limit=None, offset=0), cut),
                lambda: open_posts.tally(connection, wanted),
            )
            found, beyond = _found(connection, wanted)
        found = with_meant(connection, found)
        doubts = doubtful(connection, [post for post, _score, _reasons in found], query)
        statements = stated_by(connection, (post for post, _score, _reasons in found))
        explained = explain(connection, wanted, beyond) if query.explain else ()
        digest = cache.cached(settings, "labels digest", lambda: scores.labels_digest(connection))
        changed = model is not None and model.labels_digest != digest
        said_anew = model is not None and model.wish_digest != wishes.digest(kept)
    return Recommendations(
        posts=tuple(
            listed(post, score, reasons, doubts.get(post.id, ()), statements.get(post.id))
            for post, score, reasons in found
        ),
        left_out=_left_out(counts, len(found)),
        asked_for=_asked_for(query),
        open_posts=sum(counts.values()),
        trained=model is not None,
        outdated=_SAID_ANEW if said_anew else _CHANGED if changed else _outdated(model),
        rests_on=_rests_on(model, query, wish),
        explained=explained,
        query=query,
    )


class Basis(NamedTuple):
    """The basis of a list: the model, the saved wish, the ranking wish, the threshold, and the full query."""

    model: Row[Any] | None
    kept: StatedWish
    wish: StatedWish
    cut: float | None
    wanted: Query


def basis(connection: Connection, query: Query) -> Basis:
    """Return the basis of a list.

    Raises NotTrained unless all posts are requested or similarity determines the order.
    """
    model = scores.current_model(connection)
    kept = wishes.kept(connection).stated
    wish = stated(query.like) if query.like else kept if model is None else StatedWish()
    if model is None and not query.everything and not wish:
        raise NotTrained
    cut = None if model is None or wish else model.cut
    wanted = query if query.everything else _with_cuts(query, cut, datetime.now(UTC))
    return Basis(model, kept, wish, cut, wanted)


def _outdated(model: Row[Any] | None) -> str:
    return why_outdated(model.versions) if model else ""


def _rests_on(model: Row[Any] | None, query: Query, wish: StatedWish) -> str:
    if query.like:
        return "your --like text"
    if wish:
        return "your description alone, because there is no model yet"
    if model is None:
        return ""
    if (share := scores.wish_share(model.metrics)) is None:
        return ""  # only answers, the usual case
    answers = f"your {model.yes + model.no:,} answers"
    return (
        f"your description ({share:.0%}) and {answers} ({1 - share:.0%})"
        if share < 1
        else "your description alone"
    )


def mark_shown(settings: Settings, posts: Iterable[ListedPost]) -> None:
    """Record that these posts were shown, so that requests for new posts omit them later."""
    mark_keys_shown(settings, [post.key for post in posts])


def mark_keys_shown(settings: Settings, keys: Iterable[str], cache: NoCache = UNCACHED) -> None:
    """Record that the posts with these keys were shown, ignoring unknown keys. Raises KeyMalformed."""
    from jobsearch.store import posts as stored_posts  # noqa: PLC0415 - the ORM is heavy, and most lists do without

    with writing(cache.open_store(settings)) as session:
        stored_posts.mark_shown(session, [parse_key(key) for key in keys], datetime.now(UTC))
        session.commit()


def _with_cuts(query: Query, cut: float | None, now: datetime) -> Query:
    """Add the default filters to a query; if `cut` is None, no minimum score is required."""
    wanted = replace(query, seen_since=now - SEEN_WITHIN, once=True)
    if cut is None:
        return wanted
    return replace(wanted, scored=True, min_score=cut if query.min_score is None else query.min_score)


def _found(connection: Connection, query: Query) -> tuple[list[Found], list[Found]]:
    """Return the requested part of the list, and all other posts if an explanation is requested."""
    limit, offset = query.limit, query.offset
    if query.explain:
        found = open_posts.best(connection, query)
        end = len(found) if limit is None else offset + limit
        return found[offset:end], found[:offset] + found[end:]
    return open_posts.best(connection, query, limit, offset), []


def _asked_for(query: Query) -> frozenset[Cause]:
    return open_posts.causes(query) | ({Cause.BEYOND_THE_LIMIT} if query.limit_asked else set())


def _left_out(counts: Mapping[Cause | None, int], listed_posts: int) -> dict[Cause, int]:
    beyond = {Cause.BEYOND_THE_LIMIT: counts.get(None, 0) - listed_posts}
    return {cause: counts.get(cause, 0) for cause in Cause} | beyond
