"""The versions that a trained model depends on, available without importing scikit-learn."""

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from jobsearch import __version__
from jobsearch.files import trained

_RECIPE = 6  # the version of the fitting recipe: a model of another recipe cannot score
# The modules that define a post's terms, their weights and their tables.
_READING = (
    "text/denied.py",
    "text/double_negatives.py",
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
    """Return the SHA-256 of the code that extracts terms from posts."""
    return str(_versions()["reading"])


def versions() -> dict[str, Any]:
    """Return the versions that a pickled pipeline depends on, by name.

    "reading" is a digest of the code that extracts terms from posts, because any change to it may yield
    different terms.
    """
    return dict(_versions())


@cache  # a server needs them for every list, and reading them takes milliseconds
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
    """Return how these versions differ from those a model was trained with, or "" if they do not."""
    return trained.why_outdated(trained_with, versions())
