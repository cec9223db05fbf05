"""Close what a company's board no longer shows.

    a complete answer of a whole board -> what is missing from it is closed
    an empty one -> nothing, until the next is empty as well: boards fail that way
    one that failed, was cut short, or is of a window -> nothing

A false "closed" is worse than a late one. What comes back is open again, whoever shows it.
"""

from collections.abc import Collection
from datetime import datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS
from jobsearch.store import sources
from jobsearch.store.closed import closing
from jobsearch.store.sqlite.engine import Session


def close_missing(session: Session, source: Source, shown: Collection[str], now: datetime) -> int:
    """Close the posts that are missing from a complete answer, of which `shown` are all; return how many.

    It has to be called before the answer itself is remembered.
    """
    if BOARDS[source.board].holds != "whole" or not source.account:
        return 0
    if not shown and not _was_empty_before(session, source.name):
        return 0
    return closing.close_missing(session, source.board, source.account, shown, now)


def _was_empty_before(session: Session, name: str) -> bool:
    followed = sources.get(session, name)
    by_visit = followed is not None and followed.empty_answers > 0
    return by_visit or closing.last_saved_was_empty(session, name)
