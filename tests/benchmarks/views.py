"""What each view of a post costs each person: average precision without it less that with all views.

    PYTHONPATH=tests python tests/benchmarks/views.py --data ../shared/data --old ../shared/taste
                                                      [--reps 20] [--first 500] [--views field,title]

The people and posts of wish.py. For each number of labels, that many random posts are labeled as in taste.py;
the recipe is fitted with all views and without each, on the same splits, and its order of all other posts is
judged. First a line for each person has the average precision with all views by number of labels, then each
view has a line for each person, with means over the numbers of labels:

    cost           a positive one says that the person is better off without the view
    of the splits  its standard error over the splits: how much other labels of the same posts would change it
    of the posts   its standard error over the wanted posts: how much other posts would change it

At the end stand the costs above the bar of .02, and "over" where twice the larger error does not explain the
rest. views.txt keeps what it printed last.
"""

import argparse
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from wish import OLD, SIZES, people

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from taste import Board, board, ours, split

from jobsearch.learning.views import VIEWS

BAR = 0.02
CHOSEN = ("artist", "nurse", "planner", "success", "tax")  # the half on which a recipe may be chosen
ALL = ""


@dataclass(frozen=True)
class Cost:
    """What a view costs a person, with its standard errors."""

    view: str
    person: str
    cost: float
    of_splits: float
    of_posts: float

    @property
    def over(self) -> bool:
        """Whether neither error explains that the cost is above the bar."""
        return self.cost - 2 * max(self.of_splits, self.of_posts) > BAR


def precisions(wanted: NDArray[np.bool_], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the precision at the rank of each wanted post, and NaN for the others."""
    order = np.argsort(-values, kind="stable")
    hits, found = wanted[order], np.full(len(wanted), np.nan)
    found[order[hits]] = (np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits]
    return found


def judged(
    boards: Mapping[int, Board], wanted: NDArray[np.bool_], view: str, reps: range
) -> NDArray[np.float64]:
    """Return the precision at each wanted post by number of labels and split, NaN for the labeled ones."""
    found = np.full((len(boards), len(reps), len(wanted)), np.nan)
    for place, (size, read) in enumerate(boards.items()):
        rows = read.without(view).tocsr() if view else read.rows
        rows.eliminate_zeros()
        for number, rep in enumerate(reps):
            chosen = split(wanted, size, rep)
            rest = np.setdiff1d(np.arange(len(wanted)), chosen)
            values = ours(rows)(chosen, wanted[chosen])
            found[place, number, rest] = precisions(wanted[rest], values[rest])
    return found[..., wanted]


def cost_of(view: str, person: str, without: NDArray[np.float64], with_all: NDArray[np.float64]) -> Cost:
    """Return what a view costs by the precisions of both orders."""
    of_splits = np.nanmean(np.nanmean(without, axis=2) - np.nanmean(with_all, axis=2), axis=0)
    of_posts = np.nanmean(np.nanmean(without - with_all, axis=1), axis=0)
    errors = (
        float(np.nanstd(one, ddof=1) / np.sqrt(np.sum(~np.isnan(one)))) for one in (of_splits, of_posts)
    )
    return Cost(view, person, float(np.nanmean(of_splits)), *errors)


def print_means(means: Mapping[str, float]) -> None:
    """Print the mean average precision with all views, of each half and of new and old people."""
    groups = {
        "chosen": [name for name in means if name in CHOSEN],
        "judged": [name for name in means if name not in CHOSEN],
        "new": [name for name in means if name not in OLD],
        "old": [name for name in means if name in OLD],
    }
    for group, names in groups.items():
        print(f"{group:18s}{np.mean([means[name] for name in names]):7.4f}  {', '.join(names)}")


def print_over(costs: Sequence[Cost]) -> None:
    """Print the costs above the bar."""
    print(f"\nabove {BAR}: view, person, cost, error of the splits, error of the posts")
    for one in [one for one in costs if one.cost > BAR]:
        line = f"{one.view:14s}{one.person:16s}{one.cost:+7.3f}{one.of_splits:7.3f}{one.of_posts:7.3f}"
        print(f"  {line}{'  over' if one.over else ''}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--old", type=Path, required=True)
    parser.add_argument("--reps", type=int, default=20)
    parser.add_argument("--first", type=int, default=500)
    parser.add_argument("--views", default=",".join(VIEWS), help="those to take away, with commas between")
    options = parser.parse_args()
    warnings.simplefilter("ignore", RuntimeWarning)  # of splits that label all that a person wants
    reps, views = range(options.first, options.first + options.reps), options.views.split(",")
    everybody = people(options.data, options.old)
    pools = {id(person.pool): person.pool for person in everybody}
    boards = {key: {size: board(list(pool.posts), size) for size in SIZES} for key, pool in pools.items()}
    print(f"{options.reps} splits\naverage precision" + "".join(f"{size:>7d}" for size in SIZES) + "   mean")
    means, costs = dict[str, float](), list[Cost]()
    for person in everybody:
        here = boards[id(person.pool)]
        with_all = judged(here, person.wanted, ALL, reps)
        figures = [float(np.nanmean(np.nanmean(one, axis=1))) for one in with_all]
        means[person.name] = float(np.mean(figures))
        line = "".join(f"{figure:7.3f}" for figure in [*figures, means[person.name]])
        print(f"  {person.name:15s}{line}", flush=True)
        costs += [
            cost_of(view, person.name, judged(here, person.wanted, view, reps), with_all) for view in views
        ]
    print_means(means)
    for view in views:
        print(f"\nwithout {view}: cost, error of the splits, error of the posts")
        for one in [one for one in costs if one.view == view]:
            print(f"  {one.person:16s}{one.cost:+7.3f}{one.of_splits:7.3f}{one.of_posts:7.3f}")
    print_over(costs)


if __name__ == "__main__":
    main()
