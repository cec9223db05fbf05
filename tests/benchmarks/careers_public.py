"""How well titles and sentences find their occupations and skills in ESCO, on public measures.

    python tests/benchmarks/careers_public.py ../shared/data [--fit]

MELO-USA: 633 titles of O*NET, each to find what it is linked to among 33,809 names of ESCO; the mean
reciprocal rank of the first right concept. 43 of them are linked to a group of occupations only, which the
table does not hold: they count as not found. JobBERT: titles of advertisements, each with an occupation of
ESCO; recall at 10 and mean reciprocal rank. Skills: sentences with the skills they name; R-precision at 5.
TF-IDF sees the same texts in the same run: an occupation or a skill is as near as the nearest of its names.

The weights were fitted (--fit) on every other title of MELO, on 2,500 titles of one half of JobBERT's, told
apart by a checksum, and on stretches of half of the posts, which name no occupation. "judged" is the other
half, which nothing was chosen on. "without O*NET's names" hides the whole taxonomy that MELO's titles are of.
Titles of the same rank share it; those that are not found have the reciprocal 0.
"""

import argparse
import csv
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.careers.occupations import matching
from jobsearch.careers.occupations.compiling import esco_occupations
from jobsearch.careers.occupations.matching import ADDRESS, SIGNALS, TABLE, WEIGHTS, occupations
from jobsearch.careers.occupations.terms import terms_of

Floats = NDArray[np.float64]
Scorer = Callable[[Sequence[str]], Floats]
_FITTED = 2500
_AT_ONCE = 500
_ASIDE = 700  # stretches of posts
_BINS = 10


@dataclass(frozen=True)
class Titled:
    """A title, the addresses of what it means, and whether nothing was chosen on its half."""

    title: str
    meant: frozenset[str]
    judged: bool


def melo(folder: Path) -> list[Titled]:
    """Return the titles of MELO-USA."""
    concepts = dict(_rows(folder / "concept_mapping.tsv"))
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for query, _zero, element, right in _rows(folder / "annotations.tsv"):
        if right == "1":
            meant[query].add(concepts[element])
    titles = _rows(folder / "queries.tsv")
    return [
        Titled(title, frozenset(meant[query]), place % 2 == 1) for place, (query, title) in enumerate(titles)
    ]


def jobbert(path: Path) -> list[Titled]:
    """Return JobBERT's validation titles."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["vacancyTitle"], row["conceptUri"]) for row in csv.DictReader(file)]
    return [
        Titled(title, frozenset([uri]), crc32(title.lower().strip().encode()) % 2 == 1)
        for title, uri in rows
        if uri
    ]


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


def ranks(titled: Sequence[Titled], addresses: Sequence[str], score: Scorer) -> Floats:
    """Return the rank of the first right address for each title, infinite where the addresses hold none."""
    place = {address: number for number, address in enumerate(addresses)}
    found = []
    for begin in range(0, len(titled), _AT_ONCE):
        some = titled[begin : begin + _AT_ONCE]
        for one, scores in zip(some, score([each.title for each in some]), strict=True):
            right = [scores[place[address]] for address in one.meant if address in place]
            best = max(right, default=np.nan)
            tied = (scores == best).sum() - 1
            found.append(1 + (scores > best).sum() + tied / 2 if right and scores.any() else np.inf)
    return np.array(found)


def tfidf(names: Sequence[Sequence[str]], **how: object) -> Scorer:
    """Return the likeness to the nearest of each one's names by TF-IDF."""
    vectorizer = TfidfVectorizer(dtype=np.float32, **how)
    matrix = vectorizer.fit_transform([name for some in names for name in some]).T.tocsc()
    begins = np.r_[0, np.cumsum([len(some) for some in names])[:-1]]
    return lambda titles: np.maximum.reduceat(
        (vectorizer.transform(titles) @ matrix).toarray(), begins, axis=1
    )


BASELINES: dict[str, dict[str, object]] = {
    "TF-IDF of characters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
    "TF-IDF of words": {"analyzer": terms_of},
}


def ours(titles: Sequence[str]) -> Floats:
    """Return the scores of the program's occupations."""
    table = occupations()
    found = [table.signals(title) for title in titles]
    return np.array([np.zeros(len(table)) if one is None else np.asarray(WEIGHTS) @ one for one in found])


def without_onet(titles: Sequence[str]) -> Floats:
    """Return the same as if O*NET were not there to compare names with."""
    kept = np.array([0.0 if "O*NET" in name or name == "claimed" else 1.0 for name in SIGNALS])
    table = occupations()
    found = [table.signals(title) for title in titles]
    return np.array([np.zeros(len(table)) if one is None else (kept * WEIGHTS) @ one for one in found])


def figures(name: str, ranked: Floats, judged: NDArray[np.bool_]) -> str:
    """Return a line of a table."""
    parts = [f"{(some <= 10).mean():.3f} {(1 / some).mean():.3f}" for some in (ranked, ranked[judged])]
    return f"{name:34}{parts[0]:>16}{parts[1]:>16}"


