"""Queries about labels, which belong to keys and may wait for their posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.domain.answers import Given, LabelValue
from jobsearch.store.models import JobPost, Label, Score
from jobsearch.store.tables import LABELS

_LEAST = timedelta(microseconds=1)
_AT_ONCE = 500  # SQLite bounds how many values one statement may name


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


def answers(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Answer]:
    """Return what was answered about these keys, by key, without those that nothing was."""
    wanted = set(keys)
    query = select(Label.source, Label.external_id, Label.label, Label.labeled_at, Label.applied_at)
    found = (Answer(*row) for row in session.execute(query))
    return {key: answer for answer in found if (key := (answer.source, answer.external_id)) in wanted}


def put(session: Session, answer: Answer) -> None:
    """Store an answer in the place of an earlier one, as `successor` has it.

    The first answer to a post keeps the score that the model gave it before: the honest track record.
    """
    label = get(session, answer.source, answer.external_id)
    if label is None:
        label = Label(source=answer.source, external_id=answer.external_id)
        label.score_before = _scores(session, [answer]).get((answer.source, answer.external_id))
        session.add(label)
    else:
        before = Answer(label.source, label.external_id, label.label, label.labeled_at, label.applied_at)
        answer = successor(before, answer)
    label.label, label.labeled_at, label.applied_at = answer.label, answer.labeled_at, answer.applied_at


def put_all(session: Session, given: Sequence[Answer]) -> None:
    """Store answers by the thousand, each of another key and as `successor` has it."""
    scores = _scores(session, given)
    rows = [
        vars(answer) | {"score_before": scores.get((answer.source, answer.external_id))} for answer in given
    ]
    if rows:
        statement = insert(LABELS)
        again = {name: statement.excluded[name] for name in ("label", "labeled_at", "applied_at")}
        keys = ["source", "external_id"]
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_=again), rows)


def successor(before: Answer | None, answer: Answer) -> Answer:
    """Return the answer that is stored in the place of an earlier one, None for the first.

    That a person applied stays known, whatever they answer later, and so does the first date of it. An answer
    is never older than the one that it replaces, even when the clock was set back in between: an import
    elsewhere would prefer that one.
    """
    if before is None:
        return answer
    labeled_at = answer.labeled_at if answer.labeled_at >= before.labeled_at else before.labeled_at + _LEAST
    applied_at = first_applied(before.applied_at, answer.applied_at)
    return replace(answer, labeled_at=labeled_at, applied_at=applied_at)


def keys_of(session: Session, addresses: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the keys of the stored posts with these pages, by the address given, whatever its case."""
    wanted = {_normal(address): address for address in addresses}
    query = select(JobPost.source, JobPost.external_id, JobPost.url, JobPost.apply_url)
    found = {}
    for source, external_id, url, apply_url in session.execute(query):
        for address in (apply_url, url):
            if (given := wanted.get(_normal(address))) is not None:
                found[given] = (source, external_id)
    return found


def _normal(address: str) -> str:
    return address.lower().partition("#")[0].rstrip("/").partition("://")[2].removeprefix("www.")


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


def _scores(session: Session, given: Sequence[Answer]) -> dict[tuple[str, str], float]:
    """Return what the model expected of the posts that are answered, without having learned from them."""
    found: dict[tuple[str, str], float] = {}
    query = select(JobPost.source, JobPost.external_id, Score.score)
    query = query.join(Score, JobPost.id == Score.job_post_id).where(~Score.stale, ~Score.trained_on)
    for start in range(0, len(given), _AT_ONCE):
        keys = [(answer.source, answer.external_id) for answer in given[start : start + _AT_ONCE]]
        of_posts = query.where(tuple_(JobPost.source, JobPost.external_id).in_(keys))
        found |= {(source, id_): score for source, id_, score in session.execute(of_posts)}
    return found
