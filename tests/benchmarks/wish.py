"""What a wish and answers are worth together: average precision on people's grades of posts of many boards.

    python tests/benchmarks/wish.py --data ../shared/data [--reps 12] [--old ../shared/taste]

For each of the people in tests/data/taste (grades made by reading, before any ranking was run; see rubric.md
there) and the two of --old: random labels as in taste.py, then the order of all other posts by the reference
recipe, by TF-IDF with LinearSVC, by the answers alone, by the wish alone and by both; the same for short
wishes; how often scores came true; and what holds on other boards and later. Nothing was chosen on the people
of others/. wish.txt keeps what it printed last.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import average_precision_score, cohen_kappa_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from captures import Captured, read_captures
from support.wishes import read_wish
from taste import read_posts, split

from jobsearch.learning import calibration, evaluation, linear
from jobsearch.learning.vectors import fit_features
from jobsearch.learning.views import Readable
from jobsearch.learning.wish import weighing
from jobsearch.learning.wish.read import Wish
from jobsearch.learning.wish.seeking import understand

NEW = Path(__file__).parents[1] / "data" / "taste"
OTHERS = NEW / "others"
OLD = ("backend", "success")
FEEDS = ("2024-12-04", "2025-08-29", "2026-03-17", "2026-06-14")
SIZES = (20, 40, 80, 160)
FEW_WORDS = {
    "artist": "game artist",
    "backend": "backend engineer",
    "embedded": "firmware",
    "nurse": "nurse",
    "policy": "policy",
    "success": "customer success",
    "tax": "accountant",
}
HALVES = (("artist", "nurse", "tax", "success"), ("embedded", "policy", "backend"))
RANGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
_FEWEST = 2  # wanted posts on either side, to learn from and to be found
_OLDER = (1.0, 0.5, 0.25, 0.0)  # what an answer about an older post may count
_SHARE = 0.4
ORDERS = ("reference", "LinearSVC", "answers", "wish", "both")


@dataclass(frozen=True)
class Pool:
    """Posts, and what stands for their text in the recipes that read nothing else."""

    posts: Sequence[Readable]
    texts: Sequence[str]
    boards: NDArray[np.str_]


@dataclass(frozen=True)
class Person:
    """Who wants what of a pool, and how they say it."""

    name: str
    pool: Pool
    wanted: NDArray[np.bool_]
    wish: Wish


@dataclass(frozen=True)
class Trial:
    """One split: scores of all posts by each order, the labels, and what was expected of them unseen."""

    scores: dict[str, NDArray[np.float64]]
    chosen: NDArray[np.intp]
    held_out: dict[str, NDArray[np.float64] | None]


def people(data: Path, old: Path) -> list[Person]:
    """Return the new people with posts of many boards, and the old ones with those of Remote OK."""
    by_key = {post.key: post for post in read_captures(data)}
    found = [person for folder in (NEW, OTHERS) for person in _of_many_boards(folder, by_key)]
    posts = read_posts([data / "remoteok" / f"{feed}.json" for feed in FEEDS])
    ids = [post.external_id for post in posts]
    texts = [
        "\n".join((post.company, post.title, post.description, ",".join(post.tags), post.location))
        for post in posts
    ]
    one = Pool(posts, texts, np.full(len(posts), "remoteok"))
    return found + [_person(name, one, _grades(old / f"{name}.csv", "id"), ids) for name in OLD]


def _of_many_boards(folder: Path, by_key: Mapping[str, Captured]) -> list[Person]:
    """Return the people of a folder, who all graded the same posts."""
    names = _names(folder)
    keys = sorted(_grades(folder / f"{names[0]}.csv", "key"))
    posts = [by_key[key] for key in keys]
    texts = [
        "\n".join((post.company, post.title, post.description, ",".join(post.tags), post.location))
        for post in posts
    ]
    pool = Pool(posts, texts, np.array([key.partition(":")[0] for key in keys]))
    return [_person(name, pool, _grades(folder / f"{name}.csv", "key"), keys) for name in names]


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.csv"))


def _grades(path: Path, key: str, grade: str = "grade") -> dict[str, int]:
    with path.open(newline="", encoding="utf-8") as file:
        return {row[key]: int(row[grade]) for row in csv.DictReader(file)}


def _person(name: str, pool: Pool, grades: dict[str, int], keys: Iterable[str]) -> Person:
    wish = (NEW / "wishes" / f"{name}.txt").read_text(encoding="utf-8")
    return Person(name, pool, np.array([grades[key] >= 2 for key in keys]), read_wish(wish))


class Reader:
    """Rows of each pool for each number of labels, made once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[tuple[int, int], tuple[object, csr_matrix]] = {}

    def rows(self, person: Person, size: int) -> tuple[csr_matrix, csr_matrix, NDArray[np.float64]]:
        """Return the rows of the posts, the same with the nearness to the wish, and the nearness."""
        key = (id(person.pool), size)
        if key not in self._kept:
            self._kept[key] = fit_features(person.pool.posts, size)
        steps, rows = self._kept[key]
        seeking = understand(person.wish, steps, rows)
        if seeking is None:
            raise SystemExit(f"no post holds a word of what {person.name} seeks")
        return rows, seeking.transform(rows), seeking.nearness(rows)


