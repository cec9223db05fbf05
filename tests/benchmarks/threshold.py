"""Which posts reach the threshold: its F1 on people's grades, and how far three more answers move it.

    python tests/benchmarks/threshold.py [CSV...] [--data ../shared/data --old ../shared/taste] [--seeds 2]

Sessions in the order of the adviser and in random order, with and without the person's wish, over the pools
of stopping.py. After some answers the model is fitted, and three rules choose the threshold: the best F1 on
the held-out answers (`answers`, the rule of 0.2.0), the best expected F1 on all posts (`all`), and on those
without an answer (`unanswered`, in use). A JSON line for each order, half and rule: `f1` among the posts
without an answer, `precision` and `recall` there, the `share` of them that is listed, and how often three
more answers at least double or halve (`twofold`) or quadruple the list.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from screening import read_records
from stopping import CHOSEN, asked, read_options
from wish import people

from jobsearch.domain.answers import LabelChoice
from jobsearch.learning import evaluation, linear
from jobsearch.learning.calibration import calibrate
from jobsearch.learning.counts import Counts, count
from jobsearch.learning.vectors import fit_counted
from jobsearch.learning.views import Readable
from jobsearch.learning.wish import weighing
from jobsearch.learning.wish.read import Wish
from jobsearch.learning.wish.seeking import understand

MOMENTS = (20, 23, 26, 29, 40, 43, 60, 63, 100, 103, 200, 203)
_STEP = 3
Scores = NDArray[np.float64]
RULES: dict[str, Callable[[NDArray[np.bool_], Scores, Scores, Scores], float]] = {
    "answers": lambda wanted, held, _every, _rest: evaluation.best_cut(wanted, held),
    "all": lambda _wanted, _held, every, _rest: evaluation.expected_cut(every),
    "unanswered": lambda _wanted, _held, _every, rest: evaluation.expected_cut(rest),
}


@dataclass(frozen=True)
class Session:
    """Posts, which of them are wanted, what is wished for, and the order of the questions."""

    name: str
    posts: Sequence[Readable]
    wanted: NDArray[np.bool_]
    wish: Wish | None
    order: str
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What one rule's threshold lets through after some answers."""

    order: str
    half: str
    rule: str
    answers: int
    hits: int
    listed: int
    wanted: int
    posts: int


def outcomes(session: Session) -> list[Outcome]:
    """Return what each rule lets through at each moment of a session that has both kinds of answers."""
    given = _answers(session)
    counts, found = count(session.posts), list[Outcome]()
    for moment in MOMENTS:
        labeled = sorted(list(given)[:moment])
        if moment <= len(given) and len(labeled) < len(session.posts):
            found += _at(session, counts, labeled, np.array([given[place] for place in labeled]))
    return found


def _answers(session: Session) -> dict[int, LabelChoice]:
    if session.order == "queue":
        return asked(session.posts, list(session.wanted), session.seed, MOMENTS[-1])
    every = range(len(session.posts))
    chosen = random.Random(session.seed).sample(every, min(len(every), MOMENTS[-1]))
    return {place: "yes" if session.wanted[place] else "no" for place in chosen}


def _at(session: Session, counts: Counts, labeled: list[int], answers: NDArray[np.str_]) -> list[Outcome]:
    folds = evaluation.folds(answers)
    if folds is None:
        return []
    steps, rows = fit_counted(counts, len(labeled))
    if session.wish:
        rows = understand(session.wish, steps, rows).transform(rows)
        weighed = weighing.weigh(rows, labeled, answers, folds)
        taste, held = weighed.taste, weighed.held_out
    else:
        taste, held = linear.fit(rows[labeled], answers), linear.held_out(rows[labeled], answers, folds)
    wanted, values = answers == "yes", rows @ taste.coef_[0]
    scale = calibrate(wanted, held, values)
    if scale.slope <= 0 or held[wanted].mean() <= held[~wanted].mean():
        return []  # no rule applies
    rest = np.ones(len(values), dtype=bool)
    rest[labeled] = False
    every, truth = scale.apply(values), session.wanted[rest]
    half = "chosen" if session.name in CHOSEN else "judged"
    found = []
    for rule, choose in RULES.items():
        reached = every[rest] >= choose(wanted, scale.apply(held), every, every[rest])
        counted = int((truth & reached).sum()), int(reached.sum()), int(truth.sum()), len(truth)
        found.append(Outcome(session.order, half, rule, len(labeled), *counted))
    return found


def _sessions(options: argparse.Namespace) -> list[Session]:
    pools: list[tuple[str, Sequence[Readable], Sequence[bool], Wish | None]] = []
    for path in options.sets:
        records = read_records(path)
        pools.append((path.stem, records, [record.wanted for record in records], None))
    for person in people(options.data, options.old) if options.data else []:
        wanted = list(map(bool, person.wanted))
        pools += [(person.name, person.pool.posts, wanted, wish) for wish in (None, person.wish)]
    found = []
    for name, posts, wanted, wish in pools:
        for seed in range(options.seeds):
            places = random.Random(seed).sample(range(len(posts)), len(posts) // (2 if seed else 1))
            some, want = [posts[place] for place in places], np.array([wanted[place] for place in places])
            found += [Session(name, some, want, wish, order, seed) for order in ("queue", "random")]
    return found


def _line(found: Sequence[list[Outcome]]) -> dict[str, float]:
    every = [one for some in found for one in some if one.wanted]
    pairs = [
        abs(np.log((after.listed + 1) / (before.listed + 1)))
        for some in found
        for before, after in pairwise(some)
        if after.answers - before.answers == _STEP
    ]
    figures = {
        "sessions": float(len(found)),
        "f1": fmean(2 * one.hits / (one.listed + one.wanted) for one in every),
        "precision": fmean(one.hits / max(one.listed, 1) for one in every),
        "recall": fmean(one.hits / one.wanted for one in every),
        "share": fmean(one.listed / one.posts for one in every),
        "twofold": fmean(jump > np.log(2) for jump in pairs) if pairs else 0.0,
        "fourfold": fmean(jump > np.log(4) for jump in pairs) if pairs else 0.0,
    }
    return {name: round(figure, 3) for name, figure in figures.items()}


def main() -> None:
    """Measure and print."""
    options = read_options(__doc__)
    found = defaultdict[tuple[str, str, str], list[list[Outcome]]](list)
    with ProcessPoolExecutor(options.processes) as executor:
        for some in executor.map(outcomes, _sessions(options)):
            for rule in RULES:
                if of_rule := [one for one in some if one.rule == rule]:
                    found[of_rule[0].order, of_rule[0].half, rule].append(of_rule)
    for (order, half, rule), sessions in sorted(found.items()):
        print(json.dumps({"order": order, "half": half, "rule": rule} | _line(sessions)), flush=True)


if __name__ == "__main__":
    main()
