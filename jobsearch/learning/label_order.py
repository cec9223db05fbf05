"""Choose which post to ask about next, deterministically for the same posts, scores and seed.

no scores yet   variety: each next post shares the fewest words with those before it
with scores     likely, uncertain, likely, random, and again

This module is pure.
"""

import random
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import cycle
from typing import Literal, get_args

Order = Literal["smart", "newest", "oldest", "random"]
ORDERS: tuple[Order, ...] = get_args(Order)
Motive = Literal[
    "likely", "uncertain", "random", "different", "like your text", "unexpected", "as expected", "asked"
]

_SAMPLE = 3  # with 40, the oddest posts come first, and two people's wanted ones half as often as by chance
_RECENT = 60


@dataclass(frozen=True)
class Candidate:
    """A post that can be asked about.

    Attributes:
        id: the caller's id, which also breaks ties.
        at: when it was published, or answered.
        about: its title and tags, to distinguish posts.
        score: the model's score from 0 to 1; None without a model.

    """

    id: int
    at: datetime
    about: str
    score: float | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of `about`; computed lazily, because few of 100,000 candidates are ever compared."""
        return frozenset(self.about.casefold().split())


@dataclass(frozen=True)
class Suggestion:
    """A post to ask about.

    Attributes:
        id: the caller's id.
        motive: the reason for asking about it.
        rank: its rank, from 1, among the open posts by the answers so far; 0 without a ranking.
        reasons: (term, weight) of its strongest terms; empty without a ranking.

    """

    id: int
    motive: Motive
    rank: int = 0
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Advice:
    """The conclusions drawn from the answers so far.

    Attributes:
        next: the posts to ask about next, in this order.
        likeliest: the open posts most likely wanted; empty without a ranking.
        current: the prediction for the post currently asked about; None without a ranking.

    """

    next: tuple[Suggestion, ...]
    likeliest: tuple[int, ...] = ()
    current: Suggestion | None = None


def arrange(candidates: Sequence[Candidate], order: Order, seed: int = 0) -> Iterator[int]:
    """Yield the ids of all candidates in the order in which to ask about them."""
    ranked = sorted(candidates, key=lambda candidate: candidate.id)
    rng = random.Random(seed)  # noqa: S311 - for variety, not a secret
    for candidate in _ordered(ranked, order, rng):
        yield candidate.id


def _ordered(candidates: list[Candidate], order: Order, rng: random.Random) -> Iterable[Candidate]:
    match order:
        case "newest":
            return sorted(candidates, key=lambda candidate: candidate.at, reverse=True)
        case "oldest":
            return sorted(candidates, key=lambda candidate: candidate.at)
        case "random":
            return rng.sample(candidates, len(candidates))
        case "smart" if any(candidate.score is not None for candidate in candidates):
            return _mixed(candidates, rng)
        case "smart":
            return _varied(candidates, rng)


def _mixed(candidates: Sequence[Candidate], rng: random.Random) -> Iterator[Candidate]:
    """Yield in turn the most likely, the most uncertain, the most likely and a random remaining candidate."""
    likeliest = iter(sorted(candidates, key=lambda candidate: -_score(candidate)))
    most_uncertain = iter(sorted(candidates, key=lambda candidate: abs(_score(candidate) - 0.5)))
    any_of_them = iter(rng.sample(candidates, len(candidates)))
    dealt: set[int] = set()
    for pile in cycle((likeliest, most_uncertain, likeliest, any_of_them)):
        chosen = next((candidate for candidate in pile if candidate.id not in dealt), None)
        if chosen is None:
            return
        dealt.add(chosen.id)
        yield chosen


def _score(candidate: Candidate) -> float:
    return 0.0 if candidate.score is None else candidate.score


def _varied(candidates: Sequence[Candidate], rng: random.Random) -> Iterator[Candidate]:
    """Yield, from samples of the remaining candidates, the one that least repeats words seen recently."""
    rest = rng.sample(candidates, len(candidates))
    recent: deque[frozenset[str]] = deque(maxlen=_RECENT)
    while rest:
        seen = frozenset().union(*recent)
        at = min(range(min(_SAMPLE, len(rest))), key=lambda i: _share_seen(rest[i].words, seen))
        rest[at], rest[-1] = rest[-1], rest[at]
        chosen = rest.pop()
        recent.append(chosen.words)
        yield chosen


def _share_seen(words: frozenset[str], seen: frozenset[str]) -> float:
    return len(words & seen) / len(words) if words else 1.0
