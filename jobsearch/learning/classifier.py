"""The preference model, a linear model of a post's terms: training, prediction, and explanation.

    all posts -> CountVectorizer -> TfidfTransformer -> ViewScaler       the terms and their rarity
    wish -------------------------------------------> Seeking             similarity to the wish, as a column
    labeled posts -------------------------------> SGDClassifier          the user's preferences

The vocabulary and the inverse document frequencies are computed from all stored posts and need no labels.
Only the classifier sees the answers, and the evaluation withholds the test answers from it.
tests/benchmarks/taste.py compares this model with alternatives.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from jobsearch.domain.answers import LabelChoice
from jobsearch.errors import WishUnknown
from jobsearch.learning import calibration, evaluation, linear
from jobsearch.learning.calibration import Scale
from jobsearch.learning.counts import Counts, count
from jobsearch.learning.evaluation import Evaluation, Pool
from jobsearch.learning.reasons import explain, moves_of, strongest
from jobsearch.learning.vectors import fit_counted
from jobsearch.learning.view_shares import view_shares
from jobsearch.learning.views import Readable, view_weights
from jobsearch.learning.wish import weighing
from jobsearch.learning.wish.read import Wish
from jobsearch.learning.wish.seeking import Seeking, understand

FEWEST_TO_FIT = 2
_READING = 3  # the steps from posts to rows: counts, weights, views
_EXPECTED_SHARE = 0.05  # prior share of wanted posts
_AT_ONCE = 1_000  # rows scored per batch; bounds the memory


@dataclass(frozen=True)
class Scored:
    """A score from 0 to 1 with its main reasons, as (term, weight).

    Positive weights favor the post.
    """

    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Trained:
    """A fitted pipeline with post scores and evaluation results.

    Attributes:
        pipeline: CountVectorizer, TfidfTransformer, ViewScaler, Seeking (if there is a wish), and
            SGDClassifier.
        scored: the score of each post.
        cut: the minimum score at which a post is recommended.
        evaluation: the evaluation by cross-validation, or None if there are too few labels.
        words_for: the terms that raise scores the most, strongest first.
        words_against: the terms that lower scores the most, strongest first.
        wish_share: the share of the score variance due to the wish, from 0 to 1, with the rest due to the
            answers; None without a wish.
        view_shares: each view's share of the variation due to the answers; see view_shares().

    """

    pipeline: Pipeline
    scored: list[Scored]
    cut: float
    evaluation: Evaluation | None
    words_for: tuple[str, ...]
    words_against: tuple[str, ...]
    wish_share: float | None
    view_shares: dict[str, float]


def train(
    posts: Iterable[Readable] | Counts,
    answers: Sequence[LabelChoice | None],
    published: Sequence[datetime] = (),
    wish: Wish | None = None,
) -> Trained:
    """Fit the model on all labels, score every post, and evaluate the model by cross-validation.

    `posts` can be given as term counts. `answers` (None for an unlabeled post) are in the order of `posts`,
    as is `published`, which contains the dates of the labeled posts only (optional, for comparison with the
    newest-first order). "Yes" and "no" must each occur at least FEWEST_TO_FIT times; otherwise, the model is
    built from the wish alone. The same input in the same order yields the same model. Raises NothingToLearn
    if no post contains a word, and WishUnknown if no post contains a word of the wish and there are too few
    answers.
    """
    labeled = [place for place, answer in enumerate(answers) if answer is not None]
    steps, rows = fit_counted(posts if isinstance(posts, Counts) else count(posts), len(labeled))
    given = np.array([answers[place] for place in labeled], dtype=np.str_)
    times = np.array([at.timestamp() for at in published] or np.zeros(len(labeled)))
    seeking = understand(wish, steps, rows) if wish else None
    fitted = _fit(
        rows if seeking is None else seeking.transform(rows), labeled, given, wished=seeking is not None
    )
    values = fitted.values
    found = _evaluate(given, fitted.held_out, times, Pool(values, np.delete(values, labeled)))
    share = _share(given)
    scale = found.scale if found else _scale(given, fitted.held_out, values)
    parts = _parts(rows, seeking, fitted.taste)
    fitted.taste.coef_ *= scale.slope
    fitted.taste.intercept_ = np.array([scale.offset])
    last = [("wish", seeking)] if seeking else []
    pipeline = Pipeline([*steps.steps, *last, ("taste", fitted.taste)])
    moved = ((part, _moves(pipeline, part)) for part in _batches(rows))
    names = steps[0].get_feature_names_out()
    liked, disliked = strongest(moved, names)
    return Trained(
        pipeline=pipeline,
        scored=_score_rows(pipeline, rows, names),
        cut=found.cut if found else evaluation.guessed_cut(scale.apply(values), share),
        evaluation=found,
        words_for=liked,
        words_against=disliked,
        wish_share=parts,
        view_shares=view_shares(rows, steps[-1].views, fitted.taste.coef_[0, : rows.shape[1]]),
    )


def score(pipeline: Pipeline, posts: Sequence[Readable]) -> list[Scored]:
    """Return the scores of posts under a trained pipeline, in the order of the posts."""
    if not posts:
        return []
    return _score_rows(pipeline, pipeline[:_READING].transform(posts), pipeline[0].get_feature_names_out())


def settings(answers: int) -> dict[str, Any]:
    """Return the hyperparameters for a given number of answers, to be stored with the model."""
    return {
        "applied_weight": linear.APPLIED,
        "unsure_weight": linear.UNSURE,
        "most_unsure": linear.MOST_UNSURE,
        "prior": linear.PRIOR,
        "view_weights": view_weights(answers),
    }


def surprise(rows: csr_matrix, answers: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return how unexpected each answer is, given the others, or zeros if there are too few answers.

    For a "yes" or "no", this is the cross-validated distance from the midpoint between the two class means,
    positive on the wrong side; for an "unsure" answer, it is the confidence of a model fitted on all answers.
    """
    kinds = linear.kinds(answers)
    folds = evaluation.folds(kinds)
    if folds is None:
        return np.zeros(len(answers))
    values = linear.held_out(rows, answers, folds)
    middle = (values[kinds == "yes"].mean() + values[kinds == "no"].mean()) / 2
    sign = np.select([kinds == "yes", kinds == "no"], [-1.0, 1.0], np.sign(values - middle))
    return np.asarray(sign * (values - middle))


