"""Cumulative gain of a ranking: how many of the first n posts are wanted.

Järvelin and Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques", with gains of 0 and 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_POINTS = 40


@dataclass(frozen=True)
class Gain:
    """The number of wanted posts among the first `posts` posts, ranked by the model and by date.

    Ties are averaged over all orders of the tied posts.
    """

    posts: int
    by_taste: float
    newest_first: float


def gains(
    wanted: NDArray[np.bool_], scores: NDArray[np.float64], times: NDArray[np.float64]
) -> tuple[Gain, ...]:
    """Return the gain of both rankings at up to 40 cutoffs, the last of which includes all posts."""
    by_taste, newest_first = _cumulated(wanted, scores), _cumulated(wanted, times)
    steps = min(_POINTS, len(wanted))
    places = [round(len(wanted) * (number + 1) / steps) for number in range(steps)]
    return tuple(Gain(place, float(by_taste[place - 1]), float(newest_first[place - 1])) for place in places)


def _cumulated(wanted: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
    _levels, level, posts = np.unique(-values, return_inverse=True, return_counts=True)
    mean = np.bincount(level, weights=wanted) / posts
    return np.asarray(np.cumsum(np.repeat(mean, posts)))
