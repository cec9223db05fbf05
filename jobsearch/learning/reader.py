"""Extract the terms of many posts in batches: equivalent to views.terms(), but over twice as fast.

    descriptions       -> parts -> numbered words -> informative words
                                                  -> named phrases, by the pair of words they begin with
    the rest of a post -> views.terms_beside()

Each distinct part, word, and pair of words is processed only once; the work that remains for each occurrence
is done in NumPy.
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

from jobsearch.learning.views import Readable, tells_something, terms_beside, terms_of_named
from jobsearch.learning.vocabulary.described import NAMED
from jobsearch.text.denied import without_denied
from jobsearch.text.phrases import parts, words_of_part

_END = ""  # marks the end of a description: not a word; the term, part and word with number 0
_NAMED = NAMED.longest
_NO_NAME, _BY_MORE_WORDS = 0, -1  # special results for a pair of words, besides the number of a phrase
_MOST_REMEMBERED = 200_000  # parts or pairs; one in ten posts has a word or two that no earlier post had

Integers = NDArray[np.integer[Any]]


@dataclass
class _Words:
    """Concatenated words of multiple texts, with an end marker after each text."""

    words: NDArray[np.int32]
    row_of: Integers


class _Found:
    """Terms and the rows in which they occur, as parallel lists."""

    def __init__(self) -> None:
        """Initialize without any terms."""
        self.terms, self.rows = list[int](), list[int]()

    def add(self, terms: Sequence[int], row: int) -> None:
        """Add all terms of a row."""
        self.terms += terms
        self.rows += [row] * len(terms)


class Reader:
    """A batch reader of posts that numbers terms as it encounters them."""

    def __init__(self) -> None:
        """Initialize without any terms."""
        self.terms = _numbered()
        self._names: list[str] = []  # the entries of `terms`, by number
        self._tells, self._begins = bytearray(), bytearray()
        self._forget()

    def rows(self, posts: Sequence[Readable]) -> csr_matrix:
        """Return the term-count matrix of the posts, with columns in the order of `self.terms`."""
        described = self._described([post.description for post in posts])
        found = _Found()
        for row, (post, named) in enumerate(zip(posts, self._named(described, len(posts)), strict=True)):
            found.add(list(map(self.terms.__getitem__, terms_beside(post))), row)
            found.add(list(map(self.terms.__getitem__, terms_of_named(post, named))), row)
        self._note_terms()
        telling = np.frombuffer(bytes(self._tells), dtype=bool)[described.words]
        columns = np.concatenate([described.words[telling], *_arrays(found.terms)])
        rows = np.concatenate([described.row_of[telling], *_arrays(found.rows)])
        ones = np.ones(len(columns), dtype=np.uint32)
        return coo_matrix((ones, (rows, columns)), shape=(len(posts), len(self.terms))).tocsr()

    def _described(self, texts: Sequence[str]) -> _Words:
        """Return the words of the texts, without negated phrases."""
        if max(len(self._parts), len(self._pairs)) > _MOST_REMEMBERED:
            self._forget()
        found, ends = list[int](), list[int]()
        for text in texts:
            found += map(self._parts.__getitem__, (*parts(without_denied(text)), _END))
            ends.append(len(found))
        self._note_parts()
        starts, words = np.array(self._starts), np.array(self._words)
        of_part = np.fromiter(found, dtype=np.int32, count=len(found))
        lengths = np.diff(starts)[of_part]
        until = lengths.cumsum()
        places = np.arange(lengths.sum()) + np.repeat(starts[of_part] - until + lengths, lengths)
        in_text = np.diff(until[np.array(ends) - 1], prepend=0)
        return _Words(words[places], np.repeat(np.arange(len(texts)), in_text))

    def _named(self, described: _Words, posts: int) -> list[list[str]]:
        """Return the skills and industries mentioned in each text, as named_in() does for one text."""
        words, found = described.words, [list[str]() for _post in range(posts)]
        begins = np.flatnonzero(np.frombuffer(bytes(self._begins), dtype=bool)[words])
        pairs = words[begins].astype(np.int64) << 32 | words[begins + 1]
        different, which = np.unique(pairs, return_inverse=True)
        begun = np.array([self._phrase(pair) for pair in different.tolist()], dtype=np.int64)[which]
        named = begun != _NO_NAME
        rows = described.row_of[begins[named]].tolist()
        end = 0
        for start, number, row in zip(begins[named].tolist(), begun[named].tolist(), rows, strict=True):
            if start < end:
                continue
            length, names = self._phrases[number] if number != _BY_MORE_WORDS else self._at(words, start)
            end = start + length
            found[row] += names
        return found

    def _phrase(self, pair: int) -> int:
        """Return the number of the phrase that starts with a pair of words, or a special code.

        The code is _NO_NAME if there is no such phrase, or _BY_MORE_WORDS if it depends on the next words.
        """
        if (known := self._pairs.get(pair)) is None:
            first, second = self._names[pair >> 32], self._names[pair & 0xFFFFFFFF]
            if _NAMED.needs_more(first, second):
                known = _BY_MORE_WORDS
            elif phrase := self._of([first, second]):
                known = len(self._phrases)
                self._phrases.append(phrase)
            else:
                known = _NO_NAME
            self._pairs[pair] = known
        return known

    def _at(self, words: NDArray[np.int32], start: int) -> tuple[int, list[str]]:
        """Return the length of the phrase at a position, and the names it stands for.

        The length is 0 if there is no phrase.
        """
        text = [self._names[word] for word in words[start : start + _NAMED.most_words].tolist()]
        return self._of(text[: text.index(_END)] if _END in text else text) or (0, [])

    @staticmethod
    def _of(text: Sequence[str]) -> tuple[int, list[str]] | None:
        found = _NAMED.at(text, 0)
        if found is None:
            return None
        length, names = found
        return length, [name for name in names if name]

    def _note_parts(self) -> None:
        """Extract the words of parts added since the last call."""
        for part in islice(self._parts, len(self._starts) - 1, None):
            self._words.extend(self.terms[word] for word in words_of_part(part))
            self._starts.append(len(self._words))
        self._note_terms()

    def _note_terms(self) -> None:
        """Classify the terms added since the last call."""
        for term in islice(self.terms, len(self._names), None):
            self._names.append(term)
            self._tells.append(tells_something(term))
            self._begins.append(term in _NAMED.first_words)

    def _forget(self) -> None:
        """Clear the cache of parts and word pairs, which are not part of the result."""
        self._parts, self._pairs = _numbered(_END), dict[int, int]()
        self._words, self._starts = array("i", [self.terms[_END]]), array("q", [0, 1])
        self._phrases: list[tuple[int, list[str]]] = [(0, [])]


def _numbered(*names: str) -> defaultdict[str, int]:
    """Return a mapping that assigns the next number to each new name on first lookup."""
    numbers = defaultdict[str, int]()
    numbers.default_factory = numbers.__len__
    for name in names:
        numbers[name]  # looking it up assigns its number
    return numbers


def _arrays(*found: Sequence[int]) -> list[NDArray[np.int32]]:
    return [np.fromiter(numbers, dtype=np.int32, count=len(numbers)) for numbers in found]
