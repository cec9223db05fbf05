"""ESCO skills: find those relevant to a sentence or named in an occupation's description.

    sentence --> terms --> similarity to a name, to the best excerpt, to all texts, in meaning --> ranking

WEIGHTS is roughly the mean of the weights fitted on each of the two files of the public benchmark, which
evaluates each file with the weights fitted on the other file (tests/benchmarks/careers_public.py). Only NumPy
is used.
"""

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise, zip_longest
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.occupations.index import Floats32, Index, text_of
from jobsearch.careers.occupations.matching import Occupation, Occupations, occupations
from jobsearch.careers.occupations.terms import telling_terms_of

ADDRESS = "http://data.europa.eu/esco/skill/"
TABLE = "skills.npz"
WEIGHTS = (4.0, 5.0, 4.2, 2.5, 2.6, 0.8, 3.8)
_BROAD = 7  # characters of a code that an occupation shares with its specializations
_STRETCHES = (1, 2, 3, 4, 6)  # terms
_MOST_TERMS = 120  # of a sentence


@dataclass(frozen=True)
class EscoSkill:
    """An ESCO skill, with its URI and name."""

    esco: str
    name: str


@dataclass(frozen=True)
class NamedSkill(EscoSkill):
    """A skill, with a sentence that names it."""

    sentence: str


class Skills:
    """The compiled skill table."""

    def __init__(self, table: Mapping[str, NDArray[Any]], occupations: Occupations) -> None:
        """Load the arrays written by compiling_skills.py.

        The meanings of skills use the same axes as `occupations`.
        """
        self.names = text_of(table["names"]).split("\n")
        self.addresses = [ADDRESS + str(UUID(bytes=one.tobytes())) for one in table["uuids"].reshape(-1, 16)]
        self._words = text_of(table["vocabulary"]).split("\n")
        self._terms = {term: place for place, term in enumerate(self._words)}
        self._names, self._others, self._texts = (
            self._index(table, name) for name in ("name", "other", "text")
        )
        self._described = json.loads(text_of(table["described"]))
        self._tools: dict[str, list[str]] = json.loads(text_of(table["tools"]))
        self.hot_tools: list[str] = json.loads(text_of(table["hot_tools"]))
        self.is_knowledge: list[bool] = table["knowledge"].tolist()
        self._occupations = occupations
        self._table = dict(table)
        self._standing = (
            -np.array([len(name.split()) for name in self.names], dtype=np.float32) / 5,
            table["knowledge"].astype(np.float32) / 2,
        )

    def __len__(self) -> int:
        """Return the number of skills."""
        return len(self.names)

    def of_occupation(self, occupation: Occupation) -> list[NamedSkill]:
        """Return the skills named in an occupation's description, in order of appearance."""
        found = self._described[self._occupations.addresses.index(occupation.esco)]
        first = dict(reversed(found))
        order = dict.fromkeys(number for number, _sentence in found)
        return [NamedSkill(self.addresses[one], self.names[one], first[one]) for one in order]

    @property
    def vocabulary(self) -> Sequence[str]:
        """The terms in the names and descriptions of all skills, in alphabetical order."""
        return self._words

    @cached_property
    def all_tools(self) -> tuple[str, ...]:
        """The technologies of all O*NET occupations, in alphabetical order."""
        return tuple(sorted({tool for tools in self._tools.values() for tool in tools}))

    def tools_of(self, code: str | None) -> list[str]:
        """Return the technologies of an O*NET occupation, with those in demand first.

        If an occupation has no technologies of its own, those of its specializations are returned.
        """
        if code is None or code in self._tools:
            return self._tools.get(code or "", [])
        special = [tools for other, tools in self._tools.items() if other[:_BROAD] == code[:_BROAD]]
        return list(dict.fromkeys(tool for tools in zip_longest(*special) for tool in tools if tool))

    def rank(self, sentence: str, number: int) -> list[EscoSkill]:
        """Return the `number` skills most relevant to a sentence, most relevant first.

        The list is empty if the sentence contains no known word.
        """
        found = self.signals(sentence)
        if found is None:
            return []
        order = np.argsort(-(np.asarray(WEIGHTS) @ found), kind="stable")[:number]
        return [EscoSkill(self.addresses[place], self.names[place]) for place in order]

    def signals(self, sentence: str) -> NDArray[np.float64] | None:
        """Return a sentence's similarity to each skill, with one row per signal.

        Returns None if the sentence contains no known word.
        """
        terms = [term for term in telling_terms_of(sentence) if term in self._terms][:_MOST_TERMS]
        if not terms:
            return None
        full = self._counted(terms)
        stretches = {
            tuple(terms[start : start + size])
            for size in _STRETCHES
            for start in range(max(1, len(terms) - size + 1))
        }
        best = np.max([self._names.likeness(self._counted(one)) for one in sorted(stretches)], axis=0)
        meaning = self._meanings @ self._occupations.meaning_of(terms)
        of_names, of_texts = self._names.likeness(full), self._texts.likeness(full)
        return np.array([of_names, best, of_texts, meaning, *self._standing, self._others.likeness(full)])

    def _counted(self, terms: Sequence[str]) -> dict[int, int]:
        return Counter(self._terms[term] for term in terms)

    def _index(self, table: Mapping[str, NDArray[Any]], name: str) -> Index:
        terms, sizes = table[f"{name}_terms"], table[f"{name}_sizes"]
        return Index.weighted(terms, table[f"{name}_counts"], sizes, len(self._terms))

    @cached_property
    def _meanings(self) -> Floats32:
        """The meaning of each skill as a unit vector, with shape (skills, axes)."""
        terms, counts = self._table["text_terms"], self._table["text_counts"]
        axes = np.array([self._occupations.axis_of(word) for word in self._words], dtype=np.float32)
        begins = np.r_[0, np.cumsum(self._table["text_sizes"], dtype=np.intp)]
        found = np.array(
            [
                (1 + np.log(counts[begin:end].astype(np.float32))) @ axes[terms[begin:end]]
                for begin, end in pairwise(begins)
            ],
            dtype=np.float32,
        )
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        meanings: Floats32 = found / np.maximum(lengths, 1e-9)
        return meanings


@cache
def skills() -> Skills:
    """Return the skill table, which is loaded only once."""
    content = resources.files("jobsearch.careers.occupations").joinpath(TABLE).read_bytes()
    with np.load(io.BytesIO(content), allow_pickle=False) as table:
        return Skills({name: table[name] for name in table.files}, occupations())
