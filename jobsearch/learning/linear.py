"""Fit the linear preference model, and compute its held-out predictions."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold

APPLIED = 2.0  # times a yes: applying shows more interest than reading
UNSURE = 0.25  # of a yes: unsure posts were more often similar to the wanted ones
MOST_UNSURE = 0.5  # relative to all yes: many unsure answers do not dominate
PRIOR = 60.0  # the weight of the prior for small weights, in answers
_STRONGEST_PRIOR = 1.0


def fit(rows: csr_matrix, answers: NDArray[np.str_]) -> SGDClassifier:
    """Fit the linear model to feature rows, giving both classes equal total weight.

    The regularization is equivalent to a fixed number of answers, so its influence decreases as answers
    accumulate (scikit-learn's alpha is per sample). An "unsure" answer has a weight below 1, and an "applied"
    answer a weight above 1.
    """
    alpha = min(_STRONGEST_PRIOR, PRIOR / float(_answer_weights(answers).sum()))
    wanted = (answers != "no").astype(np.int8)
    return unfitted(alpha).fit(rows, wanted, sample_weight=balanced_weights(answers))


def balanced_weights(answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return sample weights that balance the two classes and sum to the number of answers."""
    wanted, weights = answers != "no", _answer_weights(answers)
    for kind in (wanted, ~wanted):
        weights[kind] *= len(answers) / (2 * weights[kind].sum())
    return weights


def unfitted(alpha: float = _STRONGEST_PRIOR) -> SGDClassifier:
    """Return an unfitted SGDClassifier with the model's hyperparameters."""
    return SGDClassifier(loss="log_loss", alpha=alpha, random_state=0)


def of_weights(weights: NDArray[np.float64]) -> SGDClassifier:
    """Return a classifier that has the given weights, without fitting it."""
    taste = unfitted()
    taste.coef_, taste.intercept_ = weights[np.newaxis], np.zeros(1)
    taste.classes_, taste.n_features_in_ = np.array([0, 1], dtype=np.int8), len(weights)
    return taste


def kinds(answers: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return the class of each answer: "yes" (which includes "applied"), "no", or "unsure"."""
    return np.where(answers == "applied", "yes", answers)


def fold_of(answers: NDArray[np.str_], folds: StratifiedKFold) -> NDArray[np.intp]:
    """Return the held-out fold of each "yes" or "no", and -1 for "unsure", which is never held out."""
    judged, found = np.flatnonzero(answers != "unsure"), np.full(len(answers), -1)
    for number, (_seen, hidden) in enumerate(folds.split(judged, kinds(answers[judged]))):
        found[judged[hidden]] = number
    return found


def held_out(rows: csr_matrix, answers: NDArray[np.str_], folds: StratifiedKFold) -> NDArray[np.float64]:
    """Return the out-of-fold values of the "yes" and "no" answers.

    The values of "unsure" answers come from a model fitted on all answers.
    """
    fold, values = fold_of(answers, folds), np.empty(len(answers))
    for number in range(folds.n_splits):
        hidden = fold == number
        values[hidden] = rows[hidden] @ fit(rows[~hidden], answers[~hidden]).coef_[0]
    if (unsure := fold < 0).any():
        values[unsure] = rows[unsure] @ fit(rows, answers).coef_[0]
    return values


def _answer_weights(answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the weight of each answer, relative to a "yes" or "no"."""
    unsure = answers == "unsure"
    most = MOST_UNSURE * float(np.sum(kinds(answers) == "yes"))
    weights = np.where(answers == "applied", APPLIED, 1.0)
    return np.where(unsure, min(UNSURE, most / max(int(unsure.sum()), 1)), weights)
