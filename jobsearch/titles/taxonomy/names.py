"""Names of occupations as both taxonomies spell them, brought to one form; pure."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from jobsearch.text.phrases import singular, words

LONGEST = 8  # words of a name

Value = TypeVar("Value")


def name_of(title: str) -> str:
    """Return a title as the tables have it: words in lower case without accents, in the singular."""
    return " ".join(map(singular, words(title)))


def longest_in(names: Mapping[str, Value], name: str) -> list[Value]:
    """Return the values of the names within a name: of those that begin at a word the longest, none in it."""
    parts, found, start = name.split(" "), [], 0
    while start < len(parts):
        for end in range(min(start + LONGEST, len(parts)), start, -1):
            if (value := names.get(_joined(parts, start, end))) is not None:
                found.append(value)
                start = end
                break
        else:
            start += 1
    return found


def _joined(parts: Sequence[str], start: int, end: int) -> str:
    return parts[start] if end - start == 1 else " ".join(parts[start:end])
