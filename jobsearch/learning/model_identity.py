"""Whether a model file is the one that was trained, and still fits; known without importing scikit-learn."""

import hashlib
import platform
from importlib.metadata import version
from typing import Any

from jobsearch import __version__

_RECIPE = 2  # counts the changes of what is fitted: a model of another recipe cannot score


def versions() -> dict[str, Any]:
    """Return the versions on which a pickled pipeline depends, by name."""
    return {
        "jobsearch": __version__,
        "recipe": _RECIPE,
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
    for name, now in versions().items():
        if (before := trained_with.get(name)) != now:
            return f"it was trained with {name} {before}, and this is {now}"
    return ""
