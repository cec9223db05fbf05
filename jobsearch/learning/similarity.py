"""How alike posts are to what a person says they seek: an order before there is a model, or beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.domain.wish import StatedWish
from jobsearch.errors import WishUnknown
from jobsearch.learning.reasons import explain
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.views import Readable
from jobsearch.learning.wish.read import read_stated
from jobsearch.learning.wish.seeking import Seeking, understand


@dataclass(frozen=True)
class Alike:
    """The likeness of each post to one text, from 0 to 1, in the order of the posts."""

    scores: NDArray[np.float64]
    _seeking: Seeking
    _posts: csr_matrix
    _names: NDArray[np.object_]

    def score(self, place: int) -> float:
        """Return the likeness of the post at a place, from 0."""
        return float(self.scores[place])

    def reasons(self, places: Sequence[int]) -> list[tuple[tuple[str, float], ...]]:
        """Return the terms that make up the likeness of the posts at these places, from 0."""
        rows = self._posts[np.asarray(places, dtype=np.intp)]
        return explain(rows, self._seeking.moves(rows), self._names)


class ReadPosts:
    """Posts that were read once, to be compared with one text after the other."""

    def __init__(self, posts: Iterable[Readable]) -> None:
        """Read the posts; raises NothingToLearn when none holds a word."""
        self._steps, self._posts = fit_features(posts, answers=0)
        self._names = self._steps[0].get_feature_names_out()

    def like(self, wish: StatedWish) -> Alike:
        """Return how alike each post is to what a person seeks; what they refuse counts against.

        How rare a term is among the posts counts as it does for a model; what the wish leaves open counts
        for nothing. Raises WishUnknown when no post holds a word of it.
        """
        seeking = understand(read_stated(wish), self._steps, self._posts)
        if seeking is None:
            raise WishUnknown
        return Alike(seeking.likeness(self._posts), seeking, self._posts, self._names)
