"""Whether a model file is the one that was trained, and still fits; known without importing scikit-learn."""

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from jobsearch import __version__
from jobsearch.files import trained

_RECIPE = 6  # counts the changes of what is fitted: a model of another recipe cannot score
# Where the terms of a post, their weights and their tables are.
_READING = (
    "text/folding.py",
    "facts/places/gazetteer.py",
    "facts/places/geonames.tsv",
    "facts/places/names.py",
    "facts/places/tables.py",
    "text/phrases.py",
    "titles/tables.py",
    "titles/levels.py",
    "titles/parse.py",
    "titles/taxonomy/names.py",
    "titles/taxonomy/professions.py",
    "titles/taxonomy/professions.tsv",
    "learning/reader.py",
    "learning/views.py",
    "learning/vocabulary/stop_words.py",
    "learning/vocabulary/described.py",
    "learning/vocabulary/industries.py",
    "learning/vocabulary/occupations.py",
    "learning/vocabulary/regions.py",
    "learning/vocabulary/skills.py",
    "learning/vocabulary/terms_of_work.py",
)


def reading() -> str:
    """Return the SHA-256 of the code that reads a post: another table gives other terms."""
    return str(_versions()["reading"])


def versions() -> dict[str, Any]:
    """Return the versions on which a pickled pipeline depends, by name.

    "reading" is a digest of the code that reads a post: another table gives other terms.
    """
    return dict(_versions())


@cache  # a server asks for them with each of its lists, and reading them takes milliseconds
def _versions() -> Mapping[str, Any]:
    return {
        "jobsearch": __version__,
        "recipe": _RECIPE,
        "reading": trained.digest_of(_READING),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "scikit-learn": version("scikit-learn"),
        "numpy": version("numpy"),
    }


def why_outdated(trained_with: dict[str, Any]) -> str:
    """Return what is different from the versions that a model was trained with, "" for nothing."""
    return trained.why_outdated(trained_with, versions())
