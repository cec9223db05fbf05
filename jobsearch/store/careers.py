"""Queries for career models and their training data."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.store.models import CareerModel, Experience, JobPost, Repost

_AT_ONCE = 500
_TEXTS_AT_ONCE = 10


@dataclass(frozen=True)
class Described:
    """The description of a job in a post."""

    title: str
    text: str
    company: str
    location: str
    posted_at: datetime


def titles_of_posts(session: Session) -> Iterator[tuple[int, str, int]]:
    """Yield the id, title, and year of every job once, ordered by id."""
    query = (
        select(JobPost.id, JobPost.title, JobPost.posted_at)
        .outerjoin(Repost, Repost.job_post_id == JobPost.id)
        .where(or_(Repost.first_id.is_(None), Repost.first_id == JobPost.id))
        .order_by(JobPost.id)
    )
    for number, title, posted_at in session.execute(query):
        yield number, title, posted_at.year


def posts(session: Session) -> Iterator[Described]:
    """Yield every job once, newest post first; posts published at the same time are ordered by key."""
    query = (
        select(JobPost.title, JobPost.description, JobPost.company, JobPost.location, JobPost.posted_at)
        .outerjoin(Repost, Repost.job_post_id == JobPost.id)
        .where(or_(Repost.first_id.is_(None), Repost.first_id == JobPost.id))
        .order_by(JobPost.posted_at.desc(), JobPost.source, JobPost.external_id)
    )
    for row in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Described(*row)


def add_model(session: Session, model: CareerModel) -> None:
    """Make `model` the current model."""
    session.add(model)


def add_experience(session: Session, text: str, title: str, now: datetime) -> bool:
    """Save a work experience entry with its title; return False if it was already stored."""
    content_hash = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    row = {"content_hash": content_hash, "title": title, "text": text, "added_at": now}
    added = session.scalars(insert(Experience).on_conflict_do_nothing().returning(Experience.id), [row])
    return added.first() is not None


def experiences(session: Session) -> list[Experience]:
    """Return all work experience entries, newest first."""
    return list(newest_experiences(session))


def newest_experiences(session: Session, before: int | None = None) -> Iterator[Experience]:
    """Yield the entries with numbers below `before`, newest first, reading no more than necessary."""
    query = select(Experience).order_by(Experience.id.desc())
    if before is not None:
        query = query.where(Experience.id < before)
    yield from session.scalars(query.execution_options(yield_per=_TEXTS_AT_ONCE))


def titles_of(session: Session, text: str) -> list[str]:
    """Return the titles stored for exactly this text."""
    return list(session.scalars(select(Experience.title).where(Experience.text == text)))


def remove_experience(session: Session, number: int) -> bool:
    """Delete the work experience entry with the given number; return False if there is none."""
    found = session.get(Experience, number)
    if found:
        session.delete(found)
    return found is not None


def experiences_digest(session: Session) -> str:
    """Return the SHA-256 of the work experience entries, which changes when one is added or removed."""
    hashes = session.scalars(select(Experience.content_hash).order_by(Experience.content_hash))
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
