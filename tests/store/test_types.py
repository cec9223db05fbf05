"""What is read of columns that hold what they should, and what of columns that do not."""

import ast
import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

import jobsearch
from jobsearch.store import damage
from jobsearch.store.tables import METADATA
from jobsearch.store.types import (
    LOST,
    Amount,
    Checked,
    Flag,
    Mapping,
    Number,
    Numbers,
    OneOf,
    Packed,
    Reasons,
    StatedPay,
    Text,
    Texts,
    UtcDateTime,
    Whole,
    packed,
    unpacked,
)

KINDS = [
    Text(),
    OneOf(("yes", "no"), "no"),
    Number(),
    Amount(),
    Whole(),
    Flag(),
    UtcDateTime(),
    Texts(),
    Numbers(),
    Reasons(),
    Mapping(),
    StatedPay(optional=True),
    Packed(),
]
SQLITES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(),
    st.binary(),
    st.from_regex(r"[\[{]\"?[a-z0-9,:\[\]{}\"]{0,20}", fullmatch=True),
    st.from_regex(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{6})?)?", fullmatch=True),
)
PAY = '{"minimum": 1, "maximum": null, "period": "year", "currency": "EUR", "words": "1 EUR"}'


def reader(kind: Checked) -> Callable[[Any], Any]:
    """Return what a query does with a value of such a column."""
    dialect = sqlite.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy leaves it untyped
    return kind.result_processor(dialect, None)


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Text(), "Ä", "Ä"),
        (OneOf(("yes", "no"), "no"), "yes", "yes"),
        (Number(), 0.25, 0.25),
        (Number(), 3, 3),
        (Amount(), 60_000.5, 60_000.5),
        (Whole(), -3, -3),
        (Flag(), 1, True),
        (UtcDateTime(), "2026-01-02 03:04:05.000006", datetime(2026, 1, 2, 3, 4, 5, 6, UTC)),
        (Texts(), '["a", "b"]', ["a", "b"]),
        (Numbers(), "[-3.5, 2]", [-3.5, 2]),
        (Reasons(), '[["python", 1.5]]', [["python", 1.5]]),
        (Mapping(), '{"a": [null]}', {"a": [None]}),
        (Packed(), packed("Ä"), packed("Ä")),
    ],
)
def test_what_fits_is_read_as_it_is(kind: Checked, value: object, read: object) -> None:
    noticed = damage.watch()
    assert reader(kind)(value) == read
    assert kind.is_sound(value)
    assert not noticed


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        (Text(), b"a\xff", "a\ufffd"),
        (Text(), 7, "7"),
        (Text(), None, ""),
        (OneOf(("yes", "no"), "no"), "maybe", "no"),
        (Number(), math.inf, 0.0),
        (Number(), "1", 0.0),
        (Amount(optional=True), 2**63 - 1, None),
        (Whole(), 1.5, 0),
        (Whole(), None, 0),
        (Flag(), 2, False),
        (UtcDateTime(), "soon", LOST),
        (UtcDateTime(), "9999-12-31 23:59:59", LOST),
        (UtcDateTime(optional=True), 7, None),
        (Texts(), '{"a": 1}', []),
        (Texts(), '["a", 1]', []),
        (Texts(), "[" * 100_000, []),
        (Numbers(), "[NaN]", []),
        (Reasons(), '[["python"]]', []),
        (Mapping(), "[]", {}),
        (Mapping(), b"\xff", {}),
        (StatedPay(optional=True), PAY.replace("year", "age"), None),
        (Packed(), "text", b""),
        (Packed(), 10**9, b""),
    ],
)
def test_in_the_place_of_what_does_not_fit_another_is_read(
    kind: Checked, value: object, read: object
) -> None:
    noticed = damage.watch()
    assert reader(kind)(value) == read
    assert not kind.is_sound(value)
    assert noticed


def test_what_may_be_missing_is_no_damage() -> None:
    noticed = damage.watch()
    assert [reader(kind)(None) for kind in (Text(optional=True), Whole(optional=True))] == [None, None]
    assert not noticed


def test_an_empty_list_is_the_caller_s_own() -> None:
    reader(Texts())("{").append("a")
    assert reader(Texts())("{") == []


@given(st.sampled_from(KINDS), SQLITES)
def test_whatever_sqlite_has_is_read_as_what_the_column_holds(kind: Checked, value: Any) -> None:
    read = reader(kind)(value)
    kinds = (str, int, float, bool, datetime, list, dict, bytes)
    assert isinstance(read, kinds) or isinstance(kind, StatedPay)
    assert not isinstance(read, float) or math.isfinite(read)
    if isinstance(read, datetime):
        assert 1900 <= read.year < 3000


@pytest.mark.parametrize("text", ["", "Ä \x00", "long " * 100_000])
def test_what_was_packed_is_unpacked(text: str) -> None:
    assert unpacked(packed(text)) == text


@pytest.mark.parametrize("content", [b"", b"no", packed("text")[:-1], packed("x" * (64 * 1024 * 1024 + 1))])
def test_what_cannot_be_unpacked_is_no_text(content: bytes) -> None:
    noticed = damage.watch()
    assert unpacked(content) == ""
    assert noticed


def test_every_column_is_looked_at_but_the_numbers_of_rows() -> None:
    unseen = {
        f"{column.table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if not isinstance(column.type, Checked) and column.name not in {"id", "job_post_id"}
    }
    assert unseen == set()


def test_nothing_else_still_reads_what_the_store_keeps_packed() -> None:
    """Only `unpacked` bounds how much comes out of it."""
    package = Path(jobsearch.__file__).parent
    readers = {
        str(file.relative_to(package))
        for room in ("store", "services")
        for file in (package / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"decompress", "decompressobj"}
    }
    assert readers == {"store/types.py"}
