"""Convert linear model outputs into calibrated probabilities that a post is wanted.

Platt (1999), "Probabilistic outputs for support vector machines": a logistic curve fitted to held-out
answers. With few answers, the slope stays close to a typical slope for other people; as answers accumulate,
it adapts to them.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

_SLOPE = (
    1.3  # logits per standard deviation of all values, tuned on the people and posts of benchmarks/wish.py
)
_DOUBT = 0.5  # its standard deviation between people
_NO_SPREAD = 1e-9  # differences below this are rounding errors
_STEPS = 100
_NEAR = 1e-10
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Scale:
    """A sigmoid that maps a linear model's output to a probability: expit(slope * value + offset)."""

    slope: float
    offset: float

    def apply(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the probability for each value."""
        return np.asarray(expit(values * self.slope + self.offset))


@dataclass(frozen=True)
class Bin:
    """Statistics of the labeled posts in a score range, based on out-of-sample scores.

    Attributes:
        low: the lower bound of the range, from 0 to 1.
        high: the upper bound, where the next range starts.
        posts: the number of posts.
        expected: the mean score of these posts.
        wanted: the share of these posts that are wanted.

    """

    low: float
    high: float
    posts: int
    expected: float
    wanted: float


def calibrate(
    wanted: NDArray[np.bool_], values: NDArray[np.float64], every_value: NDArray[np.float64]
) -> Scale:
    """Fit the scale that converts linear model outputs to probabilities, using held-out answers.

    There must be at least two wanted posts and one unwanted post. The slope is not positive if the values
    rank posts no better than chance. People tend to stop only after finding a wanted post, which biases the
    share of wanted posts among few answers upward: of n answers ending at the r-th wanted one, (r - 1) / (n -
    1) is an unbiased estimate (Haldane 1945, "On a method of estimating frequencies"), so each wanted answer
    counts as (r - 1) / r of an answer.
    """
    center, spread = float(every_value.mean()), spread_of(every_value)
    features = np.column_stack([np.ones(len(values)), (values - center) / spread])
    yes = int(wanted.sum())
    weights = np.where(wanted, (yes - 1) / yes, 1.0)
    offset, slope = _most_likely(features, np.where(wanted, 1.0, -1.0), weights)
    return Scale(slope / spread, offset - slope * center / spread)


def guessed_scale(values: NDArray[np.float64], share: float, spread: float = _SLOPE) -> Scale:
    """Return a scale, chosen without fitting, under which the posts have a mean probability of `share`.

    `spread` is the standard deviation of the scores, in logits.
    """
    slope = spread / spread_of(values)
    low, high = (float(logit(share) - end * slope) for end in (values.max(), values.min()))
    while high - low > _NEAR:
        middle = (low + high) / 2
        above = float(expit(values * slope + middle).mean()) > share
        low, high = (low, middle) if above else (middle, high)
    return Scale(slope, (low + high) / 2)


def spread_of(values: NDArray[np.float64]) -> float:
    """Return the standard deviation of the values, or 1 if it is only rounding error."""
    spread = float(values.std())
    return spread if spread > _NO_SPREAD else 1.0


def reliability(
    wanted: NDArray[np.bool_],
    values: NDArray[np.float64],
    fold: NDArray[np.intp],
    every_value: NDArray[np.float64],
) -> tuple[Bin, ...]:
    """Return the predicted and actual shares of wanted posts by score range, omitting empty ranges.

    `fold` is the fold in which each answer was held out; the scale applied to it is fitted on all other
    folds.
    """
    scores = np.empty(len(wanted))
    for number in np.unique(fold):
        here = fold == number
        scores[here] = calibrate(wanted[~here], values[~here], every_value).apply(values[here])
    places = np.clip(np.digitize(scores, _BINS) - 1, 0, len(_BINS) - 2)
    return tuple(
        Bin(low, high, int(within.sum()), float(scores[within].mean()), float(wanted[within].mean()))
        for place, (low, high) in enumerate(pairwise(_BINS))
        if (within := places == place).any()
    )


def _most_likely(
    features: NDArray[np.float64], signs: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[float, float]:
    """Return the MAP estimates of the offset and slope, using Newton's method with step halving."""

    def loss(found: NDArray[np.float64]) -> float:
        miss = (found[1] - _SLOPE) / _DOUBT
        return float(weights @ np.logaddexp(0, -signs * (features @ found)) + miss**2 / 2)

    found = np.array([0.0, _SLOPE])
    for _step in range(_STEPS):
        chances = expit(-signs * (features @ found))
        slopes = -features.T @ (weights * signs * chances) + [0, (found[1] - _SLOPE) / _DOUBT**2]
        curves = (features.T * (weights * chances * (1 - chances))) @ features + np.diag([_NEAR, _DOUBT**-2])
        step, size = np.linalg.solve(curves, slopes), 1.0
        while loss(found - size * step) > loss(found) and size > _NEAR:
            size /= 2
        found = found - size * step
        if np.abs(size * step).max() < _NEAR:
            break
    return float(found[0]), float(found[1])
