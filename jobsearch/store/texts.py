"""The texts of posts, with marks that change when the texts do. This module does not use the ORM."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobsearch.store.tables import POSTS, UNCLEANED

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_AT_ONCE = 500  # SQLite limits the number of values in a statement


def marks(reader: "Reader") -> dict[int, str]:
    """Return a mark for each post that changes with its text, by post ID and in the order of IDs."""
    query = select(POSTS.c.id, POSTS.c.content_hash).order_by(POSTS.c.id)
    uncleaned = _uncleaned(reader)
    return {id_: _mark(id_, content_hash, uncleaned) for id_, content_hash in reader.execute(query)}


def read(reader: "Reader", ids: Iterable[int]) -> Iterator[tuple[Any, str]]:
    """Yield the texts of these posts with their marks, ordered by id."""
    uncleaned = _uncleaned(reader)
    columns = (POSTS.c.id, POSTS.c.title, POSTS.c.location, POSTS.c.tags, POSTS.c.description)
    query = select(*columns, POSTS.c.content_hash).order_by(POSTS.c.id)
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        batch = wanted[start : start + _AT_ONCE]
        for row in reader.execute(query.where(POSTS.c.id.in_(batch))):
            yield row, _mark(row.id, row.content_hash, uncleaned)


def _uncleaned(reader: "Reader") -> frozenset[int]:
    """Return the IDs of posts that fetch-new will clean again, which does not change their content hash."""
    return frozenset(reader.scalars(select(UNCLEANED.c.job_post_id)))


def _mark(id_: int, content_hash: str, uncleaned: frozenset[int]) -> str:
    return f"{content_hash} uncleaned" if id_ in uncleaned else content_hash
