"""Place tick marks on an axis at multiples of 1, 2, or 5 times a power of ten. The functions are pure.

The steps are those of Heckbert (1990), "Nice numbers for graph labels", in Graphics Gems.
"""

from decimal import Decimal
from itertools import chain, count
from math import ceil, floor, isfinite, log10

_FACTORS = (1, 2, 5)
_WEEK = 7
_MONDAY = 1  # the ordinal of the first day there is, a Monday (datetime's proleptic calendar)


def ticks(low: float, high: float, most: int = 6, *, whole: bool = False) -> tuple[float, ...]:
    """Return at most `most` (at least 3) ticks, from at or below `low` to at or above `high`.

    If `whole` is set, ticks are integers. Raises ValueError if the ends are not finite or are in the wrong
    order.
    """
    if not (isfinite(low) and isfinite(high) and low <= high and most >= 3):  # noqa: PLR2004 - both ends and a middle
        raise ValueError(f"no axis from {low} to {high} with {most} marks")
    if low == high:
        low, high = _around(low, whole=whole)
    for step in _steps((high - low) / most, whole=whole):
        first, last = floor(Decimal(low) / step), ceil(Decimal(high) / step)
        if last - first < most:
            return tuple(float(number * step) for number in range(first, last + 1))
    raise AssertionError  # unreachable, because the steps are unbounded


def days(low: float, high: float, most: int = 6, *, mondays: bool) -> tuple[float, ...]:
    """Return ticks for dates, as ordinals: every day, every other day, or only Mondays.

    If `mondays` is set, only Mondays are used, even if there are few. Raises ValueError like `ticks`.
    """
    if not (isfinite(low) and isfinite(high) and low <= high and most >= 3):  # noqa: PLR2004 - both ends and a middle
        raise ValueError(f"no axis from {low} to {high} with {most} marks")
    weeks = (_WEEK * 2**number for number in count())
    for step in chain(() if mondays else (1, 2), weeks):
        first = floor((low - _MONDAY) / step)
        last = max(ceil((high - _MONDAY) / step), first + 1)
        if last - first < most:
            return tuple(float(_MONDAY + number * step) for number in range(first, last + 1))
    raise AssertionError  # the steps have no end


def _around(value: float, *, whole: bool) -> tuple[float, float]:
    """Return the ends of an axis for a single value, starting from zero unless the value is zero."""
    if value == 0:
        return 0.0, 1.0
    if whole and value > 0:
        return floor(value) - (value > 1), ceil(value) + 1
    return min(value, 0.0), max(value, 0.0)


def _steps(smallest: float, *, whole: bool) -> chain[Decimal]:
    """Return increasing steps, starting at or below the smallest suitable step."""
    power = floor(log10(smallest)) if smallest > 0 else 0
    begin = max(power, 0) if whole else power
    return chain.from_iterable(
        (Decimal(factor).scaleb(exponent) for factor in _FACTORS) for exponent in range(begin, begin + 4)
    )
