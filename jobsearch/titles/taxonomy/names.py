"""Names of occupations as both taxonomies spell them, brought to one form; pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from jobsearch.text.phrases import singular, words

LONGEST = 8  # words of a name

Value = TypeVar("Value")


def name_of(title: str) -> str:
    """Return a title as the tables have it: words in lower case without accents, in the singular."""
    return " ".join(map(singular, words(title)))


def longest_in(names: Mapping[str, Value], name: str) -> list[Value]:
    """Return the values of the names within a name: of those that begin at a word the longest, none in it."""
    return [value for value, _start, _end in places_in(names, name)]


def places_in(names: Mapping[str, Value], name: str) -> Iterator[tuple[Value, int, int]]:
    """Yield the same values, each with the places of the words where its name begins and is over."""
    parts, start = name.split(" "), 0
    while start < len(parts):
        for end in range(min(start + LONGEST, len(parts)), start, -1):
            if (value := names.get(_joined(parts, start, end))) is not None:
                yield value, start, end
                start = end
                break
        else:
            start += 1


def _joined(parts: Sequence[str], start: int, end: int) -> str:
    return parts[start] if end - start == 1 else " ".join(parts[start:end])
