"""What a person can say about a post: each choice once, for keys, files, the command line and HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StoredLabel = Literal["yes", "no", "unsure"]
LabelChoice = Literal["yes", "no", "unsure", "applied"]
LabelSetting = Literal[LabelChoice, "clear"]  # which takes a label back

# The way by which the first answer to a post came: the order of the sitting that asked, or what else told it.
Way = Literal[
    "smart", "newest", "oldest", "random", "page", "command", "request", "agent", "import", "application", ""
]

FEWEST_OF_EACH = 2


@dataclass(frozen=True)
class Choice:
    """One thing to say about a post.

    Attributes:
        stored: the label that is kept of it; to have applied is a yes with its date.
        key: what a person presses.
        other_key: what they may press as well, or "" if there is none.
        meaning: what it means, where all keys are listed.
        done: what became of the post, after "remoteok:1 is ...".

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
    """Return whether an answer says that the post is wanted."""
    return given in {"yes", "applied"}
