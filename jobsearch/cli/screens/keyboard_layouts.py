"""Letters of other keyboard layouts, as the Latin letters of the same keys.

The layouts are those of xkeyboard-config (symbols/ru, ua, by, gr, il, ara, ir, ge, kr). Letters that another
language has on another key are left out where the two would mean different answers.
"""

import os
from collections.abc import Mapping

_LATIN = "qwertyuiopasdfghjklzxcvbnm"
_NO_LETTER = "-"  # a key that has a sign there which other layouts have elsewhere, or two letters
_CYRILLIC = (
    "йцукенгшщзфывапролдячсмить",  # Russian, and so Kazakh and Kyrgyz
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
# Cyrillic letters on other keys than the Russian ones: what they mean cannot be seen from the letter.
_OTHER_CYRILLIC = frozenset({"bg", "mk", "mn", "sr"})
_FULL_WIDTH, _FULL_WIDTH_END, _TO_ASCII = "\uff01", "\uff5e", 0xFEE0  # Unicode, Halfwidth and Fullwidth Forms


def _letters(layouts: tuple[str, ...]) -> dict[str, str]:
    pairs = (pair for layout in layouts for pair in zip(layout, _LATIN, strict=True))
    return {letter: latin for letter, latin in pairs if letter != _NO_LETTER}


_CYRILLIC_LETTERS = _letters(_CYRILLIC)
_LETTERS = {**_letters(_OTHERS), "\u061f": "?"}  # the question mark of Arabic


def latin(key: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the small Latin letter or the sign that a key stands for; what is none of them comes back small.

    Full-width forms are what they look like. Where the person's language has Cyrillic letters on other keys,
    these are not guessed at.
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
    """Return the language of the locale, by POSIX's order of precedence."""
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next((name for name in names if name), "")[:2]
