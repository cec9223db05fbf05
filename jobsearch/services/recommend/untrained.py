"""Before the first training: a list has every open post then, the newest first."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from jobsearch.domain.query import Query
from jobsearch.errors import NotTrained

Answer = TypeVar("Answer")


def ranked_or_every(query: Query, answer: Callable[[Query], Answer]) -> Answer:
    """Return an answer to a query; where nothing ranks yet, the answer for every open post that it asks for.

    Raises what `answer` raises, but for NotTrained.
    """
    try:
        return answer(query)
    except NotTrained:
        return answer(replace(query, everything=True))
