"""Answer the posts of a list, in any order; every answer is stored before the next key."""

from collections.abc import Sequence
from typing import NamedTuple

from jobsearch.domain.answers import LabelChoice
from jobsearch.domain.listing import ListedPost
from jobsearch.services.cache import open_store
from jobsearch.services.labels.answers import History
from jobsearch.settings import Settings


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
        self.answers: dict[int, LabelChoice] = {}
        self.seen: set[int] = set()
        self._history = History(open_store(settings))

    def answer(self, place: int, given: LabelChoice) -> None:
        """Store the answer to the post at a place."""
        self._history.answer(place, self.posts[place].key, given)
        self.answers[place] = given

    def back(self) -> Back | None:
        """Take the last answer back, unless it changed elsewhere; None when there is none."""
        undone = self._history.undo()
        if undone is None:
            return None
        step, taken = undone
        if taken:
            earlier = (one.given for one in reversed(self._history.steps) if one.id == step.id)
            if given := next(earlier, None):
                self.answers[step.id] = given
            else:
                del self.answers[step.id]
        return Back(step.id, taken)
