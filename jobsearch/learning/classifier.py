"""The taste: a linear model over the terms of a post, fitted, applied and explained.

    every post -> CountVectorizer -> TfidfTransformer -> ViewScaler      which terms exist, how rare each is
    labeled posts -------------------------------> SGDClassifier          what the person likes about them

The vocabulary and the rarity come from all stored posts, which need no labels; only the classifier sees
answers, and the evaluation hides from it those it is tested on. tests/benchmarks/taste.py measures the recipe
beside others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from jobsearch.learning import evaluation
from jobsearch.learning.evaluation import Evaluation
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.views import Readable, spoken, told, view_weights

Answer = Literal["yes", "no", "unsure", "applied"]

FEWEST_TO_FIT = 2
_APPLIED = 2.0  # yes: who applied wanted it more than what they only would have read
_UNSURE = 0.25  # of a yes: posts between yes and no were more often like the wanted ones
_MOST_UNSURE = 0.5  # of all yes together: many unsure answers do not take over the taste
_PRIOR = 60.0  # answers that the belief in small weights is worth
_STRONGEST_PRIOR = 1.0
_MOST_REASONS = 5
_AT_ONCE = 2_000  # rows scored together; bounds the memory
_MOST_WORDS = 10
_LOOKED_AT = 60  # of the strongest terms of a post, for reasons that name something new
_FEWEST_POSTS = 3  # that a term must be in to stand for the taste


@dataclass(frozen=True)
class Scored:
    """A score from 0 to 1 and what moved it most: (term, weight), a positive weight speaking for the post."""

    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Trained:
    """A fitted pipeline, what it says of the posts, and of itself.

    Attributes:
        pipeline: CountVectorizer, TfidfTransformer, ViewScaler, SGDClassifier.
        scored: the score of each post.
        cut: the score from which a post is worth recommending.
        evaluation: None with too few labels.
        words_for: the terms that speak most for the posts, the strongest first.
        words_against: the terms that speak most against them.

    """

    pipeline: Pipeline
    scored: list[Scored]
    cut: float
    evaluation: Evaluation | None
    words_for: tuple[str, ...]
    words_against: tuple[str, ...]


def train(
    posts: Iterable[Readable], answers: Sequence[Answer | None], published: Sequence[datetime] = ()
) -> Trained:
    """Evaluate on the labels, fit on all of them, and score every post.

    `answers` (None for a post without one) and `published` (for the comparison with the newest first; may be
    left out) are in the order of `posts`. Yes and no must both occur at least FEWEST_TO_FIT times. The same
    input, in the same order, gives the same model. Raises NothingToLearn when no post holds a word.
    """
    labeled = [place for place, answer in enumerate(answers) if answer is not None]
    steps, rows = fit_features(posts, len(labeled))
    given = np.array([answers[place] for place in labeled], dtype=np.str_)
    taste = fit(rows[labeled], given)
    times = np.array([published[place].timestamp() if published else 0.0 for place in labeled])
    values = rows @ taste.coef_[0]
    found = _evaluate(rows[labeled], given, times, values)
    scale = found.scale if found else evaluation.guessed_scale(values, _share(given))
    taste.coef_ *= scale.slope
    taste.intercept_ = np.array([scale.offset])
    pipeline = Pipeline([*steps.steps, ("taste", taste)])
    liked, disliked = _strongest(rows, taste.coef_[0], steps[0].get_feature_names_out())
    return Trained(
        pipeline=pipeline,
        scored=_score_rows(pipeline, rows),
        cut=found.cut if found else evaluation.guessed_cut(scale.apply(values), _share(given)),
        evaluation=found,
        words_for=liked,
        words_against=disliked,
    )


def score(pipeline: Pipeline, posts: Sequence[Readable]) -> list[Scored]:
    """Score posts with a trained pipeline, in their order."""
    return _score_rows(pipeline, pipeline[:-1].transform(posts)) if posts else []


def settings(answers: int) -> dict[str, Any]:
    """Return what the recipe sets by hand for that many answers, by name, to be kept beside a model."""
    return {
        "applied_weight": _APPLIED,
        "unsure_weight": _UNSURE,
        "most_unsure": _MOST_UNSURE,
        "prior": _PRIOR,
        "view_weights": view_weights(answers),
    }


def fit(rows: csr_matrix, answers: NDArray[np.str_]) -> SGDClassifier:
    """Fit the linear model on rows of features; both kinds weigh the same, however rare the wanted are.

    The strength of the belief in small weights is that of a fixed number of answers, so it counts for less
    the more there are: scikit-learn's alpha is per answer. An unsure one is a part of an answer, and to have
    applied is more than one.
    """
    wanted = answers != "no"
    weights = _answer_weights(answers)
    alpha = min(_STRONGEST_PRIOR, _PRIOR / float(weights.sum()))
    for kind in (wanted, ~wanted):
        weights[kind] *= len(answers) / (2 * weights[kind].sum())
    taste = SGDClassifier(loss="log_loss", alpha=alpha, random_state=0)
    return taste.fit(rows, wanted.astype(np.int8), sample_weight=weights)


def _answer_weights(answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how much each answer counts beside a yes or no."""
    unsure = answers == "unsure"
    most = _MOST_UNSURE * float(np.sum(_kinds(answers) == "yes"))
    weights = np.where(answers == "applied", _APPLIED, 1.0)
    return np.where(unsure, min(_UNSURE, most / max(int(unsure.sum()), 1)), weights)


