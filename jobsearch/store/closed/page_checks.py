"""Queries for checks of posts' own pages."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from jobsearch.domain.posting import COMPANY_BOARDS, LEFT_ALONE
from jobsearch.store.models import JobPost, Label, PageCheck, Score
from jobsearch.store.tables import APPLIED, POSTS, applied_of, label_of


def get(session: Session, post: JobPost) -> PageCheck | None:
    """Return the last check of a post's page, or None if there is none."""
    return session.get(PageCheck, post.id)


def put(session: Session, post: JobPost, *, strikes: int, words: str, now: datetime) -> None:
    """Record a check of a post's page."""
    session.merge(PageCheck(job_post_id=post.id, checked_at=now, strikes=strikes, words=words))


def to_visit(
    session: Session, cut: float | None, *, unseen_since: datetime, unchecked_since: datetime, limit: int
) -> list[JobPost]:
    """Return wanted open posts that no board has listed recently, least recently checked first.

    A post is wanted if it has a yes, an application, or a score of at least `cut`. Companies' own boards are
    excluded because they report closed posts themselves; boards that forbid such checks are also excluded.
    Other posts are checked only after they disappear from their board's recent listings.
    """
    said = or_(Label.label == "yes", APPLIED.c.applied_at.is_not(None))
    matters = or_(said, Label.label.is_(None) & (Score.score >= (2 if cut is None else cut)))
    query = (
        select(JobPost)
        .outerjoin(Label, label_of(POSTS))
        .outerjoin(APPLIED, applied_of(POSTS))
        .outerjoin(Score, Score.job_post_id == JobPost.id)
        .outerjoin(PageCheck, PageCheck.job_post_id == JobPost.id)
        .where(matters, JobPost.closed_at.is_(None), JobPost.source.not_in(COMPANY_BOARDS | LEFT_ALONE))
        .where(JobPost.last_seen < unseen_since, JobPost.url != "")
        .where(or_(PageCheck.checked_at.is_(None), PageCheck.checked_at < unchecked_since))
        .order_by(PageCheck.checked_at, Score.score.desc(), JobPost.id)
        .limit(limit)
    )
    return list(session.scalars(query))
