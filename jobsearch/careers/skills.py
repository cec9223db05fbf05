"""Find the skills for a title: the phrases that distinguish its posts from all others.

A phrase consists of one to three consecutive words. Its last word either is known to name skills or is a
name, that is, a word that is nearly always capitalized, even in the middle of a sentence. A phrase contains
no word that is common in all kinds of posts, and counts once per post.

Its distinctiveness is the z-score of its log-odds in the title's posts against all other posts, with its
overall odds as the prior (Monroe, Colaresi, and Quinn 2008, "Fightin' Words", section 3.5), so that neither
rare nor common phrases rank first by chance.

This module is pure.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.buckets import Block, Bucket, Buckets, Rows, key_of, parted
from jobsearch.careers.phrases import Found, Texts, is_known
from jobsearch.careers.stemming import stem
from jobsearch.text.phrases import words

_LONGEST = 3
_MOST = 20
_FEWEST_POSTS = 2
_FEWEST_SHARE = 0.05  # minimum share of a title's posts that name a skill
_BELIEF = 10.0  # the weight of the prior, in posts
_LOWEST_Z = 1.0
_MOSTLY = 0.7
_FEWEST_POSTS_A_YEAR = 3
_COMPANIES = 2
_COMPANIES_OF_A_NAME = 3  # a name capitalized by only one or two companies may be their own
_NO_TITLE = ""  # for posts that are not learned under any title
_UNKNOWN_YEAR = 0
_AT_ONCE = 1_500_000  # values held before they are summed
# A phrase in the posts of one title and year, with one of their companies. Rows for the second and third
# company of a phrase and title have no posts.
_PHRASE = np.dtype([("key", "u8"), ("title", "u4"), ("year", "u2"), ("posts", "u4"), ("company", "u4")])
_WORD = np.dtype([("key", "u8"), ("capital", "u4"), ("small", "u4")])


@dataclass(frozen=True)
class Described:
    """A post with its learned title (or None), text, year (0 if unknown), company, and location."""

    title: str | None
    text: str
    year: int
    company: str = ""
    location: str = ""


@dataclass(frozen=True)
class Skill:
    """A phrase with the share of a title's posts that mention it, from 0 to 1, overall and by year."""

    phrase: str
    share: float
    by_year: dict[int, float]


@dataclass(frozen=True)
class TitleSkills:
    """The skills for a title.

    Attributes:
        posts: the number of the title's posts.
        by_year: the number of its posts in each year that has enough posts to compute shares.
        skills: up to twenty skills, most distinctive first.

    """

    posts: int
    by_year: dict[int, int]
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class Counted:
    """Aggregated counts of posts, which can be combined with other counts in any order.

    Attributes:
        posts: the number of posts.
        titles: for each title, the number of its posts, in total and by year, and up to three of its
            companies.
        names: the titles in the order of their numbers in the blocks, where 0 stands for no title.
        phrases: the same counts for each pair of a phrase and a title.
        words: the number of times each word is capitalized and not capitalized.

    """

    posts: int
    titles: dict[str, "Tally"]
    names: tuple[str, ...]
    phrases: tuple[Block, ...]
    words: tuple[Block, ...]


@dataclass
class Tally:
    """The number of posts, in total and by year, and up to three of their companies.

    More than three companies would add no information. The companies with the smallest digests are kept, so
    the choice does not depend on the order of the posts.
    """

    posts: int = 0
    by_year: Counter[int] = field(default_factory=Counter)
    companies: list[int] = field(default_factory=list)

    def count(self, year: int, company: int) -> None:
        """Count a post."""
        self.posts += 1
        self.by_year[year] += 1
        self._know([company])

    def add(self, other: "Tally") -> None:
        """Merge the counts of other posts into this tally."""
        self.posts += other.posts
        self.by_year.update(other.by_year)
        self._know(other.companies)

    def _know(self, companies: Iterable[int]) -> None:
        self.companies = sorted({*self.companies, *companies})[:_COMPANIES_OF_A_NAME]


