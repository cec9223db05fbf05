"""Queries about labels, which belong to keys and may wait for their posts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobsearch.domain.answers import Given, LabelValue
from jobsearch.store.models import JobPost, Label, Score

_LEAST = timedelta(microseconds=1)


@dataclass(frozen=True)
class Answer:
    """What a person said about a key; `applied_at` when they applied, which counts as a strong yes."""

    source: str
    external_id: str
    label: LabelValue
    labeled_at: datetime
    applied_at: datetime | None = None

    @property
    def given(self) -> Given:
        """What the person said, to have applied being more than a yes."""
        return "applied" if self.label == "yes" and self.applied_at is not None else self.label


def answer_of(session: Session, source: str, external_id: str) -> Answer | None:
    """Return what was answered about a key, None for nothing."""
    label = get(session, source, external_id)
    if label is None:
        return None
    return Answer(source, external_id, label.label, label.labeled_at, label.applied_at)


def get(session: Session, source: str, external_id: str) -> Label | None:
    """Return the label of a key, None when it has none."""
    return session.get(Label, (source, external_id))


def put(session: Session, answer: Answer) -> None:
    """Store an answer in the place of an earlier one.

    The first answer to a post keeps the score that the model gave it before: the honest track record.
    That a person applied stays known, whatever they answer later, and so does the first date of it. An answer
    is never older than the one that it replaces, even when the clock was set back in between: an import
    elsewhere would prefer that one.
    """
    label = get(session, answer.source, answer.external_id)
    if label is None:
        label = Label(source=answer.source, external_id=answer.external_id)
        label.score_before = _score(session, answer)
        session.add(label)
    elif answer.labeled_at < label.labeled_at:
        answer = replace(answer, labeled_at=label.labeled_at + _LEAST)
    label.label = answer.label
    label.labeled_at = answer.labeled_at
    label.applied_at = first_applied(label.applied_at, answer.applied_at)


def first_applied(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier of two dates of having applied, either of which may be missing."""
    return min(filter(None, (one, other)), default=None)


def restore(session: Session, answer: Answer) -> None:
    """Make a label again what it was, also where the person had not applied then."""
    if (label := get(session, answer.source, answer.external_id)) is not None:
        label.label, label.labeled_at, label.applied_at = answer.label, answer.labeled_at, answer.applied_at


def remove(session: Session, source: str, external_id: str) -> None:
    """Take back a label, where there is one."""
    if (label := get(session, source, external_id)) is not None:
        session.delete(label)


def everything(session: Session) -> list[Label]:
    """Return every label in the order of the keys."""
    return list(session.scalars(select(Label).order_by(Label.source, Label.external_id)))


def stored_keys(session: Session, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of `keys` whose posts are stored."""
    query = select(JobPost.source, JobPost.external_id)
    return set(keys) & set(session.execute(query))


def _score(session: Session, answer: Answer) -> float | None:
    query = select(Score.score).join(JobPost, JobPost.id == Score.job_post_id)
    of_post = (JobPost.source == answer.source, JobPost.external_id == answer.external_id)
    return session.scalar(query.where(*of_post, ~Score.stale, ~Score.trained_on))
