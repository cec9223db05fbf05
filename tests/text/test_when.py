"""Moments as people type them, of appointments and of all else, on a Friday noon in Berlin."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.domain.application import is_day
from jobsearch.text.moments import order_of, when

NOW = datetime(2026, 11, 27, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def local(text: str, *, appointment: bool = False) -> str:
    return when(text, NOW, appointment=appointment).astimezone().strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "of_all_else", "of_an_appointment"),
    [
        ("today", "2026-11-27 12:00", "2026-11-27 00:00"),
        ("yesterday", "2026-11-26 00:00", "2026-11-26 00:00"),
        ("tomorrow 3pm", "2026-11-28 15:00", "2026-11-28 15:00"),
        ("mon 15:00", "2026-11-23 15:00", "2026-11-30 15:00"),
        ("Monday", "2026-11-23 00:00", "2026-11-30 00:00"),
        ("fri 15:00", "2026-11-20 15:00", "2026-11-27 15:00"),
        ("fri 9:00", "2026-11-27 09:00", "2026-12-04 09:00"),
        ("fri", "2026-11-27 00:00", "2026-11-27 00:00"),
        ("next friday", "2026-12-04 00:00", "2026-12-04 00:00"),
        ("last friday", "2026-11-20 00:00", "2026-11-20 00:00"),
        ("1 Dec", "2025-12-01 00:00", "2026-12-01 00:00"),
        ("Dec 1", "2025-12-01 00:00", "2026-12-01 00:00"),
        ("2026-12-01", "2026-12-01 00:00", "2026-12-01 00:00"),
        ("2026-12-01 9:00", "2026-12-01 09:00", "2026-12-01 09:00"),
        ("2026-12-01T15:00+05:00", "2026-12-01 11:00", "2026-12-01 11:00"),
        ("1.12.2026 15:00", "2026-12-01 15:00", "2026-12-01 15:00"),
        ("13/4/2026", "2026-04-13 00:00", "2026-04-13 00:00"),
        ("Montag 15 Uhr", "2026-11-23 15:00", "2026-11-30 15:00"),
        ("lundi 15h30", "2026-11-23 15:30", "2026-11-30 15:30"),
        ("martes 9:15", "2026-11-24 09:15", "2026-12-01 09:15"),
        ("3 de dezembro", "2025-12-03 00:00", "2026-12-03 00:00"),
        ("3 days ago", "2026-11-24 00:00", "2026-11-24 00:00"),
    ],
)
def test_a_moment_is_the_next_of_an_appointment_and_the_last_of_all_else(
    text: str, of_all_else: str, of_an_appointment: str
) -> None:
    assert (local(text), local(text, appointment=True)) == (of_all_else, of_an_appointment)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "may",
        "2026",
        "12",
        "2026-02-30",
        "30 Feb",
        "31 Nov",
        "2026-13-01",
        "mon 25:00",
        "13pm",
        "0000-00-00",
        "1 Dec 2150",
        "1999-12-31",
        "99999999",
        "3/4/2026",
        "today 9:75",
        "x" * 10_000,
        "2026-12-01T99:00",
    ],
)
def test_a_date_that_cannot_be_or_may_be_two_is_refused(text: str) -> None:
    for appointment in (False, True):
        with pytest.raises(ValueError, match=r"."):
            when(text, NOW, appointment=appointment)


def test_an_hour_that_the_clocks_leave_out_is_refused_and_one_they_repeat_is_the_first() -> None:
    with pytest.raises(ValueError, match="clocks"):
        when("2026-03-29 02:30", NOW)
    assert when("2026-10-25 02:30", NOW) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert when("2026-10-25 03:30", NOW) == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)


def test_a_column_of_dates_tells_whether_days_or_months_come_first() -> None:
    assert order_of(["3/4/2026", "13/4/2026"]) == "dmy"
    assert order_of(["3/4/2026", "4/13/2026"]) == "mdy"
    assert order_of(["3/4/2026", ""]) == ""
    assert when("3/4/2026", NOW, order="mdy").astimezone().month == 3


@given(st.text(max_size=70), st.booleans())
def test_any_text_is_a_moment_or_a_value_error(text: str, appointment: bool) -> None:  # noqa: FBT001 - drawn
    try:
        found = when(text, NOW, appointment=appointment)
    except ValueError:
        return
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01 15.30", "2026-12-01 15:30"),
        ("2026-12-01 15 Uhr", "2026-12-01 15:00"),
        ("2026-12-01 at 15:00", "2026-12-01 15:00"),
        ("1.12.2026 um 15 Uhr", "2026-12-01 15:00"),
        ("1.12. 15:00", "2026-12-01 15:00"),
        ("1.12.", "2026-12-01 00:00"),
        ("Montag 15 Uhr 30", "2026-11-30 15:30"),
        ("Montag um 15 Uhr 30", "2026-11-30 15:30"),
        ("lun. 15h", "2026-11-30 15:00"),
        ("18 Uhr", "2026-11-27 18:00"),
        ("in 3 days", "2026-11-30 00:00"),
        ("Freitag, 4. Dezember um 10 Uhr", "2026-12-04 10:00"),
        ("4pm tomorrow", "2026-11-28 16:00"),
        ("27 Nov", "2026-11-27 00:00"),
        ("27 Nov 18:00", "2026-11-27 18:00"),
        ("el lunes a las 15:00", "2026-11-30 15:00"),
        ("lundi prochain", "2026-11-30 00:00"),
        ("kommenden Montag", "2026-11-30 00:00"),
        ("Tue 1 Dec", "2026-12-01 00:00"),
    ],
)
def test_reads_an_appointment_as_people_write_it(text: str, expected: str) -> None:
    now = datetime(2026, 11, 27, 16).astimezone()
    found = when(text, now, appointment=True).astimezone()
    assert f"{found:%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "text", ["tonight", "this morning", "Mon 1 Dec", "1e9", "31.11.", "2026-12-01 25 Uhr"]
)
def test_refuses_what_it_would_only_guess(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        when(text, datetime(2026, 11, 27, 16).astimezone(), appointment=True)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("America/Santiago", "2026-09-06"), ("Asia/Beirut", "2026-03-29"), ("America/Asuncion", "2024-10-06")],
)
def test_a_day_that_begins_when_clocks_are_put_forward_is_a_day(
    monkeypatch: pytest.MonkeyPatch, zone: str, day: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    read = when(day, NOW)
    assert (f"{read.astimezone():%Y-%m-%d %H:%M}", is_day(read)) == (f"{day} 01:00", True)
    assert not is_day(read.replace(minute=30))
