"""Repair the recoverable parts of a damaged store by dropping caches and fetching posts again.

Data that only the user can provide is never changed: labels, applications, wishes, and experiences.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite.maintenance import rebuild_index
from jobsearch.store.tables import METADATA, POSTS, SOURCES, UNCLEANED
from jobsearch.store.types import LOST, Checked, UtcDateTime, packed
from jobsearch.store.values import WrongRow

# Rebuilt by fetch-new and train, or only a history.
_CACHES = frozenset(
    {"scores", "facts", "reposts", "models", "career_models", "showings", "page_checks"}
    | {"fetches", "rejections", "uncleaned"}
)
REPAIRED = _CACHES | {"job_posts", "sources"}  # the tables that can be repaired at least partly
_NAMES = frozenset({"source", "external_id", "name", "board", "account"})  # the columns that identify rows
_AT_ONCE = 500


class Repaired(NamedTuple):
    """The result of a repair.

    Attributes:
        dropped: the number of dropped cache rows.
        posts: the number of posts to be cleaned or fetched again.
        sources: the number of sources whose history was reset.
        left: the rows that could not be repaired or that contain the user's own data.

    """

    dropped: int
    posts: int
    sources: int
    left: tuple[WrongRow, ...]


def repair(session: Session, wrong: Sequence[WrongRow]) -> Repaired:
    """Repair these rows if possible, and rebuild the full-text index; the caller commits."""
    by_table: defaultdict[str, list[WrongRow]] = defaultdict(list)
    for row in wrong:
        by_table[row.table].append(row)
    dropped = [row for name in _CACHES for row in by_table[name]]
    posts, sources = (_known(by_table[table.name]) for table in (POSTS, SOURCES))
    for row in dropped:
        _drop(session, row)
    for row in (*posts, *sources):
        _reset(session, row)
    _read_again(session, [row.row for row in posts])
    rebuild_index(session)
    done = {id(row) for row in (*dropped, *posts, *sources)}
    left = tuple(row for row in wrong if id(row) not in done)
    return Repaired(len(dropped), len(posts), len(sources), left)


def _known(rows: Iterable[WrongRow]) -> list[WrongRow]:
    """Return the rows whose identifying columns are intact."""
    return [row for row in rows if not _NAMES & set(row.columns)]


def _drop(session: Session, row: WrongRow) -> None:
    session.execute(delete(METADATA.tables[row.table]).where(text("rowid = :row")), {"row": row.row})


def _reset(session: Session, row: WrongRow) -> None:
    """Replace invalid values with the defaults used when reading them."""
    table = METADATA.tables[row.table]
    values = {name: _value(session, table, row, name) for name in row.columns}
    session.execute(update(table).where(text("rowid = :row")).values(values), {"row": row.row})


def _value(session: Session, table: Table, row: WrongRow, name: str) -> Any:  # noqa: ANN401 - of any column
    column = table.c[name]
    kind = column.type
    assert isinstance(kind, Checked)  # noqa: S101 - as values.py chose it
    if name == "raw":
        return packed("{}")
    if isinstance(kind, UtcDateTime) and not column.nullable:
        return _moment(session, table, row)
    return session.execute(select(column).where(text("rowid = :row")), {"row": row.row}).scalar_one()


def _moment(session: Session, table: Table, row: WrongRow) -> Any:  # noqa: ANN401 - a moment
    """Return another timestamp from the row as the best available estimate."""
    others = [
        column for column in table.columns if isinstance(column.type, UtcDateTime) and not column.nullable
    ]
    found = session.execute(select(*others).where(text("rowid = :row")), {"row": row.row}).one()
    return max((moment for moment in found if moment is not None), default=LOST)


def _read_again(session: Session, ids: Sequence[int]) -> None:
    """Mark posts to be cleaned again, and to be treated as changed when they are next received."""
    for start in range(0, len(ids), _AT_ONCE):
        batch = ids[start : start + _AT_ONCE]
        session.execute(insert(UNCLEANED).on_conflict_do_nothing(), [_of(id_) for id_ in batch])
        session.execute(update(POSTS).where(POSTS.c.id.in_(batch)).values(content_hash=""))
    stored_posts.outdate(session, ids)


def _of(id_: int) -> Mapping[str, int]:
    return {"job_post_id": id_}
