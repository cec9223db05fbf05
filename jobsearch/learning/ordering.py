"""The ranking model of labeling sessions: a sum of class-balanced logistic regressions.

    titles and texts, fitted to the answers       finds most wanted posts, whatever the texts: most posts are
    and some posts presumed to be unwanted        unwanted, but the answers do not reflect this, because they
                                                  are about likely posts
    every view of the posts, fitted to the        separates fields of work after few answers, and counts less
    answers alone                                 as answers accumulate

All of them are linear, so their sum has one weight per term and can be explained. Presuming answers follows
Cormack and Grossman (2015, "Autonomy and reliability of continuous active learning for technology-assisted
review"). tests/benchmarks/screening.py measures the ranking. The model stored by `train` (linear.py) is
different: it is designed for probabilities, this one for the top of the ranking.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.linear_model import LogisticRegression
from threadpoolctl import ThreadpoolController

from jobsearch.learning import linear
from jobsearch.learning.calibration import spread_of

_STRENGTH = 0.5  # of the answers relative to the prior for small weights: scikit-learn's C
_INTERCEPT = 10.0  # the value of the intercept's column, so large that it is hardly regularized
_MOST_PRESUMED = 100
_PRESUMED_SHARE = 4  # at most one in this many unanswered posts
_VIEWS_AT_FIRST = 1.0  # the weight of the second model relative to the first
_VIEWS = 30.0  # with n answers, the weight is at most this divided by n


class Order:
    """A ranker that presumes a few unanswered posts to be unwanted."""

    def __init__(
        self, rows: csr_matrix, said: NDArray[np.bool_], any_order: NDArray[np.intp], known: csr_matrix | None
    ) -> None:
        """Store the feature rows of all posts.

        `said` marks the title and text columns, `any_order` is a random permutation of the rows, and `known`
        is the row of the wish, which counts as a wanted post.
        """
        self._rows, self._any, self._known = rows, any_order, known
        self._only_said = diags(said.astype(rows.dtype), format="csr")

    def weights(self, places: Sequence[int], answers: Sequence[str]) -> NDArray[np.float64]:
        """Return the column weights, followed by the intercept.

        `answers` belong to the rows at the indices `places`; they must include a "no" and, unless there is a
        wish, a wanted post.

        The weights are the sum of those of both regressions, each scaled so that the values of all posts have
        unit variance.
        """
        rows, given = self._rows[list(places)], np.array(answers, dtype=np.str_)
        if self._known is not None:
            rows, given = vstack([rows, self._known]).tocsr(), np.append(given, "yes")
        presumed = self._presumed(places)
        more = vstack([rows, self._rows[presumed]]).tocsr() @ self._only_said
        by_more = np.append(given, np.full(len(presumed), "no"))
        views = min(_VIEWS_AT_FIRST, _VIEWS / len(given))
        return self._scaled(_fit(more, by_more)) + views * self._scaled(_fit(rows, given))

    def _presumed(self, places: Sequence[int]) -> NDArray[np.intp]:
        """Return the indices of the unanswered posts to be presumed unwanted, if any."""
        most = min(_MOST_PRESUMED, (len(self._any) - len(places)) // _PRESUMED_SHARE)
        first = self._any[: most + len(places)]
        return first[~np.isin(first, list(places))][: max(most, 0)]

    def _scaled(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return weights / spread_of(self._rows @ weights[:-1])


def _fit(rows: csr_matrix, answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the fitted weights, followed by the intercept.

    Columns without any values get weight 0.
    """
    columns = np.unique(rows.indices[rows.data != 0])
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", intercept_scaling=_INTERCEPT, random_state=0)
    # The solver adds up short vectors. On a busy machine, two threads of BLAS take twenty times as long.
    with _libraries().limit(limits=1, user_api="blas"):
        model.fit(rows[:, columns], answers != "no", sample_weight=linear.balanced_weights(answers))
    weights = np.zeros(rows.shape[1] + 1)
    weights[columns], weights[-1] = model.coef_[0], model.intercept_[0]
    return weights


@cache  # finding the libraries takes longer than a fit
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
