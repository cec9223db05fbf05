"""The taste: a linear model over the terms of a post, fitted, evaluated, applied and explained.

    every post -> CountVectorizer -> TfidfTransformer      which terms exist, and how rare each is
    labeled posts ------------------> SGDClassifier        what the person likes about them

The vocabulary and the rarity come from all stored posts, which need no labels; only the classifier sees
answers, and the evaluation hides from it those it is tested on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.metrics import average_precision_score, precision_recall_curve, precision_recall_fscore_support
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import Pipeline

from jobsearch.errors import NothingToLearn
from jobsearch.learning.documents import Readable, terms

FEWEST_TO_FIT = 2
FEWEST_TO_EVALUATE = 3
_MOST_FOLDS = 5
_MOST_REASONS = 5
_DEFAULT_CUT = 0.5
_TOP = 10


@dataclass(frozen=True)
class ClassReport:
    """How the cross-validated predictions did on one class; every ratio is from 0 to 1.

    Attributes:
        precision: of the posts predicted as this class, the share that is of it.
        recall: of the posts of this class, the share predicted as it.
        f1: the harmonic mean of both.
        support: how many labeled posts are of this class.

    """

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Evaluation:
    """How well the model orders labeled posts that it has not seen, by stratified cross-validation.

    Attributes:
        folds: into how many parts the labels were cut.
        average_precision: from 0 to 1; a random order reaches `base_rate`.
        base_rate: the share of yes among the labels.
        precision_at_10: the share of yes among the ten highest scores (or all, when there are fewer).
        cut: the score at or above which a post is recommended: the best F1 of the interested class on
            these predictions, so the two reports below are a little kinder than the future will be.
        accuracy: the share of right predictions.
        not_interested: the report of the class "no".
        interested: the report of the class "yes".

    """

    folds: int
    average_precision: float
    base_rate: float
    precision_at_10: float
    cut: float
    accuracy: float
    not_interested: ClassReport
    interested: ClassReport


@dataclass(frozen=True)
class Trained:
    """A fitted pipeline, its evaluation (None with too few labels) and its cut."""

    pipeline: Pipeline
    evaluation: Evaluation | None
    cut: float


@dataclass(frozen=True)
class Scored:
    """A score from 0 to 1 and what moved it most: (term, weight), a positive weight speaking for the post."""

    score: float
    reasons: tuple[tuple[str, float], ...]


def train(posts: Sequence[Readable], labeled: Sequence[Readable], wanted: Sequence[bool]) -> Trained:
    """Evaluate on the labels, then fit on all of them.

    `posts` are all stored posts, `labeled` those of them with an answer, `wanted` the answers in the order
    of `labeled`.
    Both kinds of answer must occur at least FEWEST_TO_FIT times. The same input, in the same order, gives
    the same model. Raises NothingToLearn when no post holds a word.
    """
    vectorizer = CountVectorizer(analyzer=terms)
    try:
        counts = vectorizer.fit_transform(posts)
    except ValueError as error:  # scikit-learn's for an empty vocabulary
        raise NothingToLearn from error
    weighting = TfidfTransformer(sublinear_tf=True).fit(counts)
    features = weighting.transform(vectorizer.transform(labeled))
    answers = np.asarray(wanted, dtype=np.int8)
    classifier = _classifier().fit(features, answers)
    evaluation = None
    if (folds := _folds(answers)) is not None:
        held_out = cross_val_predict(_classifier(), features, answers, cv=folds, method="decision_function")
        held_out = _calibrate(classifier, held_out, answers)
        evaluation = _evaluate(answers, held_out, folds.n_splits)
    pipeline = Pipeline([("counts", vectorizer), ("weights", weighting), ("taste", classifier)])
    return Trained(pipeline, evaluation, evaluation.cut if evaluation else _DEFAULT_CUT)


def score(pipeline: Pipeline, posts: Sequence[Readable]) -> list[Scored]:
    """Score posts with a trained pipeline, in their order."""
    if not posts:
        return []
    features = pipeline[:-1].transform(posts)
    scores = pipeline[-1].predict_proba(features)[:, 1]
    moves = features.multiply(pipeline[-1].coef_[0]).tocsr()
    names = pipeline[0].get_feature_names_out()
    return [
        Scored(float(scores[row]), _reasons(moves.indices[start:end], moves.data[start:end], names))
        for row, (start, end) in enumerate(zip(moves.indptr, moves.indptr[1:], strict=False))
    ]


def words_for_and_against(pipeline: Pipeline, most: int = 10) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that speak most strongly for and against a post, the strongest first."""
    weights, names = pipeline[-1].coef_[0], pipeline[0].get_feature_names_out()
    order = np.lexsort((names, -weights))
    liked = tuple(str(names[i]) for i in order[:most] if weights[i] > 0)
    disliked = tuple(str(names[i]) for i in order[::-1][:most] if weights[i] < 0)
    return liked, disliked


