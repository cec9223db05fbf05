"""Find the terms that raise or lower a post's score, and those with the most influence overall."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.learning.views import display_term, words_of_term
from jobsearch.learning.vocabulary.function_words import FUNCTION_WORDS

_MOST_REASONS = 5
_MOST_WORDS = 10
_LOOKED_AT = (16, 60)  # strongest terms of a post to consider for distinct reasons: first few, then more
_FEWEST_POSTS = 3  # for a term to represent the user's preferences


def explain(
    rows: csr_matrix, moves: NDArray[np.float64], names: NDArray[np.object_]
) -> list[tuple[tuple[str, float], ...]]:
    """Return the strongest contributions to each row, as (display term, contribution).

    `moves` contains the contribution of each stored entry of `rows`, which must be sorted; see moves_of().
    """
    weakness = -np.abs(moves)
    return [
        _reasons(rows.indices[start:end], moves[start:end], weakness[start:end], names)
        for start, end in pairwise(rows.indptr.tolist())
    ]


def moves_of(rows: csr_matrix, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the contribution of each stored matrix entry under the given term weights."""
    return np.asarray(rows.data * weights[rows.indices])


def strongest(
    parts: Iterable[tuple[csr_matrix, NDArray[np.float64]]], names: NDArray[np.object_]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the terms that most raise and most lower scores overall, formatted for display.

    `parts` yields batches of rows, each with the contributions of its stored matrix entries.
    """
    posts, summed = np.zeros(len(names), dtype=np.int64), np.zeros(len(names))
    for rows, moves in parts:
        posts += np.bincount(rows.indices, minlength=len(names))
        summed += np.bincount(rows.indices, weights=moves, minlength=len(names))
    summed /= np.sqrt(np.maximum(posts, 1))
    summed[posts < _FEWEST_POSTS] = 0
    order = np.lexsort((names, -summed))
    liked = (str(names[i]) for i in order if summed[i] > 0)
    disliked = (str(names[i]) for i in order[::-1] if summed[i] < 0)
    return tuple(map(display_term, _telling(liked, _MOST_WORDS))), tuple(
        map(display_term, _telling(disliked, _MOST_WORDS))
    )


def _reasons(
    columns: NDArray[np.integer],
    moves: NDArray[np.float64],
    weakness: NDArray[np.float64],
    names: NDArray[np.object_],
) -> tuple[tuple[str, float], ...]:
    found: tuple[str, ...] = ()
    weights: dict[str, float] = {}
    for most in _LOOKED_AT:
        part = _smallest(weakness, most)
        weights = dict(zip(names[columns[part]].tolist(), moves[part].tolist(), strict=True))
        found = _telling((term for term, move in weights.items() if move), _MOST_REASONS)
        if len(found) == _MOST_REASONS:
            break
    return tuple((display_term(term), round(weights[term], 4)) for term in found)


def _smallest(numbers: NDArray[np.float64], most: int) -> NDArray[np.intp]:
    """Return the places of the smallest numbers in ascending order; of equal numbers, the first one first.

    Sorting all numbers of a post takes twice as long, and one sort for all posts ten times.
    """
    if len(numbers) <= most:
        return np.argsort(numbers, kind="stable")
    places = np.flatnonzero(numbers <= np.partition(numbers, most - 1)[most - 1])
    return places[np.argsort(numbers[places], kind="stable")[:most]]


def _telling(terms: Iterable[str], most: int) -> tuple[str, ...]:
    """Return the first `most` terms, skipping those that add no informative word."""
    kept: list[str] = []
    named: set[str] = set()
    for term in terms:
        words = words_of_term(term) - FUNCTION_WORDS
        if not words <= named:
            kept.append(term)
            named |= words
        if len(kept) == most:
            break
    return tuple(kept)
