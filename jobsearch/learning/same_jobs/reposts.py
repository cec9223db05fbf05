"""Detect reposts of the same job, which have the same company, title, place, pay, and text.

    group by company, title, place, and pay -> remove insignificant variation from each text
    -> link texts with nearly the same words, unless a differing word could indicate another opening

A wrong link hides a job, whereas a missing link costs only a keystroke, so anything that might distinguish
two openings is treated as a difference.

This module is pure.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

# Compares texts of hundreds of words in a tenth of a millisecond, with an import time negligible for a cron
# job; importing scikit-learn takes a second.
from rapidfuzz.distance import Indel

from jobsearch.learning.same_jobs.telling import TELLING, is_known
from jobsearch.text.characters import ascii_lower

_NEARLY = 0.9  # of the words of two texts, in order
_LONGEST = 3_000  # words; longer texts must be identical word for word
_MOST_COMPARED = 20  # the latest distinct texts of one group: keeps the work linear in the size of the feed
_WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")  # keeps "c++" and "c#" apart
_NOISE = frozenset({"remote"})
_LETTERS = re.compile(r"\b[a-z](?: ?[/|,] ?[a-z]){1,4}\b")
_GENDERS = frozenset("mfwvhdxi")
_PAIRS = (frozenset("mf"), frozenset("mw"), frozenset("mv"), frozenset("hf"))
_ANYWHERE = frozenset({"", "remote", "anywhere", "worldwide", "1 remote"})
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_PASSING = re.compile(  # may change in a repost: dates, the employer's reference number, counters
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|(?:\d{{1,2}}(?:st|nd|rd|th|\.)? )?{_MONTH},? \d{{4}}"
    r"|(?:req(?:uisition)?|ref(?:erence)?|job|posting|vacancy) ?(?:id|no\.?|number|code)? ?[:#] ?#?[a-z]{0,4}"
    r"[-_]?\d{3,12}"
    r"|(?:jr|req|r)[-_]?\d{4,12}"
    r"|\d[\d,.]{2,12}\+? (?:applicants|applications|employees|customers|users))\b",
    re.IGNORECASE,
)
_VALUE = re.compile(r": ?([^\W_]+)")
_OPENERS = frozenset(  # first words of sentences, which are not names despite their capital
    "a all an and any as at by for from if in it no on or our please the this to we with you your".split()
)


@dataclass(frozen=True)
class Opening:
    """The properties, other than the text, that distinguish openings.

    Attributes:
        id: the caller's ID of the post; lower IDs were stored earlier.
        company: the company as given by the board.
        title: the title as given by the board, including level and seniority.
        location: the location as given by the board.
        salary_min: the lower end of the pay as given by the board; None if not stated.
        salary_max: the upper end of the pay as given by the board; None if not stated.

    """

    id: int
    company: str
    title: str
    location: str
    salary_min: int | None = None
    salary_max: int | None = None


def alike(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Group openings by company, title, place, and pay, and return the groups of two or more.

    Each group is sorted by age, oldest first. Only the texts of these openings need to be read. Posts without
    a company, or with only noise in the title, are excluded.
    """
    groups: defaultdict[_Signature, list[Opening]] = defaultdict(list)
    for opening in sorted(openings, key=lambda one: one.id):
        groups[_signature(opening)].append(opening)
    return [group for one, group in groups.items() if one.company and one.title and len(group) > 1]


def links(group: Iterable[Opening], texts: Mapping[int, str]) -> dict[int, int]:
    """Map the ID of each repost in a group to the ID of the first post of its job.

    `group` is a group returned by alike(). An opening without text is not a repost.
    """
    seen = _Seen()
    firsts = {opening.id: seen.first_of(opening.id, texts[opening.id]) for opening in group}
    return {id_: first for id_, first in firsts.items() if first != id_}


class _Signature(NamedTuple):
    company: str
    title: str
    place: str
    pay: tuple[int | None, int | None]


def _signature(opening: Opening) -> _Signature:
    title = _LETTERS.sub(_without_genders, opening.title.casefold())
    title = " ".join(word for word in _WORD.findall(title) if word not in _NOISE)
    place = " ".join(_WORD.findall(opening.location.casefold()))
    pay = opening.salary_min, opening.salary_max
    return _Signature(ascii_lower(opening.company), title, "" if place in _ANYWHERE else place, pay)


def _without_genders(letters: re.Match[str]) -> str:
    """Remove gender markers such as "m/f/d", but keep meaningful letters such as "C/D" or "H/W"."""
    found = frozenset(letter for letter in letters[0] if letter.isalpha())
    return " " if found <= _GENDERS and any(pair <= found for pair in _PAIRS) else letters[0]


class _Reading(NamedTuple):
    """The text of the first post of a job, with its words in original and folded case."""

    id: int
    text: str
    words: list[str]
    folded: tuple[str, ...]


class _Seen:
    """The texts seen so far in a group, each mapped to the first post of its job."""

    def __init__(self) -> None:
        self._firsts: dict[str | tuple[str, ...], int] = {}
        self._latest: deque[_Reading] = deque(maxlen=_MOST_COMPARED)

    def first_of(self, id_: int, text: str) -> int:
        """Return the ID of the first post of the job with this text, which may be `id_` itself."""
        if text not in self._firsts:
            words = _WORD.findall(_PASSING.sub(" ", text))
            if not words:
                return id_
            folded = tuple(word.casefold() for word in words)
            self._firsts[text] = self._first_with(_Reading(id_, text, words, folded))
        return self._firsts[text]

    def _first_with(self, reading: _Reading) -> int:
        if reading.folded not in self._firsts:
            first = next((one for one in reversed(self._latest) if _same(one, reading)), reading)
            self._firsts[reading.folded] = first.id
            if first is reading:
                self._latest.append(reading)
        return self._firsts[reading.folded]


def _same(one: _Reading, other: _Reading) -> bool:
    """Return whether two texts have nearly the same words in order and no significant difference."""
    lengths = sorted((len(one.words), len(other.words)))
    if lengths[0] < _NEARLY * lengths[1] or lengths[1] > _LONGEST:
        return False
    if Indel.normalized_similarity(one.folded, other.folded, score_cutoff=_NEARLY) < _NEARLY:
        return False
    return not (_tells_apart(one, other) or _tells_apart(other, one))


def _tells_apart(one: _Reading, other: _Reading) -> bool:
    """Return whether the first text has additional words that could indicate a different job.

    Such words are names, numbers, levels, field values, and entries in the tables of occupations, skills, and
    regions, such as "backend", "french", and "berlin".
    """
    added = Counter(one.words) - Counter(other.words)
    plain = _OPENERS.union(other.words)
    values = frozenset(_VALUE.findall(one.text))
    return any(
        (word[0].isupper() and word.lower() not in plain)
        or any(sign.isdigit() for sign in word)
        or word.lower() in TELLING
        or word in values
        or is_known(word)
        for word in added
    )
