"""Texts by their terms, to be found by likeness; with NumPy alone."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats32 = NDArray[np.float32]


class Index:
    """Texts by their terms: how alike a title is to each, as the cosine of TF-IDF."""

    def __init__(
        self, terms: NDArray[Any], counts: NDArray[Any], sizes: NDArray[Any], rarity: Floats32
    ) -> None:
        """Read each text's terms and their counts, one text after the other, of as many terms as `sizes`."""
        texts = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        weights = (1 + np.log(counts.astype(np.float32))) * rarity[terms]
        lengths = np.sqrt(np.bincount(texts, weights * weights, minlength=len(sizes)))
        order = np.argsort(terms, kind="stable")
        self._texts, self._size, self._rarity = texts[order], len(sizes), rarity
        self._weights = (weights / np.maximum(lengths[texts], 1e-9))[order]
        self._begins = np.r_[0, np.cumsum(np.bincount(terms, minlength=len(rarity)))]

    @classmethod
    def weighted(cls, terms: NDArray[Any], counts: NDArray[Any], sizes: NDArray[Any], number: int) -> "Index":
        """Return one with the rarity that the terms, `number` of them, have among these very texts."""
        return cls(terms, counts, sizes, rarity_of(np.bincount(terms, minlength=number), len(sizes)))

    def likeness(self, terms: Mapping[int, int]) -> Floats32:
        """Return how alike a text, its terms with their counts, is to each, from 0 to 1."""
        found = np.zeros(self._size)
        for term, weight in weights_of(terms, self._rarity):
            among = slice(self._begins[term], self._begins[term + 1])
            found[self._texts[among]] += weight * self._weights[among]  # a text has a term once
        return found.astype(np.float32)


def rarity_of(frequency: NDArray[Any], texts: int) -> Floats32:
    """Return the smoothed inverse document frequency of terms, as scikit-learn has it."""
    rarity: Floats32 = (np.log((1 + texts) / (1 + frequency)) + 1).astype(np.float32)
    return rarity


def weights_of(terms: Mapping[int, int], rarity: Floats32) -> Sequence[tuple[int, float]]:
    """Return the terms of a text with their weights, of length one."""
    places = np.fromiter(terms, dtype=np.intp)
    weights = (1 + np.log(np.fromiter(terms.values(), dtype=np.float64))) * rarity[places]
    return list(zip(terms, (weights / np.linalg.norm(weights)).tolist(), strict=True))


def text_of(letters: NDArray[Any]) -> str:
    """Return the text that an array of bytes is."""
    return letters.tobytes().decode()
