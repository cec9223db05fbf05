"""Estimate from the answers how many wanted posts remain unseen, and the yield of further answers.

A queue that asks about likely posts first is an urn from which wanted posts are drawn with odds above one:
with r of them among u remaining posts, the next is wanted with probability w r / (w r + u - r). This is
Wallenius' noncentral hypergeometric distribution (Wallenius 1963, "Biased sampling"; Fog 2008, "Calculation
methods for Wallenius' noncentral hypergeometric distribution"), which Callaghan and Müller-Hansen (2020,
"Statistical stopping criteria for automated screening in systematic reviews", Systematic Reviews 9:273)
mention for ranked screening; with w = 1 it is their hypergeometric test. Easy ones are found first, so the
odds fall as wanted posts are found; and the queue learns, so they rise until it has found enough of them:
log w = a + b log(share still unseen) + c log(share of enough found). Without the rise, few finds by a queue
that knows little would suggest few wanted posts, and many by one that has learned a great many. Answers in
general are no measure of what it knows: until the first wanted post it knows next to nothing, and from then
on the wanted posts, the rarer kind, decide what it learns. The unknowns r, a and b are marginalized over a
grid, weighted by the likelihood of the answers and by a prior from typical sessions.
Because similar posts come together, an answer is weaker evidence than an independent draw, and counts as a
fraction of one.

The odds, their spread, their rise and that fraction were chosen on half of the sets and people of
tests/benchmarks/stopping.py and evaluated on the other half. This module uses no library, so that `status`
does not need NumPy.

This module is pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

FEWEST_ANSWERS = 20
FEWEST_WANTED = 2
NEXT = 20  # number of further answers in the forecast

_MOST_BLOCKS = 30
_EVIDENCE = 0.5  # the fraction of an independent draw that an answer is worth
_ODDS = (4.0, 0.85)  # odds of a wanted post once the queue has learned: mean and deviation of the logarithm
_FALL = (0.4, 0.4)  # how they fall with the share unseen: mean and standard deviation
_RISE = 1.0  # how they rise with the share of _ENOUGH wanted posts found
_ENOUGH = 10
_BY_CHANCE = -2.0  # prior for answers in no particular order, as a logarithm relative to the most likely odds
_GRID = (-2.0, -1.33, -0.67, 0.0, 0.67, 1.33, 2.0)  # standard deviations
_FALL_GRID = (-1.2, 0.0, 1.2)
_TAIL = 0.1  # on either side of the interval
_RARE = 1.0  # number of wanted posts at which the prior for few of them levels off
_GROWTH = 1.25  # ratio between successive candidate numbers
_STEPS = 5  # number of steps of the forecast
_NEGLIGIBLE = 1e-3  # relative to the most likely value


@dataclass(frozen=True)
class Unseen:
    """The number of wanted posts remaining among the unseen ones.

    Attributes:
        posts: the number of unseen posts, wanted or not.
        about: the median estimate of the number of wanted posts among them.
        low: the start of the 80% interval: the true number is lower in one case out of ten.
        high: the end of the interval: the true number is higher in one case out of ten.
        next_answers: the number of further answers that `next_wanted` refers to, at most NEXT.
        next_wanted: the expected number of wanted posts among them.

    """

    posts: int
    about: int
    low: int
    high: int
    next_answers: int
    next_wanted: int


@dataclass(frozen=True)
class _Odds:
    """Odds of a wanted post: their logarithm, how it falls and rises, and the log prior of these."""

    first: float
    fall: float
    rise: float
    belief: float

    def of(self, left: float, wanted: int, others: float, learned: float) -> float:
        """Return the odds that the next post is one of the `left` wanted ones, out of `wanted` in all.

        `learned` is the logarithm of the share of enough wanted posts that the queue had.
        """
        return (
            exp(self.first + self.fall * log(left / wanted) + self.rise * learned) * left / max(others, 0.5)
        )


@dataclass(frozen=True)
class _Block:
    """A run of answers: how many were wanted or not; and what was found, read and learned at its midpoint."""

    yes: int
    no: int
    found: float
    read: float
    learned: float


@dataclass(frozen=True)
class _Standing:
    """How many wanted posts were found, how many posts were asked about, and how many not."""

    found: int
    read: int
    unseen: int


def estimate(wanted: Sequence[bool], unseen: int) -> Unseen | None:
    """Return the estimated number of wanted posts among `unseen` posts; None with too few answers.

    `wanted` contains the answers in order. At least FEWEST_ANSWERS are required, FEWEST_WANTED of them
    wanted, unless no posts are left.
    """
    if unseen <= 0:
        return Unseen(0, 0, 0, 0, 0, 0)
    if len(wanted) < FEWEST_ANSWERS or sum(wanted) < FEWEST_WANTED:
        return None
    standing, more = _Standing(sum(wanted), len(wanted), unseen), min(NEXT, unseen)
    left, chances, shown = _posterior(list(_blocks(wanted)), standing, more)
    low, about, high = (_quantile(left, chances, share) for share in (_TAIL, 0.5, 1 - _TAIL))
    return Unseen(unseen, about, low, high, more, min(round(shown), more, about))


def _blocks(wanted: Sequence[bool]) -> Iterator[_Block]:
    size, found = -(-len(wanted) // _MOST_BLOCKS), 0
    for start in range(0, len(wanted), size):
        part = wanted[start : start + size]
        yes = sum(part)
        # The first of a block is drawn from the original remainder, the last from what the others left.
        read, had = start + (len(part) - 1) / 2, found + max(yes - 1, 0) / 2
        yield _Block(yes, len(part) - yes, had, read, _learned(had))
        found += yes


def _learned(found: float) -> float:
    return log(min(found + 1, _ENOUGH) / _ENOUGH)


def _posterior(
    blocks: Sequence[_Block], standing: _Standing, more: int
) -> tuple[list[int], list[float], float]:
    """Return candidate numbers, their probabilities, and the wanted posts expected in `more` answers."""
    left, found, posts = list(_numbers(standing.unseen)), standing.found, standing.read + standing.unseen
    cells = [
        (place, odds, odds.belief + _EVIDENCE * _explained(blocks, found + number, posts, odds))
        for place, number in enumerate(left)
        for odds in _odds()
    ]
    most = max(explained for *_cell, explained in cells)
    chances, shown, counted = [0.0] * len(left), 0.0, 0.0
    for place, odds, explained in cells:
        number, width = left[place], _width(left, place)
        chance = width / (found + number + _RARE) * exp(explained - most)
        chances[place] += chance
        if explained - most > log(_NEGLIGIBLE):
            shown += chance * _shown(number, standing, odds, more)
            counted += chance
    total = sum(chances)
    return left, [chance / total for chance in chances], shown / counted


def _numbers(most: int) -> Iterator[int]:
    """Yield the candidate numbers: consecutive at first, then at growing distances."""
    number = 0
    while number < most:
        yield number
        number = max(number + 1, round(number * _GROWTH))
    yield most


def _width(left: Sequence[int], place: int) -> float:
    """Return how many numbers a candidate represents."""
    before = left[place] - left[place - 1] if place else 1
    after = left[place + 1] - left[place] if place + 1 < len(left) else 1
    return (before + after) / 2


@cache
def _odds() -> tuple[_Odds, ...]:
    """Return the candidate odds."""
    (first, spread), (fall, spread_of_fall) = _ODDS, _FALL
    by_chance = _Odds(0.0, 0.0, 0.0, _BY_CHANCE)
    ordered = (
        _Odds(first + one * spread, fall + other * spread_of_fall, _RISE, -(one**2 + other**2) / 2)
        for one in _GRID
        for other in _FALL_GRID
    )
    return (by_chance, *ordered)


def _explained(blocks: Iterable[_Block], wanted: int, posts: int, odds: _Odds) -> float:
    """Return the log-likelihood of the answers, given the total number of wanted posts."""
    total = 0.0
    for block in blocks:
        left = wanted - block.found
        if left <= 0:
            continue  # consistent: none left to find, and none found
        next_ = odds.of(left, wanted, posts - block.read - left, block.learned)
        total += block.yes * log(next_) - (block.yes + block.no) * log(1 + next_)
    return total


def _shown(left: int, standing: _Standing, odds: _Odds, more: int) -> float:
    """Return how many of `left` wanted posts would be found in `more` answers, by numerical integration."""
    rest = float(left)
    for step in range(_STEPS):
        if rest <= 0:
            break
        given = more * step / _STEPS
        others, learned = standing.unseen - given - rest, _learned(standing.found + left - rest)
        next_ = odds.of(rest, left + standing.found, others, learned)
        rest -= min(more / _STEPS * next_ / (1 + next_), rest)
    return left - rest


def _quantile(left: Sequence[int], chances: Sequence[float], share: float) -> int:
    """Return the quantile of the distribution, interpolated linearly between candidates."""
    below = 0.0
    for place, chance in enumerate(chances):
        if below + chance >= share:
            gap = left[place] - (left[place - 1] if place else left[place])
            return round(left[place] - gap * (1 - (share - below) / chance)) if gap > 1 else left[place]
        below += chance
    return left[-1]
