"""Find invalid values in the store, which are skipped when reading, by table and key."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy

from jobsearch.domain.posting import format_key
from jobsearch.facts.model import RULES_VERSION, Facts
from jobsearch.store.sqlite.engine import Connection, driver_of
from jobsearch.store.tables import METADATA, POSTS
from jobsearch.store.types import Checked, Mapping

_KEY = ("source", "external_id")  # the key columns of posts, labels and applications
_MAPPING = Mapping()
_BROKEN = object()  # a placeholder for invalid UTF-8

# The tables with one row per post.
OF_POSTS = frozenset(
    table.name for table in METADATA.sorted_tables if table is POSTS or "job_post_id" in table.columns
)
TABLES: tuple[str, ...] = tuple(table.name for table in METADATA.sorted_tables)


@dataclass(frozen=True)
class WrongRow:
    """A row with invalid values.

    Attributes:
        table: its table.
        row: its row number.
        columns: the columns with invalid values.
        key: the key of its post, label, or application, as far as readable; "" if it has none.

    """

    table: str
    row: int
    columns: tuple[str, ...]
    key: str = ""


def wrong_rows(connection: Connection, tables: Collection[str] = TABLES) -> Iterator[WrongRow]:
    """Read all values in these tables, and yield the rows with invalid values."""
    driver = driver_of(connection)
    usual, driver.text_factory = driver.text_factory, _text
    found = set()
    try:
        for table in METADATA.sorted_tables:
            if table.name in tables and _checked(table):
                for row in _wrong_rows(driver, table):
                    found.add((row.table, row.row))
                    yield row
    finally:
        driver.text_factory = usual
    yield from (row for row in _alone(driver, tables) if (row.table, row.row) not in found)


def _alone(driver: Any, tables: Collection[str]) -> Iterator[WrongRow]:  # noqa: ANN401 - sqlite3's connection
    """Yield the rows that refer to missing posts."""
    for name in tables:
        parents = {row[0]: row[3] for row in driver.execute(f"PRAGMA foreign_key_list({name})")}
        lost: dict[int, list[str]] = {}
        for _table, row, _parent, reference in driver.execute(f"PRAGMA foreign_key_check({name})"):
            lost.setdefault(row, []).append(parents[reference])
        yield from (WrongRow(name, row, tuple(columns)) for row, columns in lost.items())


def _text(content: bytes) -> Any:  # noqa: ANN401 - a text or _BROKEN
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _BROKEN


def _wrong_rows(driver: Any, table: sqlalchemy.Table) -> Iterator[WrongRow]:  # noqa: ANN401 - sqlite3's connection
    checked = _checked(table)
    tests = [_test(column) for column in checked]
    names = [column.name for column in checked]
    keyed = set(_KEY) <= set(names)
    shown = ", ".join(f"CAST({name} AS BLOB)" for name in _KEY) if keyed else "NULL, NULL"
    query = f"SELECT rowid, {shown}, {', '.join(map(_quoted, names))} FROM {table.name}"  # noqa: S608 - names of ours
    for row, source, external_id, *values in driver.execute(query):
        wrong = [name for name, fits, value in zip(names, tests, values, strict=True) if not fits(value)]
        if table.name == "facts" and not wrong and not _are_facts(dict(zip(names, values, strict=True))):
            wrong = ["facts"]
        if wrong:
            yield WrongRow(table.name, row, tuple(wrong), _key(source, external_id) if keyed else "")


def _checked(table: sqlalchemy.Table) -> list[sqlalchemy.Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, Checked)]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _test(column: sqlalchemy.Column[Any]) -> Callable[[Any], bool]:
    """Return a function that validates values for a column; the table determines whether NULL is valid."""
    kind, nullable = column.type, bool(column.nullable)
    assert isinstance(kind, Checked)  # noqa: S101 - as chosen above
    is_sound = kind.is_sound
    return lambda value: nullable if value is None else is_sound(value)


def _are_facts(row: dict[str, Any]) -> bool:
    """Return whether facts from the current rules have the correct structure; others will be replaced."""
    if row["rules_version"] != RULES_VERSION:
        return True
    try:
        Facts.from_json(_MAPPING.fitting(row["facts"]))
    except ValueError:
        return False
    return True


def _key(source: bytes | None, external_id: bytes | None) -> str:
    return format_key(*((part or b"").decode("utf-8", "replace") for part in (source, external_id)))


def in_words(rows: Sequence[WrongRow], most: int = 3) -> str:
    """Return a summary such as "labels: remoteok:11 (label), other:1 (labeled_at)"."""
    tables = dict.fromkeys(row.table for row in rows)
    return "; ".join(_of_table([row for row in rows if row.table == name], most) for name in tables)


def _of_table(rows: Sequence[WrongRow], most: int) -> str:
    named = [f"{row.key} ({', '.join(row.columns)})" for row in rows[:most] if row.key]
    if not named:
        columns = dict.fromkeys(name for row in rows for name in row.columns)
        return f"{rows[0].table}: {len(rows):,} (in {', '.join(columns)})"
    others = f" and {len(rows) - most:,} more" if len(rows) > most else ""
    return f"{rows[0].table}: {', '.join(named)}{others}"
