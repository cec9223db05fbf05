"""What each part of the taste's recipe is worth: average precision on people's grades of real posts.

    python tests/benchmarks/taste.py --feeds FEED.json... --grades PERSON.csv... [--reps 20] [--threshold 2]

FEED.json are saved responses of the board, PERSON.csv have the columns id,grade (0 to 3). For each size, that
many random posts are labeled, at least two of each kind; the variant is fitted and its order of all other
posts judged. Each line is the mean over the people, by number of labels. Splits are numbered from --first, so
that a recipe is not chosen on the splits that it is reported on. taste.txt keeps what it printed last. What
each view is worth to each person, views.py measures.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import average_precision_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.boards import remoteok
from jobsearch.domain.posting import Posting
from jobsearch.facts import Answer
from jobsearch.facts.reading import read_facts
from jobsearch.learning import linear
from jobsearch.learning.vectors import ViewScaler, fit_features
from jobsearch.learning.views import VIEWS, terms, view_of, view_weights
from jobsearch.text.phrases import words

Scorer = Callable[[NDArray[np.intp], NDArray[np.bool_]], NDArray[np.float64]]


@dataclass(frozen=True)
class Board:
    """The posts of some responses, as rows of numbers, and the view and weight of each column."""

    posts: list[Posting]
    rows: csr_matrix
    views: NDArray[np.str_]
    answers: int

    def without(self, *views: str) -> csr_matrix:
        """Return the rows without some views."""
        return self.rows @ diags((~np.isin(self.views, views)).astype(float))

    def with_many_answers_weights(self) -> csr_matrix:
        """Return the rows as if the model learned from a great many answers."""
        few, many = view_weights(self.answers), view_weights(1_000_000)
        return self.rows @ diags([many[view] / few[view] for view in self.views])


def board(posts: list[Posting], answers: int) -> Board:
    """Read posts as the program does when it learns from that many answers."""
    steps, rows = fit_features(posts, answers)
    views = np.array([view_of(name) for name in steps[0].get_feature_names_out()])
    return Board(posts, rows, views, answers)


def read_posts(feeds: Sequence[Path]) -> list[Posting]:
    """Return the posts of saved responses in the order of their ids."""
    found = {}
    for feed in feeds:
        for post in remoteok.parse(feed.read_bytes(), str(feed), datetime.now(UTC)).postings:
            found[post.external_id] = post
    return [found[id_] for id_ in sorted(found)]


def read_grades(path: Path) -> dict[str, int]:
    """Return a person's grades by id."""
    with path.open(newline="") as file:
        return {row["id"]: int(row["grade"]) for row in csv.DictReader(file)}


def plain_text(post: Posting) -> str:
    """Return what the reference recipe reads."""
    return "\n".join([post.company, post.title, post.raw["description"], ",".join(post.tags), post.location])


def split(wanted: NDArray[np.bool_], size: int, rep: int) -> NDArray[np.intp]:
    """Return which posts are labeled: random ones, with at least two of each kind."""
    order = np.random.RandomState(1000 * size + rep).permutation(len(wanted))
    chosen = list(order[:size])
    for kind in (True, False):
        missing = max(0, 2 - int(np.sum(wanted[chosen] == kind)))
        more = [i for i in order[size:] if wanted[i] == kind][:missing]
        spare = [i for i in chosen if wanted[i] != kind][: len(more)]
        chosen = [i for i in chosen if i not in spare] + more
    return np.sort(np.asarray(chosen))


def ours(rows: csr_matrix) -> Scorer:
    """Fit as the program does."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        answers = np.where(wanted, "yes", "no")
        return np.asarray(rows @ linear.fit(rows[chosen], answers).coef_[0])

    return score


def of_seeds(rows: csr_matrix, seeds: int) -> Scorer:
    """Average models that differ in their random state."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        models = (
            SGDClassifier(loss="log_loss", alpha=0.3, class_weight="balanced", random_state=seed)
            for seed in range(seeds)
        )
        return np.asarray(sum(rows @ model.fit(rows[chosen], wanted).coef_[0] for model in models))

    return score


def with_rarity_among_the_labeled(counts: csr_matrix, scaler: ViewScaler) -> Scorer:
    """Weight terms by their rarity among the labeled posts alone."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        weighting = TfidfTransformer(sublinear_tf=True, norm=None).fit(counts[chosen])
        return ours(scaler.transform(weighting.transform(counts)))(chosen, wanted)

    return score


def fitted_otherwise(rows: csr_matrix, **settings: Any) -> Scorer:
    """Fit an SGDClassifier with other settings."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        chosen_settings = {"loss": "log_loss", "class_weight": "balanced", "random_state": 0, **settings}
        return np.asarray(rows @ SGDClassifier(**chosen_settings).fit(rows[chosen], wanted).coef_[0])

    return score


