"""Queries for labels, which are stored by key, possibly before their posts."""

from collections.abc import Callable, Iterable, Sequence
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
_AT_ONCE = 500  # SQLite limits the number of values in a statement


@dataclass(frozen=True)
class LabelRecord:
    """A user's answer for a key; `applied_at` dates an application, which counts as a strong yes."""

    source: str
    external_id: str
    label: StoredLabel
    labeled_at: datetime
    applied_at: datetime | None = None

    @property
    def given(self) -> LabelChoice:
        """The user's answer, where "applied" takes precedence over yes."""
        return "applied" if self.label == "yes" and self.applied_at is not None else self.label


class FirstOf(NamedTuple):
    """The stored details of the first answer to a post: the model's expectation, and how it was given."""

    score_before: float | None
    way: str


def answer_of(session: Session, source: str, external_id: str) -> LabelRecord | None:
    """Return the answer for a key, or None if there is none."""
    label = get(session, source, external_id)
    if label is None:
        return None
    return LabelRecord(source, external_id, label.label, label.labeled_at, label.applied_at)


def get(session: Session, source: str, external_id: str) -> Label | None:
    """Return the label for a key, or None if there is none."""
    return session.get(Label, (source, external_id))


def answers(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], LabelRecord]:
    """Return any existing answers for these keys, by key."""
    wanted = set(keys)
    names = (LABELS.c.source, LABELS.c.external_id, LABELS.c.label, LABELS.c.labeled_at)
    query = select(*names, APPLIED.c.applied_at).outerjoin(APPLIED, applied_of(LABELS))
    found = (LabelRecord(*row) for row in session.execute(query))
    return {key: answer for answer in found if (key := (answer.source, answer.external_id)) in wanted}


def put(session: Session, answer: LabelRecord, way: str = "") -> None:
    """Store an answer, combined with any earlier answer by `successor`.

    The first answer to a post is stored with the model's score at that time, for an unbiased track record,
    and with the way in which it was given, one of domain.answers.Way.
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
    """Store many answers with different keys, each combined with any earlier answer by `successor`."""
    given = sorted(given, key=lambda answer: answer.labeled_at)  # the order of `counts.answers_in_order`
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
    """Record applications for the answers that have an application date."""
    for one in given:
        if one.applied_at is not None:
            key = (one.source, one.external_id)
            applications.record_applied(session, key, one.applied_at, datetime.now(UTC))


def successor(before: LabelRecord | None, answer: LabelRecord) -> LabelRecord:
    """Return the answer to store, given the earlier answer `before`, or None if there was none.

    The earliest application date is kept, regardless of the later answer. The new answer is always dated
    later than the answer that it replaces, even if the clock was set back, because an import elsewhere would
    otherwise prefer the old answer.
    """
    if before is None:
        return answer
    labeled_at = answer.labeled_at if answer.labeled_at >= before.labeled_at else before.labeled_at + _LEAST
    applied_at = first_applied(before.applied_at, answer.applied_at)
    return replace(answer, labeled_at=labeled_at, applied_at=applied_at)


class Addressed(NamedTuple):
    """The key and title of a post that has a given address."""

    key: tuple[str, str]
    title: str


def posts_at(
    session: Session, addresses: Iterable[str], plain: Callable[[str], str] | None = None
) -> dict[str, tuple[Addressed, ...]]:
    """Return the stored posts with each of these web addresses, ignoring case, scheme and a last slash.

    `plain` is applied to stored addresses that have parameters, to remove those that do not matter. Posts
    with that address as their own page take precedence over those that only apply there.
    """
    places = {address: _normal(address) for address in addresses}
    # An address without a place, such as "https://?", must not match the posts without an address.
    pages: dict[str, list[Addressed]] = {place: [] for place in places.values() if place}
    applying: dict[str, list[Addressed]] = {place: [] for place in pages}
    paths = {_without_parameters(place) for place in pages}
    query = select(JobPost.source, JobPost.external_id, JobPost.title, JobPost.url, JobPost.apply_url)
    for source, external_id, title, url, apply_url in session.execute(query):
        for found, address in ((pages, url), (applying, apply_url)):
            place = _normal(address)
            if plain is not None and _without_parameters(place) in paths:
                place = _normal(plain(address))
            if (those := found.get(place)) is not None:
                those.append(Addressed((source, external_id), title))
    return {
        address: tuple(pages[place] or applying[place]) if place else () for address, place in places.items()
    }


def _normal(address: str) -> str:
    place, _sign, parameters = address.lower().partition("#")[0].partition("://")[2].partition("?")
    return "?".join(filter(None, (place.removeprefix("www.").rstrip("/"), parameters)))


def _without_parameters(place: str) -> str:
    return place.partition("?")[0]


def first_applied(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the earlier of two application dates, either of which may be None."""
    return min(filter(None, (one, other)), default=None)


