"""How near each post is to what a person says they seek, as one number: likeness, refusals, places.

    rows of posts -> likeness to what is sought     the weighted mean of the cosines of the views
                  -> likeness to what is refused    counts against
                  -> a place elsewhere              counts against; a post that names no place may be anywhere

Likeness is measured in standard deviations from the mean of all posts: how alike a post is to a text says
little, how much more alike than others much. As evidence beside answers it is bounded, or the few posts that
repeat a word of the wish would outweigh every answer, and a wish of few words is less of it. The weights were
chosen on one half of the people that tests/benchmarks/wish.py measures and judged on the other, the bound on
both and judged on the people in others/.
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

# How much the cosine of each view counts.
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
_REFUSED = 0.2  # what a standard deviation of likeness to what is refused takes off
_ELSEWHERE = 2.0  # and what a place that was not named
_RESUME = 0.5  # of a résumé's likeness, beside that to the person's own words
_FAINT = 0.2  # below the mean likeness says little: a post may tell the same in other words
_ANYWHERE = "anywhere"
_BOUND = 6.0  # standard deviations; more of likeness is no more evidence
_MANY_WORDS = 8  # that posts hold: from so many on a wish says what it can
_LEAST_SAID = 0.5  # and what one of few says beside that


@dataclass(frozen=True)
class _Spread:
    """The mean and standard deviation of a similarity over all posts."""

    mean: float
    deviation: float

    def standardize(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values as standard deviations from the mean, those below it faintly."""
        found = (values - self.mean) / self.deviation
        return np.asarray(np.where(found > 0, found, found * _FAINT))


def _spread(values: NDArray[np.float64]) -> _Spread:
    deviation = float(values.std())
    return _Spread(float(values.mean()), deviation if deviation > 0 else 1.0)


class Terms(Protocol):
    """The terms of all posts, one column each, in the order of the alphabet."""

    @property
    def names(self) -> NDArray[np.object_]:
        """The terms."""

    @property
    def views(self) -> NDArray[np.intp]:
        """The view of each, as its place in VIEWS."""

    @property
    def weights(self) -> NDArray[np.float64]:
        """How much each view counts in a row."""

    def column(self, name: str) -> int | None:
        """Return the column of a term, None for one of no post."""

    def row(self, post: Readable) -> csr_matrix:
        """Return the row for an additional post, or for a wish."""


class Nearness:
    """How near rows of posts are to a wish.

    `sought` and `refused` are the weights of terms, `regions` the columns of all regions, `wanted` and
    `unwanted` those that the wish names, `said` how much it says, from 0 to 1; see seek().
    """

    def __init__(  # noqa: PLR0913, PLR0917 - scikit-learn wants each parameter by its name
        self,
        sought: NDArray[np.float64],
        refused: Sequence[NDArray[np.float64]],
        regions: NDArray[np.intp],
        wanted: NDArray[np.intp],
        unwanted: NDArray[np.intp],
        said: float = 1.0,
    ) -> None:
        """Keep the parameters as they are, as scikit-learn wants it of Seeking."""
        self.sought = sought
        self.refused = refused
        self.regions = regions
        self.wanted = wanted
        self.unwanted = unwanted
        self.said = said

    def fit(self, rows: csr_matrix, _answers: object = None) -> Self:
        """Learn how alike to the wish posts are in the mean."""
        self.like_ = _spread(rows @ self.sought)
        self.unlike_ = [_spread(rows @ refused) for refused in self.refused]
        self.scale_ = 1.0
        deviation = float(self.nearness(rows).std())
        self.scale_ = deviation if deviation > 0 else 1.0
        return self

    def columns(self) -> NDArray[np.intp]:
        """Return all columns of the rows that it looks at."""
        used = np.flatnonzero(np.any([self.sought, *self.refused], axis=0))
        return np.union1d(used, self.regions)

    def nearness(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return how near each post is to the wish: 0 is middling, 1 a standard deviation nearer."""
        found = self.like_.standardize(rows @ self.sought)
        return np.asarray((found - self._against(rows)) / self.scale_)

    def evidence(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return the nearness as evidence beside answers: bounded, and faint for a wish of few words."""
        return _bounded(self.nearness(rows)) * self.said

    def likeness(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return how alike each post is to the wish, from 0 to 1, less what counts against it."""
        return np.asarray(np.clip(rows @ self.sought - self._against(rows) * self.like_.deviation, 0, 1))

    def _against(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return what refusals and places take off, in standard deviations of the likeness."""
        found = _ELSEWHERE * self._elsewhere(rows)
        for refused, spread in zip(self.refused, self.unlike_, strict=True):
            found = found + _REFUSED * np.maximum(spread.standardize(rows @ refused), 0)
        return np.asarray(found)

    def moves(self, rows: csr_matrix) -> NDArray[np.float64]:
        """Return what each stored number of the rows moves the evidence, each its part of the nearness."""
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
        """Tell which posts name only places that the wish leaves out or refuses."""
        named = _holds(rows, self.regions)
        welcome = np.setdiff1d(self.wanted if self.wanted.size else self.regions, self.unwanted)
        asked = bool(self.wanted.size or self.unwanted.size)
        return np.asarray(named & ~_holds(rows, welcome) & asked)

    def _moves_of_places(self, rows: csr_matrix, row_of: NDArray[np.intp]) -> NDArray[np.float64]:
        of_place = np.isin(rows.indices, self.regions) & self._elsewhere(rows)[row_of]
        places = np.bincount(row_of[of_place], minlength=rows.shape[0])
        return np.where(of_place, _ELSEWHERE / np.maximum(places, 1)[row_of], 0.0)


def seek(wish: Wish, terms: Terms) -> Nearness | None:
    """Return what a wish says in the terms of all posts, None where no post holds a word of it.

    It has yet to be fitted to the rows of the posts.
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
    """Return how much a wish says by how many words of its text posts hold."""
    words = int(np.sum(terms.views[np.flatnonzero(sought)] == list(VIEWS).index("text")))
    return float(np.clip(words / _MANY_WORDS, _LEAST_SAID, 1))


def _bounded(nearness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return nearness that comes ever closer to the bound, but as it is where it is against a post."""
    return np.where(nearness > 0, _BOUND * np.tanh(nearness / _BOUND), nearness)


def _in_terms(wish: Wish, terms: Terms) -> NDArray[np.float64]:
    """Return the weights of terms under which a row gives its likeness to a wish, from 0 to 1."""
    row = terms.row(wish)
    of_view = np.array([_VIEWS[view] for view in VIEWS]) / np.asarray(terms.weights) ** 2
    stated = [says_something(str(terms.names[column])) for column in row.indices]
    found = np.zeros(len(terms.names))
    # What turns a term's number in a row into its part of a cosine between views, weighted.
    found[row.indices] = row.data * (of_view[terms.views[row.indices]] * np.array(stated, dtype=bool))
    said = np.unique(terms.views[np.flatnonzero(found)])
    most = sum(_VIEWS[view] for place, view in enumerate(VIEWS) if place in said)
    return np.asarray(found / most if most else found, dtype=np.float64)


def _holds(rows: csr_matrix, columns: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which rows hold a term of these columns."""
    return np.asarray(np.diff(rows[:, columns].indptr) > 0)
