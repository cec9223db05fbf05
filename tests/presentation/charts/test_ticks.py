"""Axes have round marks that hold all values."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.presentation.charts.ticks import days, ticks

ENDS = st.floats(-1e15, 1e15)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (0, 0.3, (0, 0.1, 0.2, 0.3)),
        (37_000, 183_000, (0, 50_000, 100_000, 150_000, 200_000)),
        (-3, 4, (-4, -2, 0, 2, 4)),
        (0, 0, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (7, 7, (0, 2, 4, 6, 8)),
    ],
)
def test_marks_are_round(low: float, high: float, marks: tuple[float, ...]) -> None:
    assert ticks(low, high) == marks


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [(2024, 2026, (2024, 2025, 2026)), (0, 2, (0, 1, 2)), (2025, 2025, (2024, 2025, 2026))],
)
def test_years_and_counts_are_whole(low: float, high: float, marks: tuple[float, ...]) -> None:
    assert ticks(low, high, whole=True) == marks


@given(ENDS, ENDS, st.integers(3, 12), st.booleans())
def test_marks_hold_the_values_in_equal_steps_of_one_two_or_five(
    one: float,
    other: float,
    most: int,
    whole: bool,  # noqa: FBT001 - Hypothesis passes by place
) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high, most, whole=whole)
    assert 2 <= len(found) <= most
    assert found[0] <= low <= high <= found[-1]
    step = (found[-1] - found[0]) / (len(found) - 1)
    assert round(step / 10 ** math.floor(math.log10(step * 1.000001)), 4) in {1, 2, 5}
    if whole:
        assert all(mark == int(mark) for mark in found)


@pytest.mark.parametrize("ends", [(1, 0), (math.nan, 1), (0, math.inf)])
def test_there_is_no_axis_without_ends(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no axis"):
        ticks(*ends)


@given(
    first=st.dates(date(1990, 1, 1), date(2090, 1, 1)), length=st.integers(0, 5_000), mondays=st.booleans()
)
def test_marks_of_days_hold_all_and_are_mondays_from_a_week_on(
    first: date, length: int, *, mondays: bool
) -> None:
    low, high = first.toordinal(), first.toordinal() + length
    marks = days(low, high, mondays=mondays)
    assert marks[0] <= low <= high <= marks[-1]
    assert 2 <= len(marks) <= 6
    if mondays or marks[1] - marks[0] > 2:
        assert {date.fromordinal(int(one)).weekday() for one in marks} == {0}


def test_weeks_are_marked_by_their_mondays() -> None:
    monday = date(2026, 11, 2)
    found = days(monday.toordinal(), (monday + timedelta(weeks=3)).toordinal(), mondays=True)
    assert [date.fromordinal(int(one)).isoformat() for one in found] == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
    ]
