"""The two passes over a corpus, each run piece by piece in any order, with the results added up.

    pieces -> survey() each -> sum of the titles, without duplicate texts -> each post's learned title
           -> a Task each   -> sum of the posts' counts (skills.py), and the texts to fit the model on

A post's position is its piece and its place in that piece. Of two posts with the same text, the newer is
kept, else the one with the earlier position, however the files are partitioned. 28 bytes per post are held in
memory, and both sums consist of integers: the same posts yield the same model on one machine and on many.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.skills import Counted, Described, count
from jobsearch.errors import CorpusChanged
from jobsearch.titles.parse import parse

_OF_A_PIECE = 40  # bits for the place of a post in its piece


@dataclass(frozen=True)
class Post:
    """A post: its title as the board gives it, and the other input; a year or moment of 0 is unknown."""

    title: str
    text: str
    year: int
    company: str = ""
    location: str = ""
    moment: int = 0


class Advertised(Protocol):
    """The interface of the elements in a part: a Post, or anything with its fields."""

    @property
    def title(self) -> str:
        """The title as advertised."""

    @property
    def text(self) -> str:
        """The description as plain text."""

    @property
    def year(self) -> int:
        """The year of publication."""

    @property
    def company(self) -> str:
        """The company."""

    @property
    def location(self) -> str:
        """The location."""

    @property
    def moment(self) -> int:
        """The time of publication, in seconds; if it is 0 for all posts, they are given newest first."""


class Piece(Protocol):
    """A set of posts that are read in one go."""

    @property
    def path(self) -> Path | str:
        """Where the posts are stored, to be named in the error if they have changed."""

    def read(self, faults: Counter[str]) -> Iterator[Advertised]:
        """Yield the posts, counting in `faults` those that cannot be read."""


class Part(Protocol):
    """Posts that can be read twice, in the same order and in the same pieces each time."""

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces, which can be read independently of each other."""


Result = TypeVar("Result")
# A runner of tasks: here, in other processes, or on other machines; results come in any order.
Run = Callable[[Iterable[Callable[[], Result]]], Iterator[Result]]


def here(tasks: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """Run tasks one after another in this process."""
    return (task() for task in tasks)


class Extent(NamedTuple):
    """The number of posts in one pass over a piece, and the kinds of unreadable elements, with counts."""

    posts: int
    faults: Mapping[str, int]


@dataclass(frozen=True)
class Survey:
    """The titles in a collection of posts.

    Attributes:
        number: the number of the piece they are in.
        names: the parsed titles that occur.
        titles: the number of each post's title in `names`.
        digests: an 8-byte digest of each post's text.
        places: the position of each post.
        moments: the publication time of each post.
        faults: the kinds of unreadable elements, with counts.

    """

    number: int
    names: Sequence[str]
    titles: NDArray[np.int32]
    digests: NDArray[np.uint64]
    places: NDArray[np.uint64]
    moments: NDArray[np.int64]
    faults: Counter[str]


def survey(number: int, part: Piece) -> Survey:
    """Read the titles in a piece, given its number in the corpus."""
    names: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    faults: Counter[str] = Counter()
    pieces = []
    for post in part.read(faults):
        name = parse(post.title).name
        rows.append((names.setdefault(name, len(names)), _digest(post.text), post.moment))
        if len(rows) == 1 << 16:
            pieces.append(_columns(rows))
            rows = []
    titles, digests, moments = map(np.concatenate, zip(*pieces, _columns(rows), strict=True))
    places = np.arange(len(titles), dtype=np.uint64) + np.uint64(number << _OF_A_PIECE)
    return Survey(number, list(names), titles, digests, places, moments, faults)


def _columns(
    rows: Sequence[tuple[int, int, int]],
) -> tuple[NDArray[np.int32], NDArray[np.uint64], NDArray[np.int64]]:
    titles, digests, moments = zip(*rows, strict=True) if rows else ((), (), ())
    return (
        np.array(titles, dtype=np.int32),
        np.array(digests, dtype=np.uint64),
        np.array(moments, dtype=np.int64),
    )


def _digest(text: str) -> int:
    """Return a 64-bit digest of a text, ignoring whitespace and case; collisions are rare among a million."""
    plain = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest())


@dataclass(frozen=True)
class Titles:
    """The titles of all posts with distinct texts, newest first.

    Attributes:
        names: the parsed titles that occur, in alphabetical order.
        titles: the number of each post's title in `names`.
        places: the position of each post.
        repeated: the number of posts with the same text as another.
        extents: the extent of each piece, by its number.

    """

    names: Sequence[str]
    titles: NDArray[np.int32]
    places: NDArray[np.uint64]
    repeated: int
    extents: Mapping[int, Extent]

    @property
    def faults(self) -> Mapping[str, int]:
        """The kinds of elements that could not be read, with counts."""
        return sum((Counter(extent.faults) for extent in self.extents.values()), Counter())

    def counts(self) -> Counter[str]:
        """Return the number of posts per title."""
        numbers = np.bincount(self.titles, minlength=len(self.names)).tolist()
        return Counter({name: number for name, number in zip(self.names, numbers, strict=True) if number})


