"""Which phrases set the posts of a title apart: its skills; pure.

A phrase is one to three words that stand together. Its last word is known to name skills, or it is a name: it
has a capital wherever no sentence begins. No word is one that every post has. A phrase counts once a post.

How far it sets a title apart is the z-score of its log-odds against all other posts, with its odds among all
as the belief beforehand (Monroe, Colaresi and Quinn 2008, "Fightin' Words", section 3.5), so that neither a
rare phrase nor a common one comes first by chance.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple, Self
from zlib import crc32

from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER, WEAK
from jobsearch.careers.runs import Runs, packed
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
_NO_TITLE = ""  # of posts that are learned under none
_UNKNOWN_YEAR = "0"
_AT_ONCE = 200_000  # counts that are held before they become a run

# What ends a phrase: punctuation, but for that inside "c++", "node.js" and "on-site".
_BREAK = re.compile(
    r"[\n,;:!?()\[\]{}|\"\u201c\u201d\u00b7*]+|/+(?![cC][dD]\b)|\.(?=\s|$)|\s[-\u2013\u2014&]+\s"
)
# No "C" or "R" that programs are written in: "C-level", "R&D", "series C".
_LETTER = re.compile(
    r"\b(?:[a-z](?:\s?&\s?[a-z]\b|(?=-[a-z]|\s(?:level|suite)\b))"
    r"|(?:appendix|class|grade|hepatitis|objective|option|plan|round|schedule|series|vitamin)[\s-][a-z]\b)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\n[\s\u2022*-]*|[.!?:]\s+")


@dataclass(frozen=True)
class Described:
    """A post: the title it is learned under (None for none), text, year (0: unknown), company and place."""

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


@dataclass(frozen=True)
class Counted:
    """What some posts say, as numbers that can be added to those of others, in any order.

    Attributes:
        posts: how many posts there are.
        titles: of each title the posts, those of each year, and up to three of the companies.
        phrases: runs (runs.py) of each phrase's posts, by title, in the same form.
        words: runs of how often each word stands with a capital, and how often without.

    """

    posts: int
    titles: dict[str, "Tally"]
    phrases: tuple[bytes, ...]
    words: tuple[bytes, ...]


class Tally:
    """A number of posts, those of each year, and the companies with the smallest three digests of all.

    More companies than three tell nothing more, and which three these are depends on no order.
    """

    __slots__ = ("by_year", "companies", "posts")

    def __init__(
        self, posts: int = 0, by_year: Mapping[str, int] | None = None, companies: Iterable[int] = ()
    ) -> None:
        """Begin with what was counted."""
        self.posts, self.by_year, self.companies = posts, dict(by_year or {}), list(companies)

    def count(self, year: str, company: int) -> None:
        """Count a post."""
        self.posts += 1
        self.by_year[year] = self.by_year.get(year, 0) + 1
        known = self.companies
        full = len(known) == _COMPANIES_OF_A_NAME and company > known[-1]
        if not full and company not in known:
            self.companies = sorted([*self.companies, company])[:_COMPANIES_OF_A_NAME]

    def add(self, posts: int, by_year: Mapping[str, int], companies: Iterable[int]) -> None:
        """Add what was counted of other posts."""
        self.posts += posts
        for year, number in by_year.items():
            self.by_year[year] = self.by_year.get(year, 0) + number
        self.companies = sorted({*self.companies, *companies})[:_COMPANIES_OF_A_NAME]

    def parts(self) -> tuple[int, dict[str, int], list[int]]:
        """Return the numbers, which make the same tally again."""
        return self.posts, self.by_year, self.companies


def count(posts: Iterable[Described]) -> Counted:
    """Count what posts say, in memory that does not grow with their number."""
    spelled, number = _Spelled(Counter(), Counter()), 0
    titles: defaultdict[str, Tally] = defaultdict(Tally)
    counted: defaultdict[str, dict[str, Tally]] = defaultdict(dict)
    entries = 0
    phrases, words = [], []
    for post in posts:
        number += 1
        title, year, company = post.title or _NO_TITLE, str(post.year), crc32(post.company.encode())
        if post.title is not None:
            titles[title].count(year, company)
        for phrase in _phrases(post, spelled):
            of_phrase = counted[phrase]
            tally = of_phrase.get(title)
            if tally is None:
                tally = of_phrase[title] = Tally()
                entries += 1
            if post.title is None:
                tally.posts += 1
            else:
                tally.count(year, company)
        if entries + len(spelled.capital) + len(spelled.small) >= _AT_ONCE:
            phrases.append(_run_of_phrases(counted))
            words.append(_run_of_words(spelled))
            counted.clear()
            entries = 0
    return Counted(
        number,
        dict(titles),
        (*phrases, _run_of_phrases(counted)),
        (*words, _run_of_words(spelled)),
    )


def _run_of_phrases(counted: Mapping[str, Mapping[str, Tally]]) -> bytes:
    return packed(
        (phrase, json.dumps({title: tally.parts() for title, tally in of_phrase.items()}))
        for phrase, of_phrase in counted.items()
    )


def _run_of_words(spelled: "_Spelled") -> bytes:
    found = packed(
        (word, json.dumps((spelled.capital[word], spelled.small[word])))
        for word in spelled.capital.keys() | spelled.small.keys()
    )
    spelled.capital.clear()
    spelled.small.clear()
    return found


def _total_of_phrase(_phrase: str, values: list[str]) -> str:
    total: defaultdict[str, Tally] = defaultdict(Tally)
    for value in values:
        for title, parts in json.loads(value).items():
            total[title].add(*parts)
    return json.dumps({title: tally.parts() for title, tally in total.items()})


def _total_of_word(_word: str, values: list[str]) -> str:
    return json.dumps([sum(numbers) for numbers in zip(*map(json.loads, values), strict=True)])


class Skills:
    """Adds up what the parts of a corpus have counted, in any order, and finds the skills of its titles."""

    def __init__(self) -> None:
        """Begin with no posts."""
        self._posts = 0
        self._titles: defaultdict[str, Tally] = defaultdict(Tally)
        self._phrases, self._words = Runs(_total_of_phrase), Runs(_total_of_word)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Give up the files."""
        self._phrases.close()
        self._words.close()

    def add(self, counted: Counted) -> None:
        """Add what further posts say."""
        self._posts += counted.posts
        for title, tally in counted.titles.items():
            self._titles[title].add(*tally.parts())
        for run in counted.phrases:
            self._phrases.add(run)
        for run in counted.words:
            self._words.add(run)

    def by_title(self) -> dict[str, TitleSkills]:
        """Return the skills of every title, against all posts, those without a title included."""
        names = frozenset(word for word, value in self._words.sums() if _is_name(*json.loads(value)))
        telling: defaultdict[str, list[_Telling]] = defaultdict(list)
        for phrase, value in self._phrases.sums():
            if not _may_be_skill(phrase, names):
                continue
            tallies = {title: Tally(*parts) for title, parts in json.loads(value).items()}
            everywhere = sum(tally.posts for tally in tallies.values())
            for title, tally in tallies.items():
                if title and (found := self._telling(title, phrase, tally, everywhere)) is not None:
                    telling[title].append(found)
        return {title: _skills(self._titles[title], telling[title]) for title in sorted(self._titles)}

    def _telling(self, title: str, phrase: str, tally: Tally, everywhere: int) -> "_Telling | None":
        every = self._titles[title]
        needed = _COMPANIES_OF_A_NAME if not _is_known(phrase) else min(_COMPANIES, len(every.companies))
        few = tally.posts < max(_FEWEST_POSTS, _FEWEST_SHARE * every.posts)
        if few or len(tally.companies) < needed:
            return None
        z = _z_score(tally.posts, every.posts, everywhere, self._posts)
        return _Telling(z, phrase, tally.posts, tally.by_year) if z >= _LOWEST_Z else None