def count(posts: Iterable[Described]) -> Counted:
    """Count posts, using an amount of memory that does not depend on the number of posts."""
    titles: defaultdict[str, Tally] = defaultdict(Tally)
    numbers = {_NO_TITLE: 0}
    stretch, number = _Stretch(), 0
    phrases: list[Block] = []
    spelled: list[Block] = []
    for post in posts:
        number += 1
        company = crc32(post.company.encode())
        if post.title is not None:
            titles[post.title].count(post.year, company)
        of_title = numbers.setdefault(post.title or _NO_TITLE, len(numbers))
        stretch.add(post, (of_title, post.year, company) if of_title else (0, _UNKNOWN_YEAR, 0))
        if stretch.texts.size >= _AT_ONCE:
            stretch.counted(phrases, spelled)
            stretch = _Stretch()
    stretch.counted(phrases, spelled)
    return Counted(number, dict(titles), tuple(numbers), tuple(phrases), tuple(spelled))


class _Stretch:
    """A batch of posts that are counted together."""

    def __init__(self) -> None:
        self.texts = Texts()
        self._posts: list[tuple[int, int, int]] = []

    def add(self, post: Described, numbers: tuple[int, int, int]) -> None:
        """Add a post, given the numbers for its title, year, and company."""
        self.texts.add(post.text, {*words(post.company), *words(post.location)})
        self._posts.append(numbers)

    def counted(self, phrases: list[Block], spelled: list[Block]) -> None:
        """Count the posts, and append the resulting blocks to `phrases` and `spelled`."""
        found = self.texts.found()
        phrases += _blocks(found, np.array(self._posts, dtype=np.int64).reshape(-1, 3))
        spelled += parted(_of_words(found))


def _of_words(found: Found) -> Rows:
    rows = np.empty(len(found.words), dtype=_WORD)
    rows["key"] = list(map(key_of, found.words))
    rows["capital"], rows["small"] = found.capital, found.small
    return np.sort(rows, order="key")


def _blocks(found: Found, posts: NDArray[np.int64]) -> Iterator[Block]:
    """Yield the rows of phrases in blocks.

    `posts` contains the title, year, and company of each post.
    """
    keys = np.fromiter(map(key_of, found.phrases), dtype=np.uint64, count=len(found.phrases))
    order = np.argsort(keys)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    rows = _summed(keys[order], rank[found.numbers], found.texts, posts)
    return parted(rows, [found.phrases[place] for place in order.tolist()])


