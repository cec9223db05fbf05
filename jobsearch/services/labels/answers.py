"""Store answers about posts, with undo."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.domain.application import Event, effective
from jobsearch.domain.posting import parse_key
from jobsearch.store import applications, labels
from jobsearch.store.applications import Key
from jobsearch.store.labels import FirstOf, LabelRecord
from jobsearch.store.sqlite.engine import Engine, Session, reading, writing


@dataclass(frozen=True)
class Change:
    """The effect of one answer.

    Attributes:
        before: the answer stored before it, or None if there was none.
        after: the answer stored after it.
        applied: the application event that it recorded, or None if it recorded none.

    """

    before: LabelRecord | None
    after: LabelRecord
    applied: Event | None = None

    @property
    def key(self) -> tuple[str, str]:
        """The key of the post."""
        return self.after.source, self.after.external_id


@dataclass(frozen=True)
class TakenBack:
    """A removed answer, with the time of its removal."""

    before: LabelRecord
    first: FirstOf
    at: datetime

    @property
    def key(self) -> tuple[str, str]:
        """The key of the post."""
        return self.before.source, self.before.external_id


def moment_of(change: Change | TakenBack) -> datetime:
    """Return the time of a change."""
    return change.at if isinstance(change, TakenBack) else change.after.labeled_at


def first_standing(engine: Engine, changes: Iterable[Change | TakenBack]) -> Change | TakenBack | None:
    """Return the first change that can still be undone because nothing has changed since then, or None."""
    with reading(engine) as session:
        return next((change for change in changes if _stands(session, change)), None)


def _stands(session: Session, change: Change | TakenBack) -> bool:
    if isinstance(change, TakenBack):
        return labels.answer_of(session, *change.key) is None
    return labels.answer_of(session, *change.key) == change.after and not _went_on(session, change)


def _went_on(session: Session, change: Change) -> bool:
    """Return whether the application recorded by an answer was corrected or reached another stage."""
    if (applied := change.applied) is None:
        return False
    found = effective(applications.history(session, change.key))
    return applied not in found or any(one.stage and one.number > applied.number for one in found)


def answer_for(
    source: str, external_id: str, word: str, moment: datetime, applied_at: datetime | None = None
) -> LabelRecord:
    """Return the answer for "yes", "no", "unsure", or "applied". Raises ValueError for any other word."""
    choice = next((choice for name, choice in CHOICES.items() if name == word), None)
    if choice is None:
        *others, last = CHOICES
        raise ValueError(f"{word[:40]!r} is not a label; use {', '.join(others)} or {last}")
    if word == "applied":
        applied_at = applied_at or moment
    return LabelRecord(source, external_id, choice.stored, moment, applied_at)


def save_answer(engine: Engine, key: str, given: LabelChoice, asked: str = "") -> Change:
    """Store the answer to a post; `asked` is the order of the questions; "applied" is a strong, dated yes."""
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        change = put_answer(session, before, answer_for(source, external_id, given, datetime.now(UTC)), asked)
        session.commit()
        return change


def put_answer(session: Session, before: LabelRecord | None, answer: LabelRecord, asked: str) -> Change:
    """Store an answer that replaces `before`, or None if there was no answer; the caller commits."""
    key = (answer.source, answer.external_id)
    known = applications.history(session, key) if answer.applied_at else ()
    labels.put(session, answer, asked)
    applied = _applied(session, key, known, answer.labeled_at) if answer.applied_at else None
    after = labels.answer_of(session, answer.source, answer.external_id)
    assert after is not None  # noqa: S101 - it was put there
    return Change(before, after, applied)


def _applied(session: Session, key: Key, known: tuple[Event, ...], now: datetime) -> Event | None:
    """Return the new application event that an answer recorded, or None if it only corrected a date."""
    if again := applications.apply_again(session, key, now):
        return again
    new = (one for one in applications.history(session, key) if one not in known)
    return next((one for one in new if one.corrects is None), None)


def remove_answer(session: Session, before: LabelRecord | None, now: datetime) -> TakenBack | None:
    """Remove an answer and return what was stored, or None if nothing was stored; the caller commits."""
    first = labels.record_of(session, before.source, before.external_id) if before else None
    if before is None or first is None:
        return None
    labels.remove(session, before.source, before.external_id)
    return TakenBack(before, first, now)


def answer_what_was_seen(
    engine: Engine, key: str, given: LabelChoice, seen: str, asked: str = ""
) -> Change | None:
    """Store the answer to a post unless the current answer differs from the one that the user saw.

    `seen` is the answer that the user saw, "" for none; `asked` is the order of the questions. Returns None
    and stores nothing if the post has been answered since then: on another page, in the terminal, or because
    the same answer was sent twice. Raises KeyMalformed.
    """
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        if (before.given if before else "") != seen:
            return None
        change = put_answer(session, before, answer_for(source, external_id, given, datetime.now(UTC)), asked)
        session.commit()
        return change


def answer_now(engine: Engine, key: str) -> str:
    """Return the current answer to a post, or "" if there is none. Raises KeyMalformed."""
    source, external_id = parse_key(key)
    with reading(engine) as session:
        found = labels.answer_of(session, source, external_id)
        return found.given if found else ""


def take_back(engine: Engine, key: str, seen: str) -> TakenBack | None:
    """Remove the answer to a post if it is the one that the user saw.

    Returns None and does nothing if the answer has since been changed or removed. Raises KeyMalformed.
    """
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        if before is None or before.given != seen:
            return None
        taken = remove_answer(session, before, datetime.now(UTC))
        session.commit()
        return taken


def give_again(engine: Engine, taken: TakenBack) -> bool:
    """Restore a removed answer. Returns False and does nothing if the post has been answered since then."""
    before = taken.before
    with writing(engine) as session:
        if labels.answer_of(session, before.source, before.external_id) is not None:
            return False
        labels.put_again(session, before, taken.first)
        session.commit()
    return True


def undo_answer(engine: Engine, change: Change | TakenBack) -> bool:
    """Undo a change to a label.

    Returns False and does nothing if the label has changed since then, or if the application recorded by the
    change has progressed.
    """
    if isinstance(change, TakenBack):
        return give_again(engine, change)
    after = change.after
    with writing(engine) as session:
        now = labels.answer_of(session, after.source, after.external_id)
        if now == change.before:
            return True  # undone elsewhere
        if now != after or _went_on(session, change):
            return False
        if change.before is None:
            labels.remove(session, after.source, after.external_id)
        else:
            labels.restore(session, change.before)
        if change.applied is not None:
            applications.take_back(session, change.key, change.applied, datetime.now(UTC))
        session.commit()
    return True


@dataclass(frozen=True)
class Step:
    """A step of a session, about the post with ID `id_`; `given` and `change` are None if it was skipped."""

    id: int
    given: LabelChoice | None = None
    change: Change | None = None


class History:
    """The steps of a session, which can be undone in reverse order.

    Attributes:
        steps: the steps in order, without undone steps.

    """

    def __init__(self, engine: Engine, asked: str = "") -> None:
        """Create an empty history; `asked` is the order of a labeling session, or "" for other sessions."""
        self.steps: list[Step] = []
        self._engine, self._asked = engine, asked

    def answer(self, id_: int, key: str, given: LabelChoice, seen: str | None = None) -> bool:
        """Store the answer to the post with the given key.

        Returns False and stores nothing if the current answer differs from `seen`, the answer that the user
        saw; None disables the check.
        """
        if seen is None:
            change: Change | None = save_answer(self._engine, key, given, self._asked)
        else:
            change = answer_what_was_seen(self._engine, key, given, seen, self._asked)
        if change is None:
            return False
        self.steps.append(Step(id_, given, change))
        return True

    def skip(self, id_: int) -> None:
        """Record that a post was skipped."""
        self.steps.append(Step(id_))

    def undo(self) -> tuple[Step, bool] | None:
        """Undo the last step; return it and whether its answer was undone (False if it changed elsewhere)."""
        if not self.steps:
            return None
        step = self.steps[-1]
        taken = step.change is None or undo_answer(self._engine, step.change)
        self.steps.pop()  # only now, so that a failed undo can be repeated
        return step, taken
