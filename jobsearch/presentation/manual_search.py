"""A search of the manual's sections. The functions are pure.

words -> the terms that count, with their synonyms -> sections with most of the terms -> ranked by BM25, in
which a word of a heading or of a page's title counts as several words of the text (Robertson and others,
"Simple BM25 extension to multiple weighted fields", 2004).
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jobsearch.guide import Page
from jobsearch.guide.search_words import FILLERS, alternatives, stem
from jobsearch.presentation.manual import Section, sections

_WORD = re.compile(r"[^\W_]+")
_EXCERPT = 160  # characters
# How many words of the text a word of a heading, or of a page's title and summary, counts as.
_HEADING, _TITLE = 8.0, 3.0
_SYNONYM, _BEGINNING = 0.6, 0.4  # the weights of a synonym, and of a word that only begins with the term
_FEWEST = 4  # letters of a term that may be only the beginning of a word
_SATURATION, _BY_LENGTH = 1.2, 0.5  # k1 and b of BM25

Stems = tuple[str, ...]


@dataclass(frozen=True)
class _Term:
    """A word of the search: stems of the words that stand for it, each with its weight."""

    weights: Mapping[Stems, float]

    def count(self, stems: Sequence[str]) -> float:
        """Return how often a text, given by its stems, has the term or a synonym, by their weights."""
        return sum(self.weight_at(stems, place) for place in range(len(stems)))

    def weight_at(self, stems: Sequence[str], place: int) -> float:
        """Return the weight of the term at a place of a text, 0 if it is not there."""
        return max(
            weight * _likeness(one, stems[place : place + len(one)]) for one, weight in self.weights.items()
        )


@dataclass(frozen=True)
class _Candidate:
    """A section with the weighted number of each term, and its length in words."""

    section: Section
    counts: tuple[float, ...]
    length: int

    @property
    def held(self) -> int:
        """The number of different terms that it has."""
        return sum(number > 0 for number in self.counts)


def search(pages: Iterable[Page], words: str) -> tuple[Section, ...]:
    """Return the sections that have all the words or their synonyms, or else those that have the most.

    The best match comes first. Words such as "how" and "the" do not count, nor do endings such as "-ing".
    """
    terms = _terms(words)
    every = [_candidate(page, one, terms) for page in pages for one in sections(page)] if terms else []
    most = max((one.held for one in every), default=0)
    if not most or most * 2 < len(terms):
        return ()
    rarity = [_rarity(every, place) for place in range(len(terms))]
    average = sum(one.length for one in every) / len(every)
    found = [one for one in every if one.held == most]
    return tuple(one.section for one in sorted(found, key=lambda one: -_score(one, rarity, average)))


def excerpt(section: Section, words: str) -> str:
    """Return the part of a section around the first of the words in its text."""
    terms, found = _terms(words), list(_WORD.finditer(section.text))
    stems = [stem(one[0]) for one in found]
    places = (
        one.start() for place, one in enumerate(found) if any(term.weight_at(stems, place) for term in terms)
    )
    start = max(next(places, 0) - _EXCERPT // 3, 0)
    piece = section.text[start : start + _EXCERPT].strip()
    return f"{'… ' if start else ''}{piece}{' …' if start + _EXCERPT < len(section.text) else ''}"


def _terms(words: str) -> list[_Term]:
    typed = [word.casefold() for word in _WORD.findall(words)]
    sought = dict.fromkeys(word for word in typed if word not in FILLERS) or dict.fromkeys(typed)
    return [_Term(dict(_weighted(word))) for word in sought]


def _weighted(word: str) -> Iterator[tuple[Stems, float]]:
    for synonym in alternatives(word):
        yield _stems(synonym), _SYNONYM
    yield (stem(word),), 1.0


@cache
def _stems(text: str) -> Stems:
    return tuple(stem(word) for word in _WORD.findall(text))


def _likeness(sought: Stems, found: Sequence[str]) -> float:
    if tuple(found) == sought:
        return 1.0
    one = sought[0]
    begins = len(sought) == 1 and len(one) >= _FEWEST and found[0].startswith(one)
    return _BEGINNING if begins else 0.0


def _candidate(page: Page, section: Section, terms: Sequence[_Term]) -> _Candidate:
    text, heading = _stems(section.text), _stems(section.heading.text)
    is_first = section.heading.text == page.title
    title = _stems(f"{page.topic} {page.title} {page.summary if is_first else ''}")
    counts = tuple(
        term.count(text) + _HEADING * term.count(heading) + _TITLE * term.count(title) for term in terms
    )
    return _Candidate(section, counts, len(text))


def _rarity(every: Sequence[_Candidate], place: int) -> float:
    number = sum(one.counts[place] > 0 for one in every)
    return math.log(1 + (len(every) - number + 0.5) / (number + 0.5))


def _score(one: _Candidate, rarity: Sequence[float], average: float) -> float:
    norm = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * one.length / average)
    return sum(rare * count / (count + norm) for rare, count in zip(rarity, one.counts, strict=True))
