"""An index that ranks texts by similarity to a query, using only NumPy."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]


class Index:
    """An index of texts by term, which computes the cosine similarity of their TF-IDF vectors to a query."""

    def __init__(
        self, terms: NDArray[Any], counts: NDArray[Any], sizes: NDArray[Any], rarity: Floats32
    ) -> None:
        """Build the index from the concatenated terms and counts of all texts.

        `sizes` contains the number of distinct terms in each text, and `rarity` the inverse document
        frequency of each term.
        """
        texts = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        weights = (1 + np.log(counts.astype(np.float32))) * rarity[terms]
        lengths = np.sqrt(np.bincount(texts, weights * weights, minlength=len(sizes)))
        order = np.argsort(terms, kind="stable")
        self._texts, self._size, self._rarity = texts[order], len(sizes), rarity
        self._weights = (weights / np.maximum(lengths[texts], 1e-9))[order]
        self._begins = np.r_[0, np.cumsum(np.bincount(terms, minlength=len(rarity)))]

    @classmethod
    def weighted(cls, terms: NDArray[Any], counts: NDArray[Any], sizes: NDArray[Any], number: int) -> "Index":
        """Build an index whose inverse document frequencies are computed from the same texts.

        `number` is the number of terms in the vocabulary.
        """
        return cls(terms, counts, sizes, rarity_of(np.bincount(terms, minlength=number), len(sizes)))

    def likeness(self, terms: Mapping[int, int]) -> Floats32:
        """Return the cosine similarity of a query, given as term counts, to each indexed text."""
        found = np.zeros(self._size)
        for term, weight in weights_of(terms, self._rarity):
            among = slice(self._begins[term], self._begins[term + 1])
            found[self._texts[among]] += weight * self._weights[among]  # each term occurs once per text
        return found.astype(np.float32)


def rarity_of(frequency: NDArray[Any], texts: int) -> Floats32:
    """Return the smoothed inverse document frequency of each term, as in scikit-learn."""
    rarity: Floats32 = (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)
    return rarity


def weights_of(terms: Mapping[int, int], rarity: Floats32) -> Sequence[tuple[int, float]]:
    """Return the terms of a text with their TF-IDF weights, normalized to unit length."""
    places = np.fromiter(terms, dtype=np.intp)
    weights = (1 + np.log(np.fromiter(terms.values(), dtype=np.float64))) * rarity[places]
    return list(zip(terms, (weights / np.linalg.norm(weights)).tolist(), strict=True))


def text_of(letters: NDArray[Any]) -> str:
    """Decode a text from an array of UTF-8 bytes."""
    return letters.tobytes().decode()
