"""What the model reads of a post: several views, each with its terms; pure.

A term begins with the name of its view: "title: data engineer"; a word of the text is itself: "kafka". Every
other view with nothing to say says so, as a post without tags is like others without.
"""

from collections.abc import Sequence
from itertools import pairwise, product
from typing import Protocol

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from jobsearch.learning.occupations import fields_of, occupations_in
from jobsearch.learning.regions import regions_in
from jobsearch.learning.skills import skills_in
from jobsearch.phrases import words
from jobsearch.titles import seniority

# How much each view counts; a view of a post is of length one before. tests/benchmarks/taste.py says why.
VIEWS = {
    "text": 1.3,
    "title": 0.7,
    "tag": 0.3,
    "field": 0.45,
    "occupation": 0.35,
    "tags of": 0.4,
    "skills": 0.35,
    "level": 0.2,
    "place": 0.15,
    "work in": 0.5,
    "work tagged": 0.3,
}

# In a post these say what the work is about.
_STOP_WORDS = ENGLISH_STOP_WORDS - {"back", "call", "computer", "fire", "front", "full", "go", "system"}
_BETWEEN = ": "
_WITH = " / "
_NOTHING = "none"


class Readable(Protocol):
    """What the model reads of a post."""

    @property
    def title(self) -> str:
        """One line."""

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
    """Return the terms of every view of a post, each as often as it occurs.

    text         the telling words of title, tags and description
    title        its words and their pairs
    tag          the tags
    field        the fields of work of the title, or of the tags where it names none
    occupation   the occupations that the title names
    tags of      those that the tags name
    skills       the kinds of skills that the description names
    level        how senior a person the title seeks
    place        the words of the place, and where in the world it is
    work in      each field of work with each part of the world: who wants support work in one country and
                 software from anywhere cannot say so with either alone
    work tagged  each field of work with each occupation of the tags
    """
    title, description = words(post.title), words(post.description)
    occupations = occupations_in(post.title)
    tagged = [occupation for tag in post.tags for occupation in occupations_in(tag)]
    fields = fields_of(occupations) or fields_of(tagged)
    regions = [*regions_in(post.location), *regions_in(post.title)]
    views = {
        "title": [*title, *map(" ".join, pairwise(title))],
        "tag": [tag.casefold() for tag in post.tags],
        "field": fields,
        "occupation": occupations,
        "tags of": tagged,
        "skills": skills_in(description),
        "level": seniority(post.title),
        "place": [*words(post.location), *regions],
        "work in": _crossed(fields, regions),
        "work tagged": _crossed(fields, tagged),
    }
    named = [f"{view}{_BETWEEN}{term}" for view, found in views.items() for term in found or [_NOTHING]]
    return _telling(title, *map(words, post.tags), description) + named


def view_of(term: str) -> str:
    """Return the view that a term belongs to."""
    view, between, _what = term.partition(_BETWEEN)
    return view if between else "text"


def told(term: str) -> list[str]:
    """Return the words that a term tells of a post, none when it says that there is nothing."""
    if term.endswith((f"{_BETWEEN}{_NOTHING}", f"{_WITH}{_NOTHING}")):
        return []
    return term.rpartition(_BETWEEN)[2].replace(_WITH, " ").split()


def _telling(*texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in text if word not in _STOP_WORDS and len(word) > 1]


def _crossed(fields: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return all pairs, each once: that a title names a field twice makes it no likelier."""
    pairs = product(dict.fromkeys(fields), dict.fromkeys(others or [_NOTHING]))
    return [f"{field}{_WITH}{other}" for field, other in pairs]