def with_unlabeled_as_no(rows: csr_matrix, weight: float) -> Scorer:
    """Count every post without a label as a weak no."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        answers, weights = np.zeros(rows.shape[0], dtype=bool), np.full(rows.shape[0], weight)
        answers[chosen], weights[chosen] = wanted, 1.0
        for kind in (answers, ~answers):
            weights[kind] *= len(answers) / (2 * weights[kind].sum())
        model = SGDClassifier(loss="log_loss", alpha=0.3, random_state=0)
        return np.asarray(rows @ model.fit(rows, answers, sample_weight=weights).coef_[0])

    return score


def with_naive_bayes_weights(rows: csr_matrix, smoothing: float) -> Scorer:
    """Scale each term by its log-ratio between the kinds first (Wang and Manning 2012)."""
    background = np.asarray(rows.mean(axis=0)).ravel() * smoothing + 1e-6

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        kinds = [np.asarray(rows[chosen[kind]].mean(axis=0)).ravel() for kind in (wanted, ~wanted)]
        ratio = np.abs(np.log((kinds[0] + background) / (kinds[1] + background)))
        return ours(normalize(rows.multiply(np.sqrt(ratio)).tocsr()))(chosen, wanted)

    return score


def text_model(texts: Sequence[str], *steps: Any) -> Scorer:
    """Fit a pipeline on the texts of the labeled posts alone."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        model = make_pipeline(*steps).fit([texts[i] for i in chosen], wanted)
        return np.asarray(model.decision_function(texts))

    return score


def variants(board: Board) -> dict[str, Scorer]:
    """Return every recipe that is measured, by name."""
    rows = board.rows
    texts = [plain_text(post) for post in board.posts]
    other_views = set(VIEWS) - {"text"}
    text = normalize(board.without(*other_views))
    latent = csr_matrix(normalize(TruncatedSVD(50, random_state=0).fit_transform(text)))
    found = {
        "reference (counts, TF-IDF, SGD, defaults)": text_model(
            texts, CountVectorizer(), TfidfTransformer(), SGDClassifier(random_state=0)
        ),
        "TF-IDF of 1-2-grams, LinearSVC balanced": text_model(
            texts,
            CountVectorizer(ngram_range=(1, 2), strip_accents="unicode", max_features=20_000),
            TfidfTransformer(sublinear_tf=True),
            LinearSVC(class_weight="balanced", C=0.01),
        ),
        "the recipe": ours(rows),
    }
    found |= {f"  without {name}": ours(board.without(name)) for name in VIEWS}
    knowing = ("field", "occupation", "tags of", "skills", "level", "work in", "work tagged")
    found["  without any table but the regions"] = ours(board.without(*knowing))
    found["  the field as with many answers"] = ours(board.with_many_answers_weights())
    steps, _rows = fit_features(board.posts, board.answers)
    counts = steps[0].transform(board.posts)
    linear = TfidfTransformer(norm=None).fit_transform(counts)
    found["  counts that are not sub-linear"] = ours(steps[-1].transform(linear))
    found["  rarity among the labeled posts only"] = with_rarity_among_the_labeled(counts, steps[-1])
    found["  the mean of ten seeds"] = of_seeds(rows, 10)
    company = np.sqrt(0.1) * _counted([words(post.company) or ["none"] for post in board.posts])
    pairs = _counted([_with_pairs(_text(post)) for post in board.posts])
    found |= {
        "  with the company's words": ours(hstack([rows, company]).tocsr()),
        "  with pairs of words of the text": ours(hstack([rows, 0.7 * pairs]).tocsr()),
        "  with 50 latent topics of all posts": ours(hstack([rows, 0.5 * latent]).tocsr()),
        "  with the facts": ours(with_facts(board, instead=False)),
        "  with the facts, not the regions": ours(with_facts(board, instead=True)),
        "  with unlabeled posts as weak no": with_unlabeled_as_no(rows, 0.1),
        "  with naive Bayes weights": with_naive_bayes_weights(rows, 1.0),
        "  hinge loss": fitted_otherwise(rows, loss="hinge", alpha=0.3),
        "  modified Huber loss": fitted_otherwise(rows, loss="modified_huber", alpha=0.3),
        "  averaged": fitted_otherwise(rows, average=True, alpha=0.1),
        "  elastic net": fitted_otherwise(rows, penalty="elasticnet", alpha=0.01),
        "  not balanced": fitted_otherwise(rows, class_weight=None, alpha=0.3),
    }
    found |= {
        f"  alpha {alpha}": fitted_otherwise(rows, alpha=alpha) for alpha in (0.001, 0.01, 0.1, 1.0, 3.0)
    }
    return found


def _text(post: Posting) -> list[str]:
    return [term for term in terms(post) if view_of(term) == "text"]


def _with_pairs(terms: list[str]) -> list[str]:
    return [" ".join(pair) for pair in pairwise(terms)] or ["none"]


def _counted(documents: list[list[str]]) -> csr_matrix:
    counts = CountVectorizer(analyzer=lambda document: document).fit_transform(documents)
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)


