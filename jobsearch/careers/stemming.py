"""What words of the same kin have in common: "hired", "hires" and "hiring"; pure."""

import re
from functools import lru_cache

# Three letters stay. "Manager" and "management" are not taken for one: nouns for a person keep their ending.
_ENDING = re.compile(r"(?<=\w{3})(?:y|ied|ies|y?ed|y?ings?|e?ments?|ations?|e?s|e)$")
_DOUBLED = re.compile(r"(?<=\w{2})([bdgkmnprt])\1$")


@lru_cache(maxsize=1 << 16)  # a text has few words that no text before it had
def stem(word: str) -> str:
    """Cut what a word of the same kin may end with otherwise: "strategies", "interviewing", "planned"."""
    cut = _ENDING.sub("", word)
    return cut if cut == word else _DOUBLED.sub(r"\1", cut)