def _classifier() -> SGDClassifier:
    # Balanced, since few posts are wanted. Of the alphas from 0.0001 to 0.1 the last ranked unseen posts
    # best, for two people's labels and every number of them from 20 to 160.
    return SGDClassifier(loss="log_loss", alpha=0.1, class_weight="balanced", random_state=0)


def _folds(answers: NDArray[np.int8]) -> StratifiedKFold | None:
    fewest = int(min(answers.sum(), len(answers) - answers.sum()))
    if fewest < FEWEST_TO_EVALUATE:
        return None
    return StratifiedKFold(min(_MOST_FOLDS, fewest), shuffle=True, random_state=0)


def _calibrate(
    classifier: SGDClassifier, held_out: NDArray[np.float64], answers: NDArray[np.int8]
) -> NDArray[np.float64]:
    """Scale the classifier so that its probabilities fit the answers; return those of the held-out values.

    Platt (1999): a logistic regression of the answers on decision values of unseen posts. It is linear, so
    it goes into the coefficients, which keep their order and stay the reasons of a score.
    """
    spread = float(held_out.std()) or 1.0
    fit = LogisticRegression().fit(held_out[:, np.newaxis] / spread, answers)
    slope, offset = float(fit.coef_[0, 0]) / spread, float(fit.intercept_[0])
    if slope <= 0:
        slope, offset = 1.0, 0.0  # it ranks no better than chance: leave it be rather than turn it round
    classifier.coef_ *= slope
    classifier.intercept_ = classifier.intercept_ * slope + offset
    return np.asarray(expit(held_out * slope + offset))


def _evaluate(answers: NDArray[np.int8], scores: NDArray[np.float64], folds: int) -> Evaluation:
    cut = _best_cut(answers, scores)
    precision, recall, f1, support = precision_recall_fscore_support(
        answers, scores >= cut, labels=[0, 1], zero_division=0
    )
    no, yes = (
        ClassReport(float(p), float(r), float(f), int(s))
        for p, r, f, s in zip(precision, recall, f1, support, strict=True)
    )
    top = np.argsort(-scores, kind="stable")[:_TOP]
    return Evaluation(
        folds=folds,
        average_precision=float(average_precision_score(answers, scores)),
        base_rate=float(answers.mean()),
        precision_at_10=float(answers[top].mean()),
        cut=cut,
        accuracy=float(np.mean((scores >= cut) == answers)),
        not_interested=no,
        interested=yes,
    )


def _best_cut(answers: NDArray[np.int8], scores: NDArray[np.float64]) -> float:
    """Return the cut with the best F1, midway between the scores that it parts."""
    precision, recall, cuts = precision_recall_curve(answers, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, np.finfo(float).tiny)
    lowest_in = cuts[np.argmax(f1[:-1])]
    out = scores[scores < lowest_in]
    return float((lowest_in + out.max()) / 2 if out.size else lowest_in)


def _reasons(
    indices: NDArray[np.int32], weights: NDArray[np.float64], names: NDArray[np.object_]
) -> tuple[tuple[str, float], ...]:
    """Return what moved a score most; a term whose words were all named by weightier ones adds nothing."""
    reasons: list[tuple[str, float]] = []
    named: set[str] = set()
    for i in np.lexsort((indices, -np.abs(weights))):
        name, weight = str(names[indices[i]]), float(weights[i])
        if len(reasons) == _MOST_REASONS or not weight:
            break
        words = set(name.rpartition(": ")[2].split())
        if not words <= named:
            reasons.append((name, round(weight, 4)))
            named |= words
    return tuple(reasons)
