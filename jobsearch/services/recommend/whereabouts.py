"""Determine whether and why a post is missing from a list, and which posts a given cause excludes.

A post may be identified by words in its title or by its web address.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jobsearch.boards.elsewhere.origins import without_tracking
from jobsearch.boards.reading import fields
from jobsearch.domain.listing import ListedPost
from jobsearch.domain.posting import parse_key
from jobsearch.domain.query import Cause, Query
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts.full import PostInFull, show
from jobsearch.services.posts.listed import listed
from jobsearch.services.posts.meant import with_meant
from jobsearch.services.recommend.left_out import LeftOut, left_out_alone, left_out_for
from jobsearch.services.recommend.prepare import complete_facts, complete_index
from jobsearch.services.recommend.recommend import basis
from jobsearch.settings import Settings
from jobsearch.store import labels, open_posts, posts
from jobsearch.store.sqlite.engine import Connection, connect_readonly, reading

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+([^\W\d_]{2,}|xn--[\w-]+)")
_LETTERS_OF_A_COUNTRY = 2
_NO_COUNTRIES = frozenset({"eu", "uk"})  # the domains of two letters in use that are not a country's code


@dataclass(frozen=True)
class Whereabouts:
    """A post and whether it is in a list.

    Attributes:
        shown: the post with its answer.
        is_open: whether lists can contain it: it has neither a yes or no nor an application.
        left_out: the reason for its exclusion; None if it is listed or not open.
        threshold: the lowest score that the list accepts, or None if no score is required.

    """

    shown: PostInFull
    is_open: bool
    left_out: LeftOut | None
    threshold: float | None = None


def whereabouts(settings: Settings, query: Query, key: str, cache: NoCache = UNCACHED) -> Whereabouts:
    """Return whether the post with the given key is listed, and why not if it is missing.

    Raises the errors of `show` and `recommend`.
    """
    shown = show(settings, key, cache)
    with _prepared(settings, query, cache) as connection:
        place = posts.find(connection, *parse_key(shown.post.key))
        if place is None or not open_posts.is_open(connection, place.id):
            return Whereabouts(shown, is_open=False, left_out=None)
        wanted = basis(connection, query).wanted
        left_out = left_out_alone(connection, wanted, place.id)
        return Whereabouts(shown, is_open=True, left_out=left_out, threshold=wanted.min_score)


def threshold(settings: Settings, query: Query, cache: NoCache = UNCACHED) -> float | None:
    """Return the lowest score that a list accepts, or None if no score is required.

    Raises the errors of `recommend`.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        return basis(connection, query).wanted.min_score


def left_out_by(
    settings: Settings, query: Query, cause: Cause, cache: NoCache = UNCACHED
) -> tuple[LeftOut, ...]:
    """Return the posts excluded for one cause, best first, within the limit and offset of `query`.

    Raises the errors of `recommend`.
    """
    with _prepared(settings, query, cache) as connection:
        wanted = basis(connection, query).wanted
        return left_out_for(connection, wanted, cause, query.limit or 0, query.offset)


def posts_with_words(
    settings: Settings, text: str, limit: int, cache: NoCache = UNCACHED
) -> tuple[ListedPost, ...]:
    """Return at most `limit` posts that contain all words of a text, whether open, closed, or answered.

    Posts with the words in their titles come first. Returns () for a text without words.
    """
    engine = cache.open_store(settings)
    complete_index(engine, lambda _step: None)
    with connect_readonly(engine) as connection:
        found = with_meant(connection, posts.with_words(connection, text, limit))
    return tuple(listed(post, score, reasons) for post, score, reasons in found)


def is_address(text: str) -> bool:
    """Return whether a text looks like a web address, with or without its scheme.

    Without a scheme, it needs a plausible domain, and either "www." or a slash: "a.example/jobs" is an
    address, but "Node.js/React" is not.
    """
    text = text.strip()
    if any(map(str.isspace, text)):
        return False
    if _SCHEME.match(text):
        return bool(fields.split(text).hostname)
    host = fields.split(f"https://{text}").hostname or ""
    return ("/" in text or host.startswith("www.")) and _has_domain(host.removeprefix("www."))


def _has_domain(host: str) -> bool:
    """Return whether a host ends in a domain: a country's, or a name of three or more letters."""
    from jobsearch.facts.places.gazetteer import is_country_code  # noqa: PLC0415 - its tables take 0.1 seconds

    found = _HOST.fullmatch(host)
    domain = found[1] if found else ""
    return len(domain) > _LETTERS_OF_A_COUNTRY or domain in _NO_COUNTRIES or is_country_code(domain.upper())


def posts_at_address(
    settings: Settings, address: str, limit: int, cache: NoCache = UNCACHED
) -> tuple[ListedPost, ...]:
    """Return at most `limit` posts with a web address, whether open, closed, or answered.

    Scheme, "www.", a last slash, and the fragment do not matter; tracking parameters count only if another
    address with the same ones is stored.
    """
    whole = address.strip() if _SCHEME.match(address.strip()) else f"https://{address.strip()}"
    plain = without_tracking(whole)
    with reading(cache.open_store(settings)) as session:
        there = labels.posts_at(session, [whole])[whole]
        there = there or labels.posts_at(session, [plain], without_tracking)[plain]
        places = [posts.find(session, *one.key) for one in there[:limit]]
        found = with_meant(session, posts.of_ids(session, [one.id for one in places if one]))
    return tuple(listed(post, score, reasons) for post, score, reasons in found)


@contextmanager
def _prepared(settings: Settings, query: Query, cache: NoCache) -> Iterator[Connection]:
    engine = cache.open_store(settings)
    if query.of_words:
        complete_index(engine, lambda _step: None)
    if query.of_facts:
        complete_facts(engine, lambda _step: None)
    with connect_readonly(engine) as connection:
        yield connection
