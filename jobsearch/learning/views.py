"""The model's features of a post, grouped into views, each with its own terms.

A term starts with the name of its view, as in "title: data engineer", but a word of the text stands alone, as
in "kafka". Any other view without terms has a placeholder term, because posts without tags resemble other
posts without tags.

This module is pure.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise, product
from typing import NamedTuple, Protocol

from jobsearch.learning.vocabulary.described import INDUSTRY, SKILL, named_in
from jobsearch.learning.vocabulary.industries import industries_in, industry_of
from jobsearch.learning.vocabulary.occupations import fields_of, occupations_in, occupations_or_roles_in
from jobsearch.learning.vocabulary.regions import regions_in, regions_of_title
from jobsearch.learning.vocabulary.stop_words import STOP_WORDS
from jobsearch.learning.vocabulary.terms_of_work import contracts_in, languages_in
from jobsearch.text.denied import without_denied, without_denied_in_title
from jobsearch.text.folding import fold
from jobsearch.text.phrases import words
from jobsearch.titles.levels import seniority
from jobsearch.titles.taxonomy.professions import professions_in

# The weight of each view; a view's part of a post has length one before weighting. tests/benchmarks/views.txt
# shows the value of each for each person.
VIEWS = {
    "text": 1.3,
    "title": 0.7,
    "tag": 0.15,
    "field": 0.34,
    "occupation": 0.45,
    "profession": 0.4,
    "tags of": 0.3,
    "skills": 0.35,
    "level": 0.1,
    "place": 0.15,
    "work in": 0.5,
    "work tagged": 0.3,
    "industry": 0.4,
    "language": 0.1,
    "contract": 0.1,
}

# With few answers the field counts more, up to .34 + 4 / 20 at the minimum. With 8 instead of 4, it cost
# a person who wants one occupation of a field .04 of average precision at 20 answers (views.txt).
_FIELD_AT_FIRST = 4.0
_FEWEST_ANSWERS = 20

_BETWEEN = ": "
_WITH = " / "
_NOTHING = "(none)"  # no word of a text contains parentheses
# The wording of a term for users, and that of an empty view if it is informative.
_SPOKEN = {
    "text": ("{}", ""),
    "title": ("title: {}", ""),
    "tag": ("tag: {}", "no tags"),
    "field": ("field: {}", ""),
    "occupation": ("work: {}", ""),
    "profession": ("profession: {}", ""),
    "tags of": ("tagged as {}", ""),
    "skills": ("skills: {}", ""),
    "level": ("level: {}", "level: not named"),
    "place": ("place: {}", "place: not named"),
    "work in": ("{} ({})", "{} (no region known)"),
    "work tagged": ("{} tagged as {}", ""),
    "industry": ("industry: {}", ""),
    "language": ("language: {}", ""),
    "contract": ("contract: {}", ""),
}
_CROSSED = {"work in", "work tagged"}


class Readable(Protocol):
    """The parts of a post from which the model extracts terms."""

    @property
    def title(self) -> str:
        """The title, on one line."""

    @property
    def location(self) -> str:
        """The location, on one line, or "" if unknown."""

    @property
    def tags(self) -> Sequence[str]:
        """The board's tags."""

    @property
    def description(self) -> str:
        """The description as readable text."""


def terms(post: Readable) -> list[str]:
    """Return the terms of a post in all views, with repeats.

    Negated phrases in the description are ignored.

    text         the informative words of the title, tags, and description
    title        the words and word pairs of the title
    tag          the tags
    field        the fields of work in the title, or in the tags of a wish without a title; a board's tags
                 mention too many fields
    occupation   the occupations in the title
    profession   the professions in the title, according to public taxonomies
    tags of      the occupations in the tags
    skills       the skill categories in the description
    level        the seniority in the title
    place        the words of the location, and its world regions
    work in      each field of work with each region, because neither alone can express a wish for support
                 work in one country and software work anywhere
    work tagged  each field of work with each occupation in the tags
    industry     the industry mentioned most often
    language     the languages required in the title or tags
    contract     the contract types in the title or tags, unless they are the usual one
    """
    description = words(without_denied(post.description))
    named = terms_of_named(post, named_in(description))
    return [*terms_beside(post), *_telling(description), *named]


def terms_beside(post: Readable) -> list[str]:
    """Return all terms of a post except those from its description."""
    title, tags = _of_title(post.title), list(map(_of_tag, post.tags))
    tagged = [occupation for tag in tags for occupation in tag.occupations]
    fields = fields_of(title.occupations if post.title else tagged)
    regions = [*regions_in(post.location), *title.regions]
    views = {
        "tag": [tag.folded for tag in tags],
        "field": fields,
        "tags of": tagged,
        "place": [*_words_of_place(post.location), *regions],
        "work in": _crossed(fields, regions),
        "work tagged": _crossed(fields, tagged),
        "language": _each_once([title.languages, *[tag.languages for tag in tags]]),
        "contract": _each_once([title.contracts, *[tag.contracts for tag in tags]]),
    }
    telling = chain.from_iterable([tag.telling for tag in tags])
    return [*title.telling, *telling, *title.terms, *_of_views(views)]


