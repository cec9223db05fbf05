"""Words that can distinguish one opening from another.

This module is pure.
"""

from collections.abc import Sequence

from jobsearch.learning.vocabulary.occupations import occupations_in
from jobsearch.learning.vocabulary.regions import regions_in
from jobsearch.learning.vocabulary.skills import skills_in

_SHORT = 3
TELLING = frozenset(
    (
        "intern internship trainee apprentice student graduate entry junior jr associate mid middle medior "
        "intermediate experienced advanced senior sr expert lead leading staff principal head chief director "
        "manager one two three four five six seven eight nine ten twelve fifteen twenty first second third "
        "full part temporary permanent contract freelance onsite hybrid day night weekend morning evening "
        "not no "
        "arabic chinese dutch english french german hindi italian japanese korean polish portuguese russian "
        "spanish swedish turkish ukrainian"
    ).split()
)


def is_known(word: str) -> bool:
    """Return whether a table of occupations, regions, or skills contains the word.

    Short words, such as "us" and "it", are too ambiguous and never count.
    """
    folded = word.casefold()
    return len(word) > _SHORT and bool(occupations_in(folded) or regions_in(folded) or skills_in([folded]))


def could_name_another(words: Sequence[str]) -> bool:
    """Return whether any word is a level, number, language, place, skill, or occupation."""
    return any(
        any(map(str.isdigit, word)) or _is_telling(word.casefold()) or is_known(word) for word in words
    )


def _is_telling(word: str) -> bool:
    return word in TELLING or word.removesuffix("s") in TELLING


def is_telling_title(words: Sequence[str]) -> bool:
    """Return whether a title contains anything other than levels, numbers, and noise."""
    return any(word not in TELLING and not word.isdigit() for word in words)
