"""Fold titles with too few posts into a more general title with enough posts, or drop them.

This module is pure.
"""

from collections import Counter
from collections.abc import Mapping

from jobsearch.titles.tables import VAGUE


def fold(posts: Mapping[str, int], fewest: int) -> dict[str, str | None]:
    """Return the title under which each title is learned: itself if it has at least `fewest` posts.

    `posts` gives the number of posts per parsed title. A title with too few posts is folded into the longest
    suffix of its words ("financial data engineer" into "data engineer") that is itself a post's title and not
    vague, and its posts count toward that title. None if there is no such title, and for vague titles.
    """
    totals = Counter(posts)
    parents: dict[str, str | None] = {}
    for title in sorted(posts, key=lambda name: (-len(name.split()), name)):
        if totals[title] < fewest or title in VAGUE:
            parents[title] = parent = _parent(title, posts)
            totals[parent or ""] += totals[title]
    return {title: _end(title, parents) for title in posts}


def _parent(title: str, posts: Mapping[str, int]) -> str | None:
    words = title.split()
    kinds = (" ".join(words[start:]) for start in range(1, len(words)))
    return next((kind for kind in kinds if kind in posts and kind not in VAGUE), None)


def _end(title: str, parents: Mapping[str, str | None]) -> str | None:
    end: str | None = title
    while end is not None and end in parents:
        end = parents[end]
    return end
