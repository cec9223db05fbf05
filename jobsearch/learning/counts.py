"""Term counts of posts, cached between rankings.

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
    """A term-count matrix with one row per post and one column per term, in alphabetical order of terms.

    Every term occurs in at least one post.
    """

    names: list[str]
    rows: csr_matrix

    def only(self, places: Sequence[int]) -> "Counts":
        """Return the rows at the given positions, keeping the columns of terms that occur in none of them."""
        if list(places) == list(range(self.rows.shape[0])):
            return self
        return Counts(self.names, self.rows[places])

    def parts(self) -> Iterator[tuple[int, csr_matrix]]:
        """Yield batches of a few thousand rows, each with the index of its first row."""
        for start in range(0, self.rows.shape[0], _AT_ONCE):
            yield start, self.rows[start : start + _AT_ONCE]


def count(posts: Iterable[Readable]) -> Counts:
    """Return the term counts of posts, in order.

    For each post, the terms are those of views.terms().
    """
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
    """Concatenate the counts of all parts, in order, without columns for terms that occur in no post."""
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
    """Build the count matrix from its parts, omitting terms that occur in no row."""
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
    """Return, for each term number in `found`, the index of the term in `names`."""
    ranks = np.zeros(len(found), dtype=np.int32)
    ranks[[found[name] for name in names]] = np.arange(len(names), dtype=np.int32)
    return ranks


def _joined(
    parts: list[NDArray[Any]],
    whole: NDArray[Any],
    changed: Callable[[NDArray[Any]], NDArray[Any]] = lambda part: part,
) -> NDArray[Any]:
    """Concatenate the parts into `whole`, releasing each part once it is copied, to save memory."""
    parts.reverse()
    start = 0
    while parts:
        part = changed(parts.pop())
        whole[start : start + len(part)] = part
        start += len(part)
    return whole
