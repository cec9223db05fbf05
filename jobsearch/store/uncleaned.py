"""Queries for posts cleaned by earlier rules, which an upgrade marks for fetch-new to clean again."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, undefer_group

from jobsearch.store import posts as stored_posts
from jobsearch.store.models import JobPost, Uncleaned
from jobsearch.store.sqlite import fulltext


def pending(session: Session, limit: int) -> list[JobPost]:
    """Return posts to be cleaned again, with their texts and raw JSON, last stored first."""
    query = select(JobPost).join(Uncleaned, Uncleaned.job_post_id == JobPost.id)
    query = query.options(undefer_group("text"), undefer_group("raw"))
    return list(session.scalars(query.order_by(JobPost.id.desc()).limit(limit)))


def put(session: Session, texts: Mapping[int, Mapping[str, Any]], posts: Sequence[JobPost]) -> None:
    """Store the changed texts of `posts`, and remove the marks from all of these posts.

    A post that was stored again after it was read keeps its newer text.
    """
    same = _unchanged(session, posts)
    rows = [{"id": id_, **fields} for id_, fields in texts.items() if id_ in same]
    ids = [row["id"] for row in rows]
    fulltext.forget(session, ids)
    if rows:
        session.execute(update(JobPost), rows)
    fulltext.index(session, ids)
    stored_posts.outdate(session, ids)
    session.execute(delete(Uncleaned).where(Uncleaned.job_post_id.in_([post.id for post in posts])))


def _unchanged(session: Session, posts: Iterable[JobPost]) -> set[int]:
    hashes = {post.id: post.content_hash for post in posts}
    query = select(JobPost.id, JobPost.content_hash).where(JobPost.id.in_(hashes))
    return {id_ for id_, content_hash in session.execute(query) if hashes[id_] == content_hash}
