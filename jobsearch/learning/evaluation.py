"""Evaluate the ranking of held-out posts, and choose the probability scale and the threshold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_curve, precision_recall_fscore_support
from sklearn.model_selection import StratifiedKFold

from jobsearch.learning.calibration import Bin, Scale, calibrate, guessed_scale, reliability
from jobsearch.learning.gains import Gain, gains

FEWEST_TO_EVALUATE = 3
_MOST_FOLDS = 5
TOP = 10
_MOST_DRAWS, _FEWEST_DRAWS = 500, 200
_DRAWN_POSTS = 2_000_000  # over all draws; bounds the time for up to 10,000 labels
_DRAWS_AT_ONCE = 50  # bounds the memory
_CONFIDENCE = 0.9
_LARGEST_SHARE = 0.25
_ROUNDING = 1e-9
_FEWEST_UNANSWERED = 20
_FAINT = 0.05  # the spread, in logits, of scores that rank no better than chance


class Pool(NamedTuple):
    """The model's values for all posts and for those without an answer, used to choose the threshold."""

    every: NDArray[np.float64]
    unanswered: NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """The quality of a ranking of labeled posts.

    All figures are from 0 to 1.

    Attributes:
        average_precision: the mean precision at the ranks of the wanted posts.
        low: the lower end of its 90% confidence interval.
        high: the upper end of this interval.
        precision_at_10: the share of wanted posts among the first ten (or all, if there are fewer), averaged
            over all orders of posts with equal scores.

    """

    average_precision: float
    low: float
    high: float
    precision_at_10: float


@dataclass(frozen=True)
class ClassReport:
    """Metrics of the cross-validated predictions for one class.

    All ratios are from 0 to 1.

    Attributes:
        precision: the share of the posts predicted as this class that belong to it.
        recall: the share of the posts of this class that are predicted as such.
        f1: the harmonic mean of precision and recall.
        support: the number of labeled posts of this class.

    """

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Evaluation:
    """The quality of the model's ranking of held-out labeled posts, from stratified cross-validation.

    Attributes:
        folds: the number of folds.
        base_rate: the share of wanted posts among the labeled posts.
        chance: the expected average precision of a random ranking, which is above the base rate, and far
            above it if there are few labels.
        ranking: the quality of the model's ranking.
        newest_first: the quality of a ranking by date, newest first.
        cut: the minimum score of a recommended post. It maximizes the expected F1 among the posts without an
            answer, at most a quarter of which reach it (apart from ties); if there are few such posts, it
            maximizes the F1 of the held-out predictions; and if the ranking is no better than chance, it is a
            guess.
        accuracy: the share of correct predictions.
        not_interested: the metrics for the class "no".
        interested: the metrics for the class "yes".
        scale: the conversion of the model's values to the scores that `cut` refers to.
        reliability: the predicted and actual shares of wanted posts, by score range.
        curve: the number of wanted posts among the first posts read, for increasing numbers of posts.

    """

    folds: int
    base_rate: float
    chance: float
    ranking: Ranking
    newest_first: Ranking
    cut: float
    accuracy: float
    not_interested: ClassReport
    interested: ClassReport
    scale: Scale
    reliability: tuple[Bin, ...]
    curve: tuple[Gain, ...] = ()


def folds(answers: NDArray[np.str_], fewest: int = FEWEST_TO_EVALUATE) -> StratifiedKFold | None:
    """Return the cross-validation folds, or None if either class has fewer than `fewest` answers."""
    rarer = int(min(np.sum(answers == "yes"), np.sum(answers == "no")))
    if rarer < fewest:
        return None
    return StratifiedKFold(min(_MOST_FOLDS, rarer), shuffle=True, random_state=0)


