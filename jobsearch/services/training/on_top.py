"""Count the wanted posts among those that a model ranks highest, using its stored ranking curve.

The curve was measured on answers held out from training. The functions are pure.
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
        posts: the number of posts at the top: ten, or a few more if the curve has no point at ten.
        wanted: the number of wanted posts at the top; not always an integer, because it is averaged over
            posts with equal scores.
        by_chance: the expected number of wanted posts in a random order.

    """

    answers: int
    posts: int
    wanted: float
    by_chance: float


def on_top(curve: Sequence[Sequence[float]]) -> OnTop | None:
    """Return the posts at the top of a ranking curve.

    The curve consists of tuples (posts read, wanted by taste, wanted newest first), as in Gain.

    Returns None for fewer than FEWEST answers, and for an invalid curve, which a damaged model may have.
    """
    points = [(0.0, 0.0), *((read, by_taste) for read, by_taste, _newest in curve)]
    answers, wanted = points[-1]
    if answers < FEWEST or not all(_rises(*pair) for pair in pairwise(points)):
        return None
    read, found = next(point for point in points if point[0] >= _TOP)
    return OnTop(round(answers), round(read), found, read * wanted / answers)


def _rises(before: tuple[float, float], after: tuple[float, float]) -> bool:
    """Return whether the posts increase, and the wanted posts increase by no more than that, if at all."""
    return before[0] < after[0] and -_ROUNDING <= after[1] - before[1] <= after[0] - before[0] + _ROUNDING
