"""The labels that a user can give a post, defined once for keys, files, the command line, and HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StoredLabel = Literal["yes", "no", "unsure"]
LabelChoice = Literal["yes", "no", "unsure", "applied"]
LabelSetting = Literal[LabelChoice, "clear"]  # "clear" removes a label

# The way by which the first answer to a post came: the order of the sitting that asked, or what else told it.
Way = Literal[
    "smart", "newest", "oldest", "random", "page", "command", "request", "agent", "import", "application", ""
]

FEWEST_OF_EACH = 2


@dataclass(frozen=True)
class Choice:
    """A label that a user can give to a post.

    Attributes:
        stored: the stored label; "applied" is stored as a yes with a date.
        key: the keyboard shortcut.
        other_key: an alternative shortcut; "" if there is none.
        meaning: the explanation shown in the list of shortcuts.
        done: the result, to follow "remoteok:1 is ...".

    """

    stored: StoredLabel
    key: str
    other_key: str
    meaning: str
    done: str


CHOICES: Mapping[LabelChoice, Choice] = {
    "yes": Choice("yes", "y", "→", "yes, I would want to read this", "yes"),
    "no": Choice("no", "n", "←", "no", "no"),
    "unsure": Choice("unsure", "u", "", "unsure: counts a little like a yes", "unsure"),
    "applied": Choice("yes", "a", "", "applied to: a strong yes, with today's date", "applied to"),
}


def is_wanted(given: str) -> bool:
    """Return whether a label means that the post is wanted."""
    return given in {"yes", "applied"}
