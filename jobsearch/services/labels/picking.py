"""Answer the posts of a list, in any order; every answer is stored before the next key."""

from collections.abc import Sequence
from typing import NamedTuple

from jobsearch.domain.listing import ListedPost
from jobsearch.services.cache import open_store
from jobsearch.services.labels.answers import Change, Given, give, take_back
from jobsearch.settings import Settings


class _Step(NamedTuple):
    place: int
    change: Change
    answered_before: Given | None


class Back(NamedTuple):
    """Which post the last answer was of, and whether it was taken back: not when it changed elsewhere."""

    place: int
    taken: bool


class PickSession:
    """One sitting over a list.

    Attributes:
        posts: the list as it is; no answer moves a post.
        answers: what was said of the posts, by their places from 0.
        seen: the places of those that were on the screen.

    """

    def __init__(self, settings: Settings, posts: Sequence[ListedPost]) -> None:
        """Begin without answers."""
        self.posts = tuple(posts)
        self.answers: dict[int, Given] = {}
        self.seen: set[int] = set()
        self._engine = open_store(settings)
        self._done: list[_Step] = []

    def answer(self, place: int, given: Given) -> None:
        """Store the answer to the post at a place."""
        change = give(self._engine, self.posts[place].key, given)
        self._done.append(_Step(place, change, self.answers.get(place)))
        self.answers[place] = given

    def back(self) -> Back | None:
        """Take the last answer back, unless it changed elsewhere; None when there is none."""
        if not self._done:
            return None
        place, change, before = self._done.pop()
        if not take_back(self._engine, change):
            return Back(place, taken=False)
        if before is None:
            del self.answers[place]
        else:
            self.answers[place] = before
        return Back(place, taken=True)
