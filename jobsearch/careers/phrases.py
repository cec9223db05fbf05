"""Extract candidate skill phrases and count word capitalization, for many texts at once with NumPy.

    text -> words and the marks between them -> numbers in a vocabulary -> arrays for many texts
         -> the capitalization of each word; the sequences of one to three words in each text

Sentences end at periods and newlines, and chunks within sentences end at other marks. A phrase never contains
a mark, a word that is never part of a skill, or a word from the post's company or location.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER, WEAK
from jobsearch.careers.skill_words import HEADS, KNOWN
from jobsearch.titles.parse import is_person

_HEADING = 3  # words, all capitalized
_TOKENS_AT_ONCE = 100_000
_BITS = 21  # bits per word in the number of a phrase

# A word as in text/phrases.py, the end of a sentence, or the end of a phrase: punctuation, except inside
# "c++", "node.js" and "on-site".
_TOKEN = re.compile(
    r"[^\W_][\w+#]*(?:\.+[\w+#]+)*"
    r"|\n[\s\u2022*-]*|[.!?:]\s+"
    r"|[,;:!?()\[\]{}|\"\u201c\u201d\u00b7*]|/+(?![cC][dD]\b)|[^\S\n][-\u2013\u2014&]+[^\S\n]"
)
# Not the programming languages C and R: "C-level", "R&D"; "series C".
_BESIDE = re.compile(r"\b[a-z](?:\s?&\s?[a-z]\b|(?=-[a-z]|\s(?:level|suite)\b))", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:appendix|class|grade|hepatitis|objective|option|plan|round|schedule|series|vitamin)[\s-][a-z]\b",
    re.IGNORECASE,
)
_FARTHEST = len("hepatitis C")
# Letters, digits and other characters of ASCII text: a single letter can be found in it as " a ".
_SHAPE = bytes(ord("a") if chr(sign).isalnum() or sign == ord("_") else ord(" ") for sign in range(128))
_SHAPE += bytes(range(128, 256))
_BREAK, _SENTENCE = -1, -2  # in place of a word's number
_CAPITAL, _SMALL, _PLAIN = (
    1,
    2,
    4,
)  # how a word is written: its first letter; all of it; all but its first letter
_OF_NO_SKILL, _ENDS_ALONE, _ENDS, _NAME = 1, 2, 4, 8  # possible roles of a word in a phrase


def is_known(phrase: str) -> bool:
    """Return whether a phrase ends with a word known to end skill names."""
    last = phrase.rpartition(" ")[2]
    return last in KNOWN or (last != phrase and last in HEADS)


@dataclass(frozen=True)
class Found:
    """The phrases and word counts found in a collection of texts.

    Attributes:
        phrases: the phrases that may be skills.
        numbers: for each pair of a text and a phrase in it, the index of the phrase.
        texts: for each pair, the index of the text.
        words: the words that can end a phrase if they are capitalized.
        capital: the number of times each word is capitalized, except at the start of a sentence.
        small: the number of times each word is not capitalized.

    """

    phrases: Sequence[str]
    numbers: NDArray[np.int64]
    texts: NDArray[np.int64]
    words: Sequence[str]
    capital: NDArray[np.int64]
    small: NDArray[np.int64]


class Texts:
    """A counter of phrases, to which texts are added one at a time."""

    def __init__(self) -> None:
        """Initialize without any texts."""
        self._words = _Vocabulary()
        self._tokens: list[int] = []
        self._lengths: list[int] = []
        self._own: list[tuple[int, int]] = []
        self._counted = 0
        self._pairs: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        self._spelled = np.zeros(0, dtype=np.int64)
        self.size = 0  # the total number of values held

    def add(self, text: str, own: Iterable[str]) -> None:
        """Add a text to be counted.

        `own` contains the lowercase words of names that are not skills in this text.
        """
        known = len(self._words)
        tokens = list(map(self._words.__getitem__, _TOKEN.findall(_without_letters(text))))
        place = len(self._lengths)
        folded = self._words.folded
        self._own += [(place, folded[word]) for word in own if word in folded]
        self._tokens.append(_SENTENCE)
        self._tokens += tokens
        self._lengths.append(len(tokens) + 1)
        self.size += len(self._words) - known
        if len(self._tokens) >= _TOKENS_AT_ONCE:
            self._count()

    def found(self) -> Found:
        """Return the phrases and word counts found in all texts."""
        self._count()
        codes = np.concatenate([np.empty(0, np.int64), *(codes for codes, _texts in self._pairs)])
        texts = np.concatenate([np.empty(0, np.int64), *(texts for _codes, texts in self._pairs)])
        phrases, numbers = np.unique(codes, return_inverse=True)
        folds, writing, roles = self._words.arrays()
        is_small = (writing & _SMALL) > 0
        small = np.bincount(folds[is_small], self._spelled[is_small], len(roles)).astype(np.int64)
        capital = np.bincount(folds[~is_small], self._spelled[~is_small], len(roles)).astype(np.int64)
        names = np.flatnonzero((roles & _NAME).astype(bool) & (capital + small > 0))
        words = list(self._words.folded)
        return Found(
            self._written(phrases, words),
            numbers.reshape(-1),
            texts,
            [words[name] for name in names.tolist()],
            capital[names],
            small[names],
        )

    @staticmethod
    def _written(phrases: NDArray[np.int64], words: Sequence[str]) -> list[str]:
        words, mask = ["", *words], (1 << _BITS) - 1
        places = ((phrases >> bits & mask).tolist() for bits in (2 * _BITS, _BITS, 0))
        return [f"{words[a]} {words[b]} {words[c]}".lstrip() for a, b, c in zip(*places, strict=True)]

    def _count(self) -> None:
        """Count the texts added since the last call."""
        tokens, lengths = np.array(self._tokens, dtype=np.int64), np.array(self._lengths, dtype=np.int64)
        own = np.array(self._own, dtype=np.int64).reshape(-1, 2)
        self._tokens, self._lengths, self._own = [], [], []
        folds, writing, roles = self._words.arrays()
        words = _Words.of(tokens, lengths)
        spelled = np.bincount(words.forms[words.spelled(writing)], minlength=len(folds))
        spelled[: len(self._spelled)] += self._spelled
        self._spelled = spelled
        codes, texts = words.phrases(folds, roles, own)
        self._pairs.append((codes, texts + self._counted))
        self._counted += len(lengths)
        self.size += len(codes)


@dataclass(frozen=True)
class _Words:
    """The words in a collection of texts, as parallel arrays.

    Attributes:
        forms: the number of each word, as written.
        texts: the index of its text.
        chunks: the index of its chunk.
        places: its position in the chunk, starting at 0.
        begins: whether the chunk is the first in a sentence.

    """

    forms: NDArray[np.int64]
    texts: NDArray[np.int64]
    chunks: NDArray[np.int64]
    places: NDArray[np.int64]
    begins: NDArray[np.bool]

    @classmethod
    def of(cls, tokens: NDArray[np.int64], lengths: NDArray[np.int64]) -> "_Words":
        """Split the tokens at the marks.

        `lengths` contains the number of tokens in each text.
        """
        is_mark = tokens < 0
        where = np.flatnonzero(~is_mark)
        marks = np.maximum.accumulate(np.where(is_mark, np.arange(len(tokens)), 0))[where]
        texts = np.repeat(np.arange(len(lengths)), lengths)[where]
        chunks = np.cumsum(is_mark, dtype=np.int64)[where]
        return cls(tokens[where], texts, chunks, where - marks - 1, tokens[marks] == _SENTENCE)

    def spelled(self, writing: NDArray[np.uint8]) -> NDArray[np.bool_]:
        """Return a mask of the words whose capitalization indicates whether they are names.

        Words in a heading and at the start of a sentence are excluded, unless written like "SQL".
        """
        written = writing[self.forms]
        lengths = np.bincount(self.chunks)
        capitals = np.bincount(self.chunks[(written & _CAPITAL) > 0], minlength=len(lengths))
        headings = (lengths >= _HEADING) & (capitals == lengths)
        first = self.begins & (self.places == 0) & ((written & _PLAIN) > 0)
        return np.asarray(~first & ~headings[self.chunks])

    def phrases(
        self, folds: NDArray[np.int64], roles: NDArray[np.uint8], own: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the distinct phrases in each text as pairs of phrase codes and text indices.

        The code of a phrase combines the numbers of its words, with the last word in the lowest bits.
        """
        words = folds[self.forms]
        role = roles[words]
        within = ((role & _OF_NO_SKILL) == 0) & ~self._are_own(words, own, len(roles))
        goes_on = within[:-1] & within[1:] & (self.chunks[:-1] == self.chunks[1:])
        two = np.r_[False, goes_on][: len(words)]
        three = two & np.r_[False, two][: len(words)]
        ends = within & ((role & _ENDS) > 0)
        alone = np.flatnonzero(within & ((role & _ENDS_ALONE) > 0))
        two_at, three_at = np.flatnonzero(ends & two), np.flatnonzero(ends & three)
        words = words + 1
        codes = np.concatenate(
            [
                words[alone],
                words[two_at - 1] << _BITS | words[two_at],
                words[three_at - 2] << 2 * _BITS | words[three_at - 1] << _BITS | words[three_at],
            ]
        )
        return _each_once(codes, self.texts[np.concatenate([alone, two_at, three_at])])

    def _are_own(self, words: NDArray[np.int64], own: NDArray[np.int64], number: int) -> NDArray[np.bool_]:
        """Return a mask of the words that are part of their post's own names.

        `own` contains (text, word) pairs.
        """
        found = np.zeros(len(words), dtype=bool)
        of_any = np.zeros(number, dtype=bool)
        of_any[own[:, 1]] = True
        where = np.flatnonzero(of_any[words])
        found[where] = np.isin(self.texts[where] * number + words[where], own[:, 0] * number + own[:, 1])
        return found


