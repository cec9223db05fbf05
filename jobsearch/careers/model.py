"""A career model: what it answers, and its file.

    similar(experiences) -> titles with probabilities;  skills(title);  find(title) -> the learned title

The file holds numbers and JSON, nothing that runs, and needs NumPy alone: an answer wakes no scikit-learn.
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

FEWEST_POSTS = 8  # that a title must have
FEWEST_TITLES = 2
OLDER = 0.7  # of the weight of the experience after it
_NEAREST = 5
_ALIKE = 60.0  # of 100; titles less alike than that are no misspelling


@dataclass(frozen=True)
class Careers:
    """What was learned: whom the titles fit, and what each asks for (posts of a title may be none)."""

    similarity: Similarity
    skills: dict[str, TitleSkills]

    @property
    def titles(self) -> tuple[str, ...]:
        """The learned titles in the order of the alphabet."""
        return self.similarity.titles

    def similar(self, experiences: Sequence[str]) -> list[tuple[str, float]]:
        """Return every title and its probability, the most probable first; they sum to 1.

        The experiences of one person, the newest first, each weigh less than the one before: it is the
        probability of a title to fit one of them, drawn by these weights. Those without a known word do not
        count; raises ExperienceUnknown when none has one.
        """
        readings = [self.similarity.read(text) for text in experiences]
        known = [reading for reading in readings if self.similarity.knows_any_of(reading)]
        if not known:
            raise ExperienceUnknown
        weights = OLDER ** np.arange(len(known))
        found = np.array([self.similarity.probabilities(reading) for reading in known])
        return self._ranked(weights @ found / weights.sum())

    def shares(self) -> list[tuple[str, float]]:
        """Return every title and its share of the posts, the largest first; they sum to 1.

        That is the probability of a title where nothing is known of a person.
        """
        return self._ranked(softmax(self.similarity.shares.astype(np.float64)))

    def _ranked(self, chances: Floats) -> list[tuple[str, float]]:
        order = np.argsort(-chances, kind="stable")  # those of one probability stay in the alphabet's order
        return [
            (self.titles[place], chance) for place, chance in zip(order, chances[order].tolist(), strict=True)
        ]

    def find(self, title: str) -> str | None:
        """Return the learned title that a title is or is a kind of, None for no such."""
        return self.find_named(parse(title).name)

    def find_named(self, name: str) -> str | None:
        """Return the same of a title's name, which titles.parse has read of it."""
        words = name.split()
        kinds = (" ".join(words[start:]) for start in range(len(words)))
        return next((kind for kind in kinds if kind in self._known), None)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.titles)

    def nearest(self, title: str, at_least: float = _ALIKE) -> tuple[str, ...]:
        """Return the learned titles that are spelled most like a title, the most like first, if any is.

        None that is less alike than `at_least` of 100: of 0 there are always some.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a misspelled title needs it

        found = process.extract(
            parse(title).name,
            self.titles,
            scorer=fuzz.token_sort_ratio,
            limit=_NEAREST,
            score_cutoff=at_least,
        )
        return tuple(name for name, _score, _place in found)


def save(careers: Careers, path: Path) -> str:
    """Write a model to `path`, readable by its owner alone, and return the file's keyed hash in hex.

    A crash leaves the earlier file. Raises ModelUnwritable and KeyUnusable.
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
    """Return the model at `path` if it is the file with that hash; raises CareersUnusable."""
    return _unpacked(trained.read(path, sha256, trained_with, versions(), CareersUnusable), path)


def load_alone(path: Path) -> Careers:
    """Return the model at `path`, whoever made it: reading it runs no code. Raises CareersUnusable.

    The file says with which versions it was made. The model has answered once, as a first request would have
    to wait for what that takes.
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
    """A file has another version than is in use."""


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
    except Exception as error:  # whatever strange bytes lead to: zlib.error, MemoryError, RecursionError, ...
        cause = str(error) or type(error).__name__
        raise CareersUnusable(path=path, cause=f"it cannot be read: {cause}") from error


def _answers(careers: Careers) -> bool:
    """Return whether a text that names a title, and one that names none, each get probabilities."""
    readings = [
        Reading(Counter(careers.similarity.terms[:1]), {}),
        careers.similarity.read(careers.titles[0]),
    ]
    sums = [float(careers.similarity.probabilities(reading).sum()) for reading in readings]
    return all(isclose(one, 1, rel_tol=1e-6) for one in sums)
