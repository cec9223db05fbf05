"""How much reading the queue of `label` saves on public data for finding what is wanted with few answers.

    python tests/benchmarks/screening.py CSV... [--seeds 5] [--processes 2]

Each CSV has the columns title, abstract and label_included or included, in any order and spelling of case:
the records of a systematic review, and which of them it took. A session begins with one wanted and one
unwanted record, drawn by the seed, and asks about one record after the other, through the adviser of a
labeling session; the baseline does the same from the same start with scikit-learn's TfidfVectorizer of
words and its balanced LogisticRegression (C=1), refitted after every answer. The two records of the start
count nowhere.

On stdout a JSON line a set, in percent, the mean of the seeds: `wss95` is the share of the records that
need not be read when 95 % of the wanted are found, less the 5 % that reading in random order would spare
(Cohen et al. 2006, "Reducing workload in systematic review preparation"), `rrf10` the share of the wanted
found after reading 10 %. Exits with 1 when the mean of wss95 over the sets is below that of the baseline,
or any set's is below .9 of it.
"""

import argparse
import csv
import json
import math
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")  # before NumPy: the sessions share the processors

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.domain.answers import LabelChoice
from jobsearch.learning.active_learner import Adviser

_TITLES, _TEXTS, _LABELS = ("title",), ("abstract", "description"), ("label_included", "included")
_WANTED = {"1", "1.0", "true", "t", "yes", "y", "included", "include"}
_UNWANTED = {"0", "0.0", "false", "f", "no", "n", "excluded", "exclude"}
_FOUND = 0.95
_EARLY = 0.1
_LEAST = 0.9  # of the baseline, for every set
_LONGEST_FIELD = 2**24

Asking = Callable[[Sequence["Record"], dict[int, bool]], Iterator[int]]


@dataclass(frozen=True)
class Record:
    """A record as the model reads a post."""

    title: str
    description: str
    wanted: bool
    location: str = ""
    tags: tuple[str, ...] = ()


def read_records(path: Path) -> list[Record]:
    """Return the records of a CSV in their order; those without a label are left out.

    Exits where a column is missing, a label is neither yes nor no, or a kind occurs less than twice.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        rows = csv.DictReader(file)
        names = {name.strip().casefold(): name for name in rows.fieldnames or ()}
        title, text, label = (_column(path, names, known) for known in (_TITLES, _TEXTS, _LABELS))
        found = [
            Record(row[title] or "", row[text] or "", wanted=_is_wanted(path, row[label]))
            for row in rows
            if (row[label] or "").strip()
        ]
    wanted = sum(record.wanted for record in found)
    if min(wanted, len(found) - wanted) < 2:  # one to begin with, one to be found
        sys.exit(f"{path}: {wanted} of {len(found)} records are wanted, which leaves nothing to measure.")
    return found


def _column(path: Path, names: Mapping[str, str], known: Sequence[str]) -> str:
    for name in known:
        if name in names:
            return names[name]
    return sys.exit(f"{path}: no column {' or '.join(known)}.")


def _is_wanted(path: Path, label: str) -> bool:
    word = label.strip().casefold()
    if word not in _WANTED | _UNWANTED:
        sys.exit(f"{path}: the label {label!r} is neither yes nor no.")
    return word in _WANTED


def ask_by_adviser(records: Sequence[Record], answers: dict[int, bool]) -> Iterator[int]:
    """Yield what `label` would ask about next, as `answers` grows."""
    adviser, shown = Adviser(dict(enumerate(records))), list[int]()
    choices: dict[bool, LabelChoice] = {True: "yes", False: "no"}
    while len(answers) < len(records):
        given = {place: choices[wanted] for place, wanted in answers.items()}
        left = [place for place in range(len(records)) if place not in answers]
        shown.append(adviser.advise(given, left, shown).next[0].id)
        yield shown[-1]


def ask_by_baseline(records: Sequence[Record], answers: dict[int, bool]) -> Iterator[int]:
    """Yield what the baseline would ask about next: the likeliest; of equals the first."""
    rows = TfidfVectorizer().fit_transform(f"{record.title} {record.description}" for record in records)
    while len(answers) < len(records):
        places = list(answers)
        model = LogisticRegression(C=1, class_weight="balanced", max_iter=1000)
        values = rows @ model.fit(rows[places], list(answers.values())).coef_[0]
        values[places] = -math.inf
        yield int(np.argmax(values))


def order_read(records: Sequence[Record], ask: Asking, seed: int) -> list[bool]:
    """Return of a session's records whether they were wanted, in the order read, till 95 % are found."""
    rng, answers = random.Random(seed), dict[int, bool]()
    for kind in (True, False):
        answers[rng.choice([place for place, one in enumerate(records) if one.wanted is kind])] = kind
    needed = math.ceil(_FOUND * (sum(record.wanted for record in records) - 1))
    early, found = round(_EARLY * (len(records) - 2)), list[bool]()
    for place in ask(records, answers):
        answers[place] = records[place].wanted
        found.append(records[place].wanted)
        if sum(found) >= needed and len(found) >= early:
            break
    return found


def measures(found: Sequence[bool], wanted: int, records: int) -> tuple[float, float]:
    """Return WSS@95 and RRF@10 in percent of `records` to read, of which `wanted` are."""
    places = np.flatnonzero(found)
    read = int(places[math.ceil(_FOUND * wanted) - 1]) + 1
    early = sum(found[: round(_EARLY * records)])
    return 100 * (1 - read / records - (1 - _FOUND)), 100 * early / wanted


def session(path: Path, ask: Asking, seed: int) -> tuple[float, float]:
    """Return WSS@95 and RRF@10 of one session."""
    records = read_records(path)
    wanted = sum(record.wanted for record in records) - 1
    return measures(order_read(records, ask, seed), wanted, len(records) - 2)


def main() -> None:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="+", type=Path, metavar="CSV")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    for path in options.sets:
        read_records(path)  # what is wrong with a file is said before anything is measured
    ours, baselines = list[float](), list[float]()
    with ProcessPoolExecutor(options.processes) as pool:
        pending = [
            (
                path,
                [
                    pool.map(partial(session, path, ask), range(options.seeds))
                    for ask in (ask_by_adviser, ask_by_baseline)
                ],
            )
            for path in options.sets
        ]
        for path, both in pending:
            (wss, rrf), (base_wss, base_rrf) = (
                [fmean(of_kind) for of_kind in zip(*found, strict=True)] for found in both
            )
            ours.append(wss)
            baselines.append(base_wss)
            line = {
                "set": path.stem,
                "wss95": round(wss, 1),
                "rrf10": round(rrf, 1),
                "baseline_wss95": round(base_wss, 1),
                "baseline_rrf10": round(base_rrf, 1),
                "seeds": options.seeds,
            }
            print(json.dumps(line), flush=True)
    worst = min(ours[i] - _LEAST * baselines[i] for i in range(len(ours)))
    mean, bar = fmean(ours), fmean(baselines)
    print(f"mean {mean:.1f} beside {bar:.1f}, {mean / bar:.3f} of it", file=sys.stderr)
    sys.exit(int(mean < bar or worst < 0))


if __name__ == "__main__":
    main()