def _each_once(
    codes: NDArray[np.int64], texts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    phrases, numbers = np.unique(codes, return_inverse=True)
    most = int(texts.max(initial=0)) + 1
    pairs = np.unique(numbers.reshape(-1) * most + texts)
    return phrases[pairs // most], pairs % most


class _Vocabulary(dict[str, int]):
    """A vocabulary that numbers words as written, and maps marks to their kinds.

    Attributes:
        folded: the number of each lowercase word, shared by its written forms.

    """

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}
        self._folds: list[int] = []
        self._writing = bytearray()
        self._roles = bytearray()

    def __missing__(self, token: str) -> int:
        self[token] = number = self._new(token) if token[0].isalnum() else _mark(token)
        return number

    def arrays(self) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint8]]:
        """Return the lowercase form and capitalization of each word, and the roles of lowercase words."""
        writing, roles = (np.frombuffer(bytes(flags), np.uint8) for flags in (self._writing, self._roles))
        return np.array(self._folds, dtype=np.int64), writing, roles

    def _new(self, word: str) -> int:
        folded = word.casefold()
        if folded not in self.folded:
            self.folded[folded] = len(self.folded)
            self._roles.append(_role(folded))
        self._folds.append(self.folded[folded])
        rest = word[1:]
        self._writing.append(
            _CAPITAL * word[0].isupper() | _SMALL * word.islower() | _PLAIN * (rest == rest.lower())
        )
        return len(self._folds) - 1


def _without_letters(text: str) -> str:
    """Replace each single letter that is not a programming language with a mark."""
    shape = b" %b " % text.encode("ascii", "replace").translate(_SHAPE)
    pieces, end, place = [], 0, shape.find(b" a ")
    while place >= 0:
        start = max(end, place + 1 - _FARTHEST)
        found = _BEHIND.search(text, start, place + 2) or _BESIDE.match(text, place)
        if found and place >= end:
            pieces.append(text[end : found.start()])
            end = found.end()
        place = shape.find(b" a ", place + 2)
    return "|".join([*pieces, text[end:]])


def _mark(token: str) -> int:
    ends = token[0] == "\n" or (len(token) > 1 and token[0] in ".!?:")
    return _SENTENCE if ends else _BREAK


def _role(word: str) -> int:
    if word in FUNCTION_WORDS or word in NEVER or word.isdigit() or is_person(word):
        return _OF_NO_SKILL
    if word in KNOWN:
        return _ENDS_ALONE | _ENDS
    if word in HEADS:
        return _ENDS
    return 0 if word in WEAK or "." in word else _ENDS_ALONE | _ENDS | _NAME
