"""Answers about posts: each stored at once, and taken back when the person wants it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.domain.posting import parse_key
from jobsearch.store import applications, labels
from jobsearch.store.labels import FirstOf, LabelRecord
from jobsearch.store.sqlite.engine import Engine, Session, writing


@dataclass(frozen=True)
class Change:
    """What one answer changed: what was stored about the post before it (None for nothing), and after it."""

    before: LabelRecord | None
    after: LabelRecord


@dataclass(frozen=True)
class TakenBack:
    """What was stored about a post of which an answer was taken back."""

    before: LabelRecord
    first: FirstOf


def answer_for(
    source: str, external_id: str, word: str, moment: datetime, applied_at: datetime | None = None
) -> LabelRecord:
    """Return the answer that yes, no, unsure or applied stands for; raises ValueError for another word."""
    choice = next((choice for name, choice in CHOICES.items() if name == word), None)
    if choice is None:
        *others, last = CHOICES
        raise ValueError(f"{word[:40]!r} is not a label; use {', '.join(others)} or {last}")
    if word == "applied":
        applied_at = applied_at or moment
    return LabelRecord(source, external_id, choice.stored, moment, applied_at)


def save_answer(engine: Engine, key: str, given: LabelChoice, asked: str = "") -> Change:
    """Store the answer to a post, asked for in that order; "applied" is a strong yes with its date."""
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        return _saved(session, before, answer_for(source, external_id, given, datetime.now(UTC)), asked)


def _saved(session: Session, before: LabelRecord | None, answer: LabelRecord, asked: str) -> Change:
    labels.put(session, answer, asked)
    if answer.applied_at is not None:
        applications.apply_again(session, (answer.source, answer.external_id), answer.labeled_at)
    after = labels.answer_of(session, answer.source, answer.external_id)
    assert after is not None  # noqa: S101 - it was put there
    session.commit()
    return Change(before, after)


def answer_what_was_seen(
    engine: Engine, key: str, given: LabelChoice, seen: str, asked: str = ""
) -> Change | None:
    """Store the answer to a post of which the person saw this answer, "" for none, asked for in that order.

    None, and nothing is stored, where it was answered since: by another page, in the terminal, or by the same
    answer sent twice. Raises KeyMalformed.
    """
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        if (before.given if before else "") != seen:
            return None
        return _saved(session, before, answer_for(source, external_id, given, datetime.now(UTC)), asked)


def take_back(engine: Engine, key: str, seen: str) -> TakenBack | None:
    """Take back the answer to a post of which the person saw this answer.

    None, and nothing done, where there is another one by now, or none. Raises KeyMalformed.
    """
    source, external_id = parse_key(key)
    with writing(engine) as session:
        before = labels.answer_of(session, source, external_id)
        first = labels.record_of(session, source, external_id)
        if before is None or first is None or before.given != seen:
            return None
        labels.remove(session, source, external_id)
        session.commit()
        return TakenBack(before, first)


def give_again(engine: Engine, taken: TakenBack) -> bool:
    """Store an answer again that was taken back; False, and nothing done, where there is another by now."""
    before = taken.before
    with writing(engine) as session:
        if labels.answer_of(session, before.source, before.external_id) is not None:
            return False
        labels.put_again(session, before, taken.first)
        session.commit()
    return True


def undo_answer(engine: Engine, change: Change | TakenBack) -> bool:
    """Make the label what it was before a change; False, and nothing done, where it changed since."""
    if isinstance(change, TakenBack):
        return give_again(engine, change)
    after = change.after
    with writing(engine) as session:
        if labels.answer_of(session, after.source, after.external_id) != after:
            return False
        if change.before is None:
            labels.remove(session, after.source, after.external_id)
        else:
            labels.restore(session, change.before)
        session.commit()
    return True


@dataclass(frozen=True)
class Step:
    """What was done about the post of that number in a sitting: None and None for one that was skipped."""

    id: int
    given: LabelChoice | None = None
    change: Change | None = None


class History:
    """The steps of a sitting, which can be taken back from the last one on.

    Attributes:
        steps: in their order, without those that were taken back.

    """

    def __init__(self, engine: Engine, asked: str = "") -> None:
        """Begin without steps; `asked` is the order of a sitting that asks about posts, "" for another."""
        self.steps: list[Step] = []
        self._engine, self._asked = engine, asked

    def answer(self, id_: int, key: str, given: LabelChoice, seen: str | None = None) -> bool:
        """Store the answer to the post with that key.

        False, and nothing is stored, where the person saw another answer than there is now; None for a
        person who does not say.
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
        """Note that a post was passed over."""
        self.steps.append(Step(id_))

    def undo(self) -> tuple[Step, bool] | None:
        """Take the last step back; return it, and False where its answer stays as it changed elsewhere."""
        if not self.steps:
            return None
        step = self.steps[-1]
        taken = step.change is None or undo_answer(self._engine, step.change)
        self.steps.pop()  # what fails can be taken back another time
        return step, taken