def trial(person: Person, reader: Reader, size: int, rep: int, *, references: bool) -> Trial:
    """Fit every order on one split, those of other recipes where they are asked for: they take longest."""
    rows, told, nearness = reader.rows(person, size)
    chosen = split(person.wanted, size, rep)
    wanted = person.wanted[chosen]
    answers = np.where(wanted, "yes", "no")
    folds = evaluation.folds(answers, 2)
    both = weighing.weigh(told, chosen.tolist(), answers, folds)
    alone = linear.fit(rows[chosen], answers)
    scores = {
        "answers": rows @ alone.coef_[0],
        "wish": nearness,
        "both": told @ both.taste.coef_[0],
    }
    if references:
        texts = [person.pool.texts[place] for place in chosen]
        scores["reference"] = _of_texts(person, texts, wanted, SGDClassifier(random_state=rep))
        balanced = LinearSVC(class_weight="balanced")
        scores["LinearSVC"] = _of_texts(person, texts, wanted, balanced, sublinear_tf=True)
    held = linear.held_out(rows[chosen], answers, folds) if folds else None
    return Trial(scores, chosen, {"answers": held, "both": both.held_out})


def _of_texts(
    person: Person, texts: list[str], wanted: NDArray[np.bool_], classifier: object, **weights: bool
) -> NDArray[np.float64]:
    model = make_pipeline(CountVectorizer(), TfidfTransformer(**weights), classifier).fit(texts, wanted)
    return np.asarray(model.decision_function(person.pool.texts))


def precision(person: Person, found: Trial, order: str) -> float:
    """Return the average precision of an order of the posts that were not labeled."""
    rest = np.setdiff1d(np.arange(len(person.wanted)), found.chosen)
    return float(average_precision_score(person.wanted[rest], found.scores[order][rest]))


