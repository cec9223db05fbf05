"""The number of wanted posts found so far, and an estimate of the number left, to decide when to stop."""

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
        curve: up to 20 points with the number of wanted posts among the first answers, the last for all
            answers.
        unseen: the estimated number of wanted posts left, based on answers to posts chosen as likely wanted;
            None if there are too few of those.

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
    """Return the progress of labeling, given the answers in order and the number of posts left."""
    found, answers = [0, *accumulate(int(answer.wanted) for answer in given)], len(given)
    steps = min(_POINTS, answers)
    places = [round(answers * (number + 1) / steps) for number in range(steps)]
    curve = tuple(Point(place, found[place]) for place in places)
    return Standing(answers, found[-1], curve, estimate(telling(given), left))


def telling(given: Iterable[GivenAnswer]) -> list[bool]:
    """Return whether each answer that can be used for the estimate is a yes.

    Usable answers are those to posts chosen because they were likely to be wanted: if the share of wanted
    posts among them falls, few are left. Other answers (imported, given without being asked, or asked for by
    date or at random) removed posts before the queue reached them, and provide no evidence about the posts
    still in it.
    """
    return [answer.wanted for answer in given if answer.likely_first]
