"""Rates with confidence intervals, given only if there are enough cases. The functions are pure."""

from dataclasses import dataclass
from math import sqrt

FEWEST = 10  # cases; rates of fewer are not shown
_Z = 1.959963984540054  # of a 95% interval


@dataclass(frozen=True)
class Rate:
    """A number of hits among cases; the rate and its 95% interval (Wilson) are None below FEWEST cases."""

    name: str
    cases: int
    hits: int
    rate: float | None
    low: float | None
    high: float | None


def rate(name: str, cases: int, hits: int) -> Rate:
    """Return a rate with its Wilson score interval (JASA 22, 1927), both None if there are too few cases."""
    if cases < FEWEST:
        return Rate(name, cases, hits, None, None, None)
    share, square = hits / cases, _Z * _Z
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    width = _Z / (1 + square / cases) * sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    return Rate(name, cases, hits, share, max(middle - width, 0.0), min(middle + width, 1.0))
