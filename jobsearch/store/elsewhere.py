"""Queries for other posts for the same job or by the same employer. This module does not use the ORM."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from jobsearch.domain.posting import format_key
from jobsearch.store.tables import APPLIED, APPLIED_POSTS, POSTS, REPOSTS, applied_of
from jobsearch.text.folding import fold

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


def also_at(reader: "Reader", ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return, by post ID, the keys of posts for the same job on other boards, open posts first."""
    given = func.json_each(json.dumps(list(ids))).table_valued("value")
    own, others, there = REPOSTS.alias(), REPOSTS.alias(), POSTS.alias("there")
    query = (
        select(POSTS.c.id, there.c.source, there.c.external_id)
        .join(own, own.c.job_post_id == POSTS.c.id)
        .join(others, others.c.first_id == own.c.first_id)
        .join(there, there.c.id == others.c.job_post_id)
        .where(POSTS.c.id.in_(select(given.c.value)), there.c.source != POSTS.c.source)
        .order_by(POSTS.c.id, there.c.closed_at.is_not(None), there.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for id_, source, external_id in reader.execute(query):
        found[id_] = (*found.get(id_, ()), format_key(source, external_id))
    return found


def applied_here(reader: "Reader", posts: Iterable[Any]) -> dict[int, datetime]:
    """Return, by post ID, the time of the last application for another job at the same employer."""
    company = func.coalesce(APPLIED_POSTS.c.company, POSTS.c.company, "")
    query = (
        select(APPLIED.c.source, APPLIED.c.external_id, company, APPLIED.c.applied_at)
        .outerjoin(APPLIED_POSTS, applied_of(APPLIED_POSTS))
        .outerjoin(POSTS, applied_of(POSTS))
    )
    employers: dict[str, list[tuple[datetime, tuple[str, str]]]] = {}
    for source, external_id, name, applied_at in reader.execute(query):
        if name:
            employers.setdefault(fold(name), []).append((applied_at, (source, external_id)))
    found = {}
    for post in posts if employers else ():
        others = [
            at for at, key in employers.get(fold(post.company), ()) if key != (post.source, post.external_id)
        ]
        if others:
            found[post.id] = max(others)
    return found
