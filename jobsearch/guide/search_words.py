"""Synonyms for searching the manual: words that users may type but the manual does not contain."""

import re
from collections.abc import Mapping

# Words of a question that no section is about.
FILLERS = frozenset(
    (
        "a about an and are as at be by can could did do does for from get has have how i if in is "
        "it many me much my need no of on or should so that the there this to was what when where which "
        "why will with you your would"
    ).split()
)
# What a user may type, and the words of the manual that mean the same.
SAME: Mapping[str, tuple[str, ...]] = {
    "alert": ("message", "mail"),
    "answer": ("label",),
    "answered": ("answers", "labels"),
    "app": ("page", "program"),
    "apply": ("application",),
    "automatic": ("schedule", "timer"),
    "automatically": ("schedule", "timer"),
    "cancel": ("take back", "takes back"),
    "computer": ("machine",),
    "copy": ("backup",),
    "cv": ("résumé", "resume"),
    "delete": ("take back", "remove", "clear"),
    "duplicate": ("repost",),
    "email": ("mail",),
    "hide": ("exclude", "without"),
    "ipad": ("phone",),
    "itself": ("schedule", "timer"),
    "keyboard": ("key",),
    "laptop": ("machine",),
    "mobile": ("phone",),
    "move": ("another machine",),
    "notification": ("notify", "message"),
    "offline": ("not running", "could not be reached"),
    "password": ("token",),
    "pay": ("salary",),
    "refresh": ("fetch",),
    "remove": ("take back", "clear"),
    "restore": ("going back", "backup"),
    "resume": ("résumé",),
    "salary": ("pay",),
    "shortcut": ("key",),
    "site": ("board",),
    "smartphone": ("phone",),
    "undo": ("take back", "takes back", "taken back"),
    "update": ("upgrade", "newer"),
    "upgrade": ("update", "newer"),
    "website": ("board",),
}


_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", ""))
_FEWEST = 3  # letters of a stem
_OF_SHORT_VERB = re.compile(r"([aeiou][^aeiou])(?:ed|ing)")  # "used" and "using", whose verb is "use"


def alternatives(word: str) -> tuple[str, ...]:
    """Return the synonyms of a word in the manual."""
    return SAME.get(word, ()) or _BY_STEM.get(stem(word), ())


def stem(word: str) -> str:
    """Return a word without its ending, so that "excluded", "excludes" and "exclude" are the same."""
    word = word.casefold()
    if short := _OF_SHORT_VERB.fullmatch(word):
        return f"{short[1]}e"
    for ending, instead in _ENDINGS:
        found = f"{word.removesuffix(ending)}{instead}"
        if word.endswith(ending) and not word.endswith("ss") and len(found) >= _FEWEST:
            word = found
            break
    if word[-1:] == word[-2:-1]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _FEWEST else word


_BY_STEM: Mapping[str, tuple[str, ...]] = {stem(word): others for word, others in SAME.items()}
