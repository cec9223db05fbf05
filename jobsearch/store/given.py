"""Queries for the user's answers, newest first, each with the title of its post."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, literal_column, select

from jobsearch.domain.answers import LabelChoice, StoredLabel
from jobsearch.store.tables import (
    APPLIED,
    APPLIED_POSTS,
    LABELS,
    POSTS,
    applied_of,
    is_answer,
    label_of,
    same_key,
)

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_HAS_APPLIED = APPLIED.c.applied_at.is_not(None)
_IS: Mapping[LabelChoice, ColumnElement[bool]] = {
    "yes": and_(LABELS.c.label == "yes", ~_HAS_APPLIED),
    "no": LABELS.c.label == "no",
    "unsure": LABELS.c.label == "unsure",
    "applied": and_(LABELS.c.label == "yes", _HAS_APPLIED),
}


class AnswerRow(NamedTuple):
    """An answer as stored; unknown values about the post are "" or None."""

    source: str
    external_id: str
    label: StoredLabel
    labeled_at: datetime
    asked: str
    expected: float | None
    applied_at: datetime | None
    title: str
    company: str
    url: str
    site: str
    last_seen: datetime | None
    closed_at: datetime | None


def answers(
    reader: "Reader",
    given: LabelChoice | None = None,
    limit: int | None = None,
    offset: int = 0,
    *,
    only_open: bool = False,
) -> list[AnswerRow]:
    """Return answers, newest first, optionally of one kind or to posts not known to be closed."""
    conditions = [is_answer()]
    if given is not None:
        conditions.append(_IS[given])
    if only_open:
        conditions.append(and_(POSTS.c.last_seen.is_not(None), POSTS.c.closed_at.is_(None)))
    return _newest_first(reader, and_(*conditions), limit, offset)


def newest(reader: "Reader", until: datetime) -> AnswerRow | None:
    """Return the newest answer up to a given time; later answers can exist if the clock was set back."""
    return next(iter(_newest_first(reader, and_(is_answer(), LABELS.c.labeled_at <= until), 1, 0)), None)


def _newest_first(
    reader: "Reader", condition: ColumnElement[bool], limit: int | None, offset: int
) -> list[AnswerRow]:
    kept = APPLIED_POSTS.c
    columns = (
        *(LABELS.c.source, LABELS.c.external_id, LABELS.c.label, LABELS.c.labeled_at),
        *(LABELS.c.asked, LABELS.c.score_before, APPLIED.c.applied_at),
        func.coalesce(POSTS.c.title, kept.title, ""),
        func.coalesce(POSTS.c.company, kept.company, ""),
        func.coalesce(POSTS.c.url, kept.url, ""),
        func.coalesce(POSTS.c.site, ""),
        *(POSTS.c.last_seen, POSTS.c.closed_at),
    )
    joined = (
        LABELS.outerjoin(POSTS, label_of(POSTS))
        .outerjoin(APPLIED, applied_of(LABELS))
        .outerjoin(APPLIED_POSTS, same_key(APPLIED_POSTS, LABELS))
    )
    query = select(*columns).select_from(joined).where(condition)
    latest = query.order_by(LABELS.c.labeled_at.desc(), literal_column("labels.rowid").desc())
    return [AnswerRow._make(row) for row in reader.execute(latest.limit(limit).offset(offset))]


def count_answers(reader: "Reader") -> dict[LabelChoice, int]:
    """Return the number of answers of each kind."""
    kind = case(*((condition, name) for name, condition in _IS.items()))
    joined = LABELS.outerjoin(APPLIED, applied_of(LABELS))
    query = select(kind, func.count()).select_from(joined).where(is_answer()).group_by(kind)
    found: dict[str, int] = {row[0]: row[1] for row in reader.execute(query)}
    return {name: found.get(name, 0) for name in _IS}
