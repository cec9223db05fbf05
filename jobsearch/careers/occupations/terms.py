"""The terms of a title, as the compiled table has them; pure."""

from jobsearch.careers.stemming import stem
from jobsearch.text.phrases import words


def terms_of(text: str) -> list[str]:
    """Return the stems of a text's words, in their order."""
    return [stem(word) for word in words(text)]
