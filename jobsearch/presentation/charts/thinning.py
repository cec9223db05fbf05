"""Reduce the number of points in a line without a visible difference. The functions are pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jobsearch.presentation.charts.figures import Point

MOST = 400  # points: four for each of 100 intervals of three units, so that no dot falls between
_OF_A_STRETCH = 4


def thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return at most MOST of the points: the first, last, lowest, and highest of each interval."""
    if len(points) <= MOST:
        return tuple(points)
    stretches = MOST // _OF_A_STRETCH
    ends = [len(points) * number // stretches for number in range(stretches + 1)]
    return tuple(points[place] for begin, end in pairwise(ends) for place in _telling(points, begin, end))


def _telling(points: Sequence[Point], begin: int, end: int) -> Iterator[int]:
    places = range(begin, end)
    lowest = min(places, key=lambda place: points[place].y)
    highest = max(places, key=lambda place: points[place].y)
    yield from sorted({begin, lowest, highest, end - 1})
