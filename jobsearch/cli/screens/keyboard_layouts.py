"""Map the letters of other keyboard layouts to the Latin letters on the same keys.

The layouts are those of xkeyboard-config (symbols/ru, ua, by, gr, il, ara, ir, ge, kr). A letter that is on
another key in some language is omitted if the two keys would mean different answers.
"""

import os
from collections.abc import Mapping

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_NO_LETTER = "-"  # a key whose character is elsewhere in other layouts, or that has two letters
_CYRILLIC = (
    "йцукенгшщзфывапролдячсмить",  # Russian, also used for Kazakh and Kyrgyz
    "йцукенгшщзфівапролдячсмить",  # Ukrainian
    "йцукенгшўзфывапролдячсмить",  # Belarusian
)
_OTHERS = (
    "-ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "--קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    "ضصثقفغعهخحشسيبلاتنمئءؤر-ىة",  # Arabic
    "ضصثقفغعهخحشسیبلاتنمظطزر-دپ",  # Persian
    "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",  # Georgian
    "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ",  # Korean
)
# In these layouts Cyrillic letters are on other keys than in Russian, so a letter does not identify its key.
_OTHER_CYRILLIC = frozenset({"bg", "mk", "mn", "sr"})
_FULL_WIDTH, _FULL_WIDTH_END, _TO_ASCII = "\uff01", "\uff5e", 0xFEE0  # Unicode, Halfwidth and Fullwidth Forms


def _letters(layouts: tuple[str, ...]) -> dict[str, str]:
    pairs = (pair for layout in layouts for pair in zip(layout, _LATIN, strict=True))
    return {letter: latin for letter, latin in pairs if letter != _NO_LETTER}


_CYRILLIC_LETTERS = _letters(_CYRILLIC)
_LETTERS = {**_letters(_OTHERS), "\u061f": "?"}  # the Arabic question mark


def latin(key: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the Latin letter (lowercase) or sign on a key; any other key is returned in lowercase.

    Full-width forms become their ASCII equivalents. If the user's language has Cyrillic letters on different
    keys, these letters are not mapped.
    """
    if len(key) != 1:
        return key
    if _FULL_WIDTH <= key <= _FULL_WIDTH_END:
        key = chr(ord(key) - _TO_ASCII)
    small = key.lower()
    if small in _CYRILLIC_LETTERS:
        return small if _language(environment) in _OTHER_CYRILLIC else _CYRILLIC_LETTERS[small]
    return _LETTERS.get(small, small)


def _language(environment: Mapping[str, str]) -> str:
    """Return the language of the locale according to POSIX precedence."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next((name for name in names if name), "")[:2]
