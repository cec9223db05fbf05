"""A career model and its file.

    similar(experiences) -> titles with probabilities;  skills(title);  find(title) -> the learned title

The file contains numbers and JSON, nothing executable, and needs only NumPy: answering a query does not
import scikit-learn.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.similarity import Floats, Similarity, softmax
from jobsearch.careers.skills import Skill, TitleSkills
from jobsearch.careers.versions import versions
from jobsearch.errors import CareersUnusable, ExperienceUnknown
from jobsearch.files import regular, trained
from jobsearch.titles.parse import parse

FEWEST_POSTS = 8  # minimum number of posts per title
FEWEST_TITLES = 2
OLDER = 0.7  # relative to the weight of the next newer experience
_NEAREST = 5
_ALIKE = 60.0  # of 100; a lower similarity is not a misspelling
_ARRAYS = ("rarity", "weights", "offsets", "shares", "telling", "without", "naming")


@dataclass(frozen=True)
class Careers:
    """A learned model: the titles that fit an experience, and the skills of each title (possibly empty)."""

    similarity: Similarity
    skills: dict[str, TitleSkills]

    @property
    def titles(self) -> tuple[str, ...]:
        """The learned titles in alphabetical order."""
        return self.similarity.titles

    def similar(self, experiences: Sequence[str]) -> list[tuple[str, float]]:
        """Return every title with its probability, the most probable first; they sum to 1.

        A person's experiences, newest first, have decreasing weights: the result is the probability that a
        title fits an experience drawn with these weights. Experiences without a known word are ignored;
        raises ExperienceUnknown if there is no other.
        """
        readings = [self.similarity.read(text) for text in experiences]
        known = [reading for reading in readings if self.similarity.knows_any_of(reading)]
        if not known:
            raise ExperienceUnknown
        weights = OLDER ** np.arange(len(known))
        found = np.array([self.similarity.probabilities(reading) for reading in known])
        return self._ranked(weights @ found / weights.sum())

    def shares(self) -> list[tuple[str, float]]:
        """Return every title with its share of the posts, the largest first; they sum to 1.

        This is the probability of a title if nothing is known about a person.
        """
        return self._ranked(softmax(self.similarity.shares.astype(np.float64)))

    def _ranked(self, chances: Floats) -> list[tuple[str, float]]:
        order = np.argsort(-chances, kind="stable")  # ties are in alphabetical order
        return [
            (self.titles[place], chance) for place, chance in zip(order, chances[order].tolist(), strict=True)
        ]

    def find(self, title: str) -> str | None:
        """Return the learned title that a title equals or is a kind of, or None."""
        words = parse(title).name.split()
        kinds = (" ".join(words[start:]) for start in range(len(words)))
        return next((kind for kind in kinds if kind in self.titles), None)

    def nearest(self, title: str, at_least: float = _ALIKE) -> tuple[str, ...]:
        """Return the learned titles with the most similar spelling, the most similar first.

        Titles with a similarity below `at_least` (of 100) are excluded; with 0, the result is never empty.
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

    A crash leaves the previous file. Raises ModelUnwritable and KeyUnusable.
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
        **{name: getattr(model, name) for name in _ARRAYS},
    )
    return trained.write(buffer.getvalue(), path)


def load(path: Path, sha256: str, trained_with: dict[str, Any]) -> Careers:
    """Return the model at `path` if the file has that hash; raises CareersUnusable."""
    return _parsed(trained.read(path, sha256, trained_with, versions(), CareersUnusable), path)


def load_alone(path: Path) -> Careers:
    """Return the model at `path`, whoever made it, because reading it runs no code; raises CareersUnusable.

    The file itself states the versions it was made with.
    """
    try:
        content = regular.read(path, trained.MOST_BYTES)
    except OSError as error:
        raise CareersUnusable(path=path, cause=error.strerror) from error
    return _parsed(content, path, alone=True)


def _parsed(content: bytes, path: Path, *, alone: bool = False) -> Careers:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            about = json.loads(arrays["about"].tobytes())
            outdated = trained.why_outdated(about["versions"], versions()) if alone else ""
            found = _read(about, arrays)
    except (EOFError, OSError, ValueError, LookupError, TypeError, AttributeError, BadZipFile) as error:
        raise CareersUnusable(path=path, cause=f"it cannot be read: {error}") from error
    if outdated:
        raise CareersUnusable(path=path, cause=outdated)
    return found


def _read(about: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Careers:
    model = Similarity(
        titles=tuple(about["titles"]),
        terms=tuple(about["terms"]),
        **{name: arrays[name] for name in _ARRAYS},
    )
    return Careers(model, {title: _skills(found) for title, found in about["skills"].items()})


def _skills(found: dict[str, Any]) -> TitleSkills:
    return TitleSkills(
        posts=found["posts"],
        by_year=_by_year(found["by_year"]),
        skills=tuple(Skill(one["phrase"], one["share"], _by_year(one["by_year"])) for one in found["skills"]),
    )


def _by_year(found: dict[str, Any]) -> dict[int, Any]:
    return {int(year): value for year, value in found.items()}
