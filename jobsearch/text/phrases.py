"""Find phrases from a table in a text, ignoring case, accents, and plurals.

This module is pure.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress, count
from string import ascii_letters, digits
from typing import Generic, TypeVar

from jobsearch.text.folding import fold

_WORD = re.compile(r"[^\W_][\w+#]*(?:\.+[\w+#]+)*")  # keeps "c++", "c#" and "node.js" whole
_PLURAL = re.compile(r"(?<=\w\w[^\Ws])s$")  # except in "aws", "ios" or "business"
_MARKS = "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"  # space, dashes, quotes, bullet, ellipsis
_IN_WORDS = frozenset(b"+#._" + digits.encode() + ascii_letters.encode())
_PARTING = bytes(sign if sign in _IN_WORDS else ord(" ") for sign in range(128)) + bytes(range(128, 256))
_PARTING_IN_LOWER_CASE = _PARTING.lower()
_MOST_PARTS = 32_768  # most texts contain few other parts
_fold_word = lru_cache(maxsize=16_384)(fold)


def words(text: str) -> list[str]:
    """Return the folded words of a text, in order.

    "c++", "c#", and "node.js" are words.
    """
    return list(chain.from_iterable(map(_words_of_known_part, parts(text))))


def parts(text: str) -> list[bytes]:
    """Split a text at spaces and most punctuation, and encode the parts as UTF-8.

    The words of the parts are the words of the text. The same parts recur often, so finding the words of each
    part only once saves time: matching a pattern takes far longer than splitting at spaces.
    """
    plain = text if text.isascii() else _without_marks(text)
    if plain.isascii():
        return plain.encode().translate(_PARTING_IN_LOWER_CASE).split()
    # Case is kept, because it affects how a letter composes with a separate accent.
    return _encoded(plain).translate(_PARTING).split()


def words_of_part(part: bytes) -> tuple[str, ...]:
    """Return the words in one part of a text."""
    text = part.decode(errors="surrogatepass")
    if not text.isascii():
        return tuple(_words_with_accents(text))
    return (text.lower(),) if text.isalnum() else tuple(_WORD.findall(text.lower()))


_words_of_known_part = lru_cache(maxsize=_MOST_PARTS)(words_of_part)


def _encoded(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _without_marks(text: str) -> str:
    """Replace dashes, quotes, and other common non-ASCII marks in a text with spaces.

    Almost every post would otherwise be non-ASCII.
    """
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def _words_with_accents(text: str) -> list[str]:
    # A dotted İ is two characters in lowercase.
    lower = unicodedata.normalize("NFC", text).replace("\u0130", "i").casefold()
    return [word if word.isascii() else _fold_word(word) for word in _WORD.findall(lower)]


def words_as_written(text: str) -> list[str]:
    """Return the words found by words(), but with their original case and accents."""
    return _WORD.findall(text)


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words found by words(), each with its start and end in the text."""
    for found in _WORD.finditer(text):
        for word in _words_of_known_part(_encoded(found[0]))[:1]:
            yield word, found.start(), found.end()


Value = TypeVar("Value")


class Longest(Generic[Value]):
    """A matcher that maps phrases to values and finds the longest phrase at each word."""

    def __init__(self, values: Mapping[tuple[str, ...], Value]) -> None:
        """Index the phrases by their first two words, because posts are long and there are many phrases."""
        self.most_words = max(map(len, values), default=0)
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], Value]]]] = {}
        for first, *rest in sorted(values, key=len, reverse=True):
            second = rest[0] if rest else ""
            for form in self.forms(first):
                by_second = self._by_first.setdefault(form, {})
                by_second.setdefault(second, []).append((tuple(rest), values[first, *rest]))

    @property
    def first_words(self) -> Container[str]:
        """The words with which a phrase can begin."""
        return self._by_first

    def needs_more(self, first: str, second: str) -> bool:
        """Return whether at() needs more than two words to determine the match at a position."""
        by_second = self._by_first.get(first, {})
        found = (by_second.get(word, ()) for word in (*self.stems(second), ""))
        return any(len(rest) > 1 for phrases in found for rest, _value in phrases)

    def begins(self, text: Sequence[str]) -> Iterator[int]:
        """Yield the positions of the words in a text that can begin a phrase."""
        return compress(count(), map(self._by_first.__contains__, text))

    def at(self, text: Sequence[str], start: int) -> tuple[int, Value] | None:
        """Return the end and value of the longest phrase that begins at `start`, or None if there is none."""
        by_second = self._by_first.get(text[start])
        if by_second is None:
            return None
        second = text[start + 1] if start + 1 < len(text) else ""
        for word in (*self.stems(second), ""):
            for rest, value in by_second.get(word, ()):
                end = start + 1 + len(rest)
                if not rest or self.same(tuple(text[start + 1 : end]), rest):
                    return end, value
        return None

    @staticmethod
    def stems(second: str) -> tuple[str, ...]:
        """Return the second words of phrases that match this word."""
        return (second,)

    @staticmethod
    def forms(first: str) -> tuple[str, ...]:
        """Return the words that match the first word of a phrase."""
        return (first,)

    @staticmethod
    def same(words: tuple[str, ...], rest: tuple[str, ...]) -> bool:
        """Return whether words of a text match the remaining words of a phrase."""
        return words == rest


class _InAnyNumber(Longest[list[str]]):
    @staticmethod
    def stems(second: str) -> tuple[str, ...]:
        return (second, singular(second)) if second.endswith("s") else (second,)

    @staticmethod
    def forms(first: str) -> tuple[str, ...]:
        return first, f"{first}s"

    @staticmethod
    def same(words: tuple[str, ...], rest: tuple[str, ...]) -> bool:
        return len(words) == len(rest) and all(map(_matches, words, rest))


class Phrases:
    """A table of names, each with phrases of one or more words.

    Only the longest phrase that starts at a word counts, not any phrase inside it: "Latin America" does not
    match "America". The phrases of the name "" are ignored, and prevent shorter phrases inside them from
    matching.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        """Build the index from a table that maps names to comma-separated phrases."""
        names_of = defaultdict[tuple[str, ...], dict[str, None]](dict)
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                names_of[tuple(map(singular, words(phrase)))][name] = None
        self.longest = _InAnyNumber({phrase: list(names) for phrase, names in names_of.items()})

    def names_in(self, text: Sequence[str]) -> list[str]:
        """Return the names whose phrases occur in a tokenized text, in order and with repeats."""
        return [name for name, _start, _end in self.places_in(text)]

    def places_in(self, text: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the names whose phrases occur in a tokenized text, each with the span of its phrase."""
        end = 0
        for start in self.longest.begins(text):
            if start >= end and (found := self.longest.at(text, start)):
                end, names = found
                yield from ((name, start, end) for name in names if name)


def _matches(word: str, of_table: str) -> bool:
    return word == of_table or singular(word) == of_table


def singular(word: str) -> str:
    """Remove a plural "s" from a word.

    Turning "sales" into "sale" does no harm.
    """
    return _PLURAL.sub("", word)
