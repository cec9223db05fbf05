"""Convert a text into model input: its terms, and the titles it mentions.

Terms and titles are kept separate. A post that mentions its own title is the strongest evidence, which would
leave little to learn from the words; but people's experiences often mention no title, and then only the words
remain.

This module is pure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count, pairwise

from jobsearch.careers.common_words import FUNCTION_WORDS
from jobsearch.careers.stemming import stem
from jobsearch.titles.parse import names_of, singular, tokens

_HALF_AT = 50  # number of words before a title that halve its value
_CUT = ""  # replaces a title


@dataclass(frozen=True)
class Named:
    """How often a text mentions a title, and how early: 1 for its first word, decreasing toward 0."""

    times: int
    early: float


@dataclass(frozen=True)
class Hints:
    """The number of a text's terms, and its mentions of titles.

    The terms themselves are left out because they take up the most memory.
    """

    length: int
    named: dict[int, Named]


@dataclass(frozen=True)
class Reading:
    """A text as model input.

    Attributes:
        terms: the counts of word stems and pairs of them, without the words of titles.
        named: the mentions of each title, by its index in the list of titles.

    """

    terms: Counter[str]
    named: dict[int, Named]

    @property
    def length(self) -> int:
        """The number of terms."""
        return len(self.terms)

    @property
    def hints(self) -> Hints:
        """The hints in the text, without its terms."""
        return Hints(self.length, self.named)


class Reader:
    """A reader of texts that recognizes a given list of titles."""

    def __init__(self, names: Sequence[str]) -> None:
        """Index the names of the titles to recognize."""
        self._by_first: dict[str, list[tuple[list[str], int]]] = {}
        for place, title in enumerate(names):
            for first, *rest in map(str.split, names_of(title)):
                self._by_first.setdefault(first, []).append((rest, place))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def read(self, words: Sequence[str]) -> Reading:
        """Extract the terms and titles from the words returned by words_of(), or from an excerpt of them."""
        kept: list[str] = []
        places: dict[int, list[int]] = {}
        end = 0
        for start, after, title in self._titles_in(words):
            kept += [*words[end:start], _CUT]
            places.setdefault(title, []).append(start)
            end = after
        kept += words[end:]
        return Reading(Counter(_terms(kept)), {title: _named(found) for title, found in places.items()})

    def without_titles(self, words: Sequence[str]) -> list[str]:
        """Return the words without those that belong to titles."""
        kept: list[str] = []
        end = 0
        for start, after, _title in self._titles_in(words):
            kept += words[end:start]
            end = after
        return [*kept, *words[end:]]

    def _titles_in(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield the start, end, and index of each title found."""
        singulars = list(map(singular, words))
        end = 0
        for start in compress(count(), map(self._by_first.__contains__, singulars)):
            if start >= end and (found := self._title_at(singulars, start)):
                end, title = found
                yield start, end, title

    def _title_at(self, words: Sequence[str], start: int) -> tuple[int, int] | None:
        for rest, title in self._by_first[words[start]]:
            end = start + 1 + len(rest)
            if words[start + 1 : end] == rest:
                return end, title
        return None


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order, spelled as in titles."""
    return [word for word in tokens(text) if word[0].isalnum()]


def _named(places: Sequence[int]) -> Named:
    return Named(len(places), 1 / (1 + places[0] / _HALF_AT))


def _terms(words: Sequence[str]) -> list[str]:
    # A post says "you hire engineers" where a person "hired engineers".
    telling = [found for found in map(_telling, words) if found is not None]
    pairs = [f"{one} {other}" for one, other in pairwise(telling) if one != _CUT != other]
    return [word for word in telling if word != _CUT] + pairs


@lru_cache(maxsize=1 << 16)  # most words have been seen before
def _telling(word: str) -> str | None:
    return None if word in FUNCTION_WORDS else stem(word)
