"""Case and accent folding, so that "Sao Paulo" matches "São Paulo" and "nestle" matches "Nestlé".

An accented letter becomes its base letter, as typed on a keyboard without accents: "ü" becomes "u", not "ue".
Marks that cannot be dropped without changing the word, such as Hindi vowel signs or the marks that turn a
Japanese "ha" into "ba", are kept.

This module is pure.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_NOT_COMPOSED = (
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e"}
    | {"\u0131": "i"}  # the Turkish dotless i
    | dict.fromkeys("\u02bb\u02bc\u2018\u2019", "'")
)
# Signs that would become letters of the preceding word, or a space inside it.
_SIGNS = str.maketrans({"\u2122": " ", "\u2120": " ", "\u00b4": "'"})  # trademark, service mark, acute accent
_KEPT = {"й": "\ue000", "ў": "\ue001"}  # letters in their own right, whose mark is never omitted
_BEFORE = str.maketrans(_NOT_COMPOSED | _KEPT)
_AFTER = str.maketrans(_NOT_COMPOSED | {kept: letter for letter, kept in _KEPT.items()})
# Accents of Latin, Greek and Cyrillic letters; Hebrew and Arabic points, which are rarely written.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]"
)

_WORDS = re.compile(r"[^\W_]+")
_JOINTS = re.compile(r"(?<=[^\W_])['.&-](?=[^\W_])")
# Chinese, Japanese and Korean letters: company names are not separated from the words after them.
_UNPARTED = re.compile(
    "([\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff])"
)
BETWEEN_LETTERS = " ,.&'-"
_LEAST_APART = 5  # letters: "Meta" is never "me ta"
_OF_A_NAME = re.compile(r"[^\W_][^\s,;:()\[\]]*[+#*$@%][+#*$@%\w]*|[+#*$@%]+[^\W_]+")  # "c++", "m*modal"


def fold(text: str) -> str:
    """Convert text to lowercase without accents, and replace apostrophe variants with one form."""
    if text.isascii():
        return text.lower()
    # Fullwidth letters, and the bold ones that decorate some posts, become plain letters.
    lower = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold().translate(_BEFORE)
    plain = _MARKS.sub("", unicodedata.normalize("NFD", lower))
    return unicodedata.normalize("NFC", plain).translate(_AFTER)


def names(text: str, name: str) -> bool:
    """Return whether a text contains a name as whole words on one line, ignoring case and accents.

    Punctuation within a word is optional: "l oreal" and "loreal" match "L'Oréal", and "at t" and "att" match
    "AT&T". "JP Morgan" matches "JPMorgan Chase", and "JPMorgan" matches "J.P. Morgan", but short words are
    never split. Each Chinese, Japanese, or Korean character counts as one word. A distinctive sign in a name,
    as in "C++", is required; a name without letters or digits is matched literally.
    """
    sought, plain = _sought(name), fold(text)
    if not all(sign in plain for sign in sought.signs):
        return False
    if not sought.forms:
        return True
    # Most text does not contain these letters in sequence, and splitting it into words takes far longer.
    in_a_row = any(part in plain for part in sought.parts) or sought.parts[-1] in plain.replace(" ", "")
    if not in_a_row and not _JOINTS.search(plain):
        return False
    lines = _as_words(plain)
    return any(form in lines for form in sought.forms) or bool(sought.apart and sought.apart.search(lines))


def in_a_row(name: str) -> str:
    """Return a lowercase string that occurs in every ASCII text that contains this name.

    Spaces and the characters in BETWEEN_LETTERS must be removed from the text before searching. A database
    performs this rough test faster than names(). Returns "" for a name without letters or digits.
    """
    sought = _sought(name)
    return sought.parts[-1] if sought.forms else ""


class _Sought(NamedTuple):
    """The forms of a name to search for in the result of _as_words().

    Attributes:
        forms: the words of the name, surrounded by spaces, in each spelling; empty for a name without words.
        parts: the longest word of each form; the last part is the whole name as a single word.
        signs: the required non-word characters.
        apart: a pattern that matches the name with spaces between letters; None for a short name.

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


@lru_cache(maxsize=16_384)  # the same companies and places recur in a list
def _as_words(plain: str) -> str:
    """Return the words of each line of folded text, both split and joined at punctuation."""
    forms = ((_spaced(line), _spaced(_JOINTS.sub("", line))) for line in plain.splitlines())
    return "\n".join(one for both in forms for one in dict.fromkeys(both))


def _spaced(text: str) -> str:
    words = _WORDS.findall(_UNPARTED.sub(r" \1 ", text))
    return f" {' '.join(words)} " if words else ""
