"""Convert posts to feature vectors: CountVectorizer -> TfidfTransformer -> ViewScaler."""

from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.pipeline import Pipeline

from jobsearch.errors import NothingToLearn
from jobsearch.learning.counts import Counts, count
from jobsearch.learning.views import VIEWS, Readable, says_something, terms, view_of, view_weights

_AT_ONCE = 1_000  # rows; NumPy's copies of all numbers for 10,000 posts would take a hundred megabytes


class ViewScaler(BaseEstimator, TransformerMixin):  # type: ignore[misc] # scikit-learn has no types
    """A transformer that scales each view's part of a row so that its norm is the view's weight.

    A title therefore counts as much in a long post as in a short one. `views` contains the view of each
    column as an index into `weights`, so a stored model scores posts with the weights it was trained with.
    """

    def __init__(self, views: NDArray[np.intp], weights: NDArray[np.float64]) -> None:
        """Store the parameters unchanged, as scikit-learn requires."""
        self.views = views
        self.weights = weights

    def fit(self, _rows: csr_matrix, _answers: object = None) -> Self:
        """Do nothing, since this transformer is stateless."""
        return self

    def transform(self, rows: csr_matrix) -> csr_matrix:
        """Return the scaled rows.

        Parts without terms remain zero.
        """
        scaled = np.empty_like(rows.data)
        for start in range(0, rows.shape[0], _AT_ONCE):
            ends = rows.indptr[start : start + _AT_ONCE + 1]
            part = slice(ends[0], ends[-1])
            scaled[part] = self._scaled(rows.data[part], self.views[rows.indices[part]], np.diff(ends))
        return csr_matrix((scaled, rows.indices, rows.indptr), shape=rows.shape)

    def _scaled(
        self, numbers: NDArray[np.float32], views: NDArray[np.intp], in_row: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Scale the stored values of consecutive rows.

        `in_row` contains the number of values in each row.
        """
        part = np.repeat(np.arange(len(in_row)) * len(self.weights), in_row) + views
        lengths = np.sqrt(np.bincount(part, weights=numbers**2))
        return np.asarray(numbers * (self.weights[views] / lengths[part]))

    def __sklearn_is_fitted__(self) -> bool:
        """Return True, because no fitting is needed."""
        return True


def fit_features(posts: Iterable[Readable], answers: int) -> tuple[Pipeline, csr_matrix]:
    """Fit the feature steps, with one column per term, and return them with the feature rows of the posts.

    `answers` is the number of answers that a model will be trained on. Raises NothingToLearn if no post
    contains a word.
    """
    return fit_counted(count(posts), answers)


def fit_counted(found: Counts, answers: int) -> tuple[Pipeline, csr_matrix]:
    """Fit the feature steps to term counts, and return them with the feature rows.

    See fit_features(). The counter is equivalent to one fitted by scikit-learn on these posts, but uses half
    the memory.
    """
    counter = CountVectorizer(analyzer=terms, dtype=np.float32)
    counter.vocabulary_ = {name: column for column, name in enumerate(found.names)}
    counter.fixed_vocabulary_ = False
    counts, names = _as_floats(found.rows), found.names
    if not any(view_of(name) in {"text", "title"} and says_something(name) for name in names):
        raise NothingToLearn
    weighting = TfidfTransformer(sublinear_tf=True, norm=None).fit(counts)
    order = {view: place for place, view in enumerate(VIEWS)}
    views = np.array([order[view_of(name)] for name in names])
    scaler = ViewScaler(views, np.array(list(view_weights(answers).values())))
    rows = scaler.transform(weighting.transform(counts, copy=False))
    return Pipeline([("counts", counter), ("weights", weighting), ("views", scaler)]), rows


def _as_floats(rows: csr_matrix) -> csr_matrix:
    """Convert the values to floats, but share the index arrays, which csr_matrix.astype() would copy."""
    return csr_matrix((rows.data.astype(np.float32), rows.indices, rows.indptr), shape=rows.shape)
