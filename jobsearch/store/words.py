"""The full-text index of the posts: a cache, kept in step by what stores posts, completed by who searches.

A store that was upgraded has an empty index: its posts are `pending` until somebody searches. SQLite can take
words out of the index only if it is told which ones, so they are taken out before a post changes.
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import text

from jobsearch.store.searching import INDEX

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.tables import Reader

_COLUMNS = "title, company, description"
_INDEXED = f"SELECT id FROM {INDEX}_docsize"  # noqa: S608 - a row for each post (sqlite.org/fts5.html, 9)
_GIVEN = "SELECT value FROM json_each(:ids)"
_PUT = f"""
    INSERT INTO {INDEX} (rowid, {_COLUMNS})
    SELECT id, {_COLUMNS} FROM post_texts WHERE id NOT IN ({_INDEXED})
"""  # noqa: S608 - names of ours, as below
_FORGET = f"""
    INSERT INTO {INDEX} ({INDEX}, rowid, {_COLUMNS})
    SELECT 'delete', id, {_COLUMNS} FROM post_texts WHERE id IN ({_INDEXED})
"""  # noqa: S608
_QUOTE = f"""
    SELECT rowid, snippet({INDEX}, -1, '', '', '…', 12) AS quote FROM {INDEX}
    WHERE {INDEX} MATCH :expression AND rowid IN ({_GIVEN})
"""  # noqa: S608
_COUNT = f"SELECT (SELECT count(*) FROM job_posts) - (SELECT count(*) FROM ({_INDEXED}))"  # noqa: S608


def index(session: "Session", ids: Iterable[int]) -> None:
    """Put these posts into the index, but for those that are there."""
    session.execute(text(f"{_PUT} AND id IN ({_GIVEN})"), {"ids": json.dumps(list(ids))})


def index_pending(session: "Session", most: int = -1) -> None:
    """Put the posts into the index that are not there, at most so many; all with a negative number."""
    session.execute(text(f"{_PUT} LIMIT :most"), {"most": most})


def count_pending(reader: "Reader") -> int:
    """Return how many posts are not in the index."""
    return reader.scalar(text(_COUNT)) or 0


def snippets(reader: "Reader", expression: str, ids: Iterable[int]) -> dict[int, str]:
    """Return, by id, the words of these posts around what matches, as the index has them."""
    given = {"expression": expression, "ids": json.dumps(list(ids))}
    return {row.rowid: row.quote for row in reader.execute(text(_QUOTE), given)}


def forget(session: "Session", ids: Iterable[int]) -> None:
    """Take these posts out of the index; to be called while they still have the words it knows."""
    session.execute(text(f"{_FORGET} AND id IN ({_GIVEN})"), {"ids": json.dumps(list(ids))})
