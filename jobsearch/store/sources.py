"""Queries for the followed sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from jobsearch.store.models import FollowedSource
from jobsearch.store.tables import FETCHES, POSTS, SCORES

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


@dataclass(frozen=True)
class Posts:
    """The number of stored posts, recent posts, and recent wanted posts from a source."""

    stored: int = 0
    new: int = 0
    wanted: int = 0


def followed(session: Session) -> list[FollowedSource]:
    """Return the followed sources by name."""
    query = select(FollowedSource).where(FollowedSource.removed_at.is_(None))
    return list(session.scalars(query.order_by(FollowedSource.name)))


def any_ever(session: Session) -> bool:
    """Return whether there has ever been a source, followed or removed."""
    return session.scalar(select(FollowedSource.name).limit(1)) is not None


def get(session: Session, name: str) -> FollowedSource | None:
    """Return a followed or removed source by name, or None if it was never added."""
    return session.get(FollowedSource, name)


def add(session: Session, board: str, account: str, now: datetime, *, company: str = "") -> FollowedSource:
    """Follow a source, even if it was removed before; `account` is "" if the board has none."""
    name = f"{board}:{account}" if account else board
    found = get(session, name) or FollowedSource(
        name=name,
        board=board,
        account=account,
        company="",
        title="",
        failures=0,
        empty_answers=0,
        problem="",
    )
    found.removed_at = None
    found.failures = found.empty_answers = 0
    found.problem = ""
    found.added_at = now
    found.company = company or found.company
    session.add(found)
    return found


def acknowledge(found: Iterable[FollowedSource], now: datetime) -> None:
    """Record that the user has been informed about these new boards."""
    for source in found:
        source.added_at = source.added_at or now


def posts_by_source(reader: "Reader", since: datetime, cut: float | None) -> dict[tuple[str, str], Posts]:
    """Return, by board and account, the number of stored, new, and wanted new posts (`cut` or above)."""
    lately = POSTS.c.first_seen >= since
    liked = and_(lately, SCORES.c.score >= (2 if cut is None else cut))
    joined = POSTS.outerjoin(SCORES, SCORES.c.job_post_id == POSTS.c.id)
    query = select(POSTS.c.source, POSTS.c.account, func.count(), _number(lately), _number(liked))
    rows = reader.execute(query.select_from(joined).group_by(POSTS.c.source, POSTS.c.account))
    return {(board, account): Posts(*map(int, numbers)) for board, account, *numbers in rows}


def brought(reader: "Reader", name: str, since: datetime) -> Posts:
    """Return the number of posts from other boards found through a source, in total and recently."""
    query = select(
        _number_of(FETCHES.c.new), _number_of(case((FETCHES.c.fetched_at >= since, FETCHES.c.new)))
    )
    stored, new = reader.execute(query.where(FETCHES.c.source == name)).one()
    return Posts(stored, new)


def _number_of(column: ColumnElement[int]) -> ColumnElement[int]:
    return func.coalesce(func.sum(column), 0)


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