def evaluate(
    wanted: NDArray[np.bool_],
    values: NDArray[np.float64],
    times: NDArray[np.float64],
    fold: NDArray[np.intp],
    pool: Pool | None = None,
) -> Evaluation:
    """Evaluate the model's values for labeled posts, each computed while the post was held out.

    `fold` contains the fold in which each post was held out, and `times` the publication times in seconds,
    for comparison with a ranking by date. `pool` contains the values of all posts, by default only of these
    posts.
    """
    pool = pool or Pool(values, values[:0])
    scale, cut = _scale_and_cut(wanted, values, pool)
    scores = scale.apply(values)
    rows = precision_recall_fscore_support(wanted, scores >= cut, labels=[False, True], zero_division=0)
    ranking, newest_first = rankings(wanted, (scores, times))
    no, yes = (ClassReport(float(p), float(r), float(f), int(s)) for p, r, f, s in zip(*rows, strict=True))
    return Evaluation(
        folds=len(np.unique(fold)),
        base_rate=float(wanted.mean()),
        chance=chance(len(wanted), int(wanted.sum())),
        ranking=ranking,
        newest_first=newest_first,
        cut=cut,
        accuracy=float(np.mean((scores >= cut) == wanted)),
        not_interested=no,
        interested=yes,
        scale=scale,
        reliability=reliability(wanted, values, fold, pool.every),
        curve=gains(wanted, scores, times),
    )


def chance(posts: int, yes: int) -> float:
    """Return the expected average precision of a random ranking of `posts` posts, `yes` of which are wanted.

    There must be at least two posts. A wanted post is equally likely at each rank, and the expected share of
    wanted posts before it is (yes - 1) / (posts - 1): Bestgen (2015), "Exact expected average precision of
    the random baseline for system evaluation".
    """
    harmonic = float(np.sum(1 / np.arange(1, posts + 1)))
    return ((yes - 1) / (posts - 1) * (posts - harmonic) + harmonic) / posts


def rankings(wanted: NDArray[np.bool_], orders: Sequence[NDArray[np.float64]]) -> list[Ranking]:
    """Evaluate rankings by score, with bootstrap confidence intervals.

    Each array in `orders` contains the scores of all posts for one ranking. Wanted and unwanted posts are
    resampled separately, because their numbers are fixed (Efron and Tibshirani 1993, chapter 6).
    """
    drawn = [[_average_precisions(wanted, scores, some) for scores in orders] for some in _draws(wanted)]
    return [
        _ranking(wanted, scores, np.concatenate(of_draws))
        for scores, of_draws in zip(orders, zip(*drawn, strict=True), strict=True)
    ]


def _ranking(wanted: NDArray[np.bool_], scores: NDArray[np.float64], drawn: NDArray[np.float64]) -> Ranking:
    low, high = np.quantile(drawn, [(1 - _CONFIDENCE) / 2, (1 + _CONFIDENCE) / 2])
    once = np.ones((1, len(wanted)))
    return Ranking(
        average_precision=float(_average_precisions(wanted, scores, once)[0]),
        low=float(low),
        high=float(high),
        precision_at_10=_precision_at_top(wanted, scores),
    )


def guessed_cut(scores: NDArray[np.float64], share: float) -> float:
    """Return the lowest threshold that at most `share` of the posts and at most a quarter of them reach.

    Posts with equal scores stay together: if more posts than that share the highest score, all of them reach
    the threshold. If all posts have the same score, none of them reaches it.
    """
    possible = _possible_lowest(scores, share)
    return (
        _below(possible[-1].score, scores)
        if possible
        else max((float(scores.max()) + 1) / 2, float(np.nextafter(scores.max(), 2)))
    )


class _Lowest(NamedTuple):
    """A candidate for the lowest score in a list, and the number of posts with at least this score."""

    score: float
    number: int


def _possible_lowest(scores: NDArray[np.float64], share: float) -> list[_Lowest]:
    """Return the scores that at most `share` of the posts and at most a quarter reach, in descending order.

    The highest score is always included, unless all posts have it.
    """
    distinct, counts = np.unique(-scores, return_counts=True)
    numbers = np.cumsum(counts)
    most = max(min(share, _LARGEST_SHARE) * len(scores) + _ROUNDING, numbers[0])
    return [
        _Lowest(-float(score), int(number))
        for score, number in zip(distinct, numbers, strict=True)
        if number <= most and number < len(scores)
    ]


