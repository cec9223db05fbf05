"""Queries about career models and what they learn from."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.store.models import CareerModel, Experience, JobPost, Repost

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_AT_ONCE = 500


@dataclass(frozen=True)
class Described:
    """What a post says of a kind of work."""

    title: str
    text: str
    company: str
    location: str
    posted_at: datetime


@dataclass(frozen=True)
class Trained:
    """A career model: which file it is, the versions it depends on, and what the store held then."""

    sha256: str
    versions: dict[str, Any]
    posts: int
    experiences: int


def posts(session: Session) -> Iterator[Described]:
    """Yield every job once, the newest post first, those of one moment in the order of their keys."""
    query = (
        select(JobPost.title, JobPost.description, JobPost.company, JobPost.location, JobPost.posted_at)
        .outerjoin(Repost, Repost.job_post_id == JobPost.id)
        .where(or_(Repost.first_id.is_(None), Repost.first_id == JobPost.id))
        .order_by(JobPost.posted_at.desc(), JobPost.source, JobPost.external_id)
    )
    for row in session.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Described(*row)


def current_model(reader: "Reader") -> Trained | None:
    """Return what is known of the newest career model, None when none was trained."""
    facts = (CareerModel.sha256, CareerModel.versions, CareerModel.posts, CareerModel.experiences)
    found = reader.execute(select(*facts).order_by(CareerModel.id.desc()).limit(1)).one_or_none()
    return Trained(*found) if found else None


def add_model(session: Session, model: CareerModel) -> None:
    """Make `model` the current one."""
    session.add(model)


def add_experience(session: Session, text: str, title: str, now: datetime) -> bool:
    """Remember that a title fits a text; return False when the same was said before."""
    content_hash = hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
    row = {"content_hash": content_hash, "title": title, "text": text, "added_at": now}
    added = session.scalars(insert(Experience).on_conflict_do_nothing().returning(Experience.id), [row])
    return added.first() is not None


def experiences(session: Session) -> list[Experience]:
    """Return what was said, the newest first."""
    return list(session.scalars(select(Experience).order_by(Experience.id.desc())))


def remove_experience(session: Session, number: int) -> bool:
    """Forget the experience with a number; return False when there is none."""
    found = session.get(Experience, number)
    if found:
        session.delete(found)
    return found is not None


def count_experiences(session: Session) -> int:
    """Return how many experiences are remembered."""
    return session.scalar(select(func.count()).select_from(Experience)) or 0