class _Title(NamedTuple):
    """The informative words and view terms of a title, with its occupations, regions, and industries."""

    telling: Sequence[str]
    terms: Sequence[str]
    occupations: Sequence[str]
    regions: Sequence[str]
    industries: Sequence[str]
    languages: Sequence[str]
    contracts: Sequence[str]


class _Tag(NamedTuple):
    """The informative words of a tag, the folded tag itself, and input for other views."""

    telling: Sequence[str]
    folded: str
    occupations: Sequence[str]
    industries: Sequence[str]
    languages: Sequence[str]
    contracts: Sequence[str]


# The same titles, tags and places recur.
@lru_cache(maxsize=4_096)
def _of_title(text: str) -> _Title:
    whole, left = words(text), without_denied_in_title(text)
    if _telling(words(left)):  # a title never consists only of negated words
        text = left
    title, occupations = words(text), occupations_or_roles_in(text)
    views = {
        "title": [*title, *map(" ".join, pairwise(title))],
        "occupation": occupations,
        "profession": professions_in(text),
        "level": seniority(text),
    }
    return _Title(
        _telling(title),
        _of_views(views),
        occupations,
        regions_of_title(text),
        industries_in(title),
        languages_in(whole),
        contracts_in(whole),
    )


@lru_cache(maxsize=4_096)
def _of_tag(text: str) -> _Tag:
    tag = words(text)
    return _Tag(
        _telling(tag),
        fold(text),
        occupations_in(text),
        industries_in(tag),
        languages_in(tag),
        contracts_in(tag),
    )


@lru_cache(maxsize=4_096)
def _words_of_place(text: str) -> list[str]:
    return words(text)


def terms_of_named(post: Readable, found: Sequence[str]) -> list[str]:
    """Return the skill and industry terms of a post.

    `found` contains the names in its description.
    """
    skills = [name for name in found if name.startswith(SKILL)]
    named = [name.removeprefix(INDUSTRY) for name in found if name.startswith(INDUSTRY)]
    louder = [
        *_of_title(post.title).industries,
        *chain.from_iterable(_of_tag(tag).industries for tag in post.tags),
    ]
    return [*(skills or _of_views({"skills": []})), *_of_views({"industry": industry_of(named, louder)})]


def tells_something(word: str) -> bool:
    """Return whether a word of a text is a term in the "text" view."""
    return len(word) > 1 and word not in STOP_WORDS


def view_weights(answers: int) -> dict[str, float]:
    """Return the weight of each view for a model trained on this many answers, in the order of VIEWS.

    A few answers reveal the wanted field of work; the relevant words take more answers.
    """
    return VIEWS | {"field": VIEWS["field"] + _FIELD_AT_FIRST / max(answers, _FEWEST_ANSWERS)}


def view_of(term: str) -> str:
    """Return the view to which a term belongs."""
    return _parted(term)[0]


def says_something(term: str) -> bool:
    """Return whether a term is not just the placeholder of its view."""
    view, what = _parted(term)
    return not what.endswith(_NOTHING) if view in _CROSSED else what != _NOTHING


@lru_cache(maxsize=16_384)  # the same terms are the reasons of most posts
def words_of_term(term: str) -> frozenset[str]:
    """Return the words of a term without its view, or an empty set if no user would search for them."""
    if not says_something(term):
        return frozenset(display_term(term).split())
    what = _parted(term)[1]
    return frozenset() if what.isdecimal() else frozenset(what.replace(_WITH, " ").split())


@lru_cache(maxsize=16_384)
def display_term(term: str) -> str:
    """Format a term for display: "title: data engineer", "software (europe)", "no tags"."""
    view, what = _parted(term)
    something, nothing = _SPOKEN[view]
    parts = what.split(_WITH) if view in _CROSSED else [what]
    if parts[0] == _NOTHING and view in _CROSSED:
        return ""
    return (something if says_something(term) else nothing).format(*parts)


def _parted(term: str) -> tuple[str, str]:
    view, between, what = term.partition(_BETWEEN)
    return (view, what) if between else ("text", term)


def _of_views(views: Mapping[str, Collection[str]]) -> list[str]:
    """Return the terms of what was found for each view."""
    return [f"{view}{_BETWEEN}{term}" for view, found in views.items() for term in found or (_NOTHING,)]


def _each_once(found: Iterable[Sequence[str]]) -> Collection[str]:
    return dict.fromkeys(chain.from_iterable(found))


def _telling(*texts: Sequence[str]) -> list[str]:
    return list(filter(tells_something, chain(*texts)))


def _crossed(fields: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return all distinct pairs of a field and another term.

    Naming a field twice in a title makes it no stronger.
    """
    pairs = product(dict.fromkeys(fields), dict.fromkeys(others or [_NOTHING]))
    return [f"{field}{_WITH}{other}" for field, other in pairs]
