"""Normalize occupation names from both taxonomies to the same form.

This module is pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from jobsearch.text.phrases import singular, words

LONGEST = 8  # words per name

Value = TypeVar("Value")


def name_of(title: str) -> str:
    """Return a title in the form used in the tables: singular lowercase words without accents."""
    return " ".join(map(singular, words(title)))


def longest_in(names: Mapping[str, Value], name: str) -> list[Value]:
    """Return the values of the longest names within a name, without overlaps."""
    return [value for value, _start, _end in places_in(names, name)]


def places_in(names: Mapping[str, Value], name: str) -> Iterator[tuple[Value, int, int]]:
    """Yield the values of the longest names within a name, each with its start and end word index."""
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
