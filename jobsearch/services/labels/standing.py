"""The wanted posts found as answers are given, and an estimate of those left, to decide when to stop."""

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
    """The number of wanted posts among the first answers."""

    answers: int
    wanted: int


class Overview(NamedTuple):
    """The progress of labeling, and the number of posts left to ask about."""

    standing: "Standing"
    left: int


@dataclass(frozen=True)
class Standing:
    """The progress of labeling.

    Attributes:
        answers: the number of answers to stored posts in all sessions.
        wanted: the number of yes answers among them.
        curve: at most 20 points with the number of wanted posts by number of answers, ending with all
            answers.
        unseen: the estimated number of wanted posts left, based on answers to posts that came likely first;
            None if those are too few.

    """

    answers: int
    wanted: int
    curve: tuple[Point, ...] = ()
    unseen: Unseen | None = None


def overview(settings: Settings, cache: NoCache = UNCACHED) -> Overview:
    """Return the progress of labeling for an instance. Raises NoPosts and subclasses of InstanceError."""
    with reading(cache.open_store(settings)) as session:
        if not scores.any_post(session):
            raise NoPosts(instance=settings.instance)
        left = open_posts.count_to_ask(session)
        return Overview(standing_of(stored_counts.answers_in_order(session), left), left)


def standing(reader: "Reader") -> Standing:
    """Return the progress of labeling from a connection or session."""
    return standing_of(stored_counts.answers_in_order(reader), open_posts.count_to_ask(reader))


def standing_of(given: Sequence[GivenAnswer], left: int) -> Standing:
    """Return the progress of labeling from the answers in order and the number of posts left. Pure."""
    found, answers = [0, *accumulate(int(answer.wanted) for answer in given)], len(given)
    steps = min(_POINTS, answers)
    places = [round(answers * (number + 1) / steps) for number in range(steps)]
    curve = tuple(Point(place, found[place]) for place in places)
    return Standing(answers, found[-1], curve, estimate(telling(given), left))


def telling(given: Iterable[GivenAnswer]) -> list[bool]:
    """Return, for each answer usable for estimating the wanted posts left, whether it is a yes. Pure.

    Usable answers are those to posts that came likely first: a falling share of wanted posts among them means
    that few are left. Other answers (imported, given without being asked, or asked by date or at random)
    removed posts before the queue reached them, and say nothing about the posts still in it.
    """
    return [answer.wanted for answer in given if answer.likely_first]
