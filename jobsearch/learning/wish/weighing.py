"""Weigh a wish against the answers by averaging models that trust the wish to different degrees.

    rows, nearness x share -> one model per share -> its held-out predictions -> evidence -> weighted mean

A regularized classifier uses a column more readily the larger it is. With few answers, the shares are nearly
indistinguishable and the prior decides; with many, the answers decide. The mean of linear models is a linear
model. See Hoeting, Madigan, Raftery, and Volinsky (1999), "Bayesian model averaging: a tutorial". The weights
of the means are cross-fitted, as in van der Laan, Polley, and Hubbard (2007), "Super learner".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold

from jobsearch.learning import linear

# The scales of the nearness column, and the prior probability of each.
SHARES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6)
BELIEF = (0.015, 0.035, 0.12, 0.26, 0.34, 0.23)
_EACH = 2.0  # the weight as evidence of each answer of the rarer kind, together with one of the other
_SLOPES = (0.25, 0.5, 1.0, 2.0, 4.0)  # candidate slopes from values to probabilities; the best one counts


@dataclass(frozen=True)
class Weighed:
    """A classifier that combines a wish with the answers.

    Attributes:
        taste: a classifier for rows whose last column is the nearness to the wish.
        held_out: the out-of-fold value of each label, or None without folds.
        belief: the posterior weight of each of SHARES.

    """

    taste: SGDClassifier
    held_out: NDArray[np.float64] | None
    belief: NDArray[np.float64]


def weigh(
    rows: csr_matrix, labeled: Sequence[int], answers: NDArray[np.str_], folds: StratifiedKFold | None
) -> Weighed:
    """Fit a model to a wish and the answers.

    `rows` contains the rows of all posts, with the nearness in the last column, and `labeled` the indices of
    the posts that `answers` refers to. Without folds, models are weighted by the prior alone.
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
    """Return the weighted mean value of each label, with weights computed from the labels in other folds."""
    found = np.empty(len(answers))
    for number in np.unique(fold):
        others = (fold >= 0) & (fold != number)
        here = fold == number
        found[here] = _belief(values[:, others], answers[others]) @ values[:, here]
    return found


def _belief(values: NDArray[np.float64], answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the posterior weight of each share, given the held-out predictions of its model."""
    wanted = linear.kinds(answers) == "yes"
    rarer = min(int(wanted.sum()), int((~wanted).sum()))
    if not rarer:
        return np.array(BELIEF)
    # Balanced, because many answers of one kind add little to the information in the rarer kind.
    evidence = np.log(BELIEF) - _EACH * rarer * np.array([_loss(one, wanted) for one in values])
    found = np.exp(evidence - evidence.max())
    return np.asarray(found / found.sum())


def _loss(values: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """Return the log loss, in nats, of probabilities derived from the values, with both classes balanced."""
    middle = (values[wanted].mean() + values[~wanted].mean()) / 2
    margin = np.where(wanted, values - middle, middle - values)
    weights = np.where(wanted, 0.5 / wanted.sum(), 0.5 / (~wanted).sum())
    return min(float(weights @ np.logaddexp(0, -slope * margin)) for slope in _SLOPES)
