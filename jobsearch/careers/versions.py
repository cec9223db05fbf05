"""The versions that a stored career model depends on, available without importing NumPy."""

from typing import Any

from jobsearch import __version__
from jobsearch.files import trained

_RECIPE = 3  # the version of the file format
# The modules that define a text's titles and terms, and how they are processed.
_READING = (
    "text/folding.py",
    "text/phrases.py",
    "titles/tables.py",
    "titles/parse.py",
    "careers/common_words.py",
    "careers/reading.py",
    "careers/similarity.py",
    "careers/stemming.py",
)


def versions() -> dict[str, Any]:
    """Return the versions that a stored model depends on, by name."""
    return {
        "jobsearch": __version__,
        "recipe": _RECIPE,
        "reading": trained.digest_of(_READING),
    }
