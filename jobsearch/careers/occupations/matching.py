"""Rank ESCO occupations by similarity to a title, using only NumPy.

    the title and its occupation, "Senior Nurse (Remote)" and "nurse" --> terms --+
    similarity by best name, by all texts, by meaning, and by O*NET names --------+--> probabilities

Each similarity is a row of signals(); WEIGHTS combines them, and NOTHING contains the weights for the
probability that no occupation fits. Both were fitted on half of the titles in two public benchmarks
(tests/benchmarks/careers_public.py).
"""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.occupations.index import Floats32, Index, rarity_of, text_of, weights_of
from jobsearch.careers.occupations.terms import terms_of
from jobsearch.titles.parse import parse

ADDRESS = "http://data.europa.eu/esco/occupation/"
TABLE = "occupations.npz"
SIGNALS = (
    "name", "parsed name", "texts", "meaning", "parsed meaning", "O*NET", "parsed O*NET", "preferred name",
    "length", "crowd", "claimed",
)  # fmt: skip
WEIGHTS = (3.42, 1.78, 2.18, 1.83, 1.65, 2.3, 0.46, 1.02, -0.95, -3.17, 0.22)
NOTHING = (6.37, -5.94, -1.77, -5.97)
WEIGHTS_OF_TEXT = (10.81, 9.37, 4.52, -1.74, -2.6, 4.84)  # for signals_of_text()
_LONGEST_NAME = 4  # terms of a name to search for in text
_MOST_TERMS = 40  # of a title; anything longer is not a title
_LONGEST = 400  # characters read of a title
_SHORTEST_MISSPELLED = 5  # letters
_SPELLED_ALIKE = 84.0  # of 100
_SURE = 8  # exponent that emphasizes the most similar of O*NET's names
_UNCLAIMED = 1e-3
EVEN = 0.5
LIKELY = 0.1  # minimum probability of the best occupation for a title


@dataclass(frozen=True)
class Occupation:
    """An ESCO occupation, with the probability that a title refers to it.

    Attributes:
        esco: its URI.
        label: its preferred name.
        isco: the four digits of its ISCO-08 group.
        onet: its O*NET code if its names in both taxonomies agree, otherwise None.
        probability: from 0 to 1; together with the probability of no occupation, the probabilities sum to 1.

    """

    esco: str
    label: str
    isco: str
    onet: str | None
    probability: float


@dataclass(frozen=True)
class Ranking:
    """The occupations that a title may refer to, most probable first, and the probability of none."""

    occupations: tuple[Occupation, ...]
    none: float

    @property
    def best(self) -> Occupation | None:
        """The most probable occupation, or None if no occupation is probable enough."""
        first = next(iter(self.occupations), None)
        return first if self.none < EVEN and first and first.probability >= LIKELY else None


