"""The answers that a user gave, the newest first: to look through, and to find the one that was wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from jobsearch.domain.answers import LabelChoice
from jobsearch.domain.posting import format_key, source_name
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import given as stored
from jobsearch.store.given import AnswerRow
from jobsearch.store.sqlite.engine import connect_readonly
from jobsearch.text.folding import fold


@dataclass(frozen=True)
class Answer:
    """An answer to a post.

    Attributes:
        key: of the post.
        title: of the post, "" where it is not stored.
        company: likewise.
        url: of the post's own page, "" where it is not known.
        given: what the user said.
        at: when.
        way: by which way the first answer to this post came, as domain.answers.WAYS has them, "" if unknown.
        expected: the score that the model had given it before, None where there was none.
        source_name: the name of the board or site of the post.

    """

    key: str
    title: str
    company: str
    url: str
    given: LabelChoice
    at: datetime
    way: str
    expected: float | None
    source_name: str = ""


@dataclass(frozen=True)
class Answers:
    """Some answers.

    Attributes:
        answers: the newest first.
        counts: how many there are of each kind, whatever was asked for.
        found: how many are as was asked for.

    """

    answers: tuple[Answer, ...]
    counts: Mapping[LabelChoice, int]
    found: int


class Wanted(NamedTuple):
    """Which answers are asked for.

    Attributes:
        limit: at most so many.
        offset: after so many newer ones.
        given: of this kind alone, None for all.
        words: those alone whose title, company or key has all of these, whatever their case and accents.

    """

    limit: int
    offset: int = 0
    given: LabelChoice | None = None
    words: str = ""


def answers_given(settings: Settings, wanted: Wanted, cache: NoCache = UNCACHED) -> Answers:
    """Return the answers that are asked for, the newest first; raises InstanceError's subclasses."""
    limit, offset, given, words = wanted
    with connect_readonly(cache.open_store(settings)) as connection:
        counts = stored.count_answers(connection)
        if not words.strip():
            rows = stored.answers(connection, given, limit, offset)
            found = counts[given] if given else sum(counts.values())
            return Answers(tuple(map(_answer, rows)), counts, found)
        rows = _with_words(stored.answers(connection, given), words)
    return Answers(tuple(map(_answer, rows[offset : offset + limit])), counts, len(rows))


def newest_answer(settings: Settings, cache: NoCache = UNCACHED) -> Answer | None:
    """Return the newest answer, None if there is none; raises InstanceError's subclasses."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return next(map(_answer, stored.answers(connection, limit=1)), None)


def _with_words(rows: Iterable[AnswerRow], words: str) -> list[AnswerRow]:
    wanted = fold(words).split()
    named = ((row, fold(f"{row.title} {row.company} {row.source}:{row.external_id}")) for row in rows)
    return [row for row, name in named if all(word in name for word in wanted)]


def _answer(row: AnswerRow) -> Answer:
    given: LabelChoice = "applied" if row.label == "yes" and row.applied_at is not None else row.label
    return Answer(
        key=format_key(row.source, row.external_id),
        title=row.title,
        company=row.company,
        url=row.url,
        given=given,
        at=row.labeled_at,
        way=row.asked,
        expected=row.expected,
        source_name=source_name(row.source, row.site),
    )
