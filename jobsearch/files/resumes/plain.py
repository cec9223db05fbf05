"""Decode a text file in any common encoding.

This module is pure.
"""

import codecs
from itertools import pairwise

from jobsearch.errors import ResumeUnsupported

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = (
    "äöüß",
    "éèêëàâçîïôùûüœæ",
    "áéíóúñü",
    "áâãàçéêíóôõú",
    "àèéìíîòóù",
    "éëïöüáóèê",
    "åäöé",
    "æøåé",
)
# The encodings of text files before UTF-8, with the non-ASCII letters of each language written in them.
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž", "áäčďéíĺľňóôŕšťúýž"),
    "iso8859-2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("çğıİöşüâî",),
    "cp1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    "koi8-r": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё",),
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋ",),
    "mac_roman": _WESTERN,
    "cp850": _WESTERN,
}
_SIGNS = frozenset("–—‘’‚“”„•…€«»§°©®™·¿¡\xa0")
_LOOKED_AT = 16 * 1024  # bytes examined to guess the encoding
_ZEROS = 0.3  # share of alternate bytes that indicates UTF-16
_CONTROLS = 0.02  # share of bytes that indicates binary content
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x1a\x85\xa0")


def decoded(content: bytes, declared: str = "") -> str:
    """Decode a file's text from UTF-8, UTF-16, or UTF-32, or else its declared or most plausible encoding.

    Raises ResumeUnsupported for binary content.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(content):
        return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        # A truncated file may lose one character.
        if error.start >= len(content) - 3:
            return content.decode("utf-8", "ignore")
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in content[:_LOOKED_AT])  # noqa: PLR2004 - C0
    if controls > _CONTROLS * len(content[:_LOOKED_AT]):
        raise ResumeUnsupported(found="no text")
    return content.decode(_known(declared) or _guessed(content[:_LOOKED_AT]), "replace")


def _wide(content: bytes) -> str:
    """Detect UTF-16 without a byte-order mark: in European text, every other byte is zero."""
    start = content[:_LOOKED_AT]
    half = len(start) // 2
    if half and start[1::2].count(0) > _ZEROS * half and not start[::2].count(0):
        return "utf-16-le"
    if half and start[::2].count(0) > _ZEROS * half and not start[1::2].count(0):
        return "utf-16-be"
    return ""


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name if encoding else ""
        b"a".decode(name or "ascii")
    except (LookupError, ValueError):
        return ""
    # As in browsers (WHATWG Encoding Standard), a declared Latin-1 means Windows' superset of it.
    return {"iso8859-1": "cp1252", "ascii": "", "utf-8": ""}.get(name, name)


def _guessed(content: bytes) -> str:
    """Return the encoding whose non-ASCII letters best fit a single language."""
    scores = {
        encoding: max(_fitting(content.decode(encoding, "replace"), letters) for letters in alphabets)
        for encoding, alphabets in _ALPHABETS.items()
    }
    return max(scores, key=lambda encoding: scores[encoding])  # the first in case of a tie


def _fitting(text: str, letters: str) -> int:
    """Count the non-ASCII characters that fit a language: its letters, except capitals within words."""
    return sum(
        sign in _SIGNS or (_is_among(sign, letters) and (sign.islower() or not before.islower()))
        for before, sign in pairwise(f" {text}")
        if not sign.isascii()
    )


def _is_among(sign: str, letters: str) -> bool:
    return sign in letters or sign.lower() in letters