def added(found: list[Survey]) -> Titles:
    """Merge the surveys of the pieces of a corpus, emptying the list to save memory."""
    names = sorted({name for one in found for name in one.names})
    number_of = {name: number for number, name in enumerate(names)}
    titles = _joined(
        [np.array([number_of[name] for name in one.names], np.int32)[one.titles] for one in found], np.int32
    )
    digests = _joined([one.digests for one in found], np.uint64)
    places = _joined([one.places for one in found], np.uint64)
    moments = _joined([one.moments for one in found], np.int64)
    extents = {one.number: Extent(len(one.titles), one.faults) for one in sorted(found, key=_number)}
    found.clear()
    order = np.lexsort((places, -moments, digests))
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = digests[order][1:] != digests[order][:-1]
    kept = order[is_first]
    kept = kept[np.lexsort((places[kept], -moments[kept]))]
    return Titles(names, titles[kept], places[kept], len(order) - len(kept), extents)


def _number(one: Survey) -> int:
    return one.number


def _joined(arrays: Sequence[NDArray[np.generic]], kind: type[np.generic]) -> NDArray:  # type: ignore[type-arg] # of that kind
    return np.concatenate([np.empty(0, dtype=kind), *arrays])


@dataclass(frozen=True)
class Task:
    """The second-pass task for a piece.

    Attributes:
        part: the piece.
        places: the places in it of the posts to learn from, in order.
        titles: for each post, the number of the title it is learned under; -1 for none.
        names: these titles.
        chosen: the places of the posts whose texts the model is fitted on.
        extent: the extent of the piece in the first pass.

    """

    part: Piece
    places: NDArray[np.uint64]
    titles: NDArray[np.int32]
    names: Sequence[str]
    chosen: frozenset[int]
    extent: Extent

    def __call__(self) -> tuple[Counted, dict[int, str]]:
        """Return the counts of the posts, and the chosen texts by their places."""
        texts: dict[int, str] = {}
        return count(self._described(texts)), texts

    def _described(self, texts: dict[int, str]) -> Iterator[Described]:
        if not len(self.places):
            return
        part = int(self.places[0]) >> _OF_A_PIECE << _OF_A_PIECE
        wanted = zip(self.places.tolist(), self.titles.tolist(), strict=True)
        place, title = next(wanted)
        faults, read = Counter[str](), 0
        for read, post in enumerate(self.part.read(faults), 1):
            if part + read - 1 != place:
                continue
            if place in self.chosen:
                texts[place] = post.text
            name = None if title < 0 else self.names[title]
            yield Described(name, post.text, post.year, post.company, post.location)
            place, title = next(wanted, (-1, -1))
        if Extent(read, faults) != self.extent:
            raise CorpusChanged(path=self.part.path)


def surveys(parts: Sequence[Part]) -> Iterator[Callable[[], Survey]]:
    """Yield the tasks of the first pass."""
    return (partial(survey, number, piece) for number, piece in enumerate(_pieces(parts)))


def _pieces(parts: Iterable[Part]) -> Iterator[Piece]:
    return chain.from_iterable(part.pieces() for part in parts)


def tasks(
    parts: Sequence[Part], titles: Titles, learned: Mapping[str, str | None], chosen: Iterable[int]
) -> Iterator[Task]:
    """Yield the tasks of the second pass, given the titles to learn posts under and the texts to fit."""
    names = sorted({name for name in learned.values() if name is not None})
    number_of: dict[str | None, int] = {name: number for number, name in enumerate(names)} | {None: -1}
    numbers = np.array([number_of[learned.get(name)] for name in titles.names], dtype=np.int32)[titles.titles]
    order = np.argsort(titles.places)
    places, numbers = titles.places[order], numbers[order]
    sought = np.array(sorted(chosen), dtype=np.uint64)
    left = dict(titles.extents)
    for number, part in enumerate(_pieces(parts)):
        if (extent := left.pop(number, None)) is None:
            raise CorpusChanged(path=part.path)
        bounds = np.array([number << _OF_A_PIECE, (number + 1) << _OF_A_PIECE], dtype=np.uint64)
        start, end = np.searchsorted(places, bounds)
        first, last = np.searchsorted(sought, bounds)
        here_chosen = frozenset(sought[first:last].tolist())
        yield Task(part, places[start:end], numbers[start:end], names, here_chosen, extent)
    if left:
        raise CorpusChanged(path="A file")