def compare(
    head: str, titled: Sequence[Titled], addresses: Sequence[str], names: Sequence[Sequence[str]]
) -> None:
    """Print the table of one measure."""
    judged = np.array([one.judged for one in titled])
    print(f"\n{head}, {len(titled):,} titles\n{'':34}{'all R@10 MRR':>16}{'judged':>16}")
    for name, how in BASELINES.items():
        print(figures(name, ranks(titled, addresses, tfidf(names, **how)), judged), flush=True)
    table = occupations().addresses
    begun = time.perf_counter()
    found = ranks(titled, table, ours)
    took = (time.perf_counter() - begun) / len(titled)
    print(figures("jobsearch", found, judged), f"{took * 1000:8.1f} ms a title", flush=True)
    print(figures("jobsearch without O*NET's names", ranks(titled, table, without_onet), judged))


def calibration(titled: Sequence[Titled]) -> None:
    """Print how often the first occupation is right where it is said to be so probable."""
    table = occupations()
    said, right = [], []
    for one in titled:
        if one.judged and (best := next(iter(table.rank(one.title, 1).occupations), None)):
            said.append(best.probability)
            right.append(best.esco in one.meant)
    order = np.array_split(np.argsort(said), _BINS)
    bins = [(np.mean(np.take(said, some)), np.mean(np.take(right, some)), len(some)) for some in order]
    error = sum(abs(a - b) * n for a, b, n in bins) / len(said)
    print(
        f"\nFirst occupation on JobBERT's judged titles: right {np.mean(right):.3f}, "
        f"said {np.mean(said):.3f}; error {error:.3f}"
    )
    print("  ".join(f"{a:.2f}:{b:.2f}" for a, b, _n in bins))


def stretches(posts: Path, *, judged: bool) -> list[str]:
    """Return stretches of posts of two to six words, which name no occupation but by chance."""
    random = np.random.default_rng(0)
    found = []
    for place, line in enumerate(posts.read_text("utf-8").splitlines()):
        words = json.loads(line)["description"].split()
        if place % 2 == judged and len(words) > 20 and len(found) < _ASIDE:
            begin, size = random.integers(0, len(words) - 6), random.integers(2, 7)
            found.append(" ".join(words[begin : begin + size]))
    return found


def none(posts: Path, titled: Sequence[Titled]) -> None:
    """Print how often none is said of what names no occupation and of titles."""
    table = occupations()
    aside = [table.rank(text).best is None for text in stretches(posts, judged=True)]
    titles = [table.rank(one.title).best is None for one in titled if one.judged][:5000]
    print(
        f"None said of {np.mean(aside):.2f} of stretches of posts, "
        f"of {np.mean(titles):.2f} of JobBERT's titles"
    )


def fit(melo_titles: Sequence[Titled], jobbert_titles: Sequence[Titled], posts: Path) -> None:
    """Print the weights that make what the other half means most probable."""
    table = occupations()
    place = {address: number for number, address in enumerate(table.addresses)}
    random = np.random.default_rng(0)
    some = [one for one in jobbert_titles if not one.judged and set(place) >= one.meant]
    chosen = [some[number] for number in random.permutation(len(some))[:_FITTED]]
    chosen += [one for one in melo_titles if not one.judged and one.meant & set(place)]
    pairs = [(one.title, [place[address] for address in one.meant if address in place]) for one in chosen]
    read = [(table.signals(title), right) for title, right in pairs]
    known = [(found.astype(np.float32), right) for found, right in read if found is not None]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros(len(weights))
        for found, right in known:
            scores = weights.astype(np.float32) @ found
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            meant = np.zeros(len(scores))
            meant[right] = chances[right] / chances[right].sum()
            total -= np.log(chances[right].sum() + 1e-12)
            slope += found @ (chances - meant).astype(np.float32)
        count = len(known)
        return total / count + 1e-3 * weights @ weights, slope / count + 2e-3 * weights

    best = minimize(loss, np.ones(len(SIGNALS)), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    print("WEIGHTS =", tuple(best.round(2).tolist()))
    aside = [found for text in stretches(posts, judged=False) if (found := table.signals(text)) is not None]
    hinted = np.array([matching.hints(found) for found in (*(found for found, _right in known), *aside)])
    is_none = np.r_[np.zeros(len(known)), np.ones(len(aside))]
    told = LogisticRegression(fit_intercept=False).fit(hinted, is_none)
    print("NOTHING =", tuple(told.coef_[0].round(2).tolist()))


def main() -> None:
    """Measure all, or fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    data: Path = options.data
    of_melo, of_jobbert = melo(data / "titles/melo-usa"), jobbert(data / "titles/jobbert-validation.csv")
    if options.fit:
        fit(of_melo, of_jobbert, data / "posts.jsonl")
        return
    size = Path(matching.__file__).with_name(TABLE).stat().st_size
    print(f"The table has {size / 2**20:.2f} MiB and {len(occupations()):,} occupations")
    published = esco_occupations(data / "taxonomies/esco")
    concepts = dict(_rows(data / "titles/melo-usa/concept_mapping.tsv"))
    names: defaultdict[str, list[str]] = defaultdict(list)
    for element, name in _rows(data / "titles/melo-usa/corpus_elements.tsv"):
        names[concepts[element]].append(name)
    compare("MELO-USA", of_melo, list(names), list(names.values()))
    addresses = [ADDRESS + one.code for one in published]
    compare("JobBERT", of_jobbert, addresses, [one.names for one in published])
    calibration(of_jobbert)
    none(data / "posts.jsonl", of_jobbert)


if __name__ == "__main__":
    main()
