"""Whether an interview should count more than an application: average precision on people's grades.

    python tests/benchmarks/outcomes.py --data ../shared/data [--reps 8] [--first 500]

The people are those of tests/data/taste, the posts those of saved responses. Of each split, posts graded 3
are answered "applied"; a random third of these brings an interview, which weighs 1 to 6 times a yes.
Who gets an interview is chance here, as it is no matter of taste: the best that it can do is to repeat what
"applied" says. The order of all other posts is judged.
"""

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from captures import read_captures
from numpy.typing import NDArray
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import average_precision_score
from taste import split

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.learning import linear
from jobsearch.learning.vectors import fit_features

GRADES = Path(__file__).parents[1] / "data" / "taste"
WEIGHTS = (1.0, 2.0, 3.0, 4.0, 6.0)
SIZES = (40, 80, 160)
SHARE = 1 / 3


def fit(rows: object, grades: NDArray[np.intp], interview: NDArray[np.bool_], weight: float) -> SGDClassifier:
    """Fit as linear.fit does, an interview weighing so many times as much as a yes."""
    wanted = grades >= 2
    weights = np.where(interview, weight, np.where(grades == 3, linear.APPLIED, 1.0))
    alpha = min(1.0, linear.PRIOR / float(weights.sum()))
    for kind in (wanted, ~wanted):
        weights[kind] *= len(grades) / (2 * weights[kind].sum())
    return linear.unfitted(alpha).fit(rows, wanted.astype(np.int8), sample_weight=weights)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reps", type=int, default=8)
    parser.add_argument("--first", type=int, default=500)
    options = parser.parse_args()
    people = []
    for path in sorted([*GRADES.glob("*.csv"), *(GRADES / "others").glob("*.csv")]):
        with path.open(newline="", encoding="utf-8") as file:
            people.append({row["key"]: int(row["grade"]) for row in csv.DictReader(file)})
    by_key = {post.key: post for post in read_captures(options.data)}
    groups: dict[tuple[str, ...], list[dict[str, int]]] = {}
    for one in people:
        groups.setdefault(tuple(sorted(one)), []).append(one)
    print(f"{len(people)} people; labels" + "".join(f"{weight:>9.0f}x" for weight in WEIGHTS))
    for size in SIZES:
        found: dict[float, list[float]] = {weight: [] for weight in WEIGHTS}
        for keys, those in groups.items():
            _steps, rows = fit_features([by_key[key] for key in keys], size)
            for person in those:
                grades = np.array([person[key] for key in keys])
                for rep in range(options.first, options.first + options.reps):
                    chosen = split(grades >= 2, size, rep)
                    rest = np.setdiff1d(np.arange(len(grades)), chosen)
                    chance = np.random.default_rng(rep).random(size)[: len(chosen)]
                    interview = (grades[chosen] == 3) & (chance < SHARE)
                    for weight in WEIGHTS:
                        taste = fit(rows[chosen], grades[chosen], interview, weight)
                        values = np.asarray(rows[rest] @ taste.coef_[0])
                        found[weight].append(average_precision_score(grades[rest] >= 2, values))
        print(f"{size:>18}" + "".join(f"{np.mean(one):>10.3f}" for one in found.values()), flush=True)


if __name__ == "__main__":
    main()
