"""Fold titles with too few posts into more general titles that have enough, or drop them.

This module is pure.
"""

from collections import Counter
from collections.abc import Mapping

from jobsearch.titles.tables import VAGUE


def fold(posts: Mapping[str, int], fewest: int) -> dict[str, str | None]:
    """Map each title to the title under which it is learned, or to None if it is dropped.

    `posts` contains the number of posts per parsed title. A title with at least `fewest` posts is learned
    under its own name, unless it is vague. Any other title is folded into the longest suffix of its words
    that is itself the title of a post and not vague, such as "financial data engineer" into "data engineer",
    and its posts count toward that title. If there is no such suffix, it is dropped.
    """
    parents = _parents(posts, fewest)[0]
    return {title: _end(title, parents) for title in posts}


def posts_missing(posts: Mapping[str, int], fewest: int, titles: int) -> int:
    """Estimate how many more posts are needed until `titles` titles have `fewest` posts each."""
    parents, totals = _parents(posts, fewest)
    others = [totals[title] for title, parent in parents.items() if parent is None and title not in VAGUE]
    best = sorted(others, reverse=True)
    needed = max(titles - (len(posts) - len(parents)), 0)
    return sum(max(fewest - number, 1) for number in [*best, *[0] * needed][:needed])


def _parents(posts: Mapping[str, int], fewest: int) -> tuple[dict[str, str | None], Counter[str]]:
    """Return the parent of each title with too few posts, and the total number of posts per title."""
    totals = Counter(posts)
    parents: dict[str, str | None] = {}
    for title in sorted(posts, key=lambda name: (-len(name.split()), name)):
        if totals[title] < fewest or title in VAGUE:
            parents[title] = parent = _parent(title, posts)
            totals[parent or ""] += totals[title]
    return parents, totals


def _parent(title: str, posts: Mapping[str, int]) -> str | None:
    words = title.split()
    kinds = (" ".join(words[start:]) for start in range(1, len(words)))
    return next((kind for kind in kinds if kind in posts and kind not in VAGUE), None)


def _end(title: str, parents: Mapping[str, str | None]) -> str | None:
    end: str | None = title
    while end is not None and end in parents:
        end = parents[end]
    return end
