"""How well the careers' model tells titles, beside the reference recipe, on the same splits of real posts.

    python tests/benchmarks/careers.py POSTS.jsonl [--splits 5] [--seed 0] [--as-they-are] [--own-titles]

POSTS.jsonl has the fields title, description and company of a post a line. The titles are normalised and
folded by the program, the same for both recipes, and those with at least eight posts count. Each text counts
once, unless --as-they-are: the same text under two titles can only be told by luck. --own-titles leaves out
the folding. Every post is predicted once, by models fitted on the other splits; both recipes see the same
descriptions, in which half of the posts name their own title, and never the title itself.

The next two lines take every learned title from the hidden descriptions, as a person's experience may name
none: what is left of either recipe then. The last lines are of stretches of the descriptions, so many words
from anywhere in them: how sure the program is, and how often that is right.
"""

import argparse
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import MultinomialNB

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.careers import fitting
from jobsearch.careers.folding import fold
from jobsearch.careers.model import FEWEST_POSTS
from jobsearch.careers.reading import Reader, words_of
from jobsearch.careers.training import Post, once
from jobsearch.phrases import words
from jobsearch.sources.text import clean_description, clean_line
from jobsearch.titles import parse

Chances = NDArray[np.float64]
Recipe = Callable[[Sequence[str], Sequence[str], Sequence[str]], Chances]
_LENGTHS = (1, 2, 5, 15, 60, 200)
_REFERENCE_ENDINGS = ("ed", "s")


@dataclass(frozen=True)
class Figures:
    """How chances of titles agree with the titles."""

    first: float
    among_five: float
    macro_f1: float
    log_loss: float
    calibration: float


def read_posts(path: Path) -> list[Post]:
    """Return the posts, repaired as those of a board are; some are escaped twice."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Post(clean_line(clean_line(row["title"])), clean_description(row["description"]), 0) for row in rows
    ]


def titled(posts: Sequence[Post], *, folding: bool) -> tuple[list[str], list[str]]:
    """Return the texts and titles that can be learned."""
    names = [parse(post.title).name for post in posts]
    counts = Counter(names)
    own = {name: name if count >= FEWEST_POSTS else None for name, count in counts.items()}
    titles = fold(counts, FEWEST_POSTS) if folding else own
    found = [(post.text, titles[name]) for post, name in zip(posts, names, strict=True)]
    return [text for text, title in found if title], [title for _text, title in found if title]


def reference(texts: Sequence[str], titles: Sequence[str], unseen: Sequence[str]) -> Chances:
    """TF-IDF of 1- to 3-grams, min_df 5, multinomial naive Bayes, alpha .02; as the issue gives it."""
    vectorizer = TfidfVectorizer(analyzer=_reference_terms, min_df=5)
    model = MultinomialNB(alpha=0.02).fit(vectorizer.fit_transform(texts), titles)
    return np.asarray(model.predict_proba(vectorizer.transform(unseen)))


def oversampled(texts: Sequence[str], titles: Sequence[str], unseen: Sequence[str]) -> Chances:
    """The same with rare titles drawn as often as the commonest, as the first service does."""
    most = max(Counter(titles).values())
    places = [[i for i, one in enumerate(titles) if one == title] for title in sorted(set(titles))]
    drawn = [i for own in places for i in np.random.default_rng(0).choice(own, most - len(own))]
    chosen = [*range(len(titles)), *drawn]
    return reference([texts[i] for i in chosen], [titles[i] for i in chosen], unseen)


def ours(texts: Sequence[str], titles: Sequence[str], unseen: Sequence[str]) -> Chances:
    """Fit as the program does."""
    model = fitting.fit(texts, titles).model
    return np.array([model.probabilities(model.read(text)) for text in unseen])


def predict(
    recipe: Recipe,
    texts: Sequence[str],
    titles: Sequence[str],
    hidden: Sequence[str],
    splits: StratifiedKFold,
) -> Chances:
    """Return the chances of every text's `hidden` form, by models that saw neither."""
    found = np.empty((len(titles), len(set(titles))))
    for seen, unseen in splits.split(titles, titles):
        found[unseen] = recipe(
            [texts[i] for i in seen], [titles[i] for i in seen], [hidden[i] for i in unseen]
        )
    return found


def sureness(
    texts: Sequence[str], titles: Sequence[str], splits: StratifiedKFold, seed: int
) -> dict[int, tuple[int, float, float]]:
    """Return by length of a stretch: how many have a known word, how sure the model is, how often right."""
    random = np.random.default_rng(seed)
    words = [words_of(text) for text in texts]
    found: dict[int, list[tuple[float, bool]]] = {length: [] for length in _LENGTHS}
    for seen, unseen in splits.split(titles, titles):
        model = fitting.fit([texts[i] for i in seen], [titles[i] for i in seen]).model
        for length, i in product(_LENGTHS, unseen):
            start = random.integers(max(len(words[i]) - length, 0) + 1)
            reading = model.read(" ".join(words[i][start : start + length]))
            if model.knows_any_of(reading):
                chances = model.probabilities(reading)
                found[length].append((chances.max(), model.titles[chances.argmax()] == titles[i]))
    return {length: (len(pairs), *np.mean(pairs, axis=0).tolist()) for length, pairs in found.items()}


def judge(chances: Chances, titles: Sequence[str]) -> Figures:
    """Compare chances with the titles; calibration is the expected error of the highest, in ten bins."""
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
    )


def without_titles(texts: Sequence[str], titles: Sequence[str]) -> list[str]:
    """Return texts without any of the titles, as the program finds them."""
    reader = Reader(sorted(set(titles)))
    return [" ".join(reader.without_titles(words_of(text))) for text in texts]


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
    posts = posts if options.as_they_are else once(posts)
    texts, titles = titled(posts, folding=not options.own_titles)
    splits = StratifiedKFold(options.splits, shuffle=True, random_state=options.seed)
    bare = without_titles(texts, titles)
    named = sum(title in text.casefold() for text, title in zip(texts, titles, strict=True)) / len(titles)
    print(f"{len(titles):,} of {len(posts):,} posts, {len(set(titles))} titles, {options.splits} splits")
    print(f"{named:.0%} of the descriptions hold their own title")
    print(f"{'':34s}  top-1  top-5  macro F1  log loss  calibration  seconds")
    for name, recipe, hidden in (
        ("reference", reference, texts),
        ("reference, oversampled", oversampled, texts),
        ("jobsearch", ours, texts),
        ("reference, no titles in the hidden", reference, bare),
        ("jobsearch, no titles in the hidden", ours, bare),
    ):
        start = time.perf_counter()
        found = judge(predict(recipe, texts, titles, hidden, splits), titles)
        print(
            f"{name:34s}  {found.first:.3f}  {found.among_five:.3f}     {found.macro_f1:.3f}"
            f"     {found.log_loss:5.3f}         {found.calibration:.3f}"
            f"   {time.perf_counter() - start:6.1f}",
            flush=True,
        )
    print("words   texts  said  right")
    for length, (count, said, right) in sureness(texts, titles, splits, options.seed).items():
        print(f"{length:5d}  {count:6,d}  {said:.3f}  {right:.3f}")


if __name__ == "__main__":
    main()
