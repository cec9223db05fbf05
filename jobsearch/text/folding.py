"""Letters without accents and capitals, so that "Sao Paulo" is São Paulo and "nestle" Nestlé; pure.

A letter becomes its base letter, as a keyboard without it has one: "ü" is "u", and not "ue". What no base
letter stands for, such as a vowel of Hindi or the marks that make a "ba" of a Japanese "ha", stays.
"""

import re
import unicodedata
from functools import lru_cache

_NOT_COMPOSED = (
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
    | {"\u0131": "i"}  # the dotless one of Turkish
    | dict.fromkeys("\u02bb\u02bc\u2018\u2019", "'")
)
# Signs that would become letters of the word before, or a blank within it.
_SIGNS = str.maketrans({"\u2122": " ", "\u2120": " ", "\u00b4": "'"})  # trade and service mark, acute accent
_KEPT = {"й": "\ue000", "ў": "\ue001"}  # letters of their own, whose sign above nobody leaves out
_BEFORE = str.maketrans(_NOT_COMPOSED | _KEPT)
_AFTER = str.maketrans(_NOT_COMPOSED | {kept: letter for letter, kept in _KEPT.items()})
# Accents of Latin, Greek and Cyrillic letters; points of Hebrew and Arabic, which few write.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)

_WORDS = re.compile(r"[^\W_]+")
_JOINTS = re.compile(r"(?<=[^\W_])['.&-](?=[^\W_])")
_UNPARTED = re.compile("([\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")


def fold(text: str) -> str:
    """Return a text in lower case and without accents; quotation marks that are apostrophes become one."""
    if text.isascii():
        return text.lower()
    # Letters of full width and of the bold kind that posts are decorated with are plain ones.
    lower = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().translate(_BEFORE)
    plain = _MARKS.sub("", unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", plain).translate(_AFTER)


@lru_cache(maxsize=16_384)  # a list asks for the same companies and places again and again
def as_words(text: str) -> str:
    """Return each line of a text as its folded words, a blank before and behind each.

    It holds as_name() of every name whose words stand in the text. What a sign joins is one word as well:
    both "l oreal" and "loreal" are in L'Oréal, "at t" and "att" in AT&T. Chinese and Japanese put no blanks
    between words, so that each character is one.
    """
    lines = fold(text).splitlines()
    forms = ((_spaced(line), _spaced(_JOINTS.sub("", line))) for line in lines)
    return "\n".join(one for both in forms for one in dict.fromkeys(both))


def as_name(text: str) -> str:
    """Return a name as it is found in as_words() of a text, "" for one without a letter or a digit."""
    return _spaced(fold(text))


def _spaced(text: str) -> str:
    words = _WORDS.findall(_UNPARTED.sub(r" \1 ", text))
    return f" {' '.join(words)} " if words else ""
