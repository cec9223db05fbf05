"""Wanted posts found against answers given, and how many are likely left: whether a person may stop."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from jobsearch.errors import NoPosts
from jobsearch.learning.unseen import Unseen, estimate
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import counts as stored_counts
from jobsearch.store import open_posts, scores
from jobsearch.store.counts import GivenAnswer
from jobsearch.store.sqlite.engine import reading

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_POINTS = 20  # of the curve


@dataclass(frozen=True)
class Point:
    """How many posts were wanted among the first answers."""

    answers: int
    wanted: int


class Overview(NamedTuple):
    """How far the labeling has come, and how many posts there are to ask about."""

    standing: "Standing"
    left: int


@dataclass(frozen=True)
class Standing:
    """How far the labeling has come.

    Attributes:
        answers: how many were given to stored posts, in all sessions.
        wanted: how many of these are yes.
        curve: how many were wanted after ever more answers, at most 20 points, the last of all answers.
        unseen: how many wanted posts are likely left, None with too few answers to say, of
            those that were asked for likely posts first.

    """

    answers: int
    wanted: int
    curve: tuple[Point, ...] = ()
    unseen: Unseen | None = None


def overview(settings: Settings, cache: NoCache = UNCACHED) -> Overview:
    """Return the same of an instance, without a session; raises NoPosts, InstanceError's subclasses."""
    with reading(cache.open_store(settings)) as session:
        if not scores.any_post(session):
            raise NoPosts(instance=settings.instance)
        return Overview(standing(session), open_posts.count_to_ask(session))


def standing(reader: "Reader") -> Standing:
    """Return how far the labeling of an instance has come."""
    return standing_of(stored_counts.answers_in_order(reader), open_posts.count_to_ask(reader))


def standing_of(given: Sequence[GivenAnswer], left: int) -> Standing:
    """Return the same of answers in their order and the number of posts left to ask about; pure."""
    found, answers = [0, *accumulate(int(answer.wanted) for answer in given)], len(given)
    steps = min(_POINTS, answers)
    places = [round(answers * (number + 1) / steps) for number in range(steps)]
    curve = tuple(Point(place, found[place]) for place in places)
    return Standing(answers, found[-1], curve, estimate(telling(given), left))


def telling(given: Iterable[GivenAnswer]) -> list[bool]:
    """Return of the answers that tell how many wanted posts are left, whether each is a yes; pure.

    Those are of posts that came likely first: that fewer and fewer of these are wanted says that few are
    left. The others, whether imported, given unasked or asked for by date or by chance, took posts away
    before the queue came to them, and say nothing about those that it still has.
    """
    return [answer.wanted for answer in given if answer.likely_first]
