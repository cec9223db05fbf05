"""Compile the occupation table from the published ESCO and O*NET files.

    python -m jobsearch.careers.occupations.compiling ESCO ONET > occupations.npz

ESCO is a folder that contains occupations_en.csv, ISCOGroups_en.csv, and skills_labels_and_descriptions.csv;
ONET is a folder that contains occupation_data.txt, alternate_titles.txt, and technology_skills.txt. The same
files yield the same table.

    names ------------------> the terms of each name of an occupation, from both taxonomies
    names + descriptions ---> the term counts of an occupation's own texts
    all of these + skills --> latent semantic indexing (Deerwester et al., 1990): the relations between terms
    names x meanings -------> the ESCO occupations that each O*NET occupation corresponds to, the crosswalk
"""

import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from jobsearch.careers.occupations import __doc__ as attribution
from jobsearch.careers.occupations.index import Floats32
from jobsearch.careers.occupations.matching import ADDRESS
from jobsearch.careers.occupations.terms import terms_of
from jobsearch.titles.taxonomy.compiling import rows_of

_FEWEST = 2  # minimum number of texts that contain a term
_DIMENSIONS = 128
_LABEL = 3  # the weight of a term in the preferred name, relative to one in another name
_CROSSED = 10  # maximum number of ESCO occupations per O*NET occupation
_SHARPER = 6  # exponent that emphasizes the best of these
_NEIGHBORS = 30  # whose mean similarity measures how crowded the neighborhood is
_ASIDE = re.compile(r"\([^()]*\)")
_NONE = "n/a"
_AGREED = 0.5  # of the names that occur in both taxonomies


@dataclass(frozen=True)
class Concept:
    """An occupation as published: code, names (the preferred name first), and description."""

    code: str
    names: tuple[str, ...]
    description: str
    isco: str = ""


def esco_occupations(folder: Path) -> list[Concept]:
    """Return the ESCO occupations, with their URIs as codes."""
    return [
        Concept(
            row["conceptUri"].removeprefix(ADDRESS),
            _different(
                [row["preferredLabel"], *row["altLabels"].splitlines(), *row["hiddenLabels"].splitlines()]
            ),
            row["description"],
            row["iscoGroup"],
        )
        for row in rows_of(folder / "occupations_en.csv", ",")
    ]


def onet_occupations(folder: Path) -> list[Concept]:
    """Return the O*NET occupations, with their eight-digit O*NET-SOC codes."""
    names: dict[str, list[str]] = {}
    for row in rows_of(folder / "alternate_titles.txt", "\t"):
        plain = _ASIDE.sub("", row["Alternate Title"])
        names.setdefault(row["O*NET-SOC Code"], []).extend((plain, row["Short Title"]))
    tools: dict[str, list[str]] = {}
    for row in rows_of(folder / "technology_skills.txt", "\t"):
        tools.setdefault(row["O*NET-SOC Code"], []).append(row["Example"])
    return [
        Concept(
            code := row["O*NET-SOC Code"],
            _different([row["Title"], *(name for name in names.get(code, ()) if name != _NONE)]),
            " ".join([row["Description"], *tools.get(code, ())]),
        )
        for row in rows_of(folder / "occupation_data.txt", "\t")
    ]


