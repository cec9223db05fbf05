"""Estimate how many unseen posts are wanted, and how many of them the next answers will find.

A queue that asks about likely posts first is an urn from which wanted posts are drawn with odds above one:
with r of them among u remaining posts, the next is wanted with probability w r / (w r + u - r). This is
Wallenius' noncentral hypergeometric distribution (Wallenius 1963, "Biased sampling"; Fog 2008, "Calculation
methods for Wallenius' noncentral hypergeometric distribution"), which Callaghan and Müller-Hansen (2020,
"Statistical stopping criteria for automated screening in systematic reviews", Systematic Reviews 9:273)
mention for ranked screening; with w = 1, it is their hypergeometric test. Posts that are easy to find are
found first, so the odds fall as wanted posts are found; but the queue learns, so the odds rise until it has
found enough wanted posts: log w = a + b log(share still unseen) + c log(share of enough found). Without that
rise, few finds by a queue that knows little would lead to an underestimate, and many finds by a well-trained
queue to an overestimate. The number of answers does not measure what the queue knows: before the first wanted
post, it knows almost nothing, and after that, its knowledge depends on the number of wanted posts, the rarer
class. The unknowns r, a, and b are marginalized over a grid, weighted by the likelihood of the answers and a
prior from typical sessions. Because similar posts are asked about together, an answer is weaker evidence than
an independent draw, and counts as a fraction of one.

The odds, their spread, their rise, and that fraction were chosen on half of the data sets and people in
tests/benchmarks/stopping.py and evaluated on the other half. This module uses only the standard library, so
that `status` does not need to import NumPy.

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
    """An estimate of the number of wanted posts among the unseen posts.

    Attributes:
        posts: the number of unseen posts, wanted or not.
        about: the median estimate of the number of wanted posts among them.
        low: the lower end of the 80% interval; the true number is lower in one case out of ten.
        high: the upper end of the interval; the true number is higher in one case out of ten.
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
    """Parameters of the log odds of a wanted post (initial value, fall, and rise) and their log prior."""

    first: float
    fall: float
    rise: float
    belief: float

    def of(self, left: float, wanted: int, others: float, learned: float) -> float:
        """Return the odds that the next post is one of the `left` remaining wanted posts.

        `wanted` is the total number of wanted posts, `others` the number of remaining unwanted posts, and
        `learned` the logarithm of the number of wanted posts found so far, as a share of _ENOUGH, at most 1.
        """
        return (
            exp(self.first + self.fall * log(left / wanted) + self.rise * learned) * left / max(others, 0.5)
        )


@dataclass(frozen=True)
class _Block:
    """The answer counts of a run of answers, and the state of the session at its midpoint."""

    yes: int
    no: int
    found: float
    read: float
    learned: float


@dataclass(frozen=True)
class _Standing:
    """The numbers of wanted posts found, posts asked about, and posts not yet asked about."""

    found: int
    read: int
    unseen: int


def estimate(wanted: Sequence[bool], unseen: int) -> Unseen | None:
    """Estimate the number of wanted posts among `unseen` posts, or return None with too few answers.

    `wanted` contains, in order, whether each answered post is wanted. At least FEWEST_ANSWERS answers are
    required, at least FEWEST_WANTED of them wanted, unless no posts are left.
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
    """Return candidate numbers of wanted posts, their probabilities, and the expected yield.

    The yield is the number of wanted posts expected in the next `more` answers.
    """
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
    """Yield the candidate numbers up to `most`: consecutive at first, then increasingly far apart."""
    number = 0
    while number < most:
        yield number
        number = max(number + 1, round(number * _GROWTH))
    yield most


def _width(left: Sequence[int], place: int) -> float:
    """Return how many consecutive numbers a candidate represents."""
    before = left[place] - left[place - 1] if place else 1
    after = left[place + 1] - left[place] if place + 1 < len(left) else 1
    return (before + after) / 2


@cache
def _odds() -> tuple[_Odds, ...]:
    """Return the grid of candidate odds, including those of a random order."""
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
    """Return the expected number of wanted posts found in `more` answers, by numerical integration."""
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
    """Return a quantile of the distribution, interpolating linearly between candidates."""
    below = 0.0
    for place, chance in enumerate(chances):
        if below + chance >= share:
            gap = left[place] - (left[place - 1] if place else left[place])
            return round(left[place] - gap * (1 - (share - below) / chance)) if gap > 1 else left[place]
        below += chance
    return left[-1]
