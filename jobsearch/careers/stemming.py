"""Reduce inflected forms of a word to one stem, such as "hired", "hires", and "hiring".

This module is pure.
"""

import re
from functools import lru_cache

# Three letters remain. "Manager" and "management" are not merged, because nouns for people keep their ending.
_ENDING = re.compile(r"(?<=\w{3})(?:y|ied|ies|y?ed|y?ings?|e?ments?|ations?|e?s|e)$")
_DOUBLED = re.compile(r"(?<=\w{2})([bdgkmnprt])\1$")


@lru_cache(maxsize=1 << 16)  # most words have been seen before
def stem(word: str) -> str:
    """Remove the inflectional ending of a word such as "strategies", "interviewing", or "planned"."""
    cut = _ENDING.sub("", word)
    return cut if cut == word else _DOUBLED.sub(r"\1", cut)
