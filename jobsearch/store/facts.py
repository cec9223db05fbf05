"""A cache of the facts stated in posts, filled by fetch-new and by queries for facts.

A post is `pending` until its facts have been extracted by the current rules; a changed post loses its facts.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from jobsearch.store.sqlite.functions import sound_json
from jobsearch.store.tables import FACTS, POSTS
from jobsearch.store.types import StatedPay

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.models import JobPost
    from jobsearch.store.tables import Reader

_WORKPLACES = ("remote", "hybrid", "on_site")
_AT_ONCE = 500  # SQLite limits the number of values in a statement


def count_pending(reader: "Reader", rules_version: int) -> int:
    """Return the number of posts without facts extracted by these rules."""
    stored = select(func.count()).select_from(POSTS).scalar_subquery()
    read = select(func.count()).select_from(FACTS).where(FACTS.c.rules_version == rules_version)
    return reader.scalar(select(stored - read.scalar_subquery())) or 0


def pending(session: "Session", rules_version: int, below: int | None, limit: int) -> "list[JobPost]":
    """Return posts with text but without facts from these rules, last stored first.

    Only posts with ids below `below`, if given, are returned.
    """
    from sqlalchemy.orm import undefer_group  # noqa: PLC0415 - the ORM is heavy, and most lists do without

    from jobsearch.store.models import JobPost, PostFacts  # noqa: PLC0415 - same

    read = select(PostFacts.job_post_id).where(PostFacts.rules_version == rules_version)
    query = select(JobPost).options(undefer_group("text")).where(JobPost.id.not_in(read))
    if below is not None:
        query = query.where(JobPost.id < below)
    return list(session.scalars(query.order_by(JobPost.id.desc()).limit(limit)))


def put(session: "Session", rows: Sequence[Mapping[str, Any]], hashes: Mapping[int, str]) -> None:
    """Store facts as rows of PostFacts, except for posts whose content no longer matches `hashes`."""
    from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415 - same

    from jobsearch.store.models import JobPost, PostFacts  # noqa: PLC0415 - same

    query = select(JobPost.id, JobPost.content_hash).where(JobPost.id.in_(list(hashes)))
    same = {id_ for id_, content_hash in session.execute(query) if hashes[id_] == content_hash}
    if current := [row for row in rows if row["job_post_id"] in same]:
        statement = insert(PostFacts)
        values = {name: statement.excluded[name] for name in current[0] if name != "job_post_id"}
        again = statement.on_conflict_do_update(index_elements=["job_post_id"], set_=values)
        session.execute(again, current)


def of(reader: "Reader", ids: Iterable[int], rules_version: int) -> dict[int, dict[str, Any]]:
    """Return the facts of these posts by id, as returned by facts.Facts.to_json; pending posts have none."""
    query = select(FACTS.c.job_post_id, FACTS.c.facts).where(FACTS.c.rules_version == rules_version)
    return _by_id(reader, query, ids)


def with_stated_pay(reader: "Reader", rules_version: int) -> set[int]:
    """Return the IDs of the posts whose facts, extracted by these rules, include stated pay."""
    query = select(FACTS.c.job_post_id).where(FACTS.c.rules_version == rules_version, FACTS.c.pay_stated)
    return set(reader.scalars(query))


def stated(reader: "Reader", ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the values that these posts state, by post ID.

    The values are `pay`, in the format of the facts or None, and the answers for `remote`, `hybrid`, and
    `on_site`. For posts that have not been processed again yet, the values come from earlier rules, which is
    better than nothing.
    """
    facts = sound_json(FACTS.c.facts)
    pay = pay_of(facts).label("pay")
    answers = [func.json_extract(facts, f"$.{name}.answer").label(name) for name in _WORKPLACES]
    query = select(FACTS.c.job_post_id, FACTS.c.pay_stated, pay, *answers)
    found = _rows_by_id(reader, query, ids)
    return {
        id_: {"pay": row.pay if row.pay_stated and row.pay and row.pay["words"] else None}
        | {name: getattr(row, name) for name in _WORKPLACES}
        for id_, row in found.items()
    }


def pay_of(facts: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return an expression for the pay in JSON facts checked by sound_json(); NULL if there is none."""
    return func.json_extract(facts, "$.pay", type_=StatedPay(optional=True))


def _by_id(reader: "Reader", query: Select[Any], ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    return {id_: row.facts for id_, row in _rows_by_id(reader, query, ids).items()}


def _rows_by_id(reader: "Reader", query: Select[Any], ids: Iterable[int]) -> dict[int, Row[Any]]:
    wanted = list(ids)
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        batch = FACTS.c.job_post_id.in_(wanted[start : start + _AT_ONCE])
        found |= {row[0]: row for row in reader.execute(query.where(batch))}
    return found
