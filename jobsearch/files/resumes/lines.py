"""Rejoin words that were split by page layout.

ligatures -> words hyphenated at line ends -> letter-spaced words

This module is pure.
"""

import re

LINE_END_HYPHEN = "\u2010\n"  # marks a hyphen that is known to split a word
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "Ĳ": "IJ", "ĳ": "ij"}
)
_LETTER = r"[^\W\d_]"
_HYPHEN = "[-\xad\u2010\u2011]"
_AT_END = rf"{_HYPHEN}[ \t]*\n[ \t]*"
_PARTED = re.compile(rf"(?<!{_LETTER})({_LETTER}+)((?:{_AT_END}{_LETTER}+)+)")
# "front- and back-end" ends a line just as a hyphenated word does.
_JOINING = frozenset("and or und oder bzw sowie et och oraz lub".split())
# Words that form hyphenated compounds anywhere in a line.
_COMPOUNDING = frozenset(
    (
        "full front back end on off in out up real cross high low long short large small self multi non co "
        "pre post open one two three first third mid well part time state cutting hands go day month year "
        "client customer data server cloud user event test object problem decision award highly fast near "
        "remote home far inter intra sub semi quasi ex anti pro face peer point step best top all cost "
        "industry product team work start follow check built sign plug stand sous chef vice porte rendez mi"
    ).split()
)
_SPACED = re.compile(rf"(?<!\S)(?:{_LETTER} ){{2,}}{_LETTER}(?!\S)")
_NEXT_WORD = re.compile(r"(?<=[A-Z]{2})(?=[A-Z][a-z])")
_SPACED_LINE = re.compile(rf"^[ \t]*(?:{_LETTER} +)+{_LETTER}[ \t]*$", re.MULTILINE)


def rejoined(text: str) -> str:
    """Return text with hyphenated and letter-spaced words rejoined and ligatures expanded.

    A word whose hyphen may belong to it, such as "full-stack", is included both with and without the hyphen.
    """
    text = text.translate(_LIGATURES).replace("\r\n", "\n")
    text = _PARTED.sub(_whole, text)
    text = _SPACED_LINE.sub(_packed_line, text)
    return _SPACED.sub(lambda found: _packed(found[0]), text)


def _whole(found: re.Match[str]) -> str:
    first, *rest = parts = [found[1], *re.split(_AT_END, found[2])[1:]]
    if rest[0].lower() in _JOINING:
        return f"{first}- {' '.join(rest)}"
    is_compound = (
        found.string[max(found.start() - 1, 0) : found.start()] in {*"-\u2010\u2011"} or len(first) == 1
    )
    if is_compound or first.lower() in _COMPOUNDING or rest[0][0].isupper():
        return f"{''.join(parts)} {'-'.join(parts)}"
    return "".join(parts)


def _packed_line(found: re.Match[str]) -> str:
    """Join a line of single letters, where one space separates letters and several spaces separate words."""
    words = re.split(" {2,}", found[0].strip())
    return " ".join(map(_packed, words))


def _packed(letters: str) -> str:
    """Join letters, with a new word where a capitalized word follows capitals: "S K I L L S P y t h o n"."""
    return _NEXT_WORD.sub(" ", letters.replace(" ", ""))