class _Telling(NamedTuple):
    """A phrase that sets a title apart, how far, and how many of its posts have it, in all and by year."""

    z: float
    phrase: str
    posts: int
    by_year: Mapping[str, int]


@dataclass(frozen=True)
class _Spelled:
    """How often each word stands with a capital and without one, where no sentence begins."""

    capital: Counter[str]
    small: Counter[str]


def _is_name(capital: int, small: int) -> bool:
    return capital * (1 - _MOSTLY) > small * _MOSTLY


def _is_known(phrase: str) -> bool:
    """Tell whether a phrase ends with a word that is known to name skills."""
    last = phrase.rpartition(" ")[2]
    return last in KNOWN or (last != phrase and last in HEADS)


def _may_be_skill(phrase: str, names: Container[str]) -> bool:
    last = phrase.rpartition(" ")[2]
    return _is_known(phrase) or (_may_be_name(last) and last in names)


def _may_be_name(last: str) -> bool:
    return last not in WEAK and last not in HEADS and "." not in last


def _skills(every: Tally, telling: Iterable[_Telling]) -> TitleSkills:
    by_phrase = {one.phrase: one for one in telling}
    ranked = sorted(by_phrase, key=lambda phrase: (-by_phrase[phrase].z, phrase))
    kept = thinned(ranked, {phrase: one.posts for phrase, one in by_phrase.items()})[:_MOST]
    years = {
        int(year): number
        for year, number in sorted(every.by_year.items())
        if number >= _FEWEST_POSTS_A_YEAR and year != _UNKNOWN_YEAR
    }
    skills = (
        Skill(
            phrase=phrase,
            share=by_phrase[phrase].posts / every.posts,
            by_year={year: by_phrase[phrase].by_year.get(str(year), 0) / years[year] for year in years},
        )
        for phrase in kept
    )
    return TitleSkills(every.posts, years, tuple(skills))


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
                found.update(_endings(run))
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
        if word in own or _is_of_no_skill(word):
            yield run
            run = []
        else:
            run.append(word)
    yield run


@lru_cache(maxsize=1 << 16)  # a text has few words that no text before it had
def _is_of_no_skill(word: str) -> bool:
    return word in FUNCTION_WORDS or word in NEVER or word.isdigit() or is_person(word)


@lru_cache(maxsize=1 << 16)
def _may_end(word: str) -> bool:
    return word in KNOWN or word in HEADS or _may_be_name(word)


def _endings(run: Sequence[str]) -> Iterator[str]:
    """Yield the stretches of a run whose last word may be that of a skill."""
    for end, last in enumerate(run, 1):
        if _may_end(last):
            for start in range(max(0, end - _LONGEST), end):
                yield " ".join(run[start:end])


def _stretches(run: Sequence[str]) -> Iterator[str]:
    for length in range(1, min(_LONGEST, len(run)) + 1):
        for start in range(len(run) - length + 1):
            yield " ".join(run[start : start + length])
