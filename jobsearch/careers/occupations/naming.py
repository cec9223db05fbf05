"""Find skill names in a sentence.

This module is pure.
"""

import re
from collections.abc import Container, Iterator, Sequence

from jobsearch.careers.occupations.terms import telling_terms_of

_END = re.compile(r"(?<=[.!?;])(?<![eE]\.g\.)(?<!i\.e\.)\s+|\n+")
_LONGEST = 6  # terms of a name to search for
_FEWEST = 2  # terms, between which one other term may occur


def sentences(text: str) -> list[str]:
    """Split a text into sentences, at line ends as well as after punctuation, but not after "e.g."."""
    return [part for part in (" ".join(part.split()) for part in _END.split(text)) if part]


class Names:
    """A matcher that finds names in sentences, ignoring word endings."""

    def __init__(self, names: Sequence[str], alone: Container[int] = (), *, gaps: bool = True) -> None:
        """Index the names to search for.

        Names with only one informative word are searched for only if their index is in `alone`. With `gaps`,
        one other word may occur inside a name of several words, as in "project risk management". Names with a
        remark in parentheses, such as "Assembly (computer programming)", are ambiguous and skipped.
        """
        self._gaps = gaps
        self._by_terms: dict[tuple[str, ...], int] = {}
        for number, name in enumerate(names):
            terms = tuple(telling_terms_of(name))
            if "(" not in name and 0 < len(terms) <= _LONGEST and (len(terms) > 1 or number in alone):
                self._by_terms.setdefault(terms, number)
        self._terms = {term for terms in self._by_terms for term in terms}

    def in_order(self, sentence: str) -> Iterator[int]:
        """Yield the indices of the names found in a sentence, without duplicates.

        Where several names start at the same term, the longest wins.
        """
        terms = [term if term in self._terms else "" for term in telling_terms_of(sentence)]
        seen: set[int] = set()
        place = 0
        while place < len(terms):
            size, number = self._at(terms, place)
            if number is not None and number not in seen:
                seen.add(number)
                yield number
            place += size

    def _at(self, terms: Sequence[str], place: int) -> tuple[int, int | None]:
        for size in range(min(_LONGEST, len(terms) - place), 0, -1):
            window = tuple(terms[place : place + size])
            fewer = (window[:left] + window[left + 1 :] for left in range(1, size - 1))
            for one in (window, *(fewer if self._gaps and size > _FEWEST else ())):
                if (number := self._by_terms.get(one)) is not None:
                    return size, number
        return 1, None
