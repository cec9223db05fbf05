"""Wishes for tests."""

from jobsearch.domain.wish import stated
from jobsearch.learning.wish.read import Wish, read_stated


def read_wish(text: str) -> Wish:
    """Read a text as a wish: a person's own words, or a résumé."""
    return read_stated(stated(text))
