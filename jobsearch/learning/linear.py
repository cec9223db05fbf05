"""The linear model of answers to posts, and what it expects of those that it has not seen."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold

APPLIED = 2.0  # yes: who applied wanted it more than what they only would have read
UNSURE = 0.25  # of a yes: posts between yes and no were more often like the wanted ones
MOST_UNSURE = 0.5  # of all yes together: many unsure answers do not take over the taste
PRIOR = 60.0  # answers that the belief in small weights is worth
_STRONGEST_PRIOR = 1.0


def fit(rows: csr_matrix, answers: NDArray[np.str_]) -> SGDClassifier:
    """Fit the linear model on rows of features; both kinds weigh the same, however rare the wanted are.

    The strength of the belief in small weights is that of a fixed number of answers, so it counts for less
    the more there are: scikit-learn's alpha is per answer. An unsure one is a part of an answer, and to have
    applied is more than one.
    """
    alpha = min(_STRONGEST_PRIOR, PRIOR / float(_answer_weights(answers).sum()))
    wanted = (answers != "no").astype(np.int8)
    return unfitted(alpha).fit(rows, wanted, sample_weight=balanced_weights(answers))


def balanced_weights(answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how much each answer counts when both kinds weigh the same, together as much as their number."""
    wanted, weights = answers != "no", _answer_weights(answers)
    for kind in (wanted, ~wanted):
        weights[kind] *= len(answers) / (2 * weights[kind].sum())
    return weights


def unfitted(alpha: float = _STRONGEST_PRIOR) -> SGDClassifier:
    """Return the classifier with the program's settings, before it has seen an answer."""
    return SGDClassifier(loss="log_loss", alpha=alpha, random_state=0)


def of_weights(weights: NDArray[np.float64]) -> SGDClassifier:
    """Return a classifier that has these weights without a fit."""
    taste = unfitted()
    taste.coef_, taste.intercept_ = weights[np.newaxis], np.zeros(1)
    taste.classes_, taste.n_features_in_ = np.array([0, 1], dtype=np.int8), len(weights)
    return taste


def kinds(answers: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return yes, no or unsure for each answer: to have applied is a yes when answers are counted."""
    return np.where(answers == "applied", "yes", answers)


def fold_of(answers: NDArray[np.str_], folds: StratifiedKFold) -> NDArray[np.intp]:
    """Return in which fold each yes and no is hidden, -1 for the unsure ones, which teach in every fold."""
    judged, found = np.flatnonzero(answers != "unsure"), np.full(len(answers), -1)
    for number, (_seen, hidden) in enumerate(folds.split(judged, kinds(answers[judged]))):
        found[judged[hidden]] = number
    return found


def held_out(rows: csr_matrix, answers: NDArray[np.str_], folds: StratifiedKFold) -> NDArray[np.float64]:
    """Return the value that each yes and no had in a model that did not see it.

    The unsure ones have the value of a model of all.
    """
    fold, values = fold_of(answers, folds), np.empty(len(answers))
    for number in range(folds.n_splits):
        hidden = fold == number
        values[hidden] = rows[hidden] @ fit(rows[~hidden], answers[~hidden]).coef_[0]
    if (unsure := fold < 0).any():
        values[unsure] = rows[unsure] @ fit(rows, answers).coef_[0]
    return values


def _answer_weights(answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how much each answer counts beside a yes or no."""
    unsure = answers == "unsure"
    most = MOST_UNSURE * float(np.sum(kinds(answers) == "yes"))
    weights = np.where(answers == "applied", APPLIED, 1.0)
    return np.where(unsure, min(UNSURE, most / max(int(unsure.sum()), 1)), weights)
