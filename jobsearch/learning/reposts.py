"""Which posts are the same job again: one company, one title, one place, and nearly the same text; pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Compares texts of thousands of characters in well under a millisecond, and its import costs a cron job
# nothing to speak of; scikit-learn's takes two seconds.
from rapidfuzz import fuzz

_NEARLY = 90.0
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-ZÀ-Þ][\w'-]+")  # a capital within a sentence
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
    firsts: list[int] = []
    found: dict[int, int] = {}
    for opening in group:
        text = texts[opening.id]
        first = next((id_ for id_ in firsts if _same_text(texts[id_], text)), None)
        if first is None:
            firsts.append(opening.id)
        else:
            found[opening.id] = first
    return found


def _signature(opening: Opening) -> tuple[str, str, str]:
    return _words(opening.company), _words(opening.title), _place(opening.location)


def _words(text: str) -> str:
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _NOISE)


def _place(location: str) -> str:
    place = " ".join(_WORD.findall(location.casefold()))
    return "" if place in _ANYWHERE else place


def _same_text(one: str, other: str) -> bool:
    if one == other:
        return True
    return fuzz.ratio(one, other, score_cutoff=_NEARLY) > 0 and _names(one) == _names(other)


def _names(text: str) -> set[str]:
    return set(_NAME.findall(text))
