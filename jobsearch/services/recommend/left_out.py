"""Explain why posts are excluded, in their own words, and which filters are inconclusive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import Cause, Query
from jobsearch.services.posts.listed import listed, stated_by
from jobsearch.store import open_posts
from jobsearch.store.open_posts import Found
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Connection
from jobsearch.store.sqlite.fulltext import spelled

if TYPE_CHECKING:
    from jobsearch.facts import Facts

_OF_FACTS = {Cause.COUNTRY, Cause.PLACE, Cause.LANGUAGE, Cause.LOW_SALARY}


@dataclass(frozen=True)
class LeftOut:
    """An excluded post, the cause, and the words that led to its exclusion ("" if there are none)."""

    post: ListedPost
    cause: Cause
    words: str


def doubts(connection: Connection, posts: Sequence[Any], query: Query) -> Mapping[int, tuple[Cause, ...]]:
    """Return, for each post ID, the filters that the post's facts cannot decide."""
    if not query.of_facts:
        return {}
    from jobsearch.services.posts import facts  # noqa: PLC0415 - its tables are for those who ask for facts

    stated = facts.of_posts(connection, (post.id for post in posts))
    return {post.id: facts.unknown(stated.get(post.id), post.location, query) for post in posts}


def left_out(connection: Connection, query: Query, beyond: Iterable[Found]) -> tuple[LeftOut, ...]:
    """Return every open post that is not listed; `beyond` contains the posts excluded only by the limit."""
    further = [(post, score, Cause.BEYOND_THE_LIMIT) for post, score, _reasons in beyond]
    return _explained(connection, query, [*open_posts.left_out(connection, query), *further])


def left_out_for(
    connection: Connection, query: Query, cause: Cause, limit: int, offset: int
) -> tuple[LeftOut, ...]:
    """Return some of the posts excluded for a cause, best first."""
    return _explained(connection, query, open_posts.left_out_for(connection, query, cause, limit, offset))


def left_out_alone(connection: Connection, query: Query, id_: int) -> LeftOut | None:
    """Return why the post with the given ID is not listed, or None if it is listed or not open."""
    found = _explained(connection, query, open_posts.left_out(connection, query, [id_]))
    return next(iter(found), None)


def _explained(
    connection: Connection, query: Query, found: Sequence[open_posts.LeftOut]
) -> tuple[LeftOut, ...]:
    quotes = _quotes(connection, query, found)
    statements = stated_by(connection, (post for post, *_rest in found))
    return tuple(
        LeftOut(listed(post, score, (), stated=statements.get(post.id)), cause, quotes.get(post.id, ""))
        for post, score, cause in found
    )


def _quotes(connection: Connection, query: Query, found: Sequence[open_posts.LeftOut]) -> dict[int, str]:
    by_words = [post.id for post, _score, cause in found if cause is Cause.EXCLUDED_WORDS]
    quotes = fulltext.snippets(connection, open_posts.any_of(query.exclude), by_words) if by_words else {}
    quotes = {id_: spelled(quote) for id_, quote in quotes.items()}
    stated = _facts(connection, [post.id for post, _score, cause in found if cause in _OF_FACTS])
    for post, _score, cause in found:
        if cause in _OF_FACTS:
            quotes[post.id] = _fact(stated.get(post.id), post, cause, query)
        elif cause in {Cause.COMPANY, Cause.EXCLUDED_COMPANY}:
            quotes[post.id] = post.company
        elif cause is Cause.TAG:
            quotes[post.id] = ", ".join(post.tags)
    return quotes


def _facts(connection: Connection, ids: Sequence[int]) -> "dict[int, Facts]":
    if not ids:
        return {}
    from jobsearch.services.posts import facts  # noqa: PLC0415 - same

    return facts.of_posts(connection, ids)


def _fact(stated: "Facts | None", post: Any, cause: Cause, query: Query) -> str:  # noqa: ANN401 - a row of a post's columns
    from jobsearch.services.posts import facts  # noqa: PLC0415 - same

    return facts.words(stated, post, cause, query)
