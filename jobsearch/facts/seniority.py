"""Determine the seniority level of a job from its title.

This module is pure.
"""

import re

from jobsearch.facts.model import Seniority
from jobsearch.titles.levels import levels_in
from jobsearch.titles.parse import is_person

_BELOW_ANOTHER = {"assistant", "associate"}
_BEHIND_ASSISTANT = re.compile(
    r"\bassistants?\b(?P<same_part>(?:(?!\b(?:to|of|for|and|in)\b)[\w\s.'’])*)", re.IGNORECASE
)


def read_seniority(title: str) -> Seniority:
    """Return the distinct levels in a title, with the words that indicate them.

    An executive assistant has no level: "assistant" is a level only before another noun, as in "assistant
    manager". An associate director is not junior.
    """
    levels = levels_in(title)
    is_director = any(level == "director" for level, _words in levels)
    kept = [
        (level, words)
        for level, words in levels
        if words.casefold() not in _BELOW_ANOTHER or not (is_director or _is_occupation(title, words))
    ]
    named = dict.fromkeys(level for level, _words in kept)
    return Seniority(tuple(named), " … ".join(dict.fromkeys(words for _level, words in kept)))


def _is_occupation(title: str, words: str) -> bool:
    if words.casefold() != "assistant":
        return False
    behind = _BEHIND_ASSISTANT.search(title)
    return behind is not None and not any(map(is_person, behind["same_part"].casefold().split()))
