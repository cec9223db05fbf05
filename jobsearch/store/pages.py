"""Queries about all posts, open or not, for pages and plots; without the ORM."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, or_, select

from jobsearch.store.open_posts import Found
from jobsearch.store.tables import FACTS, POSTS, REPOSTS, SCORES

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


class Place(NamedTuple):
    """Where a post stands among all: by when it was published, and then by its id."""

    posted_at: datetime
    id: int


def find(reader: "Reader", source: str, external_id: str) -> Place | None:
    """Return where a post stands, None when it is not stored."""
    own = and_(POSTS.c.source == source, POSTS.c.external_id == external_id)
    found = reader.execute(select(POSTS.c.posted_at, POSTS.c.id).where(own)).one_or_none()
    return Place(*found) if found else None


def page(reader: "Reader", limit: int, after: Place | None = None) -> list[Found]:
    """Return posts as (post, score, reasons), the newest first: those that follow `after`."""
    query = select(POSTS, SCORES.c.score, SCORES.c.reasons)
    query = query.outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    if after is not None:
        same_moment = and_(POSTS.c.posted_at == after.posted_at, POSTS.c.id < after.id)
        query = query.where(or_(POSTS.c.posted_at < after.posted_at, same_moment))
    query = query.order_by(POSTS.c.posted_at.desc(), POSTS.c.id.desc()).limit(limit)
    return [(row, row.score, row.reasons or []) for row in reader.execute(query)]


def moments(reader: "Reader", since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield posted_at and first_seen of every post of which either is at or after a moment."""
    query = select(POSTS.c.posted_at, POSTS.c.first_seen)
    for row in reader.execute(query.where(or_(POSTS.c.posted_at >= since, POSTS.c.first_seen >= since))):
        yield row.posted_at, row.first_seen


def stated_pay(reader: "Reader", rules_version: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the title of every job whose post states its pay, once, and that pay as its facts have it.

    A post whose facts were not read by these rules is passed over.
    """
    query = (
        select(POSTS.c.title, FACTS.c.facts["pay"].label("pay"))
        .join(FACTS, FACTS.c.job_post_id == POSTS.c.id)
        .outerjoin(REPOSTS, REPOSTS.c.job_post_id == POSTS.c.id)
        .where(or_(REPOSTS.c.first_id.is_(None), REPOSTS.c.first_id == POSTS.c.id))
        .where(FACTS.c.rules_version == rules_version, FACTS.c.pay_stated)
    )
    for row in reader.execute(query):
        yield row.title, row.pay
