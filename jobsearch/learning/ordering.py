"""The order in which a labeling session asks: balanced logistic regressions, added up.

    what posts say, by the answers                           finds most of what is wanted in texts of any kind
    the same, some posts without an answer being unwanted    as most are, and as the answers do not show: they
                                                             are those to likely posts
    every view of the posts                                  tells fields of work apart by a few answers, and
                                                             counts for less the more there are

All are linear, so that their sum is one weight a term, which can be explained. The presumed answers are
those of Cormack and Grossman (2015, "Autonomy and reliability of continuous active learning for
technology-assisted review"). tests/benchmarks/screening.py measures the order. The taste that `train` keeps
(linear.py) is another one: it is made for chances, this one for what comes first.
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

_STRENGTH = 1.0  # of what the answers say beside the belief in small weights: scikit-learn's C
_INTERCEPT = 10.0  # a column this large stands for it, so that the belief in small weights hardly holds it
_MOST_PRESUMED = 100
_PRESUMED_SHARE = 4  # one of so many posts without an answer at most
_VIEWS_AT_FIRST = 2.0  # what every view counts beside the others together
_VIEWS = 60.0  # answers that it counts as: with n of them it counts this / n


class Order:
    """What the posts say, and which of them may stand for the unwanted."""

    def __init__(
        self, rows: csr_matrix, said: NDArray[np.bool_], any_order: NDArray[np.intp], known: csr_matrix | None
    ) -> None:
        """Keep the posts as rows; `said` are the columns of text and title, `any_order` the rows by chance.

        `known` is a row that is wanted without an answer: the wish.
        """
        self._rows, self._any, self._known = rows, any_order, known
        self._only_said = diags(said.astype(rows.dtype), format="csr")

    def weights(self, places: Sequence[int], answers: Sequence[str]) -> NDArray[np.float64]:
        """Return the weight of each column and the intercept, in standard deviations of all posts' values.

        `answers` belong to the rows at `places`; there must be a wanted one, or a wish, and a no.
        """
        rows, given = self._rows[list(places)], np.array(answers, dtype=np.str_)
        if self._known is not None:
            rows, given = vstack([rows, self._known]).tocsr(), np.append(given, "yes")
        presumed = self._presumed(places)
        more = vstack([rows, self._rows[presumed]]).tocsr() @ self._only_said
        by_more = np.append(given, np.full(len(presumed), "no"))
        said = self._scaled(_fit(rows @ self._only_said, given)) + self._scaled(_fit(more, by_more))
        views = min(_VIEWS_AT_FIRST, _VIEWS / len(given))
        return said + views * self._scaled(_fit(rows, given))

    def _presumed(self, places: Sequence[int]) -> NDArray[np.intp]:
        """Return a few posts without an answer."""
        most = min(_MOST_PRESUMED, (len(self._any) - len(places)) // _PRESUMED_SHARE)
        first = self._any[: most + len(places)]
        return first[~np.isin(first, list(places))][: max(most, 0)]

    def _scaled(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        return weights / spread_of(self._rows @ weights[:-1])


def _fit(rows: csr_matrix, answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the weights and the intercept of the likeliest model; of columns that no answer has it is 0."""
    columns = np.unique(rows.indices[rows.data != 0])
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", intercept_scaling=_INTERCEPT, random_state=0)
    # The solver adds up short vectors. On a busy machine, two threads of BLAS take twenty times as long.
    with _libraries().limit(limits=1, user_api="blas"):
        model.fit(rows[:, columns], answers != "no", sample_weight=linear.balanced_weights(answers))
    weights = np.zeros(rows.shape[1] + 1)
    weights[columns], weights[-1] = model.coef_[0], model.intercept_[0]
    return weights


@cache  # to look for the libraries takes longer than a fit
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
