"""Which phrases set the posts of a title apart: its skills; pure.

A phrase is one to three words that stand together. Its last word is known to name skills, or it is a name: it
has a capital wherever no sentence begins. No word is one that every post has. A phrase counts once a post.

How far it sets a title apart is the z-score of its log-odds against all other posts, with its odds among all
as the belief beforehand (Monroe, Colaresi and Quinn 2008, "Fightin' Words", section 3.5), so that neither a
rare phrase nor a common one comes first by chance.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import NamedTuple

from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER, WEAK
from jobsearch.careers.skill_words import HEADS, KNOWN
from jobsearch.careers.stemming import stem
from jobsearch.text.phrases import words, words_as_written
from jobsearch.titles.parse import is_person

_LONGEST = 3
_MOST = 20
_FEWEST_POSTS = 2
_FEWEST_SHARE = 0.05  # of a title's posts name a skill of it
_BELIEF = 10.0  # posts that the belief beforehand is worth
_LOWEST_Z = 1.0
_MOSTLY = 0.7
_FEWEST_POSTS_A_YEAR = 3
_COMPANIES = 2
_COMPANIES_OF_A_NAME = 3  # what one or two write with a capital may be their own
_HEADING = 3  # words, all with a capital

# What ends a phrase: punctuation, but for that inside "c++", "node.js" and "on-site".
_BREAK = re.compile(
    r"[\n,;:!?()\[\]{}|\"\u201c\u201d\u00b7*]+|/+(?![cC][dD]\b)|\.(?=\s|$)|\s[-\u2013\u2014&]+\s"
)
# No "C" or "R" that programs are written in: "C-level", "R&D", "series C".
_LETTER = re.compile(
    r"\b[a-z]\s?&\s?[a-z]\b|\b[a-z](?=-[a-z]|\s(?:level|suite)\b)"
    r"|\b(?:appendix|class|grade|hepatitis|objective|option|plan|round|schedule|series|vitamin)[\s-][a-z]\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\n[\s\u2022*-]*|[.!?:]\s+")


@dataclass(frozen=True)
class Described:
    """A post: the title that it is learned under (None for none), text, year, company and place."""

    title: str | None
    text: str
    year: int
    company: str = ""
    location: str = ""


@dataclass(frozen=True)
class Skill:
    """A phrase and the share of a title's posts that name it, from 0 to 1, in all and by year."""

    phrase: str
    share: float
    by_year: dict[int, float]


@dataclass(frozen=True)
class TitleSkills:
    """The skills of a title.

    Attributes:
        posts: how many posts the title has.
        by_year: how many it has of each year that has enough for shares of its own.
        skills: at most twenty, the most telling first.

    """

    posts: int
    by_year: dict[int, int]
    skills: tuple[Skill, ...]


def skills_by_title(posts: Iterable[Described]) -> dict[str, TitleSkills]:
    """Return the skills of every title, against all posts, those without a title included."""
    spelled = _Spelled(Counter(), Counter())
    numbers: dict[str, int] = {}  # of the phrases: twenty thousand posts hold them by the million
    every: Counter[int] = Counter()
    count = 0
    titles: defaultdict[str, list[_Read]] = defaultdict(list)
    for post in posts:
        found = array("L", (numbers.setdefault(phrase, len(numbers)) for phrase in _phrases(post, spelled)))
        every.update(found)
        count += 1
        if post.title is not None:
            titles[post.title].append(_Read(found, post.year, post.company))
    phrases = _Phrases(list(numbers), every, count, spelled)
    return {title: _skills(titles[title], phrases) for title in sorted(titles)}


@dataclass(frozen=True)
class _Spelled:
    """How often each word stands with a capital and without one, where no sentence begins."""

    capital: Counter[str]
    small: Counter[str]

    def is_name(self, word: str) -> bool:
        return self.capital[word] * (1 - _MOSTLY) > self.small[word] * _MOSTLY


@dataclass(frozen=True)
class _Read:
    """The numbers of a post's phrases, its year and its company."""

    phrases: Sequence[int]
    year: int
    company: str


class _Users(NamedTuple):
    """How many companies use a phrase, of how many with the title."""

    companies: int
    every: int


@dataclass(frozen=True)
class _Phrases:
    """Every phrase by its number, in how many posts of all each is, and how words are spelled."""

    texts: Sequence[str]
    posts: Mapping[int, int]
    count: int
    spelled: _Spelled


