"""Choose the order in which to ask about posts.

The order is deterministic for the same posts, scores, and seed.

no scores yet   variety: each post shares as few words as possible with those before it
with scores     a repeating cycle: likely, uncertain, likely, random

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

_SAMPLE = 3  # with 40, the oddest posts come first, and two people's wanted posts half as often as by chance
_RECENT = 60


@dataclass(frozen=True)
class Candidate:
    """A post that can be asked about.

    Attributes:
        id: the caller's ID, which also breaks ties.
        at: when the post was published or answered.
        about: the title and tags, used to compare posts.
        score: the model's score, from 0 to 1, or None without a model.

    """

    id: int
    at: datetime
    about: str
    score: float | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words in `about`, computed lazily because few candidates are ever compared."""
        return frozenset(self.about.casefold().split())


@dataclass(frozen=True)
class Suggestion:
    """A suggestion to ask about a post.

    Attributes:
        id: the caller's ID of the post.
        motive: the reason for asking about the post.
        rank: the post's rank among the open posts, starting at 1; 0 without a ranking.
        reasons: the terms with the largest contributions, as (term, weight); empty without a ranking.

    """

    id: int
    motive: Motive
    rank: int = 0
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Advice:
    """The learner's suggestions, based on the answers so far.

    Attributes:
        next: the posts to ask about next, in order.
        likeliest: the open posts most likely to be wanted; empty without a ranking.
        current: the prediction for the current post, or None without a ranking.

    """

    next: tuple[Suggestion, ...]
    likeliest: tuple[int, ...] = ()
    current: Suggestion | None = None


def arrange(candidates: Sequence[Candidate], order: Order, seed: int = 0) -> Iterator[int]:
    """Yield the IDs of all candidates in the order in which to ask about them."""
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
    """Yield candidates in a repeating cycle: likely, uncertain, likely, random."""
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
    """Yield candidates, each chosen from a sample to repeat the fewest recently seen words."""
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
