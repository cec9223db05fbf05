"""Find the phrases of a table in a text, whatever their case, accents and number; pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count
from string import ascii_lowercase, digits

from jobsearch.text.folding import fold

_WORD = re.compile(r"[^\W_][\w+#]*(?:\.+[\w+#]+)*")  # keeps "c++", "c#" and "node.js" whole
_PLURAL = re.compile(r"(?<=\w\w[^\Ws])s$")  # not of "aws", "ios" or "business"
_MARKS = (
    "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"  # blank, dashes, quotation marks, bullet, dots
)
_IN_WORDS = frozenset(b"+#._" + digits.encode() + ascii_lowercase.encode())
_PARTING = bytes(sign if sign in _IN_WORDS else ord(" ") for sign in bytes(range(128)).lower()) + bytes(128)
_fold_word = lru_cache(maxsize=16_384)(fold)


def words(text: str) -> list[str]:
    """Return the words of a text as fold() has them, in their order; "c++", "c#" and "node.js" are words."""
    plain = text if text.isascii() else _without_marks(text)
    if not plain.isascii():
        return _words_with_accents(text)
    # To split at blanks takes less time than a pattern.
    parts = plain.encode().translate(_PARTING).decode().replace(". ", " ").split()
    found: list[str] = []
    for part in parts:
        if part.isalnum():
            found.append(part)
        else:
            found += _WORD.findall(part)
    return found


def _without_marks(text: str) -> str:
    """Return a text without the marks that make nearly every post one that is not ASCII."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def _words_with_accents(text: str) -> list[str]:
    # Of a whole post it would take longer to fold every letter. A dotted İ in lower case is two characters.
    lower = unicodedata.normalize("NFC", text).replace("\u0130", "i").casefold()
    return [word if word.isascii() else _fold_word(word) for word in _WORD.findall(lower)]


def words_as_written(text: str) -> list[str]:
    """Return the words of a text as words() finds them, with their capitals and accents."""
    return _WORD.findall(text)


class Phrases:
    """A table of names, each known by phrases of one or more words.

    A post is long and the tables name hundreds of phrases, so they are looked up by their first words. Where
    several phrases begin at a word the longest counts, and none within it: "Latin America" is not in America.
    The phrases of the name "" say nothing; they keep shorter ones from being found in them.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        """Read a table of names and the phrases that stand for them, a comma between two."""
        names_of = defaultdict[tuple[str, ...], dict[str, None]](dict)
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                names_of[tuple(map(_singular, words(phrase)))][name] = None
        self._by_first: dict[str, _Beginning] = {}
        for first, *rest in sorted(names_of, key=len, reverse=True):
            names = list(names_of[first, *rest])
            for form in (first, f"{first}s"):
                self._by_first.setdefault(form, _Beginning()).add(tuple(rest), names)

    def names_in(self, text: Sequence[str]) -> list[str]:
        """Return the names of the phrases in the words of a text, as often as each occurs, in their order."""
        return [name for name, _start, _end in self.places_in(text)]

    def places_in(self, text: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the same names, each with the places in the text where its phrase begins and is over."""
        end = 0
        for start in compress(count(), map(self._by_first.__contains__, text)):
            if start >= end:
                names, length = self._by_first[text[start]].longest_before(text, start + 1)
                end = start + 1 + length
                yield from ((name, start, end) for name in names if name)


class _Beginning:
    """The phrases that begin with one word: the names of the word alone, and the others by their second."""

    def __init__(self) -> None:
        self._alone: list[str] = []
        self._by_second: dict[str, list[tuple[tuple[str, ...], list[str]]]] = {}

    def add(self, rest: tuple[str, ...], names: list[str]) -> None:
        """Add a phrase without its first word, none longer than those before."""
        if rest:
            self._by_second.setdefault(rest[0], []).append((rest, names))
        else:
            self._alone = self._alone or names

    def longest_before(self, text: Sequence[str], start: int) -> tuple[list[str], int]:
        """Return the names of the longest phrase that goes on at a place, and how many words of it do."""
        if self._by_second and start < len(text):
            second = text[start]
            for rest, names in self._going_on(second):
                following = text[start : start + len(rest)]
                if len(following) == len(rest) and all(map(_matches, following, rest)):
                    return names, len(rest)
        return self._alone, 0

    def _going_on(self, second: str) -> Sequence[tuple[tuple[str, ...], list[str]]]:
        found: Sequence[tuple[tuple[str, ...], list[str]]] = self._by_second.get(second, ())
        singular = _singular(second)
        return found if singular == second else (*found, *self._by_second.get(singular, ()))


def _matches(word: str, singular: str) -> bool:
    return word == singular or _singular(word) == singular


def _singular(word: str) -> str:
    """Cut the s of a plural; that "sales" loses its own as well, in table and text, does no harm."""
    return _PLURAL.sub("", word)
