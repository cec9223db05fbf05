"""Find the phrases of a table in a text, whatever their case and number; pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

_WORD = re.compile(r"[^\W_][\w+#]*(?:\.+[\w+#]+)*")  # keeps "c++", "c#" and "node.js" whole
_PLURAL = re.compile(r"(?<=\w\w[^\Ws])s$")  # not of "aws", "ios" or "business"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order; "c++", "c#" and "node.js" are words."""
    return _WORD.findall(text.casefold())


def words_as_written(text: str) -> list[str]:
    """Return the words of a text as words() finds them, with their capitals."""
    return _WORD.findall(text)


Value = TypeVar("Value")


class Longest(Generic[Value]):
    """Phrases of one or more words with a value each; of those that begin at a word, the longest is found."""

    def __init__(self, values: Mapping[tuple[str, ...], Value]) -> None:
        """Keep the phrases by their first words: a post is long, and the tables name hundreds."""
        self._by_first = defaultdict[str, list[tuple[tuple[str, ...], Value]]](list)
        for first, *rest in sorted(values, key=len, reverse=True):
            for form in self.forms(first):
                self._by_first[form].append((tuple(rest), values[first, *rest]))

    def begins(self, word: str) -> bool:
        """Tell whether any phrase begins with a word."""
        return word in self._by_first

    def at(self, text: Sequence[str], start: int) -> tuple[int, Value] | None:
        """Return where the longest phrase that begins at `start` is over, and its value; None for none."""
        for rest, value in self._by_first.get(text[start], ()):
            end = start + 1 + len(rest)
            if self.same(tuple(text[start + 1 : end]), rest):
                return end, value
        return None

    @staticmethod
    def forms(first: str) -> tuple[str, ...]:
        """Return the words that stand for the first word of a phrase."""
        return (first,)

    @staticmethod
    def same(words: tuple[str, ...], rest: tuple[str, ...]) -> bool:
        """Tell whether some words of a text are the other words of a phrase."""
        return words == rest


class _InAnyNumber(Longest[list[str]]):
    @staticmethod
    def forms(first: str) -> tuple[str, ...]:
        return first, f"{first}s"

    @staticmethod
    def same(words: tuple[str, ...], rest: tuple[str, ...]) -> bool:
        return len(words) == len(rest) and all(map(_matches, words, rest))


class Phrases:
    """A table of names, each known by phrases of one or more words.

    Where several phrases begin at a word the longest counts, and none within it: "Latin America" is not in
    America.
    The phrases of the name "" say nothing; they keep shorter ones from being found in them.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        """Read a table of names and the phrases that stand for them, a comma between two."""
        names_of = defaultdict[tuple[str, ...], dict[str, None]](dict)
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                names_of[tuple(map(_singular, words(phrase)))][name] = None
        self._names = _InAnyNumber({phrase: list(names) for phrase, names in names_of.items()})

    def names_in(self, text: Sequence[str]) -> list[str]:
        """Return the names of the phrases in the words of a text, as often as each occurs, in their order."""
        return [name for name, _start, _end in self.places_in(text)]

    def places_in(self, text: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the same names, each with the places in the text where its phrase begins and is over."""
        end = 0
        for start in [place for place, word in enumerate(text) if self._names.begins(word)]:
            if start >= end and (found := self._names.at(text, start)):
                end, names = found
                yield from ((name, start, end) for name in names if name)


def _matches(word: str, singular: str) -> bool:
    return word == singular or _singular(word) == singular


def _singular(word: str) -> str:
    """Cut the s of a plural; that "sales" loses its own as well, in table and text, does no harm."""
    return _PLURAL.sub("", word)
