"""Remove the sentences that Remote OK adds to descriptions to detect bots."""

import re
from typing import NamedTuple

from jobsearch.text.html import clean_line

_TRAP = re.compile(
    r"Please mention the word \*\*(?P<word>[^*\n]{1,80})\*\* and tag \S{1,400} when applying"
    r" to show you read the job post completely \(#[^\s)]{1,400}\)\."
    r"(?:\s?This is a beta feature(?:[^<]{0,400}?human\.|[^<]{0,400}$))?"
)
_BREAKS = ("<br>", "<br/>", "<br />")


class Trapped(NamedTuple):
    """A description without its trap, and the trap's word ("" if there was none)."""

    text: str
    word: str


def strip_trap(text: str) -> Trapped:
    """Remove the trap's sentences, and return the text and the trap's word.

    The sentences differ between fetches, so they must not affect the content hash.
    """
    word, end, pieces = "", 0, []
    for trap in _TRAP.finditer(text):
        word = clean_line(trap["word"])
        pieces.append(_without_breaks_at_end(text[end : trap.start()]))
        end = trap.end()
    return Trapped("".join([*pieces, text[end:]]), word)


def _without_breaks_at_end(text: str) -> str:
    end = len(text.rstrip())
    while text.endswith(_BREAKS, 0, end):
        end = text.rindex("<", 0, end)
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end]
