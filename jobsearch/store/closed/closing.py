"""Queries that close posts no longer listed by a board and reopen posts listed again."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from jobsearch.store.models import Fetch, JobPost
from jobsearch.store.tables import SAVED


def reopen(session: Session, board: str, external_ids: Collection[str]) -> int:
    """Reopen the given posts that are closed, and return how many there were."""
    shown = JobPost.external_id.in_(_listed(external_ids))
    closed = update(JobPost).where(JobPost.source == board, JobPost.closed_at.is_not(None), shown)
    return _count(session, closed.values(closed_at=None))


def close_missing(session: Session, board: str, account: str, shown: Collection[str], now: datetime) -> int:
    """Close the open posts on a company's board that are not in `shown`, and return how many there were."""
    missing = JobPost.external_id.not_in(_listed(shown))
    own = update(JobPost).where(JobPost.source == board, JobPost.account == account)
    return _count(session, own.where(JobPost.closed_at.is_(None), missing).values(closed_at=now))


def last_saved_was_empty(session: Session, source: str) -> bool:
    """Return whether the last response of a source was a saved file without posts."""
    query = select(Fetch).where(Fetch.source == source).order_by(Fetch.id.desc()).limit(1)
    last = session.scalars(query).one_or_none()
    return last is not None and last.origin.startswith(SAVED) and not (last.error or last.received)


def _listed(values: Collection[str]) -> Any:  # noqa: ANN401 - a Select of texts
    given = func.json_each(json.dumps(sorted(values))).table_valued("value")
    return select(given.c.value)


def _count(session: Session, statement: Any) -> int:  # noqa: ANN401 - an Update
    result: Any = session.execute(statement.execution_options(synchronize_session=False))
    return int(result.rowcount)
