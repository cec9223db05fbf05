"""A career model and its file format.

    similar(experiences) -> titles with probabilities;  skills(title);  find(title) -> the learned title

The file contains only numbers and JSON, nothing executable, and needs only NumPy: answering a query does not
import scikit-learn.
"""

import io
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from math import isclose
from pathlib import Path
from typing import Any

import numpy as np

from jobsearch.careers.reading import Reading
from jobsearch.careers.similarity import Floats, Similarity, softmax
from jobsearch.careers.skills import TitleSkills
from jobsearch.careers.unpacking import ARRAYS, unpack
from jobsearch.careers.versions import versions
from jobsearch.errors import CareersUnusable, ExperienceUnknown
from jobsearch.files import regular, trained
from jobsearch.titles.parse import parse

FEWEST_POSTS = 8  # minimum number of posts per title
FEWEST_TITLES = 2
OLDER = 0.7  # relative to the weight of the next newer experience
_NEAREST = 5
_ALIKE = 60.0  # of 100; a lower similarity is not a misspelling


@dataclass(frozen=True)
class Careers:
    """A career model: the titles that fit an experience, and the skills of each title."""

    similarity: Similarity
    skills: dict[str, TitleSkills]

    @property
    def titles(self) -> tuple[str, ...]:
        """The learned titles in alphabetical order."""
        return self.similarity.titles

    def similar(self, experiences: Sequence[str]) -> list[tuple[str, float]]:
        """Return every title with its probability, most probable first.

        `experiences` contains one person's experiences, newest first, which are given decreasing weights. The
        result is the probability that a title fits an experience drawn with these weights; the probabilities
        sum to 1. Experiences without any known word are ignored. Raises ExperienceUnknown if no experience
        remains.
        """
        readings = [self.similarity.read(text) for text in experiences]
        known = [reading for reading in readings if self.similarity.knows_any_of(reading)]
        if not known:
            raise ExperienceUnknown
        weights = OLDER ** np.arange(len(known))
        found = np.array([self.similarity.probabilities(reading) for reading in known])
        return self._ranked(weights @ found / weights.sum())

    def shares(self) -> list[tuple[str, float]]:
        """Return every title with its share of the posts, largest first.

        The shares sum to 1. They are the prior probabilities of the titles, when nothing is known about a
        person.
        """
        return self._ranked(softmax(self.similarity.shares.astype(np.float64)))

    def _ranked(self, chances: Floats) -> list[tuple[str, float]]:
        order = np.argsort(-chances, kind="stable")  # ties are in alphabetical order
        return [
            (self.titles[place], chance) for place, chance in zip(order, chances[order].tolist(), strict=True)
        ]

    def find(self, title: str) -> str | None:
        """Return the learned title that equals or generalizes a title, or None if there is none."""
        return self.find_named(parse(title).name)

    def find_named(self, name: str) -> str | None:
        """Return the result of find() for a name that titles.parse has already parsed."""
        words = name.split()
        kinds = (" ".join(words[start:]) for start in range(len(words)))
        return next((kind for kind in kinds if kind in self._known), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.titles)

    def nearest(self, title: str, at_least: float = _ALIKE) -> tuple[str, ...]:
        """Return the learned titles with the most similar spelling, most similar first.

        Titles with a similarity below `at_least`, from 0 to 100, are excluded; with 0, the result is never
        empty.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only for a misspelled title

        found = process.extract(
            parse(title).name,
            self.titles,
            scorer=fuzz.token_sort_ratio,
            limit=_NEAREST,
            score_cutoff=at_least,
        )
        return tuple(name for name, _score, _place in found)


def save(careers: Careers, path: Path) -> str:
    """Write a model to `path`, readable only by its owner, and return the file's keyed hash in hex.

    A crash leaves the previous file intact. Raises ModelUnwritable or KeyUnusable.
    """
    model = careers.similarity
    about = {
        "titles": model.titles,
        "terms": model.terms,
        "skills": {title: asdict(skills) for title, skills in careers.skills.items()},
        "versions": versions(),
    }
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        **{name: getattr(model, name) for name in ARRAYS},
    )
    return trained.write(buffer.getvalue(), path)


def load(path: Path, sha256: str, trained_with: dict[str, Any]) -> Careers:
    """Load the model at `path` if its hash matches.

    Raises CareersUnusable otherwise.
    """
    return _unpacked(trained.read(path, sha256, trained_with, versions(), CareersUnusable), path)


def load_alone(path: Path) -> Careers:
    """Load the model at `path`, regardless of who created it.

    This is safe because reading the file runs no code. The versions used to create the model are read from
    the file itself. The model is queried once in advance, because the first query is slow. Raises
    CareersUnusable if the file cannot be used.
    """
    try:
        content = regular.read(path, trained.MOST_BYTES)
    except OSError as error:
        raise CareersUnusable(path=path, cause=error.strerror) from error
    careers = _unpacked(content, path, _refuse_outdated)
    if not _answers(careers):
        raise CareersUnusable(path=path, cause="it gives no probabilities")
    return careers


class _Outdated(Exception):
    """Raised for a file that was created with versions other than those in use."""


def _refuse_outdated(made_with: Mapping[str, object]) -> None:
    if why := trained.why_outdated(made_with, versions()):
        raise _Outdated(why)


def _unpacked(
    content: bytes,
    path: Path,
    check_versions: Callable[[Mapping[str, object]], None] = lambda _versions: None,
) -> Careers:
    try:
        return Careers(*unpack(content, check_versions))
    except _Outdated as error:
        raise CareersUnusable(path=path, cause=error) from error
    except Exception as error:  # any error from malformed bytes: zlib.error, MemoryError, RecursionError, ...
        cause = str(error) or type(error).__name__
        raise CareersUnusable(path=path, cause=f"it cannot be read: {cause}") from error


def _answers(careers: Careers) -> bool:
    """Return whether the probabilities sum to 1, both for a text with a title and for one without."""
    readings = [
        Reading(Counter(careers.similarity.terms[:1]), {}),
        careers.similarity.read(careers.titles[0]),
    ]
    sums = [float(careers.similarity.probabilities(reading).sum()) for reading in readings]
    return all(isclose(one, 1, rel_tol=1e-6) for one in sums)