def _skills(posts: Sequence[_Read], phrases: _Phrases) -> TitleSkills:
    inside = Counter(number for post in posts for number in post.phrases)
    fewest = max(_FEWEST_POSTS, _FEWEST_SHARE * len(posts))
    scores: dict[str, float] = {}
    numbers: dict[str, int] = {}
    frequent = {number for number, of_posts in inside.items() if of_posts >= fewest}
    for number, companies in _companies(posts, frequent).items():
        phrase = phrases.texts[number]
        z = _z_score(inside[number], len(posts), phrases.posts[number], phrases.count)
        if z >= _LOWEST_Z and _is_skill(phrase, companies, phrases.spelled):
            scores[phrase], numbers[phrase] = z, number
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], phrase))
    kept = thinned(ranked, {phrase: inside[number] for phrase, number in numbers.items()})[:_MOST]
    years = _years(posts)
    by_year = {
        year: Counter(n for post in posts if post.year == year for n in post.phrases) for year in years
    }
    skills = (
        Skill(
            phrase=phrase,
            share=inside[numbers[phrase]] / len(posts),
            by_year={year: by_year[year][numbers[phrase]] / years[year] for year in years},
        )
        for phrase in kept
    )
    return TitleSkills(len(posts), years, tuple(skills))


def _years(posts: Sequence[_Read]) -> dict[int, int]:
    counts = Counter(post.year for post in posts)
    return {year: count for year, count in sorted(counts.items()) if count >= _FEWEST_POSTS_A_YEAR}


def _companies(posts: Sequence[_Read], phrases: Container[int]) -> dict[int, _Users]:
    """Return which companies use each of some phrases."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for post in posts:
        for number in post.phrases:
            if number in phrases:
                found[number].add(post.company)
    every = len({post.company for post in posts})
    return {number: _Users(len(companies), every) for number, companies in found.items()}


def thinned(ranked: Sequence[str], posts: Mapping[str, int]) -> list[str]:
    """Return phrases in their order without those that say what others say; `posts` has each one's number.

    A phrase is left to a longer one that holds it and is in nearly as many posts, and to those before it that
    name all of its words.
    """
    holding = defaultdict(list)
    for phrase in ranked:
        for part in _stretches(phrase.split()):
            holding[part].append(posts[phrase] if part != phrase else 0)
    named: set[str] = set()
    kept = []
    for phrase in ranked:
        told = {stem(word) for word in phrase.split()}
        if max(holding[phrase]) < _MOSTLY * posts[phrase] and not told <= named:
            kept.append(phrase)
            named |= told
    return kept


def _z_score(here: int, posts_here: int, everywhere: int, posts: int) -> float:
    belief = _BELIEF * (everywhere + 0.5) / (posts + 1)  # not all, even of what every post has
    one, other = here + belief, everywhere - here + belief
    odds = one / (posts_here + _BELIEF - one)
    other_odds = other / (posts - posts_here + _BELIEF - other)
    return log(odds / other_odds) / sqrt(1 / one + 1 / other)


def _phrases(post: Described, spelled: _Spelled) -> set[str]:
    """Return the phrases of a post that may be skills, and count how their words are spelled."""
    own = {*words(post.company), *words(post.location)}
    found: set[str] = set()
    for sentence in _SENTENCE.split(_LETTER.sub("|", post.text)):
        for place, chunk in enumerate(_BREAK.split(sentence)):
            written = words_as_written(chunk)
            _count(written, spelled, begins=place == 0)
            for run in _runs([word.casefold() for word in written], own):
                found.update(_stretches(run))
    return found


def _count(written: Sequence[str], spelled: _Spelled, *, begins: bool) -> None:
    """Count capitals; those of a heading and of the first word of a sentence tell nothing, but for "SQL"."""
    heading = len(written) >= _HEADING and all(word[0].isupper() for word in written)
    for place, word in enumerate(written):
        if not heading and (place or not begins or word[1:] != word[1:].lower()):
            (spelled.small if word.islower() else spelled.capital)[word.casefold()] += 1


def _runs(chunk: Sequence[str], own: Container[str]) -> Iterator[Sequence[str]]:
    """Cut a chunk at the words that are in no skill, those of the post's own company and place included."""
    run: list[str] = []
    for word in chunk:
        if word in FUNCTION_WORDS or word in NEVER or word in own or word.isdigit() or is_person(word):
            yield run
            run = []
        else:
            run.append(word)
    yield run


def _stretches(run: Sequence[str]) -> Iterator[str]:
    for length in range(1, min(_LONGEST, len(run)) + 1):
        for start in range(len(run) - length + 1):
            yield " ".join(run[start : start + length])


def _is_skill(phrase: str, users: _Users, spelled: _Spelled) -> bool:
    *before, last = phrase.split()
    if last in KNOWN or (before and last in HEADS):
        return users.companies >= min(_COMPANIES, users.every)
    is_name = last not in WEAK and last not in HEADS and "." not in last and spelled.is_name(last)
    return is_name and users.companies >= _COMPANIES_OF_A_NAME
