"""How well the careers' model tells titles, beside the reference recipe, on the same splits of real posts.

    python tests/benchmarks/careers.py POSTS.jsonl [--splits 5] [--seed 0] [--as-they-are] [--own-titles]

POSTS.jsonl has the fields title, description and company of a post a line. The titles are normalised and
folded by the program, the same for all recipes, and those with at least eight posts count. Each text counts
once, unless --as-they-are: the same text under two titles can only be told by luck. --own-titles leaves out
the folding. Every post is predicted once, by models fitted on the other splits; all recipes see the same
descriptions, in which half of the posts name their own title, and never the title itself.

The first table is of plain splits, in which posts that a company made from one template may be on both sides.
In the second such near-copies stay together, and titles with too few different posts for that are left out.

Of each recipe the first line is of whole descriptions. From the next every learned title is taken, as a
person's experience may name none. The others are of stretches of the descriptions, so many words from
anywhere in them. Calibration is the expected error of the highest probability in ten bins; "sure" is its
mean, to be compared with top-1.
"""

import argparse
import json
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold
from sklearn.naive_bayes import MultinomialNB

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.careers import fitting
from jobsearch.careers.folding import fold
from jobsearch.careers.model import FEWEST_POSTS
from jobsearch.careers.reading import Reader, words_of
from jobsearch.careers.training import Post
from jobsearch.text.html import clean_description, clean_line
from jobsearch.text.phrases import words
from jobsearch.titles.parse import parse

Chances = NDArray[np.float64]
Predictor = Callable[[Sequence[str]], Chances]
Recipe = Callable[[Sequence[str], Sequence[str]], Predictor]
Splits = Sequence[tuple[NDArray[np.intp], NDArray[np.intp]]]
_LENGTHS = (200, 50, 15, 5, 2)
_REFERENCE_ENDINGS = ("ed", "s")
_TEMPLATE = 0.8  # of the words of two texts, in their order; a repost has .9 and the same title


@dataclass(frozen=True)
class Figures:
    """How chances of titles agree with the titles."""

    first: float
    among_five: float
    macro_f1: float
    log_loss: float
    calibration: float
    sure: float