def with_unsure(rows: csr_matrix, grades: NDArray[np.intp], weight: float | None) -> Scorer:
    """Fit with the posts graded 1 answered with unsure, each that part of a yes; or with no, for None."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        answers = np.where(
            wanted, "yes", np.where((grades[chosen] == 1) & (weight is not None), "unsure", "no")
        )
        taught = chosen if weight else chosen[answers != "unsure"]
        answers = answers if weight else answers[answers != "unsure"]
        return np.asarray(rows @ linear.fit(rows[taught], answers).coef_[0])

    return score


def print_unsure(boards: dict[int, Board], grades: Sequence[NDArray[np.intp]], reps: range) -> None:
    """Print what unsure answers are worth, for people who give them to the posts that they graded 1."""
    print("\nposts graded 1 answered with unsure, which is")
    for name, weight in (
        ("answered with no instead", None),
        ("left out", 0.0),
        ("used, as the recipe does", 1.0),
    ):
        figures = [
            np.mean([judge(with_unsure(read.rows, one, weight), [one >= 2], size, reps) for one in grades])
            for size, read in boards.items()
        ]
        print(f"  {name:40s}" + "".join(f"{figure:7.3f}" for figure in figures), flush=True)


def with_facts(board: Board, *, instead: bool) -> csr_matrix:
    """Return the rows with what facts say of place, workplace, language and pay, as one view more.

    `instead` puts it in the place of the views that the table of regions is for.
    """
    stated = _counted([_stated(post) or ["none"] for post in board.posts])
    rows = board.without("place", "work in") if instead else board.rows
    return hstack([rows, np.sqrt(0.15) * stated]).tocsr()


def _stated(post: Posting) -> list[str]:
    facts = read_facts(post)
    kinds = [kind for kind in ("remote", "hybrid", "on_site") if getattr(facts, kind).answer == Answer.YES]
    pay = facts.pay.yearly if facts.pay else None
    return [
        *facts.places.allowed,
        *(["anywhere"] if facts.places.others == Answer.YES else []),
        *kinds,
        facts.language.code,
        "" if pay is None else f"pay {int(np.log2(max(pay[1] or pay[0] or 1, 1) / 1_000))}",
    ]


def with_applied(rows: csr_matrix, grades: NDArray[np.intp], said: str) -> Scorer:
    """Fit with the posts graded 3 answered with "applied", or with "yes" like the others that are wanted."""

    def score(chosen: NDArray[np.intp], wanted: NDArray[np.bool_]) -> NDArray[np.float64]:
        answers = np.where(wanted, np.where(grades[chosen] == 3, said, "yes"), "no")
        return np.asarray(rows @ linear.fit(rows[chosen], answers).coef_[0])

    return score


def print_applied(boards: dict[int, Board], grades: Sequence[NDArray[np.intp]], reps: range) -> None:
    """Print what it is worth that people tell the posts that they graded 3, which they apply to."""
    print("\nposts graded 3 answered with")
    for name, said in (("yes, as all that are wanted", "yes"), ("applied", "applied")):
        figures = [
            np.mean([judge(with_applied(read.rows, one, said), [one >= 2], size, reps) for one in grades])
            for size, read in boards.items()
        ]
        print(f"  {name:40s}" + "".join(f"{figure:7.3f}" for figure in figures), flush=True)


def judge(scorer: Scorer, people: Sequence[NDArray[np.bool_]], size: int, reps: range) -> float:
    """Return the mean average precision over people and splits."""
    found = []
    for wanted in people:
        for rep in reps:
            chosen = split(wanted, size, rep)
            rest = np.setdiff1d(np.arange(len(wanted)), chosen)
            values = scorer(chosen, wanted[chosen])
            found.append(average_precision_score(wanted[rest], values[rest]))
    return float(np.mean(found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--feeds", nargs="+", type=Path, required=True)
    parser.add_argument("--grades", nargs="+", type=Path, required=True)
    parser.add_argument("--sizes", default="20,40,80,160")
    parser.add_argument("--threshold", type=int, default=2, help="the lowest grade that counts as yes")
    parser.add_argument("--reps", type=int, default=20)
    parser.add_argument("--first", type=int, default=500)
    options = parser.parse_args()
    posts = read_posts(options.feeds)
    grades = [read_grades(path) for path in options.grades]
    graded = [np.array([one[post.external_id] for post in posts]) for one in grades]
    people = [one >= options.threshold for one in graded]
    sizes, reps = (
        [int(size) for size in options.sizes.split(",")],
        range(options.first, options.first + options.reps),
    )
    print(f"{len(posts)} posts, {len(people)} people, {options.reps} splits, threshold {options.threshold}")
    print(f"{'average precision by number of labels':42s}" + "".join(f"{size:>7d}" for size in sizes))
    boards = {size: board(posts, size) for size in sizes}
    recipes = {size: variants(read) for size, read in boards.items()}
    for name in recipes[sizes[0]]:
        figures = [judge(recipes[size][name], people, size, reps) for size in sizes]
        print(f"{name:42s}" + "".join(f"{figure:7.3f}" for figure in figures), flush=True)
    if options.threshold > 1:
        print_unsure(boards, graded, reps)
        print_applied(boards, graded, reps)


if __name__ == "__main__":
    main()
