"""The number of wanted posts among those that a model ranks highest, from its stored ranking curve.

The curve was measured on answers that were held out from the training. The module is pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

FEWEST = 20  # answers; among fewer, the posts on top are most of them
_ROUNDING = 1e-6
_TOP = 10  # posts, or the next more that the curve has a point for


@dataclass(frozen=True)
class OnTop:
    """The answered posts that a model ranks highest.

    Attributes:
        answers: the number of answered posts that it ranked.
        posts: the number of those on top: ten, or a few more where the curve has no point at ten.
        wanted: the number of wanted posts on top; a mean over posts with equal scores, so not always whole.
        by_chance: the same for a random order.

    """

    answers: int
    posts: int
    wanted: float
    by_chance: float


def on_top(curve: Sequence[Sequence[float]]) -> OnTop | None:
    """Return the posts at the top of a curve of (posts read, wanted by taste, wanted newest first).

    The tuples are those of Gain.

    Returns None for fewer than FEWEST answers, and for rows that are no such curve, as of a damaged model.
    """
    points = [(0.0, 0.0), *((read, by_taste) for read, by_taste, _newest in curve)]
    answers, wanted = points[-1]
    if answers < FEWEST or not all(_rises(*pair) for pair in pairwise(points)):
        return None
    read, found = next(point for point in points if point[0] >= _TOP)
    return OnTop(round(answers), round(read), found, read * wanted / answers)


def _rises(before: tuple[float, float], after: tuple[float, float]) -> bool:
    """Return whether a point has more posts than the one before it, and no more additional wanted posts."""
    return before[0] < after[0] and -_ROUNDING <= after[1] - before[1] <= after[0] - before[0] + _ROUNDING
