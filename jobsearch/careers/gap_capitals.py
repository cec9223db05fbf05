"""Recognize unknown names by their capital letters, as in "Familiarity with Primavera and RSMeans".

This module is pure.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER
from jobsearch.careers.gap_names import is_known
from jobsearch.careers.gap_words import NO_SKILLS
from jobsearch.careers.occupations.skills import skills
from jobsearch.careers.occupations.terms import telling_terms_of

_WORD = r"(?:[A-Z][\w+#]*|[a-z]+[A-Z][\w+#]*)(?:[.&-][\w+#]+)*"
_NAME = re.compile(rf"(?<![\w.@/-]){_WORD}(?: {_WORD}| \d+(?:\.\d+)?(?![\w%+]))*|(?<=/){_WORD}")
_LETTER = re.compile(r"[^\W\d_]")
_SUFFIX = re.compile(r"-[a-z]")
_INNER = re.compile(r"[A-Z0-9]")
_MOST_WORDS = 3  # of a name
_TITLE = 0.5  # a sentence with a larger share of capitalized common words is a title
_FEW = 3  # words; a sentence with no more may consist entirely of names
_LONGEST_ACRONYM = 5  # letters
_SHORT = frozenset({"C", "Go", "R"})  # languages
_SIGNS = ",;:.()"


def unknown_names(sentence: str) -> Iterator[str]:
    """Yield the capitalized names in a sentence that are neither known tools nor common words."""
    if _is_title(sentence.split()):
        return
    for found in _NAME.finditer(sentence):
        words = found[0].split(" ")
        begins = _LETTER.search(sentence, 0, found.start()) is None
        if words[0] == "The" or (begins and not _is_unusual(words[0])):
            del words[0]
        if 0 < len(words) <= _MOST_WORDS and not is_known(words) and _is_telling(words):
            yield " ".join(words)


def _is_title(written: list[str]) -> bool:
    capitalized = [word for word in written if word[0].isupper() and is_common(word.strip(_SIGNS))]
    return len(written) > _FEW and len(capitalized) > _TITLE * len(written)


def _is_telling(words: list[str]) -> bool:
    is_title = len(words) > 1 and all(word.isupper() for word in words)
    if is_title or words[0].isdigit() or any(_is_no_skill(word) for word in words):
        return False
    return any(not is_common(word) for word in words)


def _is_no_skill(word: str) -> bool:
    """Return whether a word cannot be part of an unknown skill, such as "US", "PHP7", or "SEO-driven"."""
    bare = word.rstrip("0123456789")
    return (
        word.casefold() in NO_SKILLS
        or _SUFFIX.search(word) is not None
        or (bare != word and is_known([bare]))
    )


def _is_unusual(word: str) -> bool:
    """Return whether a word has a capital or digit after its first letter, like "iOS", "SOX", or "Neo4j"."""
    return _INNER.search(word, 1) is not None


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Return whether a word is common in posts or occurs in ESCO's skill descriptions.

    For acronyms and words such as "iOS", only the list of words that are common in posts counts.
    """
    folded = word.casefold()
    if folded in FUNCTION_WORDS or folded in NEVER or word.isdigit():
        return True
    is_shouted = word.isupper() and len(word) > _LONGEST_ACRONYM
    if _is_unusual(word) and not is_shouted:
        return False
    return all(term in _common_terms() for term in telling_terms_of(word))


@cache
def _common_terms() -> frozenset[str]:
    return frozenset(skills().vocabulary)
