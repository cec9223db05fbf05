"""The term counts of posts, which are kept from one ranking to the next.

posts -> count() -> Counts --+
posts -> count() -> Counts --+-> union() -> Counts independent of the partition: one sorted column per term
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.learning.reader import Reader
from jobsearch.learning.views import Readable

_READ_AT_ONCE = 500
_AT_ONCE = 1_000  # rows; NumPy's copies of all numbers for 100,000 posts would take a gigabyte


@dataclass(frozen=True)
class Counts:
    """The term counts of posts: one row per post, one column per term, in alphabetical order of terms.

    Every term occurs in some post.
    """

    names: list[str]
    rows: csr_matrix

    def only(self, places: Sequence[int]) -> "Counts":
        """Return the rows at the given places; a term that occurs in none of them keeps its column."""
        if list(places) == list(range(self.rows.shape[0])):
            return self
        return Counts(self.names, self.rows[places])

    def parts(self) -> Iterator[tuple[int, csr_matrix]]:
        """Yield the rows in batches of a few thousand, each with the place of its first row."""
        for start in range(0, self.rows.shape[0], _AT_ONCE):
            yield start, self.rows[start : start + _AT_ONCE]


def count(posts: Iterable[Readable]) -> Counts:
    """Return the counts of posts, in order; the counts of one post are those of views.terms()."""
    reader, held, columns, data, lengths = Reader(), iter(posts), list[Any](), list[Any](), list[Any]()
    while some := list(islice(held, _READ_AT_ONCE)):
        rows = reader.rows(some)
        columns.append(rows.indices.astype(np.int32))
        data.append(rows.data.astype(np.min_scalar_type(rows.data.max(initial=0))))
        lengths.append(np.diff(rows.indptr))
    found = _gathered(reader.terms, columns, data, lengths)
    found.rows.sort_indices()
    return found


def union(parts: Iterable[Counts]) -> Counts:
    """Return the combined counts of all parts, in order; a term that occurs in no post has no column."""
    found: dict[str, int] = {}
    columns: list[NDArray[Any]] = []
    data: list[NDArray[Any]] = []
    lengths: list[NDArray[Any]] = []
    for part in parts:
        places = np.array([found.setdefault(name, len(found)) for name in part.names], dtype=np.int32)
        columns.append(places[part.rows.indices])
        data.append(part.rows.data)
        lengths.append(np.diff(part.rows.indptr))
    return _gathered(
        found, columns, data, lengths
    )  # each part is in alphabetical order, and so is their union


def _gathered(
    found: Mapping[str, int],
    columns: list[NDArray[Any]],
    data: list[NDArray[Any]],
    lengths: list[NDArray[Any]],
) -> Counts:
    """Return the counts of all rows, with terms numbered by `found`; a term in no row has no column."""
    used = np.zeros(len(found), dtype=bool)
    for some in columns:
        used[some] = True
    names = sorted(name for name, place in found.items() if used[place])
    ranks = _ranks(found, names)
    ends = np.concatenate([[0], *lengths]).cumsum(dtype=np.int64)
    indices = _joined(columns, np.empty(ends[-1], dtype=np.int32), ranks.__getitem__)
    numbers = _joined(data, np.empty(ends[-1], dtype=np.result_type(np.uint8, *{one.dtype for one in data})))
    return Counts(names, csr_matrix((numbers, indices, ends), shape=(len(ends) - 1, len(names))))


def _ranks(found: Mapping[str, int], names: list[str]) -> NDArray[np.int32]:
    """Return, for each number in `found`, the place of the term in `names`."""
    ranks = np.zeros(len(found), dtype=np.int32)
    ranks[[found[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    return ranks


def _joined(
    parts: list[NDArray[Any]],
    whole: NDArray[Any],
    changed: Callable[[NDArray[Any]], NDArray[Any]] = lambda part: part,
) -> NDArray[Any]:
    """Concatenate parts, releasing each as it is copied, because all of them are large."""
    parts.reverse()
    start = 0
    while parts:
        part = changed(parts.pop())
        whole[start : start + len(part)] = part
        start += len(part)
    return whole
