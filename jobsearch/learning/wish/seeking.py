"""A pipeline step that appends each post's nearness to a wish as a column.

See nearness.py.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.pipeline import Pipeline

from jobsearch.learning.views import Readable
from jobsearch.learning.wish.nearness import Nearness, seek
from jobsearch.learning.wish.read import Wish


class Seeking(BaseEstimator, TransformerMixin, Nearness):  # type: ignore[misc] # scikit-learn has no types
    """A transformer that appends each row's nearness to a wish, as the last step before the classifier."""

    def transform(self, rows: csr_matrix) -> csr_matrix:
        """Return the rows with the evidence appended as the last column."""
        return hstack([rows, self.evidence(rows)[:, np.newaxis]], format="csr", dtype=rows.dtype)

    def __sklearn_is_fitted__(self) -> bool:
        """Return whether the step is fitted."""
        return hasattr(self, "like_")


class _OfSteps:
    """The terms of the fitted steps of vectors.fit_features."""

    def __init__(self, steps: Pipeline) -> None:
        self._steps = steps
        self._columns = steps[0].vocabulary_
        self.names: NDArray[np.object_] = steps[0].get_feature_names_out()
        self.views: NDArray[np.intp] = steps[-1].views
        self.weights: NDArray[np.float64] = steps[-1].weights

    def column(self, name: str) -> int | None:
        found = self._columns.get(name)
        return None if found is None else int(found)

    def row(self, post: Readable) -> csr_matrix:
        return self._steps.transform([post])


def understand(wish: Wish, steps: Pipeline, rows: csr_matrix) -> Seeking | None:
    """Fit the nearness to a wish, or return None if no post contains any of its words.

    `steps` and `rows` are the fitted steps and the feature rows of all posts, as returned by
    vectors.fit_features.
    """
    found = seek(wish, _OfSteps(steps))
    if found is None:
        return None
    seeking = Seeking(found.sought, found.refused, found.regions, found.wanted, found.unwanted, found.said)
    return seeking.fit(rows)
