"""On what a stored career model depends; known without importing NumPy."""

from typing import Any

from jobsearch import __version__
from jobsearch.files import trained

_RECIPE = 3  # counts the changes of what a file holds
# Where the titles and terms of a text are, and what is made of them.
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
    """Return what a stored model depends on, by name."""
    return {
        "jobsearch": __version__,
        "recipe": _RECIPE,
        "reading": trained.digest_of(_READING),
    }
