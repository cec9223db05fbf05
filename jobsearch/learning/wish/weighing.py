"""How much a wish counts beside the answers: models that believe it more or less, and their mean.

    rows, nearness x share -> a model a share -> what it expected of hidden answers -> evidence -> their mean

A classifier that believes in small weights uses a column the sooner the larger it is. With few answers they
hardly tell the shares apart, and the belief before any counts; with many they decide. The mean of linear
models is a linear model. Hoeting, Madigan, Raftery and Volinsky (1999), "Bayesian model averaging: a
tutorial"; the weights of the means are cross-fitted, as van der Laan, Polley and Hubbard (2007) do in
"Super learner".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold

from jobsearch.learning import linear

# How large the column of the nearness is, and the belief in each before any answer.
SHARES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6)
BELIEF = (0.015, 0.035, 0.12, 0.26, 0.34, 0.23)
_EACH = 2.0  # what each answer of the rarer kind, and with it one of the other, counts as evidence
_SLOPES = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the curves from values to chances; a model is judged by its best


@dataclass(frozen=True)
class Weighed:
    """What wish and answers say together.

    Attributes:
        taste: the classifier of rows whose last column is the nearness to the wish.
        held_out: the value of each label in models and a mean that did not know it; None without folds.
        belief: how much each of SHARES counts now.

    """

    taste: SGDClassifier
    held_out: NDArray[np.float64] | None
    belief: NDArray[np.float64]


def weigh(
    rows: csr_matrix, labeled: Sequence[int], answers: NDArray[np.str_], folds: StratifiedKFold | None
) -> Weighed:
    """Fit wish and answers together.

    `rows` are those of all posts, the nearness in the last column, and `labeled` the places of the posts that
    `answers` are about. Without folds nothing is known but the belief before any answer.
    """
    weights, held = [], []
    for share in SHARES:
        scaled = _with_share(rows[labeled], share)
        found = linear.fit(scaled, answers).coef_[0]
        found[-1] *= share
        spread = float((rows @ found).std()) or 1.0
        weights.append(found / spread)
        if folds:
            held.append(linear.held_out(scaled, answers, folds) / spread)
    if folds is None:
        belief = np.array(BELIEF)
        return Weighed(linear.of_weights(belief @ np.array(weights)), None, belief)
    values, fold = np.array(held), linear.fold_of(answers, folds)
    belief = _belief(values[:, fold >= 0], answers[fold >= 0])
    return Weighed(
        linear.of_weights(belief @ np.array(weights)), _cross_fitted(values, answers, fold), belief
    )


def _with_share(rows: csr_matrix, share: float) -> csr_matrix:
    return (rows @ diags(np.append(np.ones(rows.shape[1] - 1), share))).tocsr()


def _cross_fitted(
    values: NDArray[np.float64], answers: NDArray[np.str_], fold: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return the mean of the values of each label, weighted by what all labels but those of its fold say."""
    found = np.empty(len(answers))
    for number in np.unique(fold):
        others = (fold >= 0) & (fold != number)
        here = fold == number
        found[here] = _belief(values[:, others], answers[others]) @ values[:, here]
    return found


def _belief(values: NDArray[np.float64], answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how much each share counts after what its model expected of answers that it did not know."""
    wanted = linear.kinds(answers) == "yes"
    rarer = min(int(wanted.sum()), int((~wanted).sum()))
    if not rarer:
        return np.array(BELIEF)
    # As if there were as many of the one kind as of the other: the many add little to what the few tell.
    evidence = np.log(BELIEF) - _EACH * rarer * np.array([_loss(one, wanted) for one in values])
    found = np.exp(evidence - evidence.max())
    return np.asarray(found / found.sum())


def _loss(values: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Return the mean loss, in nats, of chances that follow from values; both kinds weigh the same."""
    middle = (values[wanted].mean() + values[~wanted].mean()) / 2
    margin = np.where(wanted, values - middle, middle - values)
    weights = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (~wanted).sum())
    return min(float(weights @ np.logaddexp(0, -slope * margin)) for slope in _SLOPES)
