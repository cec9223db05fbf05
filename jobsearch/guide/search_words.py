"""Synonyms for searching the manual: words that users may type but the manual does not contain."""

from collections.abc import Mapping

# Words of a question that no section is about.
FILLERS = frozenset(
    (
        "a about an and are as at be by can could did do does for from get has have how i if in is "
        "it me my no of on or should so that the there this to was what when where which why will "
        "with you your would"
    ).split()
)
# What a user may type, and the words of the manual that mean the same.
SAME: Mapping[str, tuple[str, ...]] = {
    "answer": ("label",),
    "answered": ("answers", "labels"),
    "app": ("page", "program"),
    "automatic": ("schedule", "timer"),
    "automatically": ("schedule", "timer"),
    "cancel": ("take back", "takes back"),
    "computer": ("machine",),
    "copy": ("backup",),
    "cv": ("résumé", "resume"),
    "delete": ("take back", "remove", "clear"),
    "email": ("mail",),
    "hide": ("exclude", "without"),
    "ipad": ("phone",),
    "itself": ("schedule", "timer"),
    "laptop": ("machine",),
    "mobile": ("phone",),
    "move": ("another machine",),
    "offline": ("not running", "could not be reached"),
    "password": ("token",),
    "pay": ("salary",),
    "refresh": ("fetch",),
    "remove": ("take back", "clear"),
    "restore": ("going back", "backup"),
    "resume": ("résumé",),
    "salary": ("pay",),
    "site": ("board",),
    "smartphone": ("phone",),
    "undo": ("take back", "takes back", "taken back"),
    "update": ("upgrade", "newer"),
    "upgrade": ("update", "newer"),
    "website": ("board",),
}


def alternatives(word: str) -> tuple[str, ...]:
    """Return a word and its synonyms in the manual."""
    return (word, *SAME.get(word, ()))
