"""Two passes over a corpus: pieces can be processed in any order, and the results are merged.

    pieces -> survey() each -> sum of the titles, without duplicate texts -> each post's learned title
           -> a Task each   -> sum of the posts' counts (skills.py), and the texts to fit the model to

A post's position combines the number of its piece and its index in that piece. Of two posts with the same
text, the newer post is kept, or, if they are equally old, the post with the earlier position, regardless of
how the files are partitioned. Only 28 bytes per post are kept in memory. All sums are integers, so the same
posts yield the same model on one machine and on many.
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
    """A post to learn from, with its title as given by the board.

    A year or moment of 0 means that it is unknown.
    """

    title: str
    text: str
    year: int
    company: str = ""
    location: str = ""
    moment: int = 0


class Advertised(Protocol):
    """The interface of the elements of a piece: a Post or any object with the same fields."""

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
        """The time of publication in seconds, or 0 if unknown.

        If all are 0, posts must be newest first.
        """


class Piece(Protocol):
    """A set of posts that is read in one go."""

    @property
    def path(self) -> Path | str:
        """The location of the posts, for error messages."""

    def read(self, faults: Counter[str]) -> Iterator[Advertised]:
        """Yield the posts, counting unreadable elements by kind in `faults`."""


class Part(Protocol):
    """A set of posts that can be read twice, in the same order and the same pieces each time."""

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces, which can be read independently of each other."""


Result = TypeVar("Result")
# A runner of tasks: here, in other processes, or on other machines; results come in any order.
Run = Callable[[Iterable[Callable[[], Result]]], Iterator[Result]]


def here(tasks: Iterable[Callable[[], Result]]) -> Iterator[Result]:
    """Run the tasks sequentially in this process."""
    return (task() for task in tasks)


class Extent(NamedTuple):
    """The number of posts in a piece, and the counts of unreadable elements by kind."""

    posts: int
    faults: Mapping[str, int]


@dataclass(frozen=True)
class Survey:
    """The titles in a piece of a corpus.

    Attributes:
        number: the number of the piece.
        names: the distinct parsed titles.
        titles: the index of each post's title in `names`.
        digests: an 8-byte digest of each post's text.
        places: the position of each post.
        moments: the publication time of each post.
        faults: the counts of unreadable elements by kind.

    """

    number: int
    names: Sequence[str]
    titles: NDArray[np.int32]
    digests: NDArray[np.uint64]
    places: NDArray[np.uint64]
    moments: NDArray[np.int64]
    faults: Counter[str]


def survey(number: int, part: Piece) -> Survey:
    """Read the titles of the posts in a piece.

    `number` is the number of the piece in the corpus.
    """
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
    """Return a 64-bit digest of a text, ignoring whitespace and case.

    Collisions are unlikely even among a million texts.
    """
    plain = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest())


@dataclass(frozen=True)
class Titles:
    """The titles of all posts with distinct texts, newest first.

    Attributes:
        names: the distinct parsed titles, in alphabetical order.
        titles: the index of each post's title in `names`.
        places: the position of each post.
        repeated: the number of posts left out because their text is a duplicate.
        extents: the extent of each piece, by its number.

    """

    names: Sequence[str]
    titles: NDArray[np.int32]
    places: NDArray[np.uint64]
    repeated: int
    extents: Mapping[int, Extent]

    @property
    def faults(self) -> Mapping[str, int]:
        """The counts of unreadable elements by kind."""
        return sum((Counter(extent.faults) for extent in self.extents.values()), Counter())

    def counts(self) -> Counter[str]:
        """Return the number of posts per title."""
        numbers = np.bincount(self.titles, minlength=len(self.names)).tolist()
        return Counter({name: number for name, number in zip(self.names, numbers, strict=True) if number})


def added(found: list[Survey]) -> Titles:
    """Merge the surveys of all pieces, emptying the list to save memory."""
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
    """The second-pass task of a piece.

    Attributes:
        part: the piece.
        places: the positions of the posts to learn from, in order.
        titles: for each of these posts, the index in `names` of the title it is learned under, or -1 for
            none.
        names: the titles to learn.
        chosen: the positions of the posts whose texts the model is fitted to.
        extent: the extent of the piece in the first pass, which must not have changed.

    """

    part: Piece
    places: NDArray[np.uint64]
    titles: NDArray[np.int32]
    names: Sequence[str]
    chosen: frozenset[int]
    extent: Extent

    def __call__(self) -> tuple[Counted, dict[int, str]]:
        """Return the counts of the posts, and the chosen texts by position."""
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
    """Yield the tasks of the second pass.

    `learned` maps each title to the title it is learned under, and `chosen` contains the positions of the
    posts whose texts the model is fitted to. Raises CorpusChanged if the pieces are not those of the first
    pass.
    """
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
