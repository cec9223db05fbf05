"""Texts that are no UTF-8: read on, whichever way rows are fetched, and noticed."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from jobsearch.store import damage
from jobsearch.store.sqlite import functions
from jobsearch.store.sqlite.reader import Connection, Cursor

BROKEN = (3, 4, 9)
ROWS = [(number, f"a{number}\ufffd" if number in BROKEN else f"a{number}") for number in range(10)]


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    with closing(sqlite3.connect(":memory:", factory=Connection)) as connection:
        found = connection.cursor()
        found.execute("CREATE TABLE texts (number, text)")
        for number in range(10):
            ending = b"\xff" if number in BROKEN else b""
            found.execute("INSERT INTO texts VALUES (?, CAST(? AS TEXT))", (number, b"a%d" % number + ending))
        yield found


def one_by_one(cursor: Cursor) -> list[Any]:
    return list(iter(cursor.fetchone, None))


def three_at_a_time(cursor: Cursor) -> list[Any]:
    batches = list(iter(lambda: cursor.fetchmany(3), []))
    assert [len(batch) for batch in batches] == [3, 3, 3, 1]
    return [row for batch in batches for row in batch]


def first_one_then_all(cursor: Cursor) -> list[Any]:
    return [cursor.fetchone(), *cursor.fetchall()]


@pytest.mark.parametrize("fetched", [one_by_one, three_at_a_time, first_one_then_all, Cursor.fetchall])
def test_every_row_comes_once_and_what_is_broken_is_replaced(
    cursor: Cursor, fetched: Callable[[Cursor], list[Any]]
) -> None:
    noticed = damage.watch()
    cursor.execute("SELECT number, text FROM texts ORDER BY number")
    assert fetched(cursor) == ROWS
    assert noticed


def test_sound_texts_are_none_that_anybody_notices(cursor: Cursor) -> None:
    noticed = damage.watch()
    cursor.execute("SELECT text FROM texts WHERE number < 3")
    assert cursor.fetchall() == [("a0",), ("a1",), ("a2",)]
    assert not noticed


def test_another_error_is_raised(cursor: Cursor) -> None:
    cursor.execute("SELECT CASE WHEN number < 2 THEN text ELSE json(text) END FROM texts")
    with pytest.raises(sqlite3.OperationalError, match="malformed JSON"):
        cursor.fetchall()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("folded(CAST(x'c384ff' AS BLOB))", "a\ufffd"),
        ("folded(NULL)", ""),
        ("folded(9e999)", "inf"),
        ("names(x'41636d6520ff', 'acme')", 1),
        ("searchable(CAST('C++' AS BLOB))", "cplusplus\u200b"),
        ("holds_any('[\"Go\"]', '[\"go\"]')", 1),
        ("holds_any('[\"Go\"]', '[\"rust\"]')", 0),
        ("holds_any('[', '[\"go\"]')", 0),
        ("holds_any('{\"go\": 1}', '[\"go\"]')", 0),
        ("holds_any(x'ff', '[\"go\"]')", 0),
        ("holds_any(7, '[\"go\"]')", 0),
    ],
)
def test_functions_take_whatever_the_store_holds(cursor: Cursor, question: str, answer: object) -> None:
    functions.add(cursor.connection)
    assert cursor.execute(f"SELECT {question}").fetchone() == (answer,)