def print_agreement() -> None:
    """Print how alike the two readings of each person's grades are."""
    print("grades: posts, wanted, graded alike in both readings, kappa of wanted or not, of grades")
    for name in _names(NEW):
        with (NEW / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        first, second = (np.array([int(row[column]) for row in rows]) for column in ("first", "second"))
        wanted = sum(int(row["grade"]) >= 2 for row in rows)
        print(
            f"  {name:10s}{len(rows):5d}{wanted:5d}{np.mean(first == second):7.3f}"
            f"{cohen_kappa_score(first >= 2, second >= 2):7.2f}"
            f"{cohen_kappa_score(first, second, weights='linear'):7.2f}"
        )


def print_agreement_of_readers() -> None:
    """Print how alike the grades of another reader are to the first ones, on the posts that both read."""
    print("\nanother reader, blind, on some of them: posts, wanted by each, alike, kappas as above")
    with (NEW / "blind" / "again.csv").open(newline="", encoding="utf-8") as file:
        again = list(csv.DictReader(file))
    for name in _names(NEW):
        before = _grades(NEW / f"{name}.csv", "key", "second")
        first = np.array([before[row["key"]] for row in again])
        other = np.array([int(row[name]) for row in again])
        print(
            f"  {name:10s}{len(again):5d}{np.sum(first >= 2):5d}{np.sum(other >= 2):5d}"
            f"{np.mean(first == other):7.3f}"
            f"{cohen_kappa_score(first >= 2, other >= 2):7.2f}"
            f"{cohen_kappa_score(first, other, weights='linear'):7.2f}"
        )


def print_orders(
    everybody: Sequence[Person], trials: dict[tuple[str, int], list[Trial]], names: Sequence[str], title: str
) -> None:
    """Print the mean average precision of each order at each number of labels."""
    of = {person.name: person for person in everybody}
    print(f"\n{title:34s}" + "".join(f"{size:>7d}" for size in SIZES))
    for order in [one for one in ORDERS if one in trials[names[0], SIZES[0]][0].scores]:
        figures = [
            np.mean([precision(of[name], one, order) for name in names for one in trials[name, size]])
            for size in SIZES
        ]
        print(f"  {order:32s}" + "".join(f"{figure:7.3f}" for figure in figures), flush=True)


def print_bars(
    everybody: Sequence[Person], trials: dict[tuple[str, int], list[Trial]], sizes: Sequence[int]
) -> None:
    """Print for each person how both rank beside the better of the two alone, with its standard error."""
    for size in sizes:
        print(f"\nat {size} labels: answers, wish, both, both less the better of the two, standard error")
        for person in everybody:
            found = np.array(
                [[precision(person, one, order) for order in ORDERS[2:]] for one in trials[person.name, size]]
            )
            answers, wish, both = found.T
            gain = both - (answers if answers.mean() > wish.mean() else wish)
            error = gain.std(ddof=1) / np.sqrt(len(gain))
            figures = "".join(f"{one:7.3f}" for one in found.mean(axis=0))
            print(f"  {person.name:16s}{figures}{gain.mean():+8.3f}{error:7.3f}", flush=True)


def print_reliability(
    everybody: Sequence[Person], trials: dict[tuple[str, int], list[Trial]], sizes: Sequence[int]
) -> None:
    """Print what scores promise of posts that were not labeled and how many of these are wanted."""
    for size in sizes:
        for order in ("answers", "both"):
            scores, wanted = [], []
            for person in everybody:
                for one in trials[person.name, size]:
                    rest = np.setdiff1d(np.arange(len(person.wanted)), one.chosen)
                    values, held = one.scores[order], one.held_out[order]
                    if held is None:
                        continue
                    scale = calibration.calibrate(person.wanted[one.chosen], held, values)
                    scores.append(scale.apply(values)[rest])
                    wanted.append(person.wanted[rest])
            print(f"\n{size} labels, {order}: scores, posts, expected, wanted")
            _print_bins(np.concatenate(scores), np.concatenate(wanted))


def _print_bins(scores: NDArray[np.float64], wanted: NDArray[np.bool_]) -> None:
    for low, high in pairwise(RANGES):
        within = (scores >= low) & (scores < high if high < 1 else scores <= high)
        if within.any():
            print(
                f"  {low:.1f} to {high:.1f}{within.sum():8d}"
                f"{scores[within].mean():7.2f}{wanted[within].mean():7.2f}"
            )


def print_boards(everybody: Sequence[Person], reader: Reader, reps: range) -> None:
    """Print how a model of half of the boards ranks posts of the others, and whom it prefers."""
    print(
        "\n80 labels of posts of half of the boards: precision among those of others by answers, wish, both;"
    )
    print("mean rank, from 0 to 1, of unwanted posts of labeled boards (0.5: none is preferred)")
    for person in everybody:
        boards = np.unique(person.pool.boards)
        if len(boards) == 1:
            continue
        figures: list[list[float]] = []
        ranks: list[float] = []
        for rep in reps:
            rng = np.random.RandomState(rep)
            labeled = np.isin(person.pool.boards, rng.permutation(boards)[: len(boards) // 2])
            if min(person.wanted[labeled].sum(), person.wanted[~labeled].sum()) < _FEWEST:
                continue
            places = np.flatnonzero(labeled)
            chosen = places[split(person.wanted[places], min(80, len(places) // 2), rep)]
            orders = _orders(person, reader, chosen)
            figures.append(
                [average_precision_score(person.wanted[~labeled], one[~labeled]) for one in orders]
            )
            unwanted = np.setdiff1d(np.flatnonzero(~person.wanted), chosen)
            rank = np.argsort(np.argsort(orders[2][unwanted])) / len(unwanted)
            ranks.append(rank[labeled[unwanted]].mean())
        if not figures:
            print(f"  {person.name:12s} all that is wanted is on too few boards")
            continue
        print(
            f"  {person.name:12s}"
            + "".join(f"{one:7.3f}" for one in np.mean(figures, axis=0))
            + f"{np.mean(ranks):9.2f}"
        )


def print_drift(everybody: Sequence[Person], reader: Reader, reps: range) -> None:
    """Print how labels of older posts rank newer ones, and what it is worth to believe them less."""
    print("\nthe newer half of the posts, by 60 labels of the older half that count so much, 20 of it")
    print(f"  {'':12s}" + "".join(f"{weight:>7}" for weight in _OLDER))
    for person in everybody:
        times = np.array([post.posted_at.timestamp() for post in person.pool.posts])  # type: ignore[attr-defined]
        older, newer = np.flatnonzero(times < np.median(times)), np.flatnonzero(times >= np.median(times))
        _rows, told, _nearness = reader.rows(person, 80)
        figures = []
        for rep in reps:
            first = older[split(person.wanted[older], 60, rep)]
            then = newer[split(person.wanted[newer], 20, rep)]
            rest = np.setdiff1d(newer, then)
            chosen = np.concatenate([first, then])
            figures.append(
                [
                    average_precision_score(person.wanted[rest], told[rest] @ one)
                    for one in (
                        _fit_weighted(told, chosen, person.wanted, len(first), weight) for weight in _OLDER
                    )
                ]
            )
        print(f"  {person.name:12s}" + "".join(f"{one:7.3f}" for one in np.mean(figures, axis=0)))


def _fit_weighted(
    told: csr_matrix, chosen: NDArray[np.intp], wanted: NDArray[np.bool_], older: int, weight: float
) -> NDArray[np.float64]:
    """Fit the likeliest share of the wish with the first answers counting less."""
    weights = np.where(np.arange(len(chosen)) < older, max(weight, 1e-6), 1.0)
    for kind in (wanted[chosen], ~wanted[chosen]):
        weights[kind] *= len(chosen) / (2 * weights[kind].sum())
    scaled = told[chosen].multiply(np.append(np.ones(told.shape[1] - 1), _SHARE)).tocsr()
    found = linear.unfitted(min(1.0, linear.PRIOR / len(chosen))).fit(
        scaled, wanted[chosen], sample_weight=weights
    )
    return np.asarray(found.coef_[0] * np.append(np.ones(told.shape[1] - 1), _SHARE))


def _orders(person: Person, reader: Reader, chosen: NDArray[np.intp]) -> list[NDArray[np.float64]]:
    rows, told, nearness = reader.rows(person, 80)
    answers = np.where(person.wanted[chosen], "yes", "no")
    both = weighing.weigh(told, chosen.tolist(), answers, evaluation.folds(answers, 2))
    return [rows @ linear.fit(rows[chosen], answers).coef_[0], nearness, told @ both.taste.coef_[0]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--old", type=Path, required=True)
    parser.add_argument("--reps", type=int, default=12)
    parser.add_argument("--ours", action="store_true", help="without the reference and LinearSVC")
    parser.add_argument("--first", type=int, default=700)
    options = parser.parse_args()
    reps = range(options.first, options.first + options.reps)
    everybody, reader = people(options.data, options.old), Reader()
    print_agreement()
    print_agreement_of_readers()
    print("\nby the wish alone, before any answer")
    for person in everybody:
        nearness = reader.rows(person, 0)[2]
        print(f"  {person.name:16s}{average_precision_score(person.wanted, nearness):.3f}")
    make: Callable[[Person, int], list[Trial]] = lambda person, size: [  # noqa: E731 - said once
        trial(person, reader, size, rep, references=not options.ours) for rep in reps
    ]
    trials = {(person.name, size): make(person, size) for person in everybody for size in SIZES}
    print_orders(everybody, trials, _names(NEW), "five new people, labels:")
    print_orders(everybody, trials, OLD, "two old people, labels:")
    print_orders(everybody, trials, _names(OTHERS), "three others, labels:")
    for half, title in zip(HALVES, ("one half of the people", "the other half"), strict=True):
        print_orders(everybody, trials, half, title)
    print_bars(everybody, trials, (20, 40, 80))
    tuned = [person for person in everybody if person.name in FEW_WORDS]
    print("\nwith a wish of a word or two")
    hurried = [replace(person, wish=read_wish(FEW_WORDS[person.name])) for person in tuned]
    print_bars(hurried, {(one.name, size): make(one, size) for one in hurried for size in (40, 80)}, (40, 80))
    print_reliability(everybody, trials, (20, 80))
    print_boards(tuned, reader, reps)
    print_drift(tuned[-len(OLD) :], reader, reps)


if __name__ == "__main__":
    main()