@dataclass(frozen=True)
class _Fitted:
    """A fitted classifier, the decision value of each post, and the held-out value of each label."""

    taste: SGDClassifier
    values: NDArray[np.float64]
    held_out: NDArray[np.float64] | None


def _fit(rows: csr_matrix, labeled: Sequence[int], given: NDArray[np.str_], *, wished: bool) -> _Fitted:
    """Fit the classifier on the labels.

    If `wished`, the last column is the similarity to the wish.
    """
    kinds = linear.kinds(given)
    if min(int(np.sum(kinds == kind)) for kind in ("yes", "no")) < FEWEST_TO_FIT:
        if not wished:
            raise WishUnknown
        taste, held = linear.of_weights(np.append(np.zeros(rows.shape[1] - 1), 1.0)), None
    elif wished:
        weighed = weighing.weigh(rows, labeled, given, _folds(kinds))
        taste, held = weighed.taste, weighed.held_out
    else:
        taste, folds = linear.fit(rows[labeled], given), _folds(kinds)
        held = linear.held_out(rows[labeled], given, folds) if folds else None
    return _Fitted(taste, rows @ taste.coef_[0], held)


def _parts(rows: csr_matrix, seeking: Seeking | None, taste: SGDClassifier) -> float | None:
    """Return the share of the score variance due to the wish, from 0 to 1, or None without a wish."""
    if seeking is None:
        return None
    if not taste.coef_[0, :-1].any():
        return 1.0  # exactly, without rounding errors
    of_wish = seeking.evidence(rows) * taste.coef_[0, -1]
    whole = of_wish + rows @ taste.coef_[0, :-1]
    return float(np.clip(np.cov(of_wish, whole)[0, 1] / max(whole.var(ddof=1), np.finfo(float).tiny), 0, 1))


def _evaluate(
    answers: NDArray[np.str_],
    values: NDArray[np.float64] | None,
    times: NDArray[np.float64],
    pool: Pool,
) -> Evaluation | None:
    kinds = linear.kinds(answers)
    folds = evaluation.folds(kinds)
    if folds is None or values is None:
        return None
    judged = kinds != "unsure"
    wanted = kinds[judged] == "yes"
    fold = linear.fold_of(answers, folds)[judged]
    return evaluation.evaluate(wanted, values[judged], times[judged], fold, pool)


def _folds(kinds: NDArray[np.str_]) -> StratifiedKFold | None:
    """Return the cross-validation folds, even if there are too few answers for a report."""
    return evaluation.folds(kinds, FEWEST_TO_FIT)


def _scale(
    answers: NDArray[np.str_], held_out: NDArray[np.float64] | None, values: NDArray[np.float64]
) -> Scale:
    """Return the probability scale of a model that has too few answers to be evaluated, or none."""
    if held_out is None:
        return calibration.guessed_scale(values, _EXPECTED_SHARE)
    judged = answers != "unsure"
    return calibration.calibrate(linear.kinds(answers[judged]) == "yes", held_out[judged], values)


def _share(answers: NDArray[np.str_]) -> float:
    """Return the share of "yes" among "yes" and "no" answers, or the prior share unless both occur."""
    found = linear.kinds(answers[answers != "unsure"]) == "yes"
    return float(found.mean()) if found.any() and not found.all() else _EXPECTED_SHARE


def _score_rows(pipeline: Pipeline, rows: csr_matrix, names: NDArray[np.object_]) -> list[Scored]:
    return [one for part in _batches(rows) for one in _scored(pipeline, part, names)]


def _batches(rows: csr_matrix) -> Iterator[csr_matrix]:
    for start in range(0, rows.shape[0], _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _scored(pipeline: Pipeline, rows: csr_matrix, names: NDArray[np.object_]) -> list[Scored]:
    seeking = pipeline.named_steps.get("wish")
    told = rows if seeking is None else seeking.transform(rows)
    scores = pipeline[-1].predict_proba(told)[:, 1]
    reasons = explain(rows, _moves(pipeline, rows), names)
    return [Scored(float(one), why) for one, why in zip(scores, reasons, strict=True)]


def _moves(pipeline: Pipeline, rows: csr_matrix) -> NDArray[np.float64]:
    """Return the contribution of each stored matrix entry to the score, including that of the wish."""
    weights, seeking = pipeline[-1].coef_[0], pipeline.named_steps.get("wish")
    moves = moves_of(rows, weights)
    return moves if seeking is None else moves + weights[-1] * seeking.moves(rows)
