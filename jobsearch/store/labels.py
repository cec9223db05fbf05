"""Queries about labels, which belong to keys and may wait for their posts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobsearch.store.models import Given, JobPost, Label, LabelValue, Model, Score, label_of_post

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
    That a person applied stays known, whatever they answer later. An answer is never older than the one that
    it replaces, even when the clock was set back in between: an import elsewhere would prefer that one.
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
    label.applied_at = answer.applied_at or label.applied_at


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


def counts(session: Session) -> dict[LabelValue, int]:
    """Return how many labels there are of each value, waiting ones included."""
    counted = dict(session.execute(select(Label.label, func.count()).group_by(Label.label)).all())
    return {value: counted.get(value, 0) for value in ("yes", "no", "unsure")}


def count_applied(session: Session) -> int:
    """Return how many posts were applied to."""
    return session.scalar(select(func.count(Label.applied_at))) or 0


def count_since(session: Session, moment: datetime) -> int:
    """Return how many labels were given at or after a moment."""
    return session.scalar(select(func.count()).select_from(Label).where(Label.labeled_at >= moment)) or 0


def count_waiting(session: Session) -> int:
    """Return how many labels wait for their post to be fetched."""
    stored = select(JobPost.id).where(label_of_post()).exists()
    return session.scalar(select(func.count()).select_from(Label).where(~stored)) or 0


def counts_to_learn_from(session: Session) -> dict[LabelValue, int]:
    """Return how many yes and no there are of stored posts, the only ones that teach."""
    query = select(Label.label, func.count()).join(JobPost, label_of_post()).group_by(Label.label)
    counted = dict(session.execute(query).all())
    return {value: counted.get(value, 0) for value in ("yes", "no")}


def track_record(session: Session) -> list[tuple[float, float, bool]]:
    """Return what became of every yes or no to a post that had a score.

    That is (score before the answer, the cut of the model that was the newest then, answered yes).
    """
    then = select(Model.cut).where(Model.trained_at <= Label.labeled_at).order_by(Model.id.desc()).limit(1)
    query = select(Label.score_before, func.coalesce(then.scalar_subquery(), 1.0), Label.label).where(
        Label.score_before.is_not(None), Label.label.in_(("yes", "no"))
    )
    found = session.execute(query)
    return [(score, cut, label == "yes") for score, cut, label in found if score is not None]


def stored_keys(session: Session, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of `keys` whose posts are stored."""
    query = select(JobPost.source, JobPost.external_id)
    return set(keys) & set(session.execute(query))


def _score(session: Session, answer: Answer) -> float | None:
    query = select(Score.score).join(JobPost, JobPost.id == Score.job_post_id)
    of_post = (JobPost.source == answer.source, JobPost.external_id == answer.external_id)
    return session.scalar(query.where(*of_post, ~Score.stale, ~Score.trained_on))