class Occupations:
    """The compiled occupation table."""

    def __init__(self, table: Mapping[str, NDArray[Any]]) -> None:
        """Load the arrays written by compiling.py."""
        self.labels = text_of(table["labels"]).split("\n")
        self.addresses = [ADDRESS + str(UUID(bytes=one.tobytes())) for one in table["uuids"].reshape(-1, 16)]
        self._isco = [f"{code:04}" for code in table["isco"].tolist()]
        self._onet = text_of(table["onet"]).split("\n")
        words = text_of(table["vocabulary"]).split("\n")
        self._terms = {term: place for place, term in enumerate(words)}
        self._read_names(table)
        self._rarity = table["rarity"].astype(np.float32)
        self._texts = Index(table["doc_terms"], table["doc_counts"], table["doc_sizes"], self._rarity)
        self._axes = table["axes"] * table["axes_scale"]
        meanings = table["meanings"] * table["meanings_scale"]
        self._meanings = meanings / np.linalg.norm(meanings, axis=1, keepdims=True)
        self._crossed = table["crossed"].astype(np.intp)
        self._crossed_weights = table["crossed_weights"].astype(np.float32)
        self._standing = self._standing_signals(table["crowd"].astype(np.float32))

    def __len__(self) -> int:
        """Return the number of occupations."""
        return len(self.labels)

    def rank(self, title: str, number: int = 10) -> Ranking:
        """Return the `number` most probable occupations for a title.

        The ranking is empty if the title contains no known word.
        """
        found = self.signals(title)
        if found is None:
            return Ranking((), 1.0)
        none = nothing(found)
        chances = (1 - none) * _softmax(np.asarray(WEIGHTS) @ found)
        order = np.argsort(-chances, kind="stable")[:number]
        return Ranking(tuple(self._occupation(place, float(chances[place])) for place in order), none)

    def knows(self, title: str) -> bool:
        """Return whether the table contains every word of a title exactly as spelled."""
        terms = terms_of(parse(title[:_LONGEST]).name)
        return bool(terms) and all(term in self._terms for term in terms)

    def meaning_of(self, terms: Sequence[str]) -> Floats32:
        """Return the meaning of terms as a unit vector, or zeros if no term is known."""
        places = Counter(place for term in terms if (place := self._terms.get(term)) is not None)
        meaning: Floats32 = self._point(places).astype(np.float32)
        return meaning

    def axis_of(self, term: str) -> Floats32:
        """Return a term's contribution to the meaning of a text, or zeros if the term is unknown."""
        place = self._terms.get(term)
        if place is None:
            return np.zeros(self._axes.shape[1], dtype=np.float32)
        added: Floats32 = (self._rarity[place] * self._axes[place]).astype(np.float32)
        return added

    def resembling(self, texts: Sequence[str], older: float, number: int) -> tuple[Occupation, ...]:
        """Return the occupations that best fit one person's texts, most probable first.

        `texts` contains the newest text first, and each text has `older` times the weight of the text before
        it. Texts without any known word are ignored; if none remains, the result is empty. The probabilities
        of all occupations sum to 1.
        """
        known = [found for text in texts if (found := self.signals_of_text(text)) is not None]
        if not known:
            return ()
        shares = np.array([_softmax(np.asarray(WEIGHTS_OF_TEXT) @ found) for found in known])
        weights = older ** np.arange(len(known))
        chances = weights @ shares / weights.sum()
        order = np.argsort(-chances, kind="stable")[:number]
        return tuple(self._occupation(place, float(chances[place])) for place in order)

    def signals_of_text(self, text: str) -> NDArray[np.float64] | None:
        """Return the similarity of a text to each occupation, or None if it contains no known word.

        The text can have any length.
        """
        places = [place for term in terms_of(text) if (place := self._terms.get(term)) is not None]
        if not places:
            return None
        counted = Counter(places)
        meaning = self._meaning(counted)
        return np.array([self._texts.likeness(counted), meaning, self._named(places), *self._standing])

    def _named(self, places: Sequence[int]) -> Floats32:
        """Return log(1 + count) of the mentions of each occupation's names in a text."""
        found = np.zeros(len(self), dtype=np.float32)
        for start in range(len(places)):
            for size in range(_LONGEST_NAME, 0, -1):
                owners = self._owners.get(tuple(sorted(set(places[start : start + size]))), ())
                for owner in owners:
                    found[owner] += 1 / len(owners)
                if owners:
                    break
        logarithm: Floats32 = np.log1p(found)
        return logarithm

    @cached_property
    def _owners(self) -> dict[tuple[int, ...], tuple[int, ...]]:
        """A mapping from the terms of each name to the occupations that have this name."""
        found: dict[tuple[int, ...], dict[int, None]] = {}
        begin = 0
        for owner, size in zip(self._name_owners.tolist(), self._name_sizes.tolist(), strict=True):
            if owner < len(self):
                name = tuple(self._name_terms[begin : begin + size].tolist())
                found.setdefault(name, {})[owner] = None
            begin += size
        return {name: tuple(owners) for name, owners in found.items()}

    def signals(self, title: str) -> NDArray[np.float64] | None:
        """Return a title's similarity to each occupation, with one row per signal.

        Returns None if the title contains no known word.
        """
        full = self._known(terms_of(title[:_LONGEST]))
        if not full:
            return None
        parsed = self._known(terms_of(parse(title[:_LONGEST]).name)) or full
        one, two = self._likenesses(full), self._likenesses(parsed) if parsed != full else None
        names, meaning, claimed = two or one
        preferred = one[0][self._preferred]
        return np.array(
            [
                self._best_of(one[0]),
                self._best_of(names),
                self._texts.likeness(full),
                one[1],
                meaning,
                one[2],
                claimed,
                preferred,
                *self._standing,
            ]
        )

    def _occupation(self, place: int, probability: float) -> Occupation:
        return Occupation(
            self.addresses[place],
            self.labels[place],
            self._isco[place],
            self._onet[place] or None,
            probability,
        )

    def _read_names(self, table: Mapping[str, NDArray[Any]]) -> None:
        terms, sizes, numbers = table["name_terms"], table["name_sizes"], table["name_numbers"]
        frequency = np.bincount(terms, minlength=len(self._terms))
        self._names = Index(terms, np.ones(len(terms)), sizes, rarity_of(frequency, len(sizes)))
        self._name_terms, self._name_sizes = terms, sizes
        self._name_owners = np.repeat(np.arange(len(numbers)), numbers)
        self._begins = np.r_[0, np.cumsum(numbers, dtype=np.intp)[:-1]]
        self._preferred = self._begins[: len(self)]
        self._lengths = sizes[self._preferred].astype(np.float32)
        self._in_names = tuple(term for term, place in self._terms.items() if frequency[place])

    def _standing_signals(self, crowd: Floats32) -> tuple[Floats32, Floats32, Floats32]:
        """Return the signals of each occupation that do not depend on a title."""
        claims = np.bincount(self._crossed.ravel(), self._crossed_weights.ravel(), minlength=len(self))
        return self._lengths / 5, crowd, np.log(claims + 0.05).astype(np.float32) / 5

    def _known(self, terms: Iterable[str]) -> dict[int, int]:
        found: dict[int, int] = {}
        for term in list(terms)[:_MOST_TERMS]:
            place = self._terms.get(term)
            if place is None:
                place = self._terms.get(self._respelled(term))
            if place is not None:
                found[place] = found.get(place, 0) + 1
        return found

    @lru_cache(maxsize=16_384)  # noqa: B019 - the table exists for the life of the program
    def _respelled(self, term: str) -> str:
        """Return the most similar term that occurs in a name, or "" if no term is similar enough."""
        if len(term) < _SHORTEST_MISSPELLED:
            return ""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only for a misspelled title

        found = process.extractOne(term, self._in_names, scorer=fuzz.ratio, score_cutoff=_SPELLED_ALIKE)
        return found[0] if found else ""

    def _likenesses(self, terms: Mapping[int, int]) -> tuple[Floats32, Floats32, Floats32]:
        """Return similarities to each name, and to each occupation by meaning and through O*NET names."""
        names = self._names.likeness(terms)
        return names, self._meaning(terms), self._claimed(names)

    def _point(self, terms: Mapping[int, int]) -> NDArray[np.float64]:
        meaning = np.zeros(self._axes.shape[1])
        for term, weight in weights_of(terms, self._rarity) if terms else ():
            meaning += weight * self._axes[term]
        return meaning / max(float(np.linalg.norm(meaning)), 1e-9)

    def _meaning(self, terms: Mapping[int, int]) -> Floats32:
        meaning = self._point(terms)
        alike: Floats32 = (self._meanings @ meaning).astype(np.float32)
        return alike

    def _best_of(self, names: Floats32) -> Floats32:
        best: Floats32 = np.maximum.reduceat(names, self._begins)[: len(self)]
        return best

    def _claimed(self, names: Floats32) -> Floats32:
        """Return the log of the support for each occupation from similar O*NET names."""
        sure = np.maximum.reduceat(names, self._begins)[len(self) :].astype(np.float64) ** _SURE
        shares = sure / max(float(sure.sum()), 1e-12)
        weights = shares[:, None] * self._crossed_weights
        found = np.bincount(self._crossed.ravel(), weights.ravel(), minlength=len(self))
        logarithm: Floats32 = np.log(found + _UNCLAIMED).astype(np.float32) / 5
        return logarithm


def hints(signals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the features that indicate whether a text is a title.

    These are the best similarities by name, by text, and by meaning, after a constant.
    """
    return np.array([1.0, signals[0].max(), signals[2].max(), signals[3].max()])


def nothing(signals: NDArray[np.float64]) -> float:
    """Return the probability that a text does not refer to any occupation."""
    return float(1 / (1 + np.exp(-(np.asarray(NOTHING) @ hints(signals)))))


@cache
def occupations() -> Occupations:
    """Return the occupation table, which is loaded only once."""
    content = resources.files("jobsearch.careers.occupations").joinpath(TABLE).read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as table:
        return Occupations({name: table[name] for name in table.files})


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(scores - scores.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
