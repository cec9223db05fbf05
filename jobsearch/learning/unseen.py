"""How many wanted posts are left unseen, and what more answers would show, from the answers so far; pure.

A queue that asks about likely posts first is an urn out of which the wanted ones are drawn with odds above
one: with r of them among u posts left, the next is wanted with probability w r / (w r + u - r). That is
Wallenius' noncentral hypergeometric distribution (Wallenius 1963, "Biased sampling"; Fog 2008, "Calculation
methods for Wallenius' noncentral hypergeometric distribution"), which Callaghan and Müller-Hansen (2020,
"Statistical stopping criteria for automated screening in systematic reviews", Systematic Reviews 9:273)
name for screening by a ranking; with w = 1 it is their hypergeometric test. The easy ones are found first,
so that the odds fall as wanted ones are found; and the queue learns, so that they rise with the answers till
it has enough of them: log w = a + b log(share still unseen) + c log(share of enough answers). Without the
rise, few finds by a queue that knows little would pass for few wanted posts, and many by one that has learned
for a great many. What is not known, r, a and b, is summed over on a grid, weighed by how well it explains the
answers and by what sessions were mostly like. One answer says less than an independent draw would, as posts
alike come together: each counts as a part of one.

The odds, their spread, their rise and that part were chosen on half of the sets and people of
tests/benchmarks/stopping.py, which judges them on the other half. No library: `status` takes it without
NumPy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

FEWEST_ANSWERS = 20
FEWEST_WANTED = 2
NEXT = 20  # answers, for what more of them would show

_MOST_BLOCKS = 30
_EVIDENCE = 0.4  # of an independent draw that an answer is worth
_ODDS = (
    4.0,
    0.7,
)  # of a wanted post, once the queue has learned: mean and standard deviation of the logarithm
_FALL = (0.4, 0.4)  # how they fall with the share unseen
_RISE = 0.35  # how they rise with the share of _ENOUGH answers that were given
_ENOUGH = 200
_BY_CHANCE = -2.0  # the belief in answers that follow no order, as a logarithm beside the likeliest odds
_GRID = (-2.0, -1.33, -0.67, 0.0, 0.67, 1.33, 2.0)  # standard deviations
_FALL_GRID = (-1.2, 0.0, 1.2)
_TAIL = 0.1  # on either side of the interval
_RARE = 1.0  # wanted posts at which the belief in few of them levels off
_GROWTH = 1.25  # from one number left that is tried to the next
_STEPS = 5  # in which what more answers show is added up
_NEGLIGIBLE = 1e-3  # of the likeliest


@dataclass(frozen=True)
class Unseen:
    """How many wanted posts are left among those nobody was asked about.

    Attributes:
        posts: how many are left unseen, wanted or not.
        about: the likeliest number of wanted ones among them: the median.
        low: where the 80 % interval begins: the true number is below in one case of ten.
        high: where it ends: it is above in one of ten.
        next_answers: how many more answers `next_wanted` is about, at most NEXT.
        next_wanted: how many wanted posts these would likely show.

    """

    posts: int
    about: int
    low: int
    high: int
    next_answers: int
    next_wanted: int


@dataclass(frozen=True)
class _Odds:
    """Odds of a wanted post: their logarithm, how they fall and rise, and the belief that they are so."""

    first: float
    fall: float
    rise: float
    belief: float

    def of(self, left: float, wanted: int, others: float, learned: float) -> float:
        """Return the odds that the next is one of the `left` wanted ones, of `wanted` in all.

        `learned` is the logarithm of the share of enough answers that the queue has learned from.
        """
        return (
            exp(self.first + self.fall * log(left / wanted) + self.rise * learned) * left / max(others, 0.5)
        )


@dataclass(frozen=True)
class _Block:
    """Answers in a row: how many were wanted or not; what was found, read and learned in their middle."""

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
    """Return how many wanted posts are left among `unseen` ones; None with too few answers to say.

    `wanted` are the answers in their order. That takes FEWEST_ANSWERS of them, FEWEST_WANTED of them wanted;
    only of no posts left is it known at once that none is wanted.
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
        # The first of a block is drawn from what was there, the last from what the others left.
        read = start + (len(part) - 1) / 2
        yield _Block(yes, len(part) - yes, found + max(yes - 1, 0) / 2, read, _learned(read))
        found += yes


def _learned(read: float) -> float:
    return log(min(read + 1, _ENOUGH) / _ENOUGH)


def _posterior(
    blocks: Sequence[_Block], standing: _Standing, more: int
) -> tuple[list[int], list[float], float]:
    """Return numbers left, how likely each is, and how many wanted posts `more` answers would show."""
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
    """Yield the numbers left that are tried: the small ones all, the larger ones ever farther apart."""
    number = 0
    while number < most:
        yield number
        number = max(number + 1, round(number * _GROWTH))
    yield most


def _width(left: Sequence[int], place: int) -> float:
    """Return for how many numbers one that is tried stands."""
    before = left[place] - left[place - 1] if place else 1
    after = left[place + 1] - left[place] if place + 1 < len(left) else 1
    return (before + after) / 2


@cache
def _odds() -> tuple[_Odds, ...]:
    """Return the odds that are tried."""
    (first, spread), (fall, spread_of_fall) = _ODDS, _FALL
    by_chance = _Odds(0.0, 0.0, 0.0, _BY_CHANCE)
    ordered = (
        _Odds(first + one * spread, fall + other * spread_of_fall, _RISE, -(one**2 + other**2) / 2)
        for one in _GRID
        for other in _FALL_GRID
    )
    return (by_chance, *ordered)


def _explained(blocks: Iterable[_Block], wanted: int, posts: int, odds: _Odds) -> float:
    """Return the logarithm of how likely the answers are, with so many wanted in all."""
    total = 0.0
    for block in blocks:
        left = wanted - block.found
        if left <= 0:
            continue  # none left to find, and none was found
        next_ = odds.of(left, wanted, posts - block.read - left, block.learned)
        total += block.yes * log(next_) - (block.yes + block.no) * log(1 + next_)
    return total


def _shown(left: int, standing: _Standing, odds: _Odds, more: int) -> float:
    """Return how many of `left` wanted posts `more` answers would show, step by step."""
    rest = float(left)
    for step in range(_STEPS):
        if rest <= 0:
            break
        given = more * step / _STEPS
        others, learned = standing.unseen - given - rest, _learned(standing.read + given)
        next_ = odds.of(rest, left + standing.found, others, learned)
        rest -= min(more / _STEPS * next_ / (1 + next_), rest)
    return left - rest


def _quantile(left: Sequence[int], chances: Sequence[float], share: float) -> int:
    """Return the number up to which that share of the chances lies, evenly between those that are tried."""
    below = 0.0
    for place, chance in enumerate(chances):
        if below + chance >= share:
            gap = left[place] - (left[place - 1] if place else left[place])
            return round(left[place] - gap * (1 - (share - below) / chance)) if gap > 1 else left[place]
        below += chance
    return left[-1]
