"""Lists before the first training; these contain all open posts, newest first."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from jobsearch.domain.query import Query
from jobsearch.errors import NotTrained

Answer = TypeVar("Answer")


def ranked_or_every(query: Query, answer: Callable[[Query], Answer]) -> Answer:
    """Return the answer to a query, or to the same query for all open posts if there is no ranking yet.

    Raises the errors of `answer` except NotTrained.
    """
    try:
        return answer(query)
    except NotTrained:
        return answer(replace(query, everything=True))
