"""The nearness of posts to a wish: a number that combines similarity, refusals, and places.

    rows of posts -> similarity to what is sought   the weighted mean of the views' cosines
                  -> similarity to what is refused  counts against
                  -> a place elsewhere              counts against; a post without a place may be anywhere

Similarity is measured in standard deviations from the mean of all posts, because relative similarity is more
meaningful than absolute similarity. When combined with answers, it is bounded; otherwise, the few posts that
repeat a word of the wish would outweigh all answers. A wish of few words counts as weaker evidence. The
weights were chosen on half of the people in tests/benchmarks/wish.py and evaluated on the other half; the
bound was chosen on both halves and evaluated on the people in others/.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.learning.views import VIEWS, Readable, says_something
from jobsearch.learning.vocabulary.regions import REGIONS
from jobsearch.learning.wish.read import Wish

# The weight of each view's cosine.
_VIEWS = {
    "text": 3.4,
    "title": 0.5,
    "field": 0.4,
    "work in": 0.4,
    "occupation": 0.12,
    "profession": 0.05,
    "industry": 0.05,
    "language": 0.05,
    "contract": 0.02,
    "skills": 0.12,
    "tag": 0.1,
    "tags of": 0.05,
    "work tagged": 0.05,
    "place": 0.02,
    "level": 0.01,
}
_REFUSED = 0.2  # the penalty per standard deviation of similarity to a refusal
_ELSEWHERE = 2.0  # the penalty for a place that was not named
_RESUME = 0.5  # the weight of a résumé's similarity, relative to the user's own words
_FAINT = 0.2  # the weight below the mean: a post may express the same in different words
_ANYWHERE = "anywhere"
_BOUND = 6.0  # standard deviations; a higher similarity is not more evidence
_MANY_WORDS = 8  # words found in posts, from which on a wish counts fully
_LEAST_SAID = 0.5  # the weight of a wish with the fewest words


@dataclass(frozen=True)
class _Spread:
    """The mean and standard deviation of a similarity measure over all posts."""

    mean: float
    deviation: float

    def standardize(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Convert values to standard deviations from the mean, shrinking those below the mean."""
        found = (values - self.mean) / self.deviation
        return np.asarray(np.where(found > 0, found, found * _FAINT))


def _spread(values: NDArray[np.float64]) -> _Spread:
    deviation = float(values.std())
    return _Spread(float(values.mean()), deviation if deviation > 0 else 1.0)


class Terms(Protocol):
    """The terms of all posts, with one column per term, in alphabetical order."""

    @property
    def names(self) -> NDArray[np.object_]:
        """The names of the terms."""

    @property
    def views(self) -> NDArray[np.intp]:
        """The view of each term, as an index into VIEWS."""

    @property
    def weights(self) -> NDArray[np.float64]:
        """The weight of each view in a feature row."""

    def column(self, name: str) -> int | None:
        """Return the column index of a term, or None if no post contains it."""

    def row(self, post: Readable) -> csr_matrix:
        """Return the feature row of a post outside the collection, or of a wish."""


