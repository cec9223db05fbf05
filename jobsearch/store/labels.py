"""Queries about labels, which belong to keys and may wait for their posts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select, tuple_, type_coerce
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.domain.answers import LabelChoice, StoredLabel
from jobsearch.domain.posting import format_key
from jobsearch.store import applications
from jobsearch.store.models import JobPost, Label, Score
from jobsearch.store.tables import APPLIED, LABELS, applied_at_of, applied_of
from jobsearch.store.types import LOST, Text, UtcDateTime

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_LEAST = timedelta(microseconds=1)
_AT_ONCE = 500  # SQLite bounds how many values one statement may name


@dataclass(frozen=True)
class LabelRecord:
    """What a person said about a key; `applied_at` when they applied, which counts as a strong yes."""

    source: str
    external_id: str
    label: StoredLabel
    labeled_at: datetime
    applied_at: datetime | None = None

    @property
    def given(self) -> LabelChoice:
        """What the person said, to have applied being more than a yes."""
        return "applied" if self.label == "yes" and self.applied_at is not None else self.label


class FirstOf(NamedTuple):
    """What is kept of the first answer to a post: what the model had expected, and the way it came."""

    score_before: float | None
    way: str


def answer_of(session: Session, source: str, external_id: str) -> LabelRecord | None:
    """Return what was answered about a key, None for nothing."""
    label = get(session, source, external_id)
    if label is None:
        return None
    return LabelRecord(source, external_id, label.label, label.labeled_at, label.applied_at)


def get(session: Session, source: str, external_id: str) -> Label | None:
    """Return the label of a key, None when it has none."""
    return session.get(Label, (source, external_id))


def answers(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], LabelRecord]:
    """Return what was answered about these keys, by key, without those that nothing was."""
    wanted = set(keys)
    names = (LABELS.c.source, LABELS.c.external_id, LABELS.c.label, LABELS.c.labeled_at)
    query = select(*names, APPLIED.c.applied_at).outerjoin(APPLIED, applied_of(LABELS))
    found = (LabelRecord(*row) for row in session.execute(query))
    return {key: answer for answer in found if (key := (answer.source, answer.external_id)) in wanted}


def put(session: Session, answer: LabelRecord, way: str = "") -> None:
    """Store an answer instead of an earlier one, as `successor` has it.

    The first answer to a post keeps the score that the model gave it before, the honest track record, and
    the way by which it came, as domain.answers.Way has them.
    """
    label = get(session, answer.source, answer.external_id)
    if label is None:
        label = Label(source=answer.source, external_id=answer.external_id, asked=way)
        label.score_before = _scores(session, [answer]).get((answer.source, answer.external_id))
        session.add(label)
    else:
        before = LabelRecord(label.source, label.external_id, label.label, label.labeled_at, label.applied_at)
        answer = successor(before, answer)
    label.label, label.labeled_at = answer.label, answer.labeled_at
    session.flush()
    _apply(session, [answer])
    session.expire(label)


def put_all(session: Session, given: Sequence[LabelRecord], way: str = "") -> None:
    """Store answers by the thousand, each of another key and as `successor` has it; nobody asked for them."""
    given = sorted(given, key=lambda answer: answer.labeled_at)  # as `counts.answers_in_order` reads them
    scores = _scores(session, given)
    rows = [
        {name: value for name, value in vars(answer).items() if name != "applied_at"}
        | {"score_before": scores.get((answer.source, answer.external_id)), "asked": way}
        for answer in given
    ]
    if rows:
        statement = insert(LABELS)
        again = {name: statement.excluded[name] for name in ("label", "labeled_at")}
        keys = ["source", "external_id"]
        session.execute(statement.on_conflict_do_update(index_elements=keys, set_=again), rows)
    _apply(session, given)


def _apply(session: Session, given: Iterable[LabelRecord]) -> None:
    """Record as events that the person applied, where the answers say so."""
    for one in given:
        if one.applied_at is not None:
            key = (one.source, one.external_id)
            applications.record_applied(session, key, one.applied_at, datetime.now(UTC))


def successor(before: LabelRecord | None, answer: LabelRecord) -> LabelRecord:
    """Return the answer that is stored instead of an earlier one, None for the first.

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


def restore(session: Session, answer: LabelRecord) -> None:
    """Make a label again what it was, also where the person had not applied then."""
    if (label := get(session, answer.source, answer.external_id)) is not None:
        label.label, label.labeled_at = answer.label, answer.labeled_at
        if answer.applied_at is None:
            _take_back(session, answer.source, answer.external_id)
        session.flush()
        session.expire(label)


def record_of(session: Session, source: str, external_id: str) -> FirstOf | None:
    """Return what is kept of the first answer to a post, None where there is no answer."""
    label = get(session, source, external_id)
    return FirstOf(label.score_before, label.asked) if label else None


def put_again(session: Session, answer: LabelRecord, first: FirstOf) -> None:
    """Store an answer that was taken back, with what was kept of the first one."""
    put(session, answer, first.way)
    label = get(session, answer.source, answer.external_id)
    assert label is not None  # noqa: S101 - it was put there
    label.score_before = first.score_before
    session.flush()


def remove(session: Session, source: str, external_id: str) -> None:
    """Take back a label, where there is one, and that the person applied, if nothing has come of it yet."""
    if (label := get(session, source, external_id)) is not None:
        session.delete(label)
        _take_back(session, source, external_id)


def _take_back(session: Session, source: str, external_id: str) -> None:
    applications.take_back_applied(session, (source, external_id), datetime.now(UTC))


class StoredRow(NamedTuple):
    """A label as it stands in the store, where anything may stand; a moment that is none is LOST."""

    source: str
    external_id: str
    label: str
    labeled_at: datetime
    applied_at: datetime | None

    @property
    def key(self) -> str:
        """The key of its post, as far as it is one."""
        return format_key(self.source, self.external_id)


def as_stored(reader: "Reader") -> list[StoredRow]:
    """Return every label in the order of the keys."""
    applied_at = type_coerce(applied_at_of(LABELS), UtcDateTime(optional=True, otherwise=LOST))
    label = type_coerce(LABELS.c.label, Text())
    query = select(LABELS.c.source, LABELS.c.external_id, label, LABELS.c.labeled_at, applied_at)
    return [StoredRow(*row) for row in reader.execute(query.order_by(LABELS.c.source, LABELS.c.external_id))]


def stored_keys(session: Session, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of `keys` whose posts are stored."""
    query = select(JobPost.source, JobPost.external_id)
    return set(keys) & set(session.execute(query))


def _scores(session: Session, given: Sequence[LabelRecord]) -> dict[tuple[str, str], float]:
    """Return what the model expected of the posts that are answered, without having learned from them."""
    found: dict[tuple[str, str], float] = {}
    query = select(JobPost.source, JobPost.external_id, Score.score)
    query = query.join(Score, JobPost.id == Score.job_post_id).where(~Score.stale, ~Score.trained_on)
    for start in range(0, len(given), _AT_ONCE):
        keys = [(answer.source, answer.external_id) for answer in given[start : start + _AT_ONCE]]
        of_posts = query.where(tuple_(JobPost.source, JobPost.external_id).in_(keys))
        found |= {(source, id_): score for source, id_, score in session.execute(of_posts)}
    return found
