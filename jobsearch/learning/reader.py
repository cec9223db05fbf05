"""Find the terms of many posts at once: those that views.terms() finds in each, in less than half the time.

    descriptions       -> parts -> words, a number each -> those that tell something
                                                        -> skills, by the pairs of words that begin a phrase
    the rest of a post -> views.terms_beside()

A part, a word and a pair of words are looked at once and not as often as they occur; what is left to do for
each occurrence is NumPy's.
"""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from jobsearch.learning.views import Readable, tells_something, terms_beside, terms_of_skills
from jobsearch.learning.vocabulary.skills import NAMED_SKILLS
from jobsearch.text.phrases import parts, words_of_part

_END = ""  # of a description: no word, and the term, part and word of number 0
_SKILLS = NAMED_SKILLS.longest
_NO_SKILL, _BY_MORE_WORDS = 0, -1  # what a pair of words begins, but for the number of a phrase
_MOST_REMEMBERED = 200_000  # parts or pairs; a word or two in ten posts is one that no post before had

Integers = NDArray[np.integer[Any]]


@dataclass
class _Words:
    """Where the words of each text are in a row of them, each text with an end after it."""

    words: NDArray[np.int32]
    row_of: Integers


class _Found:
    """Terms, and in which rows."""

    def __init__(self) -> None:
        """Begin without a term."""
        self.terms, self.rows = list[int](), list[int]()

    def add(self, terms: Sequence[int], row: int) -> None:
        """Add terms of one row."""
        self.terms += terms
        self.rows += [row] * len(terms)


class Reader:
    """Reads posts, some hundred at a time, and numbers their terms as they come."""

    def __init__(self) -> None:
        """Begin without a term."""
        self.terms = _numbered()
        self._names: list[str] = []  # what is in `terms`, by its number
        self._tells, self._begins = bytearray(), bytearray()
        self._forget()

    def rows(self, posts: Sequence[Readable]) -> csr_matrix:
        """Return how often each post has each of the terms, a column each in the order of their numbers."""
        described = self._described([post.description for post in posts])
        beside = _Found()
        for row, post in enumerate(posts):
            beside.add(list(map(self.terms.__getitem__, terms_beside(post))), row)
        skills = self._skills(described, len(posts))
        self._note_terms()
        telling = np.frombuffer(bytes(self._tells), dtype=bool)[described.words]
        columns = np.concatenate([described.words[telling], *_arrays(beside.terms, skills.terms)])
        rows = np.concatenate([described.row_of[telling], *_arrays(beside.rows, skills.rows)])
        ones = np.ones(len(columns), dtype=np.uint32)
        return coo_matrix((ones, (rows, columns)), shape=(len(posts), len(self.terms))).tocsr()

    def _described(self, texts: Sequence[str]) -> _Words:
        """Return the words of texts."""
        if max(len(self._parts), len(self._pairs)) > _MOST_REMEMBERED:
            self._forget()
        found, ends = list[int](), list[int]()
        for text in texts:
            found += map(self._parts.__getitem__, (*parts(text), _END))
            ends.append(len(found))
        self._note_parts()
        starts, words = np.array(self._starts), np.array(self._words)
        of_part = np.fromiter(found, dtype=np.int32, count=len(found))
        lengths = np.diff(starts)[of_part]
        until = lengths.cumsum()
        places = np.arange(lengths.sum()) + np.repeat(starts[of_part] - until + lengths, lengths)
        in_text = np.diff(until[np.array(ends) - 1], prepend=0)
        return _Words(words[places], np.repeat(np.arange(len(texts)), in_text))

    def _skills(self, described: _Words, posts: int) -> _Found:
        """Return the terms of the skills that texts name, as skills_in() does of one."""
        words, found = described.words, _Found()
        begins = np.flatnonzero(np.frombuffer(bytes(self._begins), dtype=bool)[words])
        pairs = words[begins].astype(np.int64) << 32 | words[begins + 1]
        different, which = np.unique(pairs, return_inverse=True)
        begun = np.array([self._phrase(pair) for pair in different.tolist()], dtype=np.int64)[which]
        named = begun != _NO_SKILL
        rows = described.row_of[begins[named]].tolist()
        end = 0
        for start, number, row in zip(begins[named].tolist(), begun[named].tolist(), rows, strict=True):
            if start < end:
                continue
            length, terms = self._phrases[number] if number != _BY_MORE_WORDS else self._at(words, start)
            end = start + length
            found.add(terms, row)
        for row in sorted(set(range(posts)).difference(found.rows)):
            found.add([self.terms[term] for term in terms_of_skills([])], row)
        return found

    def _phrase(self, pair: int) -> int:
        """Return the number of the phrase that two words begin, of none, or of one that may be longer."""
        if (known := self._pairs.get(pair)) is None:
            first, second = self._names[pair >> 32], self._names[pair & 0xFFFFFFFF]
            if _SKILLS.needs_more(first, second):
                known = _BY_MORE_WORDS
            elif phrase := self._of([first, second]):
                known = len(self._phrases)
                self._phrases.append(phrase)
            else:
                known = _NO_SKILL
            self._pairs[pair] = known
        return known

    def _at(self, words: NDArray[np.int32], start: int) -> tuple[int, list[int]]:
        """Return the length of the phrase that begins at a place, 0 for none, and its terms."""
        text = [self._names[word] for word in words[start : start + _SKILLS.most_words].tolist()]
        return self._of(text[: text.index(_END)] if _END in text else text) or (0, [])

    def _of(self, text: Sequence[str]) -> tuple[int, list[int]] | None:
        found = _SKILLS.at(text, 0)
        if found is None:
            return None
        length, names = found
        return length, [self.terms[term] for name in names if name for term in terms_of_skills([name])]

    def _note_parts(self) -> None:
        """Find the words of the parts that are new."""
        for part in islice(self._parts, len(self._starts) - 1, None):
            self._words.extend(self.terms[word] for word in words_of_part(part))
            self._starts.append(len(self._words))
        self._note_terms()

    def _note_terms(self) -> None:
        """Look at the terms that are new."""
        for term in islice(self.terms, len(self._names), None):
            self._names.append(term)
            self._tells.append(tells_something(term))
            self._begins.append(term in _SKILLS.first_words)

    def _forget(self) -> None:
        """Forget parts and pairs of words: the terms alone have to be known at the end."""
        self._parts, self._pairs = _numbered(_END), dict[int, int]()
        self._words, self._starts = array("i", [self.terms[_END]]), array("q", [0, 1])
        self._phrases: list[tuple[int, list[int]]] = [(0, [])]


def _numbered(*names: str) -> defaultdict[str, int]:
    """Return a table that gives each name that is looked up in it the next number."""
    numbers = defaultdict[str, int]()
    numbers.default_factory = numbers.__len__
    for name in names:
        numbers[name]  # to look it up is what numbers it
    return numbers


def _arrays(*found: Sequence[int]) -> list[NDArray[np.int32]]:
    return [np.fromiter(numbers, dtype=np.int32, count=len(numbers)) for numbers in found]