class Nearness:
    """An estimator that measures how near feature rows of posts are to a wish.

    `sought` and `refused` contain term weights, `regions` the column indices of all regions, `wanted` and
    `unwanted` those of the regions that the wish mentions, and `said` the informativeness of the wish, from 0
    to 1; see seek().
    """

    def __init__(  # noqa: PLR0913, PLR0917 - scikit-learn requires each parameter by name
        self,
        sought: NDArray[np.float64],
        refused: Sequence[NDArray[np.float64]],
        regions: NDArray[np.intp],
        wanted: NDArray[np.intp],
        unwanted: NDArray[np.intp],
        said: float = 1.0,
    ) -> None:
        """Store the parameters unchanged, as scikit-learn requires for Seeking."""
        self.sought = sought
        self.refused = refused
        self.regions = regions
        self.wanted = wanted
        self.unwanted = unwanted
        self.said = said

    def fit(self, rows: csr_matrix, _answers: object = None) -> Self:
        """Compute the mean and spread of the similarities of posts to the wish."""
        self.like_ = _spread(rows @ self.sought)
        self.unlike_ = [_spread(rows @ refused) for refused in self.refused]
        self.scale_ = 1.0
        deviation = float(self.nearness(rows).std())
        self.scale_ = deviation if deviation > 0 else 1.0
        return self

    def columns(self) -> NDArray[np.intp]:
        """Return the indices of the columns on which the nearness depends."""
        used = np.flatnonzero(np.any([self.sought, *self.refused], axis=0))
        return np.union1d(used, self.regions)

    def nearness(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the nearness of each post to the wish, as a z-score: 0 is average, and higher is nearer."""
        found = self.like_.standardize(rows @ self.sought)
        return np.asarray((found - self._against(rows)) / self.scale_)

    def evidence(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the nearness as evidence to combine with answers: bounded, and reduced for a short wish."""
        return _bounded(self.nearness(rows)) * self.said

    def likeness(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the similarity of each post to the wish, from 0 to 1, after penalties."""
        return np.asarray(np.clip(rows @ self.sought - self._against(rows) * self.like_.deviation, 0, 1))

    def _against(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the penalties for refused terms and places, in standard deviations of the similarity."""
        found = _ELSEWHERE * self._elsewhere(rows)
        for refused, spread in zip(self.refused, self.unlike_, strict=True):
            found = found + _REFUSED * np.maximum(spread.standardize(rows @ refused), 0)
        return np.asarray(found)

    def moves(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the contribution of each stored matrix entry to the evidence."""
        row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        slope = np.where(rows @ self.sought > self.like_.mean, 1, _FAINT) / self.like_.deviation
        found = slope[row_of] * self.sought[rows.indices] * rows.data
        for refused, spread in zip(self.refused, self.unlike_, strict=True):
            against = np.where(rows @ refused > spread.mean, _REFUSED, 0) / spread.deviation
            found = found - against[row_of] * refused[rows.indices] * rows.data
        nearness = self.nearness(rows)
        proportion = np.divide(_bounded(nearness), nearness, out=np.ones_like(nearness), where=nearness != 0)
        whole = (found - self._moves_of_places(rows, row_of)) / self.scale_
        return np.asarray(whole * (proportion * self.said)[row_of])

    def _elsewhere(self, rows: csr_matrix) -> NDArray[np.bool_]:
        """Return a mask of the posts whose places are all omitted or refused by the wish."""
        named = _holds(rows, self.regions)
        welcome = np.setdiff1d(self.wanted if self.wanted.size else self.regions, self.unwanted)
        asked = bool(self.wanted.size or self.unwanted.size)
        return np.asarray(named & ~_holds(rows, welcome) & asked)

    def _moves_of_places(self, rows: csr_matrix, row_of: NDArray[np.intp]) -> NDArray[np.float64]:
        of_place = np.isin(rows.indices, self.regions) & self._elsewhere(rows)[row_of]
        places = np.bincount(row_of[of_place], minlength=rows.shape[0])
        return np.where(of_place, _ELSEWHERE / np.maximum(places, 1)[row_of], 0.0)


def seek(wish: Wish, terms: Terms) -> Nearness | None:
    """Build an unfitted Nearness for a wish, or return None if no post contains any of its words.

    `terms` are the terms of all posts; the result must be fitted to the rows of these posts.
    """
    sought = _in_terms(wish, terms)
    if wish.resume:
        sought = sought + _RESUME * _in_terms(wish.resume, terms)
    refused = [found for one in wish.refused if (found := _in_terms(one, terms)).any()]

    def of(regions: Iterable[str]) -> NDArray[np.intp]:
        found = (terms.column(f"place: {region}") for region in sorted(regions))
        return np.array([column for column in found if column is not None], dtype=np.intp)

    wanted = of({*wish.regions, _ANYWHERE}) if wish.regions else of(())
    if not (sought.any() or refused or wish.regions or wish.refused_regions):
        return None
    unwanted = of(wish.refused_regions)
    return Nearness(sought, refused, of(REGIONS), wanted, unwanted, _said(sought, terms))


def _said(sought: NDArray[np.float64], terms: Terms) -> float:
    """Return the informativeness of a wish, from 0 to 1, based on how many of its words occur in posts."""
    words = int(np.sum(terms.views[np.flatnonzero(sought)] == list(VIEWS).index("text")))
    return float(np.clip(words / _MANY_WORDS, _LEAST_SAID, 1))


def _bounded(nearness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Limit nearness smoothly to the bound.

    Negative values are unchanged.
    """
    return np.where(nearness > 0, _BOUND * np.tanh(nearness / _BOUND), nearness)


def _in_terms(wish: Wish, terms: Terms) -> NDArray[np.float64]:
    """Return term weights whose dot product with a row is its similarity to the wish, from 0 to 1."""
    row = terms.row(wish)
    of_view = np.array([_VIEWS[view] for view in VIEWS]) / np.asarray(terms.weights) ** 2
    stated = [says_something(str(terms.names[column])) for column in row.indices]
    found = np.zeros(len(terms.names))
    # Converts a term's number in a row to its share of a weighted cosine between views.
    found[row.indices] = row.data * (of_view[terms.views[row.indices]] * np.array(stated, dtype=bool))
    said = np.unique(terms.views[np.flatnonzero(found)])
    most = sum(_VIEWS[view] for place, view in enumerate(VIEWS) if place in said)
    return np.asarray(found / most if most else found, dtype=np.float64)


def _holds(rows: csr_matrix, columns: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return a mask of the rows that contain a term in any of these columns."""
    return np.asarray(np.diff(rows[:, columns].indptr) > 0)