def compiled(esco: Path, onet: Path) -> dict[str, NDArray[Any]]:
    """Compute the arrays of the occupation table."""
    occupations, others = esco_occupations(esco), onet_occupations(onet)
    texts = [_text(one) for one in (*occupations, *others)] + _more_texts(esco)
    vocabulary = _vocabulary([*texts, *(terms_of(name) for one in occupations for name in one.names)])
    counts = _counts(texts, vocabulary)
    weighted, rarity = _weighted(counts)
    axes = svds(weighted, k=_DIMENSIONS, random_state=0)[2].T
    meanings = _of_length_one(weighted[: len(occupations) + len(others)] @ axes)
    named = [[_ids(name, vocabulary) for name in one.names] for one in (*occupations, *others)]
    crossed = _crosswalk(named, len(occupations), meanings, len(vocabulary))
    place, weight = _best(crossed)
    own = meanings[: len(occupations)]
    docs = counts[: len(occupations)]
    return {
        "about": letters(attribution or ""),
        "vocabulary": letters("\n".join(vocabulary)),
        "uuids": np.frombuffer(b"".join(UUID(one.code).bytes for one in occupations), dtype=np.uint8),
        "labels": letters("\n".join(one.names[0] for one in occupations)),
        "isco": np.array([int(one.isco) for one in occupations], dtype=np.uint16),
        "onet": letters("\n".join(agreed_codes(occupations, others))),
        **_names(named),
        "doc_terms": docs.indices.astype(np.uint16),
        "doc_counts": np.minimum(docs.data, 255).astype(np.uint8),
        "doc_sizes": np.diff(docs.indptr).astype(np.uint16),
        "rarity": rarity.astype(np.float16),
        **_small("axes", axes),
        **_small("meanings", own),
        "crossed": place.astype(np.uint16),
        "crossed_weights": weight.astype(np.float16),
        "crowd": np.sort(own @ own.T, axis=1)[:, -_NEIGHBORS:].mean(axis=1).astype(np.float16),
    }


def agreed_codes(occupations: Sequence[Concept], others: Sequence[Concept]) -> list[str]:
    """Return the O*NET code that most names of each ESCO occupation refer to, or "" if there is none."""
    uses: dict[str, set[str]] = {}
    for one in others:
        for name in one.names:
            uses.setdefault(" ".join(terms_of(name)), set()).add(one.code)
    own_names = {" ".join(terms_of(one.names[0])): one.code for one in others}
    return [_agreed(one, uses, own_names) for one in occupations]


def _agreed(one: Concept, uses: dict[str, set[str]], own_names: dict[str, str]) -> str:
    label, *names = dict.fromkeys(" ".join(terms_of(name)) for name in one.names)
    if label in own_names:
        return own_names[label]
    votes: Counter[str] = Counter()
    for name in (label, label, *names):
        for code in sorted(uses.get(name, ())):
            votes[code] += 1 / len(uses[name])  # type: ignore[assignment] # parts
    code, count = votes.most_common(1)[0] if votes else ("", 0)
    return code if votes and count > _AGREED * votes.total() and (count > 1 or label in uses) else ""


def _more_texts(esco: Path) -> list[list[str]]:
    groups = rows_of(esco / "ISCOGroups_en.csv", ",")
    skills = rows_of(esco / "skills_labels_and_descriptions.csv", ",")
    return [
        *(terms_of(f"{row['preferredLabel']} {row['description']}") for row in groups),
        *(terms_of(row["description"]) for row in skills),
    ]


def _different(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in names))))


def _text(one: Concept) -> list[str]:
    return terms_of(" ".join([*one.names, *[one.names[0]] * _LABEL, one.description]))


def _vocabulary(texts: Iterable[list[str]]) -> dict[str, int]:
    frequency = Counter(term for text in texts for term in set(text))
    kept = sorted(term for term, count in frequency.items() if count >= _FEWEST)
    return {term: place for place, term in enumerate(kept)}


def _ids(text: str, vocabulary: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted({vocabulary[term] for term in terms_of(text) if term in vocabulary}))


def _counts(texts: Sequence[list[str]], vocabulary: dict[str, int]) -> sparse.csr_matrix:
    counted = [Counter(vocabulary[term] for term in text if term in vocabulary) for text in texts]
    sizes = np.cumsum([0, *map(len, counted)])
    terms = np.array([term for one in counted for term in sorted(one)], dtype=np.int32)
    numbers = np.array([one[term] for one in counted for term in sorted(one)], dtype=np.float32)
    return sparse.csr_matrix((numbers, terms, sizes), shape=(len(texts), len(vocabulary)))


