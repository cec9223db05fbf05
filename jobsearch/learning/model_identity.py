"""Whether a model file is the one that was trained, and still fits; known without importing scikit-learn."""

import hashlib
import platform
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jobsearch import __version__

_RECIPE = 4  # counts the changes of what is fitted: a model of another recipe cannot score
# Where the terms of a post, their weights and their tables are.
_READING = (
    "phrases.py",
    "titles.py",
    "learning/documents.py",
    "learning/occupations.py",
    "learning/regions.py",
    "learning/skills.py",
)


def versions() -> dict[str, Any]:
    """Return the versions on which a pickled pipeline depends, by name.

    "reading" is a digest of the code that reads a post: another table gives other terms.
    """
    return {
        "jobsearch": __version__,
        "recipe": _RECIPE,
        "reading": _reading(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        "scikit-learn": version("scikit-learn"),
        "numpy": version("numpy"),
    }


def why_unusable(content: bytes, sha256: str, trained_with: dict[str, Any]) -> str:
    """Return what is wrong with a model file's content, given its hash and the versions it was trained with.

    "" stands for nothing.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        return "it is not the file that train wrote"
    return why_outdated(trained_with)


def why_outdated(trained_with: dict[str, Any]) -> str:
    """Return what is different from the versions that a model was trained with, "" for nothing."""
    for name, now in versions().items():
        if (before := trained_with.get(name)) != now:
            return _trained_with(name, before, now)
    return ""


def _reading() -> str:
    sources = (files("jobsearch").joinpath(path).read_bytes() for path in _READING)
    return hashlib.sha256(b"\0".join(sources)).hexdigest()


def _trained_with(name: str, before: object, now: object) -> str:
    if name in {"recipe", "reading"}:
        return "it was trained by an earlier version of this program"
    return f"it was trained with {name} {before}, and this is {now}"
