"""Letters without accents and capitals, so that "Sao Paulo" is São Paulo and "nestle" Nestlé; pure.

A letter becomes its base letter, as a keyboard without it has one: "ü" is "u", and not "ue". What no base
letter stands for, such as a vowel of Hindi or the marks that make a "ba" of a Japanese "ha", stays.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

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
# Chinese, Japanese and Korean letters: the names of companies hang together with what they do.
_UNPARTED = re.compile(
    "([\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff])"
)
BETWEEN_LETTERS = " ,.&'-"
_LEAST_APART = 5  # letters: "Meta" is nobody's "me ta"
_OF_A_NAME = re.compile(r"[^\W_][^\s,;:()\[\]]*[+#*$@%][+#*$@%\w]*|[+#*$@%]+[^\W_]+")  # "c++", "m*modal"


def fold(text: str) -> str:
    """Return a text in lower case and without accents; quotation marks that are apostrophes become one."""
    if text.isascii():
        return text.lower()
    # Letters of full width and of the bold kind that posts are decorated with are plain ones.
    lower = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().translate(_BEFORE)
    plain = _MARKS.sub("", unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", plain).translate(_AFTER)


def names(text: str, name: str) -> bool:
    """Return whether a name stands in a line of a text as whole words, whatever their case and accents.

    What a sign joins is one word as well: "l oreal" and "loreal" are in L'Oréal, "at t" and "att" in AT&T.
    "JP Morgan" is in "JPMorgan Chase", and "JPMorgan" in "J.P. Morgan", but of few letters no word is parted.
    Chinese, Japanese and Korean letters are a word each. A name with a sign that tells it from others needs
    it, such as "C++"; one without a letter or a digit is looked for as it is.
    """
    sought, plain = _sought(name), fold(text)
    if not all(sign in plain for sign in sought.signs):
        return False
    if not sought.forms:
        return True
    # Most texts hold no such letters in a row, and to split one into words takes far longer.
    in_a_row = any(part in plain for part in sought.parts) or sought.parts[-1] in plain.replace(" ", "")
    if not in_a_row and not _JOINTS.search(plain):
        return False
    lines = _as_words(plain)
    return any(form in lines for form in sought.forms) or bool(sought.apart and sought.apart.search(lines))


def in_a_row(name: str) -> str:
    """Return what a text that names this holds in lower case, where it is of ASCII alone.

    It is looked for once the blanks and the signs of BETWEEN_LETTERS are taken out of a text that has no
    others: a rough test that a database makes faster than names(). "" for a name that has no letters.
    """
    sought = _sought(name)
    return sought.parts[-1] if sought.forms else ""


class _Sought(NamedTuple):
    """A name as it may stand in _as_words() of a text.

    Attributes:
        forms: its words with blanks around each; none for a name without words.
        parts: a word of each form, the whole name as one word last.
        signs: what a text needs that is no word.
        apart: finds the name with blanks in it, None for a name of few letters.

    """

    forms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    apart: re.Pattern[str] | None = None


@lru_cache(maxsize=1_024)
def _sought(name: str) -> _Sought:
    plain = fold(name)
    spaced = _spaced(plain)
    if not spaced:
        return _Sought(signs=(plain,))
    one_word = spaced if _UNPARTED.search(plain) else f" {spaced.replace(' ', '')} "
    forms = tuple(dict.fromkeys((spaced, _spaced(_JOINTS.sub("", plain)))))
    forms = (*(form for form in forms if form != one_word), one_word)
    parts = tuple(max(form.split(), key=len) for form in forms)
    word = parts[-1]
    apart = re.compile(f" {' ?'.join(word)} ") if len(word) >= _LEAST_APART else None
    return _Sought(forms, parts, tuple(_OF_A_NAME.findall(plain)), apart)


@lru_cache(maxsize=16_384)  # a list asks for the same companies and places again and again
def _as_words(plain: str) -> str:
    """Return each line of a folded text as its words, with what signs join apart and as one."""
    forms = ((_spaced(line), _spaced(_JOINTS.sub("", line))) for line in plain.splitlines())
    return "\n".join(one for both in forms for one in dict.fromkeys(both))


def _spaced(text: str) -> str:
    words = _WORDS.findall(_UNPARTED.sub(r" \1 ", text))
    return f" {' '.join(words)} " if words else ""
