"""Close posts that a company's board no longer lists.

  a complete response of a board that lists all its posts -> missing posts are closed
  an empty response -> nothing, unless the next is also empty, because failing boards send empty responses
  a failed or partial response, or one from a board that lists only recent posts -> nothing

A false "closed" is worse than a late one. A post that reappears on any board is reopened.
"""

from collections.abc import Collection
from datetime import datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS
from jobsearch.store import sources
from jobsearch.store.closed import closing
from jobsearch.store.sqlite.engine import Session


def close_missing(session: Session, source: Source, shown: Collection[str], now: datetime) -> int:
    """Close the source's posts whose ids are not in `shown`, and return how many were closed.

    `shown` contains all ids in a complete response. Must be called before the response itself is recorded.
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
