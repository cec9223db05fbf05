"""How well titles and sentences find their occupations and skills in ESCO, on public measures.

    python tests/benchmarks/careers_public.py ../shared/data [--fit]

MELO-USA: 633 titles of O*NET, each to find what it is linked to among 33,809 names of ESCO; the mean
reciprocal rank of the first right concept. 43 of them are linked to a group of occupations only, which the
table does not hold: they count as not found. JobBERT: titles of advertisements, each with an occupation of
ESCO; recall at 10 and mean reciprocal rank. Skills: sentences with the skills they name; R-precision at 5.
TF-IDF sees the same texts in the same run: an occupation or a skill is as near as the nearest of its names.

The weights were fitted (--fit) on every other title of MELO, on 2,500 titles of one half of JobBERT's, told
apart by a checksum, and on stretches of half of the posts, which name no occupation. "judged" is the other
half, which no weight was fitted on; but which signals there are was decided with the figures of both in
sight, so that it is no untouched test. The same holds for the two files of sentences: each is judged by the
weights of the other, and the signals were chosen by just that figure. "without O*NET's names" leaves out the
comparison with the names of the taxonomy that MELO's titles are of; its texts still shape the meanings.
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
from jobsearch.careers.occupations.matching import (
    ADDRESS,
    SIGNALS,
    TABLE,
    WEIGHTS,
    occupations,
)
from jobsearch.careers.occupations.skills import WEIGHTS as SKILL_WEIGHTS
from jobsearch.careers.occupations.skills import skills
from jobsearch.careers.occupations.terms import terms_of
from jobsearch.text.html import clean_description, clean_line

Floats = NDArray[np.float64]
Scorer = Callable[[Sequence[str]], Floats]
_FITTED = 2500
_AT_ONCE = 500
_ASIDE = 700  # stretches of posts
_BINS = 10
_DESCRIBED = 1200  # posts
_NAMED = 0.5  # probability from which a title is taken to name its occupation


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


@dataclass(frozen=True)
class Told:
    """A stretch of a post's description as it is like each occupation, and which one its title names."""

    signals: Floats
    meant: int
    words: int
    judged: bool


