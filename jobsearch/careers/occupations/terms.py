"""Extract the terms of a title or experience, in the form used by the compiled tables.

This module is pure.
"""

from jobsearch.careers.common_words import FUNCTION_WORDS
from jobsearch.careers.stemming import stem
from jobsearch.text.phrases import words

_LANGUAGES = frozenset("cr")  # other single letters, as in "(m/w/d)", are not work-related
# Experiences are in the past tense, descriptions of occupations in the present.
_PRESENT = dict(
    pair.split("/")
    for pair in (
        "taught/teach wrote/write written/write built/build sold/sell led/lead ran/run drove/drive "
        "driven/drive made/make kept/keep bought/buy grew/grow grown/grow caught/catch dealt/deal "
        "drew/draw drawn/draw fed/feed flew/fly found/find gave/give given/give held/hold laid/lay "
        "overseen/oversee oversaw/oversee sewn/sew sewed/sew spoke/speak spoken/speak taken/take "
        "took/take rebuilt/rebuild brought/bring chose/choose chosen/choose began/begin won/win sent/send "
        "met/meet math/mathematics maths/mathematics"
    ).split()
)


def terms_of(text: str) -> list[str]:
    """Return the stems of the words in a text, in order."""
    return [stem(_PRESENT.get(word, word)) for word in words(text) if len(word) > 1 or word in _LANGUAGES]


def telling_terms_of(text: str) -> list[str]:
    """Return the stems of the informative words in a text, in order."""
    return [stem(_PRESENT.get(word, word)) for word in words(text) if word not in FUNCTION_WORDS]
