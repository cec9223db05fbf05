"""Make characters safe to store, show in a terminal, or print in a message."""

import re
import unicodedata
from string import ascii_lowercase, ascii_uppercase

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, DEL and C1, except tab and newline: terminals interpret them
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"  # format characters (Unicode's Cf) ...
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # ... zero-width and bidi
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"  # tags: text that is never displayed
    "\ufffe\uffff"  # noncharacters, which XML forbids
    "]"
)
# Fillers, joiners, variation selectors: meaningful only next to other characters.
_COMPANIONS = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff"
)
_SEEN = re.compile(f"[^\\s\u2800{_COMPANIONS}]")
_OF_UNSURE_WIDTH = re.compile(f"[{_COMPANIONS}\U0001f3fb-\U0001f3ff]")  # includes skin tones
_FLAG_LETTERS = {0x1F1E6 + number: letter for number, letter in enumerate(ascii_uppercase)}
_SURROGATE = re.compile("[\ud800-\udfff]")
# The search starts with a range of characters, because a negated class takes twice as long on every text.
_PILE = re.compile("[\u0300-\U0010ffff](?<=[^\\w\\s])[^\\x00-\u02ff\\w\\s]{63,}")
_HIGHEST_PILE = 30  # combining marks per character, the limit of Unicode's stream-safe text format (UAX 15)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def ascii_lower(text: str) -> str:
    """Return `text` with A to Z in lowercase and other characters unchanged, like SQLite's lower()."""
    return text.translate(_ASCII_LOWER)


def printable(text: str) -> str:
    """Return `text` in NFC without control or invisible format characters, keeping newlines and tabs.

    Lone surrogates, which cannot be encoded, become U+FFFD.
    """
    # Nearly all text is clean, and this check is ten times as fast as the patterns.
    if not text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():
        text = _SURROGATE.sub("\ufffd", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))
    if text.isascii():
        return text
    text = _PILE.sub(_lowered, text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return printable `text` on one line, with each run of whitespace collapsed to a single space.

    Leading and trailing whitespace is removed.
    """
    return " ".join(printable(text).split())


def normalize_width(text: str) -> str:
    """Remove characters of uncertain width from printable `text`, to keep columns aligned.

    A flag becomes its two letters; an emoji loses its skin tone and variation selector.
    """
    return text if text.isascii() else _OF_UNSURE_WIDTH.sub("", text).translate(_FLAG_LETTERS)


def strip_control(data: str) -> str:
    """Remove characters that a terminal interprets or hides from `data`, keeping newlines and tabs.

    Unlike printable(), this leaves everything else unchanged, so that JSON and CSV stay valid.
    """
    lines = data.split("\n")
    return "\n".join(line if line.isprintable() else _INVISIBLE.sub("", line) for line in lines)


def is_visible(text: str) -> bool:
    """Return whether printable `text` contains a visible character."""
    return _SEEN.search(text) is not None


def _lowered(signs: re.Match[str]) -> str:
    """Drop excess combining marks, since sorting the marks of one character takes quadratic time."""
    kept, height = [], 0
    for sign in signs[0]:
        height = height + 1 if unicodedata.combining(sign) else 0
        if height <= _HIGHEST_PILE:
            kept.append(sign)
    return "".join(kept)
