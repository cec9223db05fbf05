"""Queries for posts that may link to company boards."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobsearch.store.models import FollowedSource, JobPost, Label, Score
from jobsearch.store.tables import POSTS, label_of


class Linking(NamedTuple):
    """The parts of a post that may lead to its company's board; `raw` is compressed JSON."""

    board: str
    company: str
    url: str
    apply_url: str
    raw: bytes


def linking(session: Session, cut: float | None, limit: int) -> list[Linking]:
    """Return the posts labeled yes and those with a score of at least `cut`, best first."""
    reached = Score.score >= (2 if cut is None else cut)
    query = (
        select(JobPost.source, JobPost.company, JobPost.url, JobPost.apply_url, JobPost.raw)
        .outerjoin(Label, label_of(POSTS))
        .outerjoin(Score, Score.job_post_id == JobPost.id)
        .where(or_(Label.label == "yes", Label.label.is_(None) & reached))
        .order_by(Label.label.is_(None), Score.score.desc(), JobPost.id)
        .limit(limit)
    )
    return [Linking(*row) for row in session.execute(query)]


def removed_sources(session: Session) -> set[str]:
    """Return the names of formerly followed sources."""
    return set(session.scalars(select(FollowedSource.name).where(FollowedSource.removed_at.is_not(None))))
