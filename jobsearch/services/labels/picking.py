"""Label the posts in a list in any order, storing each answer before the next key is read."""

from collections.abc import Sequence
from typing import NamedTuple

from jobsearch.domain.answers import LabelChoice
from jobsearch.domain.listing import ListedPost
from jobsearch.services.cache import open_store
from jobsearch.services.labels.answers import History
from jobsearch.settings import Settings


class Back(NamedTuple):
    """The index of the last post answered, and whether its answer was undone (False if changed elsewhere)."""

    place: int
    taken: bool


class PickSession:
    """A session for labeling the posts in a list.

    Attributes:
        posts: the list, whose order never changes.
        answers: the answers by the index of the post, from 0.
        seen: the indexes of the posts that have been on the screen.

    """

    def __init__(self, settings: Settings, posts: Sequence[ListedPost]) -> None:
        """Create a session without answers."""
        self.posts = tuple(posts)
        self.answers: dict[int, LabelChoice] = {}
        self.seen: set[int] = set()
        self._history = History(open_store(settings))

    def answer(self, place: int, given: LabelChoice) -> None:
        """Store the answer to the post at an index."""
        self._history.answer(place, self.posts[place].key, given)
        self.answers[place] = given

    def back(self) -> Back | None:
        """Undo the last answer unless it changed elsewhere. Returns None if there is none."""
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
