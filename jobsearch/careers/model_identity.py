"""On what a stored career model depends; known without importing NumPy."""

from typing import Any

from jobsearch import __version__, trained_files

_RECIPE = 3  # counts the changes of what a file holds
# Where the titles and terms of a text are, and what is made of them.
_READING = (
    "phrases.py",
    "title_tables.py",
    "titles.py",
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
        "reading": trained_files.digest_of(_READING),
    }
