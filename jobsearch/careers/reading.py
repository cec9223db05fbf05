"""The model's input from a text: its words, and the titles that it names.

They are kept separate. A post naming its own title is the strongest evidence, which would leave little for
the words to teach; but people's experiences often name no title, and then only the words remain.

This module is pure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jobsearch.careers.common_words import FUNCTION_WORDS
from jobsearch.careers.stemming import stem
from jobsearch.titles.parse import names_of, singular, tokens

_HALF_AT = 50  # number of words before a title that halve its value
_CUT = ""  # replaces a title


@dataclass(frozen=True)
class Named:
    """How often a text names a title, and how early, from 1 for its first word toward 0."""

    times: int
    early: float


@dataclass(frozen=True)
class Reading:
    """A text as the model reads it.

    Attributes:
        terms: the stems of the words other than titles, and their pairs, with counts.
        named: the mentions of each title, by its place in the list of titles.

    """

    terms: Counter[str]
    named: dict[int, Named]


class Reader:
    """A reader of texts that recognizes given titles."""

    def __init__(self, names: Sequence[str]) -> None:
        """Recognize these titles under all their names."""
        self._by_first: dict[str, list[tuple[list[str], int]]] = {}
        for place, title in enumerate(names):
            for first, *rest in map(str.split, names_of(title)):
                self._by_first.setdefault(first, []).append((rest, place))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda phrase: -len(phrase[0]))

    def read(self, words: Sequence[str]) -> Reading:
        """Read the result of words_of(), or an excerpt from it."""
        kept: list[str] = []
        places: dict[int, list[int]] = {}
        for place, word, title in self._pieces(words):
            kept.append(word)
            if title is not None:
                places.setdefault(title, []).append(place)
        return Reading(Counter(_terms(kept)), {title: _named(found) for title, found in places.items()})

    def without_titles(self, words: Sequence[str]) -> list[str]:
        """Return the result of words_of() without the titles."""
        return [word for _place, word, title in self._pieces(words) if title is None]

    def _pieces(self, words: Sequence[str]) -> Iterator[tuple[int, str, int | None]]:
        """Yield the place of each word or title, the word (_CUT for a title), and the title's number."""
        singulars = [singular(word) for word in words]
        place = 0
        while place < len(words):
            length, title = self._title_at(singulars, place)
            yield place, words[place] if title is None else _CUT, title
            place += length

    def _title_at(self, words: Sequence[str], place: int) -> tuple[int, int | None]:
        for rest, title in self._by_first.get(words[place], ()):
            if words[place + 1 : place + 1 + len(rest)] == rest:
                return 1 + len(rest), title
        return 1, None


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, spelled as in titles."""
    return [word for word in tokens(text) if word[0].isalnum()]


def _named(places: Sequence[int]) -> Named:
    return Named(len(places), 1 / (1 + places[0] / _HALF_AT))


def _terms(words: Sequence[str]) -> list[str]:
    # A post says "you hire engineers" where a person "hired engineers".
    telling = [stem(word) for word in words if word not in FUNCTION_WORDS]
    pairs = [f"{one} {other}" for one, other in pairwise(telling) if one != _CUT != other]
    return [word for word in telling if word != _CUT] + pairs