def _weighted(counts: sparse.csr_matrix) -> tuple[sparse.csr_matrix, Floats32]:
    """Return sublinear TF-IDF weights with unit-length rows, and the IDF of each term."""
    frequency = np.bincount(counts.indices, minlength=counts.shape[1])
    rarity = (np.log((1 + counts.shape[0]) / (1 + frequency)) + 1).astype(np.float32)
    weighted = counts.copy()
    weighted.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ weighted).tocsr().astype(np.float32), rarity


def _crosswalk(
    named: Sequence[Sequence[tuple[int, ...]]], occupations: int, meanings: Floats32, terms: int
) -> Floats32:
    """Return the strength of each link between O*NET occupations (rows) and ESCO occupations (columns).

    The strength depends on the similarity of their names and of their meanings.
    """
    vectors, owners = name_vectors(named, terms)
    of_esco = owners < occupations
    found = np.zeros((len(named) - occupations, occupations), dtype=np.float32)
    others, theirs = vectors[~of_esco].T.tocsc(), owners[~of_esco] - occupations
    own, mine = vectors[of_esco], owners[of_esco]
    starts = np.flatnonzero(np.r_[True, theirs[1:] != theirs[:-1]])
    for begin in range(0, own.shape[0], 1000):
        best = np.maximum.reduceat((own[begin : begin + 1000] @ others).toarray(), starts, axis=1)
        np.maximum.at(found.T, mine[begin : begin + 1000], best)
    alike = meanings[occupations:] @ meanings[:occupations].T
    powered: Floats32 = (found * np.maximum(alike, 0)) ** _SHARPER
    return powered


def name_vectors(
    named: Sequence[Sequence[tuple[int, ...]]], terms: int
) -> tuple[sparse.csr_matrix, NDArray[np.intp]]:
    """Return a unit-length TF-IDF row for each name, and the index of the occupation that owns it."""
    names = [name for names in named for name in names]
    owners = np.repeat(np.arange(len(named)), [len(names) for names in named])
    sizes = np.cumsum([0, *map(len, names)])
    ids = np.array([term for name in names for term in name], dtype=np.int32)
    matrix = sparse.csr_matrix((np.ones(len(ids)), ids, sizes), shape=(len(names), terms))
    return _weighted(matrix)[0], owners


def _best(crossed: Floats32) -> tuple[NDArray[np.intp], Floats32]:
    place = np.argsort(-crossed, axis=1, kind="stable")[:, :_CROSSED]
    weight = np.take_along_axis(crossed, place, axis=1)
    return place, weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)


def _names(named: Sequence[Sequence[tuple[int, ...]]]) -> dict[str, NDArray[Any]]:
    """Return the distinct names of each occupation as arrays of terms, preferred name first."""
    kept = [[name for name in dict.fromkeys(names) if name] for names in named]
    return {
        "name_terms": np.array([term for names in kept for name in names for term in name], dtype=np.uint16),
        "name_sizes": np.array([len(name) for names in kept for name in names], dtype=np.uint8),
        "name_numbers": np.array([len(names) for names in kept], dtype=np.uint16),
    }


def _small(name: str, values: Floats32) -> dict[str, NDArray[Any]]:
    """Quantize values to signed bytes, with a scale for each column."""
    scale = np.abs(values).max(axis=0) / 127
    return {name: np.round(values / scale).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def _of_length_one(rows: Floats32) -> Floats32:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Floats32 = rows / np.maximum(lengths, 1e-9)
    return found


def letters(text: str) -> NDArray[np.uint8]:
    """Return the UTF-8 bytes of a text as an array."""
    return np.frombuffer(text.encode(), dtype=np.uint8)


if __name__ == "__main__":
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **compiled(Path(sys.argv[1]), Path(sys.argv[2])))  # type: ignore[arg-type] # arrays by name
    sys.stdout.buffer.write(buffer.getvalue())
