"""Rank titles by similarity to a text: apply the fitted model using only NumPy.

    terms, weighted by rarity, normalized -> two linear values for each title ---------+
    titles mentioned, how often and how early, and their informativeness --------------+-> probabilities

The last step weighs both kinds of evidence and is shared by all titles, so even a title with eight posts
benefits from what was learned from the others. fitting.py fits the model.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.reading import Hints, Reader, Reading, words_of

Floats = NDArray[np.float64]

_SMALL = (
    0.125  # values are linear up to about this and logarithmic beyond: doubled evidence does not count twice
)
_LONG = 200  # terms; the reliability of the words depends on their number, measured against this


@dataclass(frozen=True)
class Similarity:
    """A fitted title model.

    Attributes:
        titles: the names of the titles, in column order.
        terms: the known words and word pairs, in row order.
        rarity: the inverse document frequency of each term.
        weights: the term weights of both linear models, with shape (2, terms, titles): first the ridge
            regression, then the direction to the mean of a title's posts.
        offsets: the offsets of both linear models, with shape (2, titles).
        shares: the log of each title's share of the posts.
        telling: how informative a mention of each title is, from 1 if posts with other titles never mention
            it to 0 if they all do.
        without: the weights of signals() for a text that mentions no title.
        naming: the weights of signals() for a text that mentions a title.

    """

    titles: tuple[str, ...]
    terms: tuple[str, ...]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    offsets: NDArray[np.float32]
    shares: NDArray[np.float32]
    telling: NDArray[np.float32]
    without: Floats
    naming: Floats

    def read(self, text: str) -> Reading:
        """Convert a text into model input."""
        return self._reader.read(words_of(text))

    def knows_any_of(self, reading: Reading) -> bool:
        """Return whether a text contains a known word or title, without which it cannot be ranked."""
        return bool(reading.named) or any(term in self._rows for term in reading.terms)

    def probabilities(self, reading: Reading) -> Floats:
        """Return the probability of each title, in the order of `titles`.

        The probabilities sum to 1.
        """
        rows = self._rows
        known = [term for term in reading.terms if term in rows]
        places = np.fromiter((rows[term] for term in known), dtype=np.intp, count=len(known))
        counts = np.fromiter((reading.terms[term] for term in known), dtype=np.float64, count=len(known))
        values = scaled(counts, self.rarity[places]) @ self.weights[:, places] + self.offsets
        found = signals(values[:, np.newaxis], self.shares, self.telling, [reading])
        return np.asarray(self.weigh(found, [reading])[0])

    def weigh(self, found: Floats, readings: Sequence[Reading | Hints]) -> Floats:
        """Compute title probabilities from the signals of texts, with shape (texts, titles)."""
        naming = np.array([bool(reading.named) for reading in readings])
        weights = np.where(naming, self.naming[:, np.newaxis], self.without[:, np.newaxis])
        return softmax(np.einsum("st,stc->tc", weights, found))

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {term: row for row, term in enumerate(self.terms)}

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.titles)


def scaled(counts: Floats, rarity: NDArray[np.float32]) -> Floats:
    """Return the TF-IDF weights of a text's terms as a unit vector, which is empty without terms.

    Before normalization, the weight of a term is (1 + log(count)) * rarity, as in scikit-learn's
    TfidfTransformer with sublinear_tf.
    """
    weights = (1 + np.log(counts)) * rarity
    return np.asarray(weights / max(float(np.sqrt(weights @ weights)), np.finfo(float).tiny))


def signals(
    values: Floats | NDArray[np.float32],
    shares: NDArray[np.float32],
    telling: NDArray[np.float32],
    readings: Sequence[Reading | Hints],
) -> Floats:
    """Return the signals of each title for each text, with shape (9, texts, titles).

    `values` contains the outputs of the linear models, with shape (2, texts, titles). The signals are these
    values, compressed; the title's log share of all posts; the values times the log of the text's length, and
    times its square; and how often and how early the text mentions the title, weighted by informativeness.
    """
    # Unknown words count too, because known words are less conclusive in a text with many others.
    lengths = np.array([1 + reading.length for reading in readings], dtype=np.float64)
    length = np.log(lengths / _LONG)[:, np.newaxis]
    times, early = np.zeros(values.shape[1:]), np.zeros(values.shape[1:])
    for row, reading in enumerate(readings):
        for place, named in reading.named.items():
            times[row, place], early[row, place] = np.log1p(named.times), named.early
    said = np.stack([*(_SMALL * np.arcsinh(values / _SMALL)), np.broadcast_to(shares, times.shape)])
    # The share is excluded: a person's few words are not boilerplate, as a post's few words often are.
    by_length = [said[:2] * length, said[:2] * length**2]
    return np.concatenate([said, *by_length, telling * [times, early]])


def softmax(logits: Floats) -> Floats:
    """Return the softmax of each row."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))
