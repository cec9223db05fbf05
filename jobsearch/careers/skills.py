"""Which phrases set the posts of a title apart: its skills; pure.

A phrase is one to three words that stand together. Its last word is known to name skills, or it is a name: it
has a capital wherever no sentence begins. No word is one that every post has. A phrase counts once a post.

How far it sets a title apart is the z-score of its log-odds against all other posts, with its odds among all
as the belief beforehand (Monroe, Colaresi and Quinn 2008, "Fightin' Words", section 3.5), so that neither a
rare phrase nor a common one comes first by chance.
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
_FEWEST_SHARE = 0.05  # of a title's posts name a skill of it
_BELIEF = 10.0  # posts that the belief beforehand is worth
_LOWEST_Z = 1.0
_MOSTLY = 0.7
_FEWEST_POSTS_A_YEAR = 3
_COMPANIES = 2
_COMPANIES_OF_A_NAME = 3  # what one or two write with a capital may be their own
_NO_TITLE = ""  # of posts that are learned under none
_UNKNOWN_YEAR = 0
_AT_ONCE = 1_500_000  # numbers that are held before they are summed
# A phrase in the posts of one title and year, with one of their companies. Rows with the second and the third
# company of a phrase and title have no posts.
_PHRASE = np.dtype([("key", "u8"), ("title", "u4"), ("year", "u2"), ("posts", "u4"), ("company", "u4")])
_WORD = np.dtype([("key", "u8"), ("capital", "u4"), ("small", "u4")])


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
        names: the titles by their numbers in the blocks, the first for none.
        phrases: of each phrase and title the same as of each title.
        words: how often each word stands with a capital, and how often without.

    """

    posts: int
    titles: dict[str, "Tally"]
    names: tuple[str, ...]
    phrases: tuple[Block, ...]
    words: tuple[Block, ...]