def read_posts(path: Path) -> list[Post]:
    """Return the posts, repaired as those of a board are; some are escaped twice."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Post(
            clean_line(clean_line(row["title"])),
            clean_description(row["description"]),
            0,
            clean_line(row["company"] or ""),
        )
        for row in rows
    ]


def deduplicate(posts: Sequence[Post]) -> list[Post]:
    """Return the posts with a text that none before them has, whatever its white space and capitals."""
    first: dict[str, Post] = {}
    for post in posts:
        first.setdefault(" ".join(post.text.casefold().split()), post)
    return list(first.values())


def titled(posts: Sequence[Post], *, folding: bool) -> tuple[list[Post], list[str]]:
    """Return the posts that can be learned, and their titles."""
    names = [parse(post.title).name for post in posts]
    counts = Counter(names)
    own = {name: name if count >= FEWEST_POSTS else None for name, count in counts.items()}
    titles = fold(counts, FEWEST_POSTS) if folding else own
    found = [(post, titles[name]) for post, name in zip(posts, names, strict=True)]
    return [post for post, title in found if title], [title for _post, title in found if title]


def copies(posts: Sequence[Post]) -> list[int]:
    """Return a number for each post, the same for those of one company that are nearly copies."""
    numbers = list(range(len(posts)))
    by_company: defaultdict[str, list[int]] = defaultdict(list)
    for place, post in enumerate(posts):
        by_company[post.company.casefold()].append(place)
    texts = [words(post.text) for post in posts]
    for places in by_company.values():
        for one, other in combinations(places, 2):
            if numbers[one] != numbers[other] and _is_copy(texts[one], texts[other]):
                joined = numbers[other]
                numbers = [numbers[one] if number == joined else number for number in numbers]
    return numbers


def _is_copy(one: Sequence[str], other: Sequence[str]) -> bool:
    return Indel.normalized_similarity(one, other, score_cutoff=_TEMPLATE) >= _TEMPLATE


def reference(texts: Sequence[str], titles: Sequence[str]) -> Predictor:
    """TF-IDF of 1- to 3-grams, min_df 5, multinomial naive Bayes, alpha .02; as the issue gives it."""
    vectorizer = TfidfVectorizer(analyzer=_reference_terms, min_df=5)
    model = MultinomialNB(alpha=0.02).fit(vectorizer.fit_transform(texts), titles)
    return lambda unseen: np.asarray(model.predict_proba(vectorizer.transform(unseen)))


def oversampled(texts: Sequence[str], titles: Sequence[str]) -> Predictor:
    """The same with rare titles drawn as often as the commonest, as the first service does."""
    most = max(Counter(titles).values())
    places = [[i for i, one in enumerate(titles) if one == title] for title in sorted(set(titles))]
    drawn = [i for own in places for i in np.random.default_rng(0).choice(own, most - len(own))]
    chosen = [*range(len(titles)), *drawn]
    return reference([texts[i] for i in chosen], [titles[i] for i in chosen])


def ours(texts: Sequence[str], titles: Sequence[str]) -> Predictor:
    """Fit as the program does."""
    model = fitting.fit(texts, titles).model
    return lambda unseen: np.array([model.probabilities(model.read(text)) for text in unseen])


def predict(
    recipe: Recipe, forms: Mapping[str, Sequence[str]], titles: Sequence[str], splits: Splits
) -> dict[str, Chances]:
    """Return the chances of each form of every text, by models that saw none; they learn from the first."""
    texts, names = next(iter(forms.values())), sorted(set(titles))
    found = {form: np.zeros((len(titles), len(names))) for form in forms}
    for seen, unseen in splits:
        predictor = recipe([texts[i] for i in seen], [titles[i] for i in seen])
        columns = [names.index(title) for title in sorted({titles[i] for i in seen})]
        for form, hidden in forms.items():
            found[form][np.ix_(unseen, columns)] = predictor([hidden[i] for i in unseen])
    return found


def forms_of(texts: Sequence[str], titles: Sequence[str], seed: int) -> dict[str, Sequence[str]]:
    """Return the texts whole, without any of the titles as the program finds them, and stretches of them."""
    reader, random = Reader(sorted(set(titles))), np.random.default_rng(seed)
    every = [words_of(text) for text in texts]
    return {
        "": texts,
        "no titles": [" ".join(reader.without_titles(one)) for one in every],
        **{f"{length} words": [_stretch(one, length, random) for one in every] for length in _LENGTHS},
    }


def _stretch(text: Sequence[str], length: int, random: np.random.Generator) -> str:
    start = random.integers(max(len(text) - length, 0) + 1)
    return " ".join(text[start : start + length])


def judge(chances: Chances, titles: Sequence[str]) -> Figures:
    """Compare chances with the titles."""
    names = sorted(set(titles))
    right = np.array([names.index(title) for title in titles])
    ranks = (chances > chances[np.arange(len(right)), right][:, np.newaxis]).sum(axis=1)
    highest, hits = chances.max(axis=1), chances.argmax(axis=1) == right
    bins = np.minimum((highest * 10).astype(int), 9)
    errors = [abs(highest[bins == b].mean() - hits[bins == b].mean()) * np.mean(bins == b) for b in set(bins)]
    return Figures(
        first=float(np.mean(ranks == 0)),
        among_five=float(np.mean(ranks < 5)),
        macro_f1=float(f1_score(right, chances.argmax(axis=1), average="macro")),
        log_loss=float(-np.log(np.maximum(chances[np.arange(len(right)), right], 1e-15)).mean()),
        calibration=float(sum(errors)),
        sure=float(highest.mean()),
    )


def _reference_terms(text: str) -> list[str]:
    kept = [_lemma(word) for word in words(text) if word not in ENGLISH_STOP_WORDS]
    return [" ".join(kept[i : i + n]) for n in (1, 2, 3) for i in range(len(kept) - n + 1)]


def _lemma(word: str) -> str:
    ending = next((one for one in _REFERENCE_ENDINGS if word.endswith(one) and len(word) > 4), "")
    return word.removesuffix(ending)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("posts", type=Path)
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--as-they-are", action="store_true", help="keep posts with the text of another")
    parser.add_argument("--own-titles", action="store_true", help="do not fold rare titles")
    options = parser.parse_args()
    warnings.filterwarnings("ignore", message="The least populated class")
    posts = read_posts(options.posts)
    posts = posts if options.as_they_are else deduplicate(posts)
    learnable, titles = titled(posts, folding=not options.own_titles)
    texts = [post.text for post in learnable]
    forms = forms_of(texts, titles, options.seed)
    named = sum(title in text.casefold() for text, title in zip(texts, titles, strict=True)) / len(titles)
    print(f"{len(titles):,} of {len(posts):,} posts, {len(set(titles))} titles, {options.splits} splits")
    print(f"{named:.0%} of the descriptions hold their own title")
    chosen = {"shuffle": True, "random_state": options.seed}
    print_table(forms, titles, StratifiedKFold(options.splits, **chosen).split(titles, titles))
    groups = copies(learnable)
    alone = sum(number == 1 for number in Counter(groups).values())
    of_title = Counter(title for title, _group in set(zip(titles, groups, strict=True)))
    kept = [i for i, title in enumerate(titles) if of_title[title] >= options.splits]
    titles = [titles[i] for i in kept]
    print(
        f"Near-copies of one company kept together, {len(learnable) - alone:,} posts are such; "
        f"{len(kept):,} posts, {len(set(titles))} titles with {options.splits} different ones"
    )
    forms = {form: [hidden[i] for i in kept] for form, hidden in forms.items()}
    together = StratifiedGroupKFold(options.splits, **chosen)
    print_table(forms, titles, together.split(titles, titles, [groups[i] for i in kept]))


def print_table(
    forms: Mapping[str, Sequence[str]],
    titles: Sequence[str],
    splits: Iterable[tuple[NDArray[np.intp], NDArray[np.intp]]],
) -> None:
    """Measure every recipe on the same splits, and print."""
    print(f"{'':24s}  top-1  top-5  macro F1  log loss  calibration   sure  seconds")
    same = list(splits)
    recipes: dict[str, Recipe] = {
        "reference": reference,
        "oversampled": oversampled,
        "jobsearch": ours,
    }
    for name, recipe in recipes.items():
        start = time.perf_counter()
        for form, chances in predict(recipe, forms, titles, same).items():
            found = judge(chances, titles)
            print(
                f"{', '.join(filter(None, (name, form))):24s}  {found.first:.3f}  {found.among_five:.3f}"
                f"     {found.macro_f1:.3f}     {found.log_loss:5.3f}         {found.calibration:.3f}"
                f"  {found.sure:.3f}   {time.perf_counter() - start:6.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