def _below(lowest: float, scores: NDArray[np.float64]) -> float:
    """Return the threshold midway between the lowest score that should reach it and the next lower score.

    If there is no lower score, the threshold is the lowest score itself.
    """
    lower = scores[scores < lowest]
    return (lowest + float(lower.max())) / 2 if lower.size else lowest


def _precision_at_top(wanted: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    size = min(TOP, len(scores))
    last = np.sort(scores)[-size]
    above, tied = scores > last, scores == last
    hits = wanted[above].sum() + (size - above.sum()) * wanted[tied].mean()
    return float(hits / size)


def _draws(wanted: NDArray[np.bool_]) -> Iterator[NDArray[np.float64]]:
    """Yield batches of bootstrap samples, as the number of times each post is drawn.

    Each row of a batch is a sample, and each column a post.
    """
    rng = np.random.default_rng(0)
    left = max(_FEWEST_DRAWS, min(_MOST_DRAWS, _DRAWN_POSTS // len(wanted)))
    while left > 0:
        counts = np.zeros((min(left, _DRAWS_AT_ONCE), len(wanted)))
        for kind in (wanted, ~wanted):
            size = int(kind.sum())
            counts[:, kind] = rng.multinomial(size, np.full(size, 1 / size), size=len(counts))
        yield counts
        left -= len(counts)


def _average_precisions(
    wanted: NDArray[np.bool_], scores: NDArray[np.float64], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the average precision of a ranking in each sample.

    Each row of `counts` contains the number of times that each post occurs in a sample. Equal scores share a
    rank, as in scikit-learn's average_precision_score, which evaluates only one sample at a time.
    """
    order = np.argsort(-scores, kind="stable")
    first_of_rank = np.flatnonzero(np.diff(scores[order], prepend=np.inf))
    hits = np.add.reduceat(counts[:, order] * wanted[order], first_of_rank, axis=1)
    seen = np.cumsum(np.add.reduceat(counts[:, order], first_of_rank, axis=1), axis=1)
    precision = np.cumsum(hits, axis=1) / np.maximum(seen, 1)
    return np.asarray((hits * precision).sum(axis=1) / hits.sum(axis=1))


def _scale_and_cut(wanted: NDArray[np.bool_], values: NDArray[np.float64], pool: Pool) -> tuple[Scale, float]:
    scale = calibrate(wanted, values, pool.every)
    if scale.slope > 0 and values[wanted].mean() > values[~wanted].mean():
        if len(pool.unanswered) < _FEWEST_UNANSWERED:
            return scale, best_cut(wanted, scale.apply(values))
        return scale, expected_cut(scale.apply(pool.unanswered))
    # Ranked no better than chance: the scores are barely informative, but the order is not reversed.
    share = float(wanted.mean())
    scale = guessed_scale(values, share, _FAINT)
    return scale, guessed_cut(scale.apply(pool.every), share)


def expected_cut(scores: NDArray[np.float64]) -> float:
    """Return the threshold with the best expected F1 among those reached by at most a quarter of the posts.

    The expected number of wanted posts is the sum of the scores, both of the first k posts and of all posts:
    Lewis (1995), "Evaluating and optimizing autonomous text classification systems". With few answers, a
    single additional answer could move the threshold with the best observed F1 from one extreme to the other;
    see tests/benchmarks/threshold.py.
    """
    possible = _possible_lowest(scores, _LARGEST_SHARE)
    if not possible:
        return guessed_cut(scores, _LARGEST_SHARE)
    numbers = np.array([one.number for one in possible])
    expected = 2 * np.cumsum(np.sort(scores)[::-1])[numbers - 1] / (numbers + scores.sum())
    return _below(possible[int(np.argmax(expected))].score, scores)


def best_cut(wanted: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the threshold with the best F1, midway between the scores on either side of it."""
    precision, recall, cuts = precision_recall_curve(wanted, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, np.finfo(float).tiny)
    return _below(float(cuts[np.argmax(f1[:-1])]), scores)
