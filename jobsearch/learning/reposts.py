"""Which posts are the same job again: one company, one title, one place, and nearly the same text; pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

# Compares texts of thousands of characters in well under a millisecond, and its import costs a cron job
# nothing to speak of; scikit-learn's takes two seconds.
from rapidfuzz import fuzz

from jobsearch.characters import ascii_lower

_NEARLY = 90.0  # of 100, by the characters that two texts have in common, in their order
_MOSTLY = 0.6  # of the words, without which the characters need not be compared
_MOST_COMPARED = 50  # different texts under one company, title and place: beyond, time counts for more
_WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")  # keeps "c++" and "c#" apart
_NOISE = frozenset({"remote", "m", "f", "d", "w", "x", "h"})  # "(m/f/d)" and its like
_ANYWHERE = frozenset({"", "remote", "anywhere", "worldwide", "1 remote"})


@dataclass(frozen=True)
class Opening:
    """What tells one opening from another, but for the text.

    Attributes:
        id: what the caller knows the post by; a lower one was stored earlier.
        company: as the board gives it.
        title: as the board gives it, level and seniority included.
        location: as the board gives it.

    """

    id: int
    company: str
    title: str
    location: str


def alike(openings: Iterable[Opening]) -> list[list[Opening]]:
    """Return the openings that share company, title and place with another, group by group, earliest first.

    Only their texts need to be read.
    """
    groups: defaultdict[tuple[str, str, str], list[Opening]] = defaultdict(list)
    for opening in sorted(openings, key=lambda one: one.id):
        groups[_signature(opening)].append(opening)
    return [group for group in groups.values() if len(group) > 1]


def links(group: Iterable[Opening], texts: Mapping[int, str]) -> dict[int, int]:
    """Return, for each opening of a group of alike() that repeats an earlier one, the id of the first.

    Posts whose texts name different places or products stay apart: to be asked twice about one job costs
    a key press, to miss another opening costs the job.
    """
    firsts: dict[int, _Reading] = {}
    found: dict[int, int] = {}
    for opening in group:
        reading = _read(texts[opening.id])
        latest = islice(reversed(firsts.items()), _MOST_COMPARED)
        first = next((id_ for id_, earlier in latest if _same(earlier, reading)), None)
        if first is None:
            firsts[opening.id] = reading
        else:
            found[opening.id] = first
    return found


def _signature(opening: Opening) -> tuple[str, str, str]:
    title = " ".join(word for word in _words(opening.title) if word not in _NOISE)
    place = " ".join(_words(opening.location))
    return ascii_lower(opening.company), title, "" if place in _ANYWHERE else place


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


class _Reading(NamedTuple):
    """A text, its words as they are written, and those of them that it writes with a small letter."""

    text: str
    words: frozenset[str]
    small: frozenset[str]


def _read(text: str) -> _Reading:
    words = frozenset(_WORD.findall(text))
    return _Reading(text, words, frozenset(word for word in words if word.islower()))


def _same(one: _Reading, other: _Reading) -> bool:
    if one.text == other.text:
        return True
    most = max(len(one.words), len(other.words))
    if len(one.words & other.words) < _MOSTLY * most or _differ_in_names(one, other):
        return False
    return fuzz.ratio(one.text, other.text, score_cutoff=_NEARLY) > 0


def _differ_in_names(one: _Reading, other: _Reading) -> bool:
    """Tell whether a word with a capital stands in one text alone, unless it is a common one: "We", "we"."""
    capitals = (word for word in one.words ^ other.words if word[0].isupper())
    return any(word.lower() not in one.small | other.small for word in capitals)