def _kinds(answers: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return yes, no or unsure for each answer: to have applied is a yes when answers are counted."""
    return np.where(answers == "applied", "yes", answers)


def explain(
    rows: csr_matrix, weights: NDArray[np.float64], names: NDArray[np.object_]
) -> list[tuple[tuple[str, float], ...]]:
    """Return, for each row, what moves it most under these weights of the terms: (spoken term, move)."""
    moves = rows.data * weights[rows.indices]
    # Of each row the strongest first, and of equal ones in the order of the terms.
    order = np.lexsort(
        (rows.indices, -np.abs(moves), np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)))
    )
    parts = [order[start : min(end, start + _LOOKED_AT)] for start, end in pairwise(rows.indptr)]
    return [_reasons(names[rows.indices[part]].tolist(), moves[part].tolist()) for part in parts]


def surprise(rows: csr_matrix, answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how little a model of the others would have expected each answer; zeros with too few to tell.

    A yes or no is judged by cross-validation, against the middle between both kinds; an unsure one by how
    sure a model of all is.
    """
    kinds = _kinds(answers)
    folds = evaluation.folds(kinds)
    if folds is None:
        return np.zeros(len(answers))
    values = _held_out(rows, answers, folds)
    middle = (values[kinds == "yes"].mean() + values[kinds == "no"].mean()) / 2
    sign = np.select([kinds == "yes", kinds == "no"], [-1.0, 1.0], np.sign(values - middle))
    return np.asarray(sign * (values - middle))


def _evaluate(
    rows: csr_matrix,
    answers: NDArray[np.str_],
    times: NDArray[np.float64],
    every_value: NDArray[np.float64],
) -> Evaluation | None:
    kinds = _kinds(answers)
    folds = evaluation.folds(kinds)
    if folds is None:
        return None
    values, judged = _held_out(rows, answers, folds), kinds != "unsure"
    wanted = kinds[judged] == "yes"
    return evaluation.evaluate(wanted, values[judged], times[judged], folds.n_splits, every_value)


def _held_out(rows: csr_matrix, answers: NDArray[np.str_], folds: StratifiedKFold) -> NDArray[np.float64]:
    """Return the value that each yes and no had in a model that did not see it.

    The unsure ones teach in every fold, and have the value of a model of all.
    """
    judged, unsure = np.flatnonzero(answers != "unsure"), np.flatnonzero(answers == "unsure")
    values = np.empty(len(answers))
    for seen, hidden in folds.split(judged, _kinds(answers[judged])):
        taught = np.sort(np.concatenate([judged[seen], unsure]))
        values[judged[hidden]] = rows[judged[hidden]] @ fit(rows[taught], answers[taught]).coef_[0]
    if unsure.size:
        values[unsure] = rows[unsure] @ fit(rows, answers).coef_[0]
    return values


def _share(answers: NDArray[np.str_]) -> float:
    """Return the share of yes among the yes and no."""
    return float(np.mean(_kinds(answers[answers != "unsure"]) == "yes"))


def _strongest(
    rows: csr_matrix, weights: NDArray[np.float64], names: NDArray[np.object_]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that speak for and against most posts most strongly."""
    posts = np.bincount(rows.indices, minlength=rows.shape[1])
    moves = np.asarray(rows.sum(axis=0)).ravel() * weights / np.sqrt(np.maximum(posts, 1))
    moves[posts < _FEWEST_POSTS] = 0
    order = np.lexsort((names, -moves))
    liked = (str(names[i]) for i in order if moves[i] > 0)
    disliked = (str(names[i]) for i in order[::-1] if moves[i] < 0)
    return tuple(map(spoken, _telling(liked, _MOST_WORDS))), tuple(
        map(spoken, _telling(disliked, _MOST_WORDS))
    )


def _score_rows(pipeline: Pipeline, rows: csr_matrix) -> list[Scored]:
    names = pipeline[0].get_feature_names_out()
    starts = range(0, rows.shape[0], _AT_ONCE)
    return [one for start in starts for one in _scored(pipeline[-1], rows[start : start + _AT_ONCE], names)]


def _scored(taste: SGDClassifier, rows: csr_matrix, names: NDArray[np.object_]) -> list[Scored]:
    scores = taste.predict_proba(rows)[:, 1]
    reasons = explain(rows, taste.coef_[0], names)
    return [Scored(float(one), why) for one, why in zip(scores, reasons, strict=True)]


def _reasons(terms: Sequence[str], moves: Sequence[float]) -> tuple[tuple[str, float], ...]:
    weights = {term: move for term, move in zip(terms, moves, strict=True) if move}
    return tuple((spoken(term), round(weights[term], 4)) for term in _telling(weights, _MOST_REASONS))


def _telling(terms: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first terms, but for those whose words were all named before."""
    kept: list[str] = []
    named: set[str] = set()
    for term in terms:
        words = told(term)
        if not words <= named:
            kept.append(term)
            named |= words
        if len(kept) == most:
            break
    return tuple(kept)
