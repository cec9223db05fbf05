"""Titles with too few posts belong to a kind that has enough, or drop out; pure."""

from collections import Counter
from collections.abc import Mapping

from jobsearch.titles.tables import VAGUE


def fold(posts: Mapping[str, int], fewest: int) -> dict[str, str | None]:
    """Return the title under which each title is learned, itself where it has `fewest` posts or more.

    `posts` says how many each parsed title has. A title without enough is a kind of what its last words name,
    the longest first ("financial data engineer" of "data engineer"), if that is some post's own title and not
    vague; what it folds into counts its posts as well. None where nothing is left, and for vague titles.
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