def restore(session: Session, answer: LabelRecord) -> None:
    """Restore a label, and withdraw the application if there was none before."""
    if (label := get(session, answer.source, answer.external_id)) is not None:
        label.label, label.labeled_at = answer.label, answer.labeled_at
        if answer.applied_at is None:
            _take_back(session, answer.source, answer.external_id)
        session.flush()
        session.expire(label)


def record_of(session: Session, source: str, external_id: str) -> FirstOf | None:
    """Return the stored details of the first answer to a post, or None if there is no answer."""
    label = get(session, source, external_id)
    return FirstOf(label.score_before, label.asked) if label else None


def put_again(session: Session, answer: LabelRecord, first: FirstOf) -> None:
    """Store an undone answer again, with the details of the first answer."""
    put(session, answer, first.way)
    label = get(session, answer.source, answer.external_id)
    assert label is not None  # noqa: S101 - it was put there
    label.score_before = first.score_before
    session.flush()


def remove(session: Session, source: str, external_id: str) -> None:
    """Remove any label, and withdraw its application if nothing has happened since then."""
    if (label := get(session, source, external_id)) is not None:
        session.delete(label)
        _take_back(session, source, external_id)


def _take_back(session: Session, source: str, external_id: str) -> None:
    applications.take_back_applied(session, (source, external_id), datetime.now(UTC))


class StoredRow(NamedTuple):
    """A label whose stored values may be invalid; an invalid date is LOST."""

    source: str
    external_id: str
    label: str
    labeled_at: datetime
    applied_at: datetime | None

    @property
    def key(self) -> str:
        """The key of its post, as far as it is valid."""
        return format_key(self.source, self.external_id)


def as_stored(reader: "Reader") -> list[StoredRow]:
    """Return all labels, ordered by key."""
    applied_at = type_coerce(applied_at_of(LABELS), UtcDateTime(optional=True, otherwise=LOST))
    label = type_coerce(LABELS.c.label, Text())
    query = select(LABELS.c.source, LABELS.c.external_id, label, LABELS.c.labeled_at, applied_at)
    return [StoredRow(*row) for row in reader.execute(query.order_by(LABELS.c.source, LABELS.c.external_id))]


def stored_keys(session: Session, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the keys whose posts are stored."""
    query = select(JobPost.source, JobPost.external_id)
    return set(keys) & set(session.execute(query))


def _scores(session: Session, given: Sequence[LabelRecord]) -> dict[tuple[str, str], float]:
    """Return the model's scores for the answered posts, except scores learned from those answers."""
    found: dict[tuple[str, str], float] = {}
    query = select(JobPost.source, JobPost.external_id, Score.score)
    query = query.join(Score, JobPost.id == Score.job_post_id).where(~Score.stale, ~Score.trained_on)
    for start in range(0, len(given), _AT_ONCE):
        keys = [(answer.source, answer.external_id) for answer in given[start : start + _AT_ONCE]]
        of_posts = query.where(tuple_(JobPost.source, JobPost.external_id).in_(keys))
        found |= {(source, id_): score for source, id_, score in session.execute(of_posts)}
    return found