def told(posts: Path) -> list[Told]:
    """Return descriptions and stretches of them, of posts whose title most probably names an occupation."""
    table = occupations()
    place = {address: number for number, address in enumerate(table.addresses)}
    found = []
    lines = posts.read_text("utf-8").splitlines()
    for number in np.random.default_rng(0).permutation(len(lines))[:_DESCRIBED].tolist():
        row = json.loads(lines[number])
        best = next(iter(table.rank(clean_line(row["title"]), 1).occupations), None)
        words = clean_description(row["description"]).split()
        for size in (len(words), 50, 12) if best and best.probability >= _NAMED else ():
            some = words[len(words) // 3 :][:size] if size < len(words) else words
            if best and (signals := table.signals_of_text(" ".join(some))) is not None:
                found.append(Told(signals, place[best.esco], len(some), number % 2 == 1))
    return found


def measure_texts(posts: Path) -> None:
    """Print how descriptions find the occupation of their title; the other half was fitted on."""
    read = told(posts)
    fitted = fit_skills([(one.signals, [one.meant]) for one in read if not one.judged])
    print(f"\nDescriptions of posts, by the occupation of the title; fitted {fitted.round(2).tolist()}")
    for least, most in ((100, 10**6), (30, 50), (0, 12)):
        some = [one for one in read if one.judged and least <= one.words <= most]
        scores = [(fitted @ one.signals, one.meant) for one in some]
        found = np.array([1 + (score > score[meant]).sum() for score, meant in scores])
        parts = ((found == 1).mean(), (found <= 10).mean(), (1 / found).mean())
        print(f"{least}+ words, {len(some)}: top-1 {parts[0]:.3f}, R@10 {parts[1]:.3f}, MRR {parts[2]:.3f}")


def sentences(folder: Path) -> list[tuple[str, list[int], bool]]:
    """Return the sentences, the numbers of the skills they name, and whether they are of the tech file."""
    table = skills()
    place = {name.lower(): number for number, name in enumerate(table.names)}
    found: dict[tuple[str, bool], dict[int, None]] = {}
    for name in ("tech", "house"):
        with (folder / f"{name}_validation.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if (number := place.get(row["label"].lower())) is not None:
                    found.setdefault((row["sentence"], name == "tech"), {})[number] = None
    return [(sentence, list(right), tech) for (sentence, tech), right in found.items()]


def precision(scores: Floats, right: Sequence[int]) -> float:
    """Return R-precision at 5."""
    best = np.argsort(-scores, kind="stable")[:5].tolist()
    return len({*best} & {*right}) / min(5, len(right))


def measure_skills(folder: Path) -> None:
    """Print the R-precision of skills beside TF-IDF, each file by the weights of the other."""
    named = sentences(folder)
    of_tech = np.array([tech for _sentence, _right, tech in named])
    table = skills()
    print(f"\nSkills of {len(named)} sentences, RP@5{'all':>16}{'tech':>8}{'house':>8}")

    def line(name: str, found: Sequence[float]) -> None:
        parts = (np.mean(found), np.mean(np.array(found)[of_tech]), np.mean(np.array(found)[~of_tech]))
        print(f"{name:34}" + "".join(f"{part:8.3f}" for part in parts), flush=True)

    texts = [sentence for sentence, _right, _tech in named]
    usual: dict[str, object] = {"analyzer": "word"}
    for name, how in ({"TF-IDF of words as they are": usual} | BASELINES).items():
        scores = tfidf([[one] for one in table.names], **how)(texts)
        line(name, [precision(one, right) for one, (_s, right, _t) in zip(scores, named, strict=True)])
    begun = time.perf_counter()
    signals = [table.signals(text) for text in texts]
    took = (time.perf_counter() - begun) / len(texts)
    fitted = {
        tech: fit_skills([(f, r) for f, (_s, r, t) in zip(signals, named, strict=True) if t == tech])
        for tech in (True, False)
    }
    zeros = np.zeros((len(SKILL_WEIGHTS), len(table)))
    pairs = [
        (zeros if f is None else f, right, tech) for f, (_s, right, tech) in zip(signals, named, strict=True)
    ]
    line(
        "jobsearch, fitted on the other", [precision(fitted[not tech] @ f, right) for f, right, tech in pairs]
    )
    line(
        "jobsearch as shipped, fitted on both",
        [precision(np.asarray(SKILL_WEIGHTS) @ f, right) for f, right, _tech in pairs],
    )
    print(
        f"{took * 1000:.1f} ms a sentence; "
        f"fitted on tech {fitted[True].round(1)}, on house {fitted[False].round(1)}"
    )


def fit_skills(read: Sequence[tuple[Floats | None, list[int]]]) -> Floats:
    """Return the weights that make the right skills most probable."""
    known = [(found, right) for found, right in read if found is not None]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros(len(weights))
        for found, right in known:
            scores = weights @ found
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= np.log(chances[right] + 1e-12).mean()
            slope += found @ chances - found[:, right].mean(axis=1)
        count = len(known)
        return total / count + 2e-3 * weights @ weights, slope / count + 4e-3 * weights

    found: Floats = minimize(loss, np.ones(len(known[0][0])), jac=True, method="L-BFGS-B").x
    return found


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
    parser.add_argument("--skills", action="store_true", help="measure these alone")
    parser.add_argument("--texts", action="store_true", help="measure descriptions alone")
    options = parser.parse_args()
    data: Path = options.data
    if options.texts:
        measure_texts(data / "posts.jsonl")
        return
    if options.skills:
        measure_skills(data / "skills")
        return
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
    measure_texts(data / "posts.jsonl")
    measure_skills(data / "skills")


if __name__ == "__main__":
    main()
