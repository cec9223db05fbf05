"""Fit the title model, and evaluate it on held-out posts.

    texts -> terms -> CountVectorizer, TfidfTransformer -> ridge regression on "is it this title?"
                                                        -> the centroid of each title's posts
          -> the held-out values of each post, and of excerpts from it
          -> a conditional logit (McFadden 1974) of the title on these values and the titles mentioned

The held-out values come from a single fit, using the leave-one-out formula (Rasmussen and Williams 2006,
section 5.4.2), so the probabilities are calibrated on unseen posts without refitting.
tests/benchmarks/careers.py compares this model with the reference model.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.pipeline import Pipeline

from jobsearch.careers.reading import Hints, Reader, Reading, words_of
from jobsearch.careers.similarity import Floats, Similarity, signals, softmax
from jobsearch.errors import NothingToLearn

_RIDGE = 0.1  # the strength of the prior for small weights of the terms
_MOST_TERMS = 20_000
_FEWEST_POSTS = 2  # minimum number of posts that contain a term
MOST_POSTS = 4_000  # the fit takes quadratic memory and cubic time in their number
_AT_ONCE = 500  # rows of products
_COMMON = 0.05  # minimum share of posts for a term to be common
_MOST_JUDGED = 1_000
_STRETCHES = (200, 60, 15, 5, 2)  # words: an experience may be a whole life, a line or two words
_GUESS = np.array([10.0, 10.0, 0.5, 0.0, 0.0, 0.0, 0.0, 8.0, 4.0])  # prior mean of the signals' weights
_BELIEF = 0.1  # the weight of the prior, in posts
_TEXTS_AT_ONCE = 50  # their signals fit in the processor cache
_MOST_STEPS = 50  # of Newton's method, which usually takes about seven
_LEAST_GAIN = 1e-6  # minimum predicted gain of a step, in log-likelihood
_TOP = 5

Singles = NDArray[np.float32]
Values = Singles | Floats


@dataclass(frozen=True)
class Judgment:
    """The quality of the model on held-out posts.

    Attributes:
        posts: the number of posts evaluated.
        first: the share of posts whose title was ranked first, from 0 to 1.
        among_five: the share of posts whose title was ranked among the first five, from 0 to 1.
        log_loss: the mean negative log probability of the posts' titles.

    """

    posts: int
    first: float
    among_five: float
    log_loss: float


@dataclass(frozen=True)
class Fitted:
    """A fitted model with its evaluation."""

    model: Similarity
    judgment: Judgment


def fit(texts: Sequence[str], titles: Sequence[str]) -> Fitted:
    """Fit a model to texts and their titles.

    There must be at least two distinct titles, each with at least two texts. If there are more than
    MOST_POSTS texts, some are left out; see spread(). The same input yields the same model. Raises
    NothingToLearn if no two texts have a word in common.
    """
    chosen = spread(titles, MOST_POSTS)
    return fit_chosen(
        [texts[place] for place in chosen], [titles[place] for place in chosen], Counter(titles)
    )


def fit_chosen(texts: Sequence[str], titles: Sequence[str], every: Mapping[str, int]) -> Fitted:
    """Fit a model to texts chosen by spread().

    `every` contains the total number of texts per title.
    """
    names = tuple(sorted(set(titles)))
    column_of = {name: place for place, name in enumerate(names)}
    columns = np.array([column_of[title] for title in titles])
    judged = np.arange(0, len(columns), -(-len(columns) // _MOST_JUDGED))
    total = sum(every.values())
    shares = np.log([every[name] / total for name in names]).astype(np.float32)
    model, trials = _tried(texts, columns, names, shares, judged)
    model = _calibrated(model, trials, columns[judged])
    return Fitted(model, _judge(model, trials[0], columns[judged]))


def _tried(
    texts: Sequence[str],
    columns: NDArray[np.intp],
    names: tuple[str, ...],
    shares: Singles,
    judged: NDArray[np.intp],
) -> "tuple[Similarity, list[_Trial]]":
    """Return the model with default signal weights, and the trials used to fit better weights."""
    reader, naming = Reader(names), _Naming(len(names))
    hints: list[Hints] = []
    middles: dict[int, Sequence[str]] = dict.fromkeys(judged.tolist(), ())

    def readings() -> Iterator[Reading]:
        # One by one, because all readings together are many times the texts' size.
        for place, text in enumerate(texts):
            words = words_of(text)
            reading = naming.counted(reader.read(words), columns[place])
            hints.append(reading.hints)
            if place in middles:
                middles[place] = _stretch(words, _STRETCHES[0])
            yield reading

    steps, rows = _fit_terms(readings())
    fitted = _Linear(rows, columns, len(names), judged)
    trials = [_Trial([hints[place] for place in judged], fitted.left_out(rows[judged]))]
    for length in _STRETCHES:
        tried = [reader.read(_stretch(middle, length)) for middle in middles.values()]
        trials.append(_Trial([one.hints for one in tried], fitted.left_out(steps.transform(tried))))
    model = Similarity(
        titles=names,
        terms=tuple(steps[0].get_feature_names_out().tolist()),
        rarity=steps[1].idf_.astype(np.float32),
        weights=fitted.weights,
        offsets=fitted.offsets,
        shares=shares,
        telling=naming.telling().astype(np.float32),
        without=_GUESS,
        naming=_GUESS,
    )
    return model, trials


def spread(titles: Sequence[str], most: int) -> list[int]:
    """Choose at most `most` titles, with a limit per title, and return their indices in order.

    If necessary, the most frequent titles are limited first, leaving out their last occurrences, so the
    newest texts should come first. At least one occurrence of each title is kept.
    """
    limit = _limit(Counter(titles).values(), most)
    seen: Counter[str] = Counter()
    chosen = []
    for place, title in enumerate(titles):
        seen[title] += 1
        if seen[title] <= limit:
            chosen.append(place)
    return chosen


def _limit(counts: Collection[int], most: int) -> int:
    """Return the maximum number of occurrences per title, which is at least 1."""
    if sum(counts) <= most:
        return max(counts, default=1)
    return max(
        1, bisect_right(range(most + 1), most, key=lambda limit: sum(min(n, limit) for n in counts)) - 1
    )


class _Linear:
    """Two linear models, each with one value per title, centered on the mean of all posts.

    The first is a ridge regression in dual form, with one unknown per post; the second is the dot product
    with the direction from the mean of all posts to the mean of the title's posts. All values are single
    precision.
    """

    def __init__(
        self, rows: csr_matrix, columns: NDArray[np.intp], titles: int, judged: NDArray[np.intp]
    ) -> None:
        """Fit both models to posts.

        `judged` contains the indices of the posts to hold out in left_out().
        """
        self._rows, self._judged, self._own = rows.astype(np.float32), judged, columns[judged]
        self._products = _Products(self._rows)
        products = self._products.all()
        self._means = products.mean(axis=0, dtype=float)
        self._mean = self._means.mean()
        products = self._centered(products)
        self._is = np.eye(titles, dtype=np.float32)[columns]
        self._shares = self._is.mean(axis=0)
        with_own = products @ self._is
        self._lengths = (self._is * with_own).sum(axis=0)  # squared lengths of the sums of each title's posts
        self._less = products[judged, judged] - 2 * with_own[judged, self._own]  # same without the post
        products[np.diag_indices_from(products)] += _RIDGE
        self._duals, self._inverse = _solved(products, self._is - self._shares, judged)
        del products  # the largest array, no longer needed
        self.weights, self.offsets = self._by_terms()

    def _by_terms(self) -> tuple[Singles, Singles]:
        """Return both models as term weights, with shape (2, terms, titles), and their offsets."""
        mean = np.asarray(self._rows.mean(axis=0)).ravel()
        weights = np.empty((2, self._rows.shape[1], self._is.shape[1]), dtype=np.float32)
        offsets = np.stack([self._shares, np.zeros_like(self._shares)])
        for number, found in enumerate((self._ridge, self._directions)):  # each of them is large
            exact = found(mean)
            weights[number] = exact
            offsets[number] -= mean @ exact
        return weights, offsets

    def _ridge(self, _mean: Singles) -> Singles:
        return np.asarray(self._rows.T @ self._duals)

    def _directions(self, mean: Singles) -> Singles:
        found = np.asarray(self._rows.T @ self._is)
        found -= np.outer(mean, self._is.sum(axis=0))
        found /= _root(self._lengths)
        return found

    def left_out(self, rows: csr_matrix) -> Singles:
        """Return leave-one-out values for the rows of the held-out posts, with shape (2, rows, titles)."""
        products = self._centered(self._products.of(rows))
        every, own = np.arange(len(self._judged)), self._own
        learned = np.einsum("ij,ij->i", products, self._inverse) / self._inverse[every, self._judged]
        values = products @ self._duals + self._shares - learned[:, np.newaxis] * self._duals[self._judged]
        sums, lengths = products @ self._is, np.tile(self._lengths, (len(every), 1))
        sums[every, own] -= products[every, self._judged]
        lengths[every, own] += self._less
        return np.stack([values, sums / _root(lengths)])

    def _centered(self, products: Singles) -> Singles:
        """Center the products on the mean of the posts, in place, because the array is large."""
        products += self._mean - products.mean(axis=1, keepdims=True)
        products -= self._means
        return products


class _Products:
    """Dot products with the rows used in a fit, computed on demand.

    Common terms account for most of the work, which is reduced by storing these terms in a dense matrix.
    """

    def __init__(self, rows: csr_matrix) -> None:
        """Split the columns of the rows into common and rare terms."""
        self._rows = rows
        is_common = rows.getnnz(axis=0) > _COMMON * rows.shape[0]
        self._common, self._rare = np.flatnonzero(is_common), np.flatnonzero(~is_common)
        self._dense = rows[:, self._common].toarray().T
        self._sparse = rows[:, self._rare].T.tocsr()

    def all(self) -> Singles:
        """Return the dot products of all pairs of rows."""
        found = np.empty((self._rows.shape[0],) * 2, dtype=np.float32)
        for start in range(0, len(found), _AT_ONCE):
            found[start : start + _AT_ONCE] = self.of(self._rows[start : start + _AT_ONCE])
        return found

    def of(self, rows: csr_matrix) -> Singles:
        """Return the dot products of other rows with the rows of the fit."""
        rows = rows.astype(np.float32, copy=False)
        found = rows[:, self._common].toarray() @ self._dense
        found += (rows[:, self._rare] @ self._sparse).toarray()
        return np.asarray(found)


def _solved(matrix: Singles, right: Singles, places: NDArray[np.intp]) -> tuple[Singles, Singles]:
    """Solve a positive definite system, and also return selected rows of the inverse matrix.

    `right` is the right-hand side, and `places` contains the indices of the selected rows. The matrix is
    overwritten. Computing the entire inverse would take twice as long and use as much memory again.
    """
    units = np.zeros((len(matrix), len(places)), dtype=matrix.dtype)
    units[places, np.arange(len(places))] = 1
    factor = cho_factor(matrix.T, lower=True, overwrite_a=True, check_finite=False)
    found = cho_solve(factor, np.hstack([right, units]), overwrite_b=True, check_finite=False)
    return found[:, : right.shape[1]].copy(), found[:, right.shape[1] :].T.copy()


class _Naming:
    """For each title, the number of posts with other titles, and how many of those mention the title."""

    def __init__(self, titles: int) -> None:
        self._others, self._named = np.zeros(titles), np.zeros(titles)

    def counted(self, reading: Reading, column: int) -> Reading:
        """Count a post with the title in the given column, and return its reading."""
        self._others += 1
        self._others[column] -= 1
        self._named[[title for title in reading.named if title != column]] += 1
        return reading

    def telling(self) -> Floats:
        """Return how rarely each title is mentioned in posts with other titles, from 0 to 1."""
        return np.asarray(1 - np.log1p(self._named) / np.log1p(self._others))


def _root(squares: Singles) -> Singles:
    return np.sqrt(np.maximum(squares, np.finfo(np.float32).eps))


@dataclass(frozen=True)
class _Trial:
    """The hints and held-out values of texts with known titles."""

    readings: Sequence[Hints]
    values: Singles


def _fit_terms(readings: Iterable[Reading]) -> tuple[Pipeline, csr_matrix]:
    counter = CountVectorizer(analyzer=_elements, min_df=_FEWEST_POSTS, max_features=_MOST_TERMS)
    steps = Pipeline([("counts", counter), ("weights", TfidfTransformer(sublinear_tf=True))])
    try:
        return steps, steps.fit_transform(readings)
    except ValueError as error:  # raised by scikit-learn for an empty vocabulary
        raise NothingToLearn from error


def _elements(reading: Reading) -> list[str]:
    return list(reading.terms.elements())


def _stretch(words: Sequence[str], length: int) -> Sequence[str]:
    """Return up to `length` consecutive words from the middle of a text."""
    start = max(len(words) - length, 0) // 2
    return words[start : start + length]


def _calibrated(model: Similarity, trials: Sequence[_Trial], columns: NDArray[np.intp]) -> Similarity:
    """Fit the signal weights, separately for texts that mention a title and texts that do not."""
    return replace(
        model,
        without=_weights(model, trials, columns, naming=False),
        naming=_weights(model, trials, columns, naming=True),
    )


def _weights(
    model: Similarity, trials: Sequence[_Trial], columns: NDArray[np.intp], *, naming: bool
) -> Floats:
    chosen = [
        [place for place, reading in enumerate(trial.readings) if bool(reading.named) == naming]
        for trial in trials
    ]
    # Allocated once, because they are many.
    found = np.empty((len(_GUESS), sum(map(len, chosen)), len(model.titles)), dtype=np.float32)
    start = 0
    for trial, places in zip(trials, chosen, strict=True):
        readings = [trial.readings[place] for place in places]
        end = start + len(places)
        found[:, start:end] = signals(trial.values[:, places], model.shares, model.telling, readings)
        start = end
    return _conditional_logit(found, np.concatenate([columns[places] for places in chosen]))


def _conditional_logit(found: Values, answers: NDArray[np.intp]) -> Floats:
    """Return the MAP estimate of the signal weights, given the correct title of each text.

    `found` contains the signals, with shape (signals, texts, titles). The estimate is found by Newton's
    method with a backtracking line search (Boyd and Vandenberghe 2004, section 9.5.2).
    """
    weights, here = _GUESS, _belief(_GUESS, found, answers)
    for _step in range(_MOST_STEPS):
        step = np.linalg.solve(here.curvature, here.slope)
        gain, length = float(here.slope @ step), 1.0
        if gain < _LEAST_GAIN:
            break
        while (
            there := _belief(weights - length * step, found, answers)
        ).loss > here.loss - gain * length / 4:
            length /= 2
        weights, here = weights - length * step, there
    return weights


class _Belief(NamedTuple):
    """The negative log posterior of the weights, with its gradient and Hessian."""

    loss: float
    slope: Floats
    curvature: Floats


def _belief(weights: Floats, found: Values, answers: NDArray[np.intp]) -> _Belief:
    away = weights - _GUESS
    loss, slope = _BELIEF * float(away @ away) / 2, _BELIEF * away
    curvature = _BELIEF * np.eye(len(weights))
    for start in range(0, len(answers), _TEXTS_AT_ONCE):
        end = start + _TEXTS_AT_ONCE
        some, own = found[:, start:end].astype(float), answers[start:end]
        texts = np.arange(len(own))
        chances = softmax(np.tensordot(weights, some, axes=1))
        loss -= float(np.log(np.maximum(chances[texts, own], np.finfo(float).tiny)).sum())
        expected = np.einsum("stc,tc->st", some, chances)
        slope = slope + (expected - some[:, texts, own]).sum(axis=1)
        weighted = (some * chances).reshape(len(some), -1)
        curvature += weighted @ some.reshape(len(some), -1).T - expected @ expected.T
    return _Belief(loss, slope, curvature)


def _judge(model: Similarity, trial: _Trial, columns: NDArray[np.intp]) -> Judgment:
    found = signals(trial.values, model.shares, model.telling, trial.readings)
    chances = model.weigh(found, trial.readings)
    right = chances[np.arange(len(columns)), columns]
    ranks = (chances > right[:, np.newaxis]).sum(axis=1)
    return Judgment(
        posts=len(columns),
        first=float(np.mean(ranks == 0)),
        among_five=float(np.mean(ranks < _TOP)),
        log_loss=float(-np.log(np.maximum(right, np.finfo(float).tiny)).mean()),
    )