@dataclass
class Tally:
    """A number of posts, those of each year, and the companies with the smallest three digests of all.

    More companies than three tell nothing more, and which three these are depends on no order.
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
        """Add what was counted of other posts."""
        self.posts += other.posts
        self.by_year.update(other.by_year)
        self._know(other.companies)

    def _know(self, companies: Iterable[int]) -> None:
        self.companies = sorted({*self.companies, *companies})[:_COMPANIES_OF_A_NAME]


def count(posts: Iterable[Described]) -> Counted:
    """Count what posts say, in memory that does not grow with their number."""
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
    """Posts that are counted at once."""

    def __init__(self) -> None:
        self.texts = Texts()
        self._posts: list[tuple[int, int, int]] = []

    def add(self, post: Described, numbers: tuple[int, int, int]) -> None:
        """Read a post, of which these are the title, the year and the company."""
        self.texts.add(post.text, {*words(post.company), *words(post.location)})
        self._posts.append(numbers)

    def counted(self, phrases: list[Block], spelled: list[Block]) -> None:
        """Count the posts, and put what was found behind the blocks of others."""
        found = self.texts.found()
        phrases += _blocks(found, np.array(self._posts, dtype=np.int64).reshape(-1, 3))
        spelled += parted(_of_words(found))


def _of_words(found: Found) -> Rows:
    rows = np.empty(len(found.words), dtype=_WORD)
    rows["key"] = list(map(key_of, found.words))
    rows["capital"], rows["small"] = found.capital, found.small
    return np.sort(rows, order="key")


def _blocks(found: Found, posts: NDArray[np.int64]) -> Iterator[Block]:
    """Yield the rows of phrases, of whose posts these are the titles, the years and the companies."""
    keys = np.fromiter(map(key_of, found.phrases), dtype=np.uint64, count=len(found.phrases))
    order = np.argsort(keys)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    rows = _summed(keys[order], rank[found.numbers], found.texts, posts)
    return parted(rows, [found.phrases[place] for place in order.tolist()])


def _summed(
    keys: NDArray[np.uint64], phrases: NDArray[np.int64], texts: NDArray[np.int64], posts: NDArray[np.int64]
) -> Rows:
    """Return the rows of pairs of a phrase, by the rank of its key, and a post that has it, by the keys."""
    titles = posts[:, 0]
    (years, year_of), (companies, company_of) = (np.unique(one, return_inverse=True) for one in posts.T[1:])
    of_title = (len(keys), int(titles.max(initial=0)) + 1)
    by_year, of_year = (*of_title, len(years)), (phrases, titles[texts], year_of[texts])
    by_company, of_company = (*of_title, len(companies)), (phrases, titles[texts], company_of[texts])
    with_year, numbers = np.unique(np.ravel_multi_index(of_year, by_year), return_counts=True)
    with_company = np.unique(np.ravel_multi_index(of_company, by_company))
    group = with_company // len(companies) if len(companies) else with_company
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]][: len(group)])
    nth = np.arange(len(group)) - np.repeat(starts, np.diff(np.r_[starts, len(group)]))
    more = with_company[(nth > 0) & (nth < _COMPANIES_OF_A_NAME)]
    first = with_company[starts][np.searchsorted(group[starts], with_year // max(1, len(years)))]
    rows = np.zeros(len(with_year) + len(more), dtype=_PHRASE)
    rank = np.r_[np.unravel_index(with_year, by_year)[0], np.unravel_index(more, by_company)[0]]
    rows["key"] = keys[rank]
    rows["title"] = np.r_[np.unravel_index(with_year, by_year)[1], np.unravel_index(more, by_company)[1]]
    rows["year"][: len(with_year)] = years[np.unravel_index(with_year, by_year)[2]]
    rows["posts"][: len(with_year)] = numbers
    rows["company"] = companies[np.unravel_index(np.r_[first, more], by_company)[2]]
    return rows[np.argsort(rank, kind="stable")]


class Skills:
    """Adds up what the parts of a corpus have counted, in any order, and finds the skills of its titles."""

    def __init__(self) -> None:
        """Begin with no posts."""
        self._posts = 0
        self._titles: defaultdict[str, Tally] = defaultdict(Tally)
        self._numbers = {_NO_TITLE: 0}
        self._phrases, self._words = Buckets(_PHRASE), Buckets(_WORD)

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
            self._titles[title].add(tally)
        numbers = [self._numbers.setdefault(name, len(self._numbers)) for name in counted.names]
        self._phrases.add(_renumbered(block, np.array(numbers, dtype="u4")) for block in counted.phrases)
        self._words.add(counted.words)

    def by_title(self) -> dict[str, TitleSkills]:
        """Return the skills of every title, against all posts, those without a title included."""
        names = np.concatenate([np.empty(0, dtype=np.uint64), *map(_names, self._words)])
        telling: defaultdict[str, list[_Telling]] = defaultdict(list)
        for bucket in self._phrases:
            for title, found in self._telling(bucket, names):
                telling[title].append(found)
        return {title: _skills(self._titles[title], telling[title]) for title in sorted(self._titles)}

    def _telling(self, bucket: Bucket, names: NDArray[np.uint64]) -> "Iterator[tuple[str, _Telling]]":
        """Yield the phrases of a bucket that set titles apart, each with the title."""
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
        """Yield the phrases that are in enough posts of a title and far from the others."""
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
    """A phrase of a title, by its place among the groups and its key, and how far it sets the title apart."""

    place: int
    key: int
    title: str
    z: float
    posts: int
    companies: int


@dataclass(frozen=True)
class _Groups:
    """The rows of each phrase and title.

    Attributes:
        keys: of each the phrase.
        titles: of each the title.
        posts: how many posts of the title have the phrase.
        companies: of how many companies these are, of three or more any number from three.
        everywhere: how many posts of all titles have the phrase.
        rows: all rows, by groups.
        starts: where those of each group begin, and the end of the last.

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
        """Group rows, of which there are some."""
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
        """Return how many posts of each year a group has."""
        found: Counter[int] = Counter()
        for row in self.rows[self.starts[place] : self.starts[place + 1]]:
            found[int(row["year"])] += int(row["posts"])
        return found


def _renumbered(block: Block, titles: NDArray[np.uint32]) -> Block:
    rows = np.frombuffer(block.rows, dtype=_PHRASE).copy()
    rows["title"] = titles[rows["title"]]
    return replace(block, rows=rows.tobytes())


def _names(bucket: Bucket) -> NDArray[np.uint64]:
    """Return the keys of the words that have a capital wherever no sentence begins."""
    rows = bucket.rows()
    keys, place = np.unique(rows["key"], return_inverse=True)
    capital, small = (np.bincount(place.reshape(-1), rows[spelled]) for spelled in ("capital", "small"))
    return keys[capital * (1 - _MOSTLY) > small * _MOSTLY]


class _Telling(NamedTuple):
    """A phrase that sets a title apart, how far, and how many of its posts have it, in all and by year."""

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
    return math.log(odds / other_odds) / math.sqrt(1 / one + 1 / other)


def _stretches(run: Sequence[str]) -> Iterator[str]:
    for length in range(1, min(_LONGEST, len(run)) + 1):
        for start in range(len(run) - length + 1):
            yield " ".join(run[start : start + length])
