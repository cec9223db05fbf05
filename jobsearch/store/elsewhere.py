"""Where else the job of a post stands, without the ORM."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobsearch.domain.posting import format_key
from jobsearch.store.tables import POSTS, REPOSTS

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


def also_at(reader: "Reader", ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return, by id, the keys of the same job on other boards, those that are open first; none for most."""
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
