"""Rank posts by similarity to the user's description of a job, without a trained model.

This module uses only NumPy and SciPy, because importing scikit-learn takes longer than the ranking. Rows are
bit-for-bit identical to those of vectors.fit_features, but contain only the columns that the wish needs.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.domain.wish import StatedWish
from jobsearch.errors import NothingToLearn, WishUnknown
from jobsearch.learning.counts import Counts, count
from jobsearch.learning.reasons import explain
from jobsearch.learning.views import VIEWS, Readable, says_something, terms, view_of, view_weights
from jobsearch.learning.wish.nearness import Nearness, seek
from jobsearch.learning.wish.read import read_stated

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Alike:
    """The similarity of each post to a wish, from 0 to 1, in the order of the posts."""

    scores: Floats
    _nearness: Nearness
    _posts: csr_matrix
    _names: NDArray[np.object_]

    def reasons(self, places: Sequence[int]) -> list[tuple[tuple[str, float], ...]]:
        """Return the terms that contribute most to the similarity of the posts at these indices."""
        rows = self._posts[np.asarray(places, dtype=np.intp)]
        return explain(rows, self._nearness.moves(rows), self._names)


@dataclass(frozen=True)
class Measures:
    """Statistics computed from the term counts of all posts.

    Attributes:
        rarity: the inverse document frequency of each term, which is higher for rarer terms.
        lengths: the norm of each view of each post, before scaling to the view's weight.

    """

    rarity: NDArray[np.float32]
    lengths: Floats


class ReadPosts:
    """Posts that are read once and then compared with any number of wishes.

    See nearness.Terms.
    """

    def __init__(self, counts: Counts, measures: Measures | None = None) -> None:
        """Store the counts and statistics of posts.

        Raises NothingToLearn if no post contains a word.
        """
        views = [view_of(name) for name in counts.names]
        said = zip(views, counts.names, strict=True)
        if not any(view in {"text", "title"} and says_something(name) for view, name in said):
            raise NothingToLearn
        order = {view: place for place, view in enumerate(VIEWS)}
        self.counts = counts
        self.views = np.array([order[view] for view in views], dtype=np.intp)
        self.weights = np.array(list(view_weights(0).values()))
        self.names = np.array(counts.names, dtype=np.object_)
        self.measures = measures or self._measure()

    @classmethod
    def of(cls, posts: Iterable[Readable]) -> "ReadPosts":
        """Count the terms of posts.

        Raises NothingToLearn if no post contains a word.
        """
        return cls(count(posts))

    def like(self, wish: StatedWish) -> Alike:
        """Compute the similarity of each post to a wish, with penalties for anything the wish refuses.

        Rare terms have larger weights, as in the model, and terms outside the wish are ignored. Raises
        WishUnknown if no post contains a word of the wish.
        """
        nearness = seek(read_stated(wish), self)
        if nearness is None:
            raise WishUnknown
        rows = self.rows(nearness.columns())
        nearness.fit(rows)
        return Alike(nearness.likeness(rows), nearness, rows, self.names)

    def rows(self, columns: NDArray[np.intp]) -> csr_matrix:
        """Return the given columns of the feature matrix of all posts."""
        wanted = np.zeros(len(self.names), dtype=bool)
        wanted[columns] = True
        counts = self.counts.rows
        places = np.flatnonzero(wanted[counts.indices])
        row_of = np.searchsorted(counts.indptr, places, side="right") - 1
        found = counts.indices[places]
        views = self.views[found]
        lengths = self.measures.lengths[row_of, views]
        data = _scaled(
            _weighed(counts.data[places], found, self.measures.rarity), self.weights[views], lengths
        )
        ends = np.searchsorted(places, counts.indptr)
        return csr_matrix((data, found, ends), shape=counts.shape)

    def column(self, name: str) -> int | None:
        """Return the column index of a term, or None if no post contains it."""
        place = bisect_left(self.counts.names, name)
        return place if self.counts.names[place : place + 1] == [name] else None

    def row(self, post: Readable) -> csr_matrix:
        """Return the feature row of a post outside the collection, or of a wish."""
        held = Counter(terms(post))
        columns = {place: number for term, number in held.items() if (place := self.column(term)) is not None}
        found = np.array(sorted(columns), dtype=np.intp)
        counted = np.array([columns[place] for place in found], dtype=np.uint32)
        weighed, views = _weighed(counted, found, self.measures.rarity), self.views[found]
        lengths = _lengths(np.zeros(len(found), dtype=np.intp), views, weighed, 1)[0, views]
        data = _scaled(weighed, self.weights[views], lengths)
        return csr_matrix((data, found, [0, len(found)]), shape=(1, len(self.names)))

    def _measure(self) -> Measures:
        posts = np.zeros(len(self.names), dtype=np.int64)
        for _start, part in self.counts.parts():
            posts += np.bincount(part.indices, minlength=len(posts))
        # As in sklearn.feature_extraction.text.TfidfTransformer, with its precision.
        rarity = np.full(len(posts), self.counts.rows.shape[0] + 1, dtype=np.float32)
        rarity = np.log(rarity / (posts.astype(np.float32) + np.float32(1))) + np.float32(1)
        lengths = np.empty((self.counts.rows.shape[0], len(VIEWS)))
        for start, part in self.counts.parts():
            row_of = np.repeat(np.arange(part.shape[0]), np.diff(part.indptr))
            weighed = _weighed(part.data, part.indices, rarity)
            lengths[start : start + part.shape[0]] = _lengths(
                row_of, self.views[part.indices], weighed, part.shape[0]
            )
        return Measures(rarity, lengths)


def _weighed(
    counts: NDArray[np.unsignedinteger], columns: NDArray[np.integer], rarity: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Compute sublinear TF-IDF weights: (1 + log(count)) times the term's rarity."""
    found = counts.astype(np.float32)
    np.log(found, found)
    found += np.float32(1)
    found *= rarity[columns]
    return found


def _lengths(
    row_of: NDArray[np.intp], views: NDArray[np.intp], weighed: NDArray[np.float32], rows: int
) -> Floats:
    """Compute the Euclidean norm of each view's part of each row, with shape (rows, views)."""
    parts = row_of * len(VIEWS) + views
    squares = np.bincount(parts, weights=weighed**2, minlength=rows * len(VIEWS))
    return np.sqrt(squares).reshape(rows, len(VIEWS))


def _scaled(weighed: NDArray[np.float32], weights: Floats, lengths: Floats) -> NDArray[np.float32]:
    """Scale values so that the norm of each view's part is the view's weight.

    See ViewScaler.
    """
    return np.asarray((weighed * (weights / lengths)).astype(np.float32))
