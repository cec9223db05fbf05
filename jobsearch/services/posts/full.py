"""A single post in full."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import PostUnknown
from jobsearch.facts import Facts
from jobsearch.facts.reading import read_facts
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts import facts
from jobsearch.services.posts.listed import listed, pay_fields, stated_by, workplace
from jobsearch.services.posts.meant import meant
from jobsearch.services.posts.stated import by_board, countries_of, differing, standing, stated
from jobsearch.settings import Settings
from jobsearch.store import labels, posts, scores
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite.engine import Session, reading
from jobsearch.store.types import unpacked

if TYPE_CHECKING:
    from jobsearch.services.posts.stated import Stated
    from jobsearch.text.html import Span


@dataclass(frozen=True)
class PostInFull:
    """A post with its text, the user's answer ("" if there is none), and the other posts for the job.

    `emphasis` contains the parts of the description emphasized by its author. `stated` contains all stated
    facts if requested; otherwise the countries and time zones, if the post and the board disagree.
    `countries` maps a number of countries in these facts, such as "58 countries", to their names.
    """

    post: ListedPost
    description: str
    emphasis: "tuple[Span, ...]"
    trap_word: str
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: tuple[str, ...]
    stated: "tuple[Stated, ...]" = ()
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def show(settings: Settings, key: str, cache: NoCache = UNCACHED) -> PostInFull:
    """Return the post with the given key.

    Raises KeyMalformed, PostUnknown, or subclasses of InstanceError.
    """
    with reading(cache.open_store(settings)) as session:
        post = _stored(session, key)
        shown, read, fields = _in_full(session, post), _facts(session, post), by_board(post)
        countries = countries_of(read, post)
    pay = pay_fields(asdict(read.pay)) if read.pay and read.pay.is_stated else {}
    place = workplace(post.workplace, _answers(read))
    said = (*stated(read), *fields, *standing(read))
    return replace(shown, post=replace(shown.post, workplace=place, **pay), stated=said, countries=countries)


def given(shown: PostInFull) -> str:
    """Return the user's answer to a post, or "" if there is none; "applied" takes precedence over yes."""
    return "applied" if shown.label == "yes" and shown.applied_at is not None else shown.label


def _answers(read: Facts) -> dict[str, str]:
    """Return whether a post is remote, hybrid, or on-site, as a dictionary with these keys."""
    return {name: str(getattr(read, name).answer) for name in ("remote", "hybrid", "on_site")}


def _facts(session: Session, post: JobPost) -> Facts:
    return facts.of_posts(session, [post.id]).get(post.id) or read_facts(post)


def in_full(session: Session, key: str) -> PostInFull:
    """Return everything known about the post with the given key. Raises KeyMalformed or PostUnknown."""
    post = _stored(session, key)
    read = facts.of_posts(session, [post.id]).get(post.id)
    return replace(_in_full(session, post), stated=differing(read, post) if read else ())


def _stored(session: Session, key: str) -> JobPost:
    source, external_id = parse_key(key)
    post = posts.get(session, source, external_id)
    if post is None:
        raise PostUnknown(key=format_key(source, external_id))
    return post


def _in_full(session: Session, post: JobPost) -> PostInFull:
    opinion = scores.get_score(session, post.id)
    label = labels.get(session, post.source, post.external_id)
    return PostInFull(
        post=listed(
            post,
            opinion.score if opinion else None,
            meant(session, {post.id: opinion.reasons})[post.id] if opinion else [],
            stated=stated_by(session, [post]).get(post.id),
        ),
        description=post.description,
        emphasis=_emphasis(post),
        trap_word=post.trap_word,
        label=label.label if label else "",
        labeled_at=label.labeled_at if label else None,
        applied_at=label.applied_at if label else None,
        same_job=tuple(
            format_key(other.source, other.external_id) for other in posts.same_job(session, post)
        ),
    )


def _emphasis(post: JobPost) -> "tuple[Span, ...]":
    from jobsearch.text.html import emphasised  # noqa: PLC0415 - reads HTML, which a list does not need

    try:
        raw = json.loads(unpacked(post.raw))
    except (ValueError, RecursionError):  # damaged data, so nothing is emphasized
        return ()
    html = raw.get("description") if isinstance(raw, dict) else None
    return emphasised(html, post.description) if isinstance(html, str) else ()
