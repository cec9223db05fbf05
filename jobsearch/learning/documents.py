"""Which words of a post the model reads: each with its field, so that a title outweighs a text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")  # keeps "c++", "c#" and "node.js" whole

# In a post these say what the work is about.
_STOP_WORDS = ENGLISH_STOP_WORDS - {"back", "call", "computer", "fire", "front", "full", "go", "system"}


class Readable(Protocol):
    """What the model reads of a post."""

    @property
    def title(self) -> str:
        """One line."""

    @property
    def company(self) -> str:
        """One line, "" for unknown."""

    @property
    def location(self) -> str:
        """One line, "" for unknown."""

    @property
    def tags(self) -> Sequence[str]:
        """The board's tags."""

    @property
    def description(self) -> str:
        """Readable text."""


def terms(post: Readable) -> list[str]:
    """Return the terms of a post, repeated as often as they count: "title: data engineer", "kafka"."""
    title = _words(post.title)
    return [
        *_in_field("title", [*title, *_pairs(title)]) * 3,
        *_in_field("tag", (tag.casefold() for tag in post.tags)) * 2,
        *_in_field("place", _words(post.location)),
        *_telling(title),
        *_telling(_words(post.description)),
    ]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) > 1 and word not in _STOP_WORDS]


def _pairs(words: Sequence[str]) -> list[str]:
    return [" ".join(pair) for pair in pairwise(words)]


def _in_field(field: str, words: Iterable[str]) -> list[str]:
    return [f"{field}: {word}" for word in words]
