"""The user's answers, newest first, for review and correction."""

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
from jobsearch.store.sqlite.fulltext import required_words
from jobsearch.text.folding import fold


@dataclass(frozen=True)
class Answer:
    """An answer to a post.

    Attributes:
        key: the post's key.
        title: the post's title, or "" if the post is not stored.
        company: the post's company, or "" if the post is not stored.
        url: the address of the post's own page, or "" if unknown.
        given: the answer.
        at: the time of the answer.
        way: how the first answer to this post was given, from domain.answers.WAYS, or "" if unknown.
        expected: the model's score before the answer, or None if there was none.
        source_name: the name of the post's board or site.
        last_seen: when the post was last seen on its board, or None if it is not stored.
        closed_at: when the post was found to be closed, or None if it is not known to be closed.

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
    last_seen: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Answers:
    """A page of answers.

    Attributes:
        answers: the answers, newest first.
        counts: the total number of answers by choice, regardless of the filters.
        found: the number of answers that match the filters.

    """

    answers: tuple[Answer, ...]
    counts: Mapping[LabelChoice, int]
    found: int


class Wanted(NamedTuple):
    """The answers to return.

    Attributes:
        limit: the maximum number of answers.
        offset: the number of newer answers to skip.
        given: the choice that was made, or None for any choice.
        words: words that must all occur in the title, company, or key, ignoring case and accents.
        only_open: whether to omit answers to posts that are closed or not stored.

    """

    limit: int
    offset: int = 0
    given: LabelChoice | None = None
    words: str = ""
    only_open: bool = False


def answers_given(settings: Settings, wanted: Wanted, cache: NoCache = UNCACHED) -> Answers:
    """Return the requested answers, newest first.

    Raises subclasses of InstanceError.
    """
    limit, offset, given, words, only_open = wanted
    with connect_readonly(cache.open_store(settings)) as connection:
        counts = stored.count_answers(connection)
        if not words.strip() and not only_open:
            rows = stored.answers(connection, given, limit, offset)
            found = counts[given] if given else sum(counts.values())
            return Answers(tuple(map(_answer, rows)), counts, found)
        rows = _with_words(stored.answers(connection, given, only_open=only_open), words)
    return Answers(tuple(map(_answer, rows[offset : offset + limit])), counts, len(rows))


class AnsweredWith(NamedTuple):
    """The number of answered posts with a search's words in their title, company, or key, and the words."""

    number: int
    words: str


def answered_with(settings: Settings, search: str, cache: NoCache = UNCACHED) -> AnsweredWith:
    """Count the answered posts that contain the words that a search requires.

    The number is 0 if the search requires no words. Raises subclasses of InstanceError.
    """
    words = required_words(search)
    return AnsweredWith(answers_given(settings, Wanted(0, words=words), cache).found if words else 0, words)


def newest_answer(settings: Settings, now: datetime, cache: NoCache = UNCACHED) -> Answer | None:
    """Return the newest answer up to now, or None if there is none.

    Raises subclasses of InstanceError.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        row = stored.newest(connection, now)
    return _answer(row) if row else None


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
        last_seen=row.last_seen,
        closed_at=row.closed_at,
    )
