"""So many of so many: a rate only where there are enough cases to say one; pure."""

from dataclasses import dataclass
from math import sqrt

FEWEST = 10  # cases, below which no rate is shown
_Z = 1.959963984540054  # of 95 %


@dataclass(frozen=True)
class Rate:
    """So many of so many; the rate and its 95 % interval (Wilson) are None below FEWEST cases."""

    name: str
    cases: int
    hits: int
    rate: float | None
    low: float | None
    high: float | None


def rate(name: str, cases: int, hits: int) -> Rate:
    """Return a rate with its interval by Wilson's score (JASA 22, 1927), None for few cases."""
    if cases < FEWEST:
        return Rate(name, cases, hits, None, None, None)
    share, square = hits / cases, _Z * _Z
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    width = _Z / (1 + square / cases) * sqrt(share * (1 - share) / cases + square / (4 * cases * cases))
    return Rate(name, cases, hits, share, max(middle - width, 0.0), min(middle + width, 1.0))