def _summed(
    keys: NDArray[np.uint64], phrases: NDArray[np.int64], texts: NDArray[np.int64], posts: NDArray[np.int64]
) -> Rows:
    """Return the rows for (phrase, post) pairs, sorted by key.

    `phrases` and `texts` contain the rank of the phrase's key and the index of the post for each pair.
    """
    titles, years, companies = posts.T
    most = int(titles.max(initial=0)) + 1
    groups = phrases * most + titles[texts]
    in_year, years, numbers = _distinct(groups, years, texts)
    in_company, companies, _numbers = _distinct(groups, companies, texts)
    starts = np.unique(in_company, return_index=True)[1]
    nth = np.arange(len(in_company)) - np.repeat(starts, np.diff(np.r_[starts, len(in_company)]))
    first = starts[np.searchsorted(in_company[starts], in_year)]
    more = np.flatnonzero((nth > 0) & (nth < _COMPANIES_OF_A_NAME))
    group = np.r_[in_year, in_company[more]]
    rows = np.zeros(len(group), dtype=_PHRASE)
    rows["key"], rows["title"] = keys[group // most], group % most
    rows["year"][: len(years)], rows["posts"][: len(years)] = years, numbers
    rows["company"] = companies[np.r_[first, more]]
    return rows[np.argsort(group, kind="stable")]


def _distinct(
    groups: NDArray[np.int64], of_post: NDArray[np.int64], texts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the distinct (group, value) pairs, in order, with their counts.

    The value of a pair comes from `of_post`, by the index of its post in `texts`.
    """
    known, number_of = np.unique(of_post, return_inverse=True)
    most = max(1, len(known))
    pairs, numbers = np.unique(groups * most + number_of.reshape(-1)[texts], return_counts=True)
    return pairs // most, known[pairs % most], numbers


class Skills:
    """An accumulator of post counts that finds the skills for each title.

    Counts from parts of a corpus can be added in any order.
    """

    def __init__(self) -> None:
        """Initialize without any posts."""
        self._posts = 0
        self._titles: defaultdict[str, Tally] = defaultdict(Tally)
        self._numbers = {_NO_TITLE: 0}
        self._phrases, self._words = Buckets(_PHRASE), Buckets(_WORD)

    def __enter__(self) -> Self:
        """Return the accumulator itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the files."""
        self._phrases.close()
        self._words.close()

    def add(self, counted: Counted) -> None:
        """Add the counts of more posts."""
        self._posts += counted.posts
        for title, tally in counted.titles.items():
            self._titles[title].add(tally)
        numbers = [self._numbers.setdefault(name, len(self._numbers)) for name in counted.names]
        self._phrases.add(_renumbered(block, np.array(numbers, dtype="u4")) for block in counted.phrases)
        self._words.add(counted.words)

    def by_title(self) -> dict[str, TitleSkills]:
        """Return the skills of each title, compared with all posts, including those without a title."""
        names = np.concatenate([np.empty(0, dtype=np.uint64), *map(_names, self._words)])
        telling: defaultdict[str, list[_Telling]] = defaultdict(list)
        for bucket in self._phrases:
            for title, found in self._telling(bucket, names):
                telling[title].append(found)
        return {title: _skills(self._titles[title], telling[title]) for title in sorted(self._titles)}

    def _telling(self, bucket: Bucket, names: NDArray[np.uint64]) -> "Iterator[tuple[str, _Telling]]":
        """Yield the phrases in a bucket that distinguish a title, each with the title."""
        groups = _Groups.of(bucket.rows())
        found = list(self._far(groups))
        phrases = bucket.texts(np.array([far.key for far in found], dtype=np.uint64))
        lasts = np.array([key_of(phrases[far.key].rpartition(" ")[2]) for far in found], dtype=np.uint64)
        for far, is_name in zip(found, np.isin(lasts, names).tolist(), strict=True):
            phrase, companies = phrases[far.key], len(self._titles[far.title].companies)
            known = is_known(phrase)
            needed = min(_COMPANIES, companies) if known else _COMPANIES_OF_A_NAME
            if (known or is_name) and far.companies >= needed:
                yield far.title, _Telling(far.z, phrase, far.posts, groups.by_year(far.place))

    def _far(self, groups: "_Groups") -> "Iterator[_Far]":
        """Yield the phrases that are distinctive and occur in enough of a title's posts."""
        titles = list(self._numbers)
        every = np.array([self._titles[title].posts if title else 0 for title in titles])
        enough = groups.posts >= np.maximum(_FEWEST_POSTS, _FEWEST_SHARE * every[groups.titles])
        for place in np.flatnonzero(enough & (groups.titles > 0)).tolist():
            title, posts = titles[groups.titles[place]], int(groups.posts[place])
            z = _z_score(posts, self._titles[title].posts, int(groups.everywhere[place]), self._posts)
            if z >= _LOWEST_Z:
                companies = int(groups.companies[place])
                yield _Far(place, int(groups.keys[place]), title, z, posts, companies)


class _Far(NamedTuple):
    """A phrase that is distinctive of a title, with its group index, key, and z-score."""

    place: int
    key: int
    title: str
    z: float
    posts: int
    companies: int


@dataclass(frozen=True)
class _Groups:
    """Rows grouped by phrase and title.

    Attributes:
        keys: the key of each group's phrase.
        titles: the title of each group.
        posts: the number of the title's posts that contain the phrase.
        companies: the number of companies with such posts, where a value of three or more means at least
            three.
        everywhere: the number of posts of all titles that contain the phrase.
        rows: all rows, sorted by group.
        starts: the start of each group's rows, followed by the end of the last group.

    """

    keys: NDArray[np.uint64]
    titles: NDArray[np.uint32]
    posts: NDArray[np.int64]
    companies: NDArray[np.int64]
    everywhere: NDArray[np.int64]
    rows: Rows
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, rows: Rows) -> "_Groups":
        """Group a non-empty array of rows."""
        rows = rows[np.lexsort((rows["company"], rows["title"], rows["key"]))]
        of_key = np.r_[True, rows["key"][1:] != rows["key"][:-1]]
        of_group = of_key | np.r_[True, rows["title"][1:] != rows["title"][:-1]]
        of_company = of_group | np.r_[True, rows["company"][1:] != rows["company"][:-1]]
        starts = np.flatnonzero(of_group)
        posts = np.add.reduceat(rows["posts"].astype(np.int64), starts)
        by_key = np.add.reduceat(posts, np.flatnonzero(of_key[starts]))
        return cls(
            keys=rows["key"][starts],
            titles=rows["title"][starts],
            posts=posts,
            companies=np.add.reduceat(of_company.astype(np.int64), starts),
            everywhere=by_key[np.cumsum(of_key[starts]) - 1],
            rows=rows,
            starts=np.r_[starts, len(rows)],
        )

    def by_year(self, place: int) -> Counter[int]:
        """Return the number of posts in a group for each year."""
        found: Counter[int] = Counter()
        for row in self.rows[self.starts[place] : self.starts[place + 1]]:
            found[int(row["year"])] += int(row["posts"])
        return found


def _renumbered(block: Block, titles: NDArray[np.uint32]) -> Block:
    rows = np.frombuffer(block.rows, dtype=_PHRASE).copy()
    rows["title"] = titles[rows["title"]]
    return replace(block, rows=rows.tobytes())


def _names(bucket: Bucket) -> NDArray[np.uint64]:
    """Return the keys of words that are nearly always capitalized, even in the middle of a sentence."""
    rows = bucket.rows()
    keys, place = np.unique(rows["key"], return_inverse=True)
    capital, small = (np.bincount(place.reshape(-1), rows[spelled]) for spelled in ("capital", "small"))
    return keys[capital * (1 - _MOSTLY) > small * _MOSTLY]


class _Telling(NamedTuple):
    """A phrase that distinguishes a title, with its z-score and post counts, in total and by year."""

    z: float
    phrase: str
    posts: int
    by_year: Mapping[int, int]


def _skills(every: Tally, telling: Iterable[_Telling]) -> TitleSkills:
    by_phrase = {one.phrase: one for one in telling}
    ranked = sorted(by_phrase, key=lambda phrase: (-by_phrase[phrase].z, phrase))
    kept = thinned(ranked, {phrase: one.posts for phrase, one in by_phrase.items()})[:_MOST]
    years = {
        year: number
        for year, number in sorted(every.by_year.items())
        if number >= _FEWEST_POSTS_A_YEAR and year != _UNKNOWN_YEAR
    }
    skills = (
        Skill(
            phrase=phrase,
            share=by_phrase[phrase].posts / every.posts,
            by_year={year: by_phrase[phrase].by_year.get(year, 0) / years[year] for year in years},
        )
        for phrase in kept
    )
    return TitleSkills(every.posts, years, tuple(skills))


def thinned(ranked: Sequence[str], posts: Mapping[str, int]) -> list[str]:
    """Return the ranked phrases, in order, without redundant phrases.

    `posts` contains the number of posts for each phrase. A phrase is redundant if a longer phrase that
    contains it occurs in nearly as many posts, or if earlier phrases together contain all of its words.
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
    belief = _BELIEF * (everywhere + 0.5) / (posts + 1)  # less than 1, even for a phrase in every post
    one, other = here + belief, everywhere - here + belief
    odds = one / (posts_here + _BELIEF - one)
    other_odds = other / (posts - posts_here + _BELIEF - other)
    return math.log(odds / other_odds) / math.sqrt(1 / one + 1 / other)


def _stretches(run: Sequence[str]) -> Iterator[str]:
    for length in range(1, min(_LONGEST, len(run)) + 1):
        for start in range(len(run) - length + 1):
            yield " ".join(run[start : start + length])
