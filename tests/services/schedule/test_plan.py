"""When the timer runs."""

import time as clock
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.errors import TimesUnreadable
from jobsearch.services.schedule.plan import Plan, plan

MOMENTS = st.integers(1_700_000_000, 1_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PLANS = st.builds(
    lambda hours, hour, minute: Plan(hours, time(hour % hours, minute)),
    st.sampled_from([1, 2, 3, 4, 6, 8, 12, 24]),
    st.integers(0, 23),
    st.integers(0, 59),
)


@pytest.fixture
def lisbon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of a place that changes its time twice a year."""
    monkeypatch.setenv("TZ", "Europe/Lisbon")
    clock.tzset()
    yield
    monkeypatch.undo()
    clock.tzset()


@pytest.mark.parametrize(
    ("every", "at", "words"),
    [
        ("", "", "every 6 hours, at 01:43, 07:43, 13:43, 19:43"),
        ("", "08:00", "daily at 08:00"),
        ("daily", "", "daily at 07:43"),
        ("1d", "", "daily at 07:43"),
        ("24", "9:05", "daily at 09:05"),
        ("6h", "08:00", "every 6 hours, at 02:00, 08:00, 14:00, 20:00"),
        ("12H", "20:30", "every 12 hours, at 08:30, 20:30"),
        ("hourly", "", "every hour, at minute 43"),
    ],
)
def test_what_is_asked_for_is_read(every: str, at: str, words: str) -> None:
    assert str(plan(every, at, 43)) == words


@pytest.mark.parametrize(
    ("every", "at"),
    [("5h", ""), ("0h", ""), ("7d", ""), ("six", ""), ("", "24:00"), ("", "8"), ("", "08:60"), ("٦h", "")],
)
def test_what_no_timer_can_do_is_refused(every: str, at: str) -> None:
    with pytest.raises(TimesUnreadable, match="is not"):
        plan(every, at, 0)


@given(PLANS, MOMENTS)
def test_a_moment_lies_between_the_latest_and_the_next(plan: Plan, now: datetime) -> None:
    latest, following = plan.latest(now), plan.next(now)
    assert latest <= now < following
    assert following - latest == timedelta(hours=plan.hours)  # UTC, where no clock is changed
    assert plan.is_due(latest - timedelta(seconds=1), now)
    assert not plan.is_due(latest, now)


@pytest.mark.usefixtures("lisbon")
def test_a_day_of_23_or_25_hours_has_its_times_by_the_clock_on_the_wall() -> None:
    daily = plan("daily", "08:00", 0)
    for day, hour in (("2026-03-28", 8), ("2026-03-29", 7), ("2026-10-24", 7), ("2026-10-25", 8)):
        midnight = datetime.fromisoformat(f"{day}T00:30").astimezone()
        assert daily.next(midnight).astimezone(UTC) == datetime.fromisoformat(f"{day}T{hour:02}:00+00:00")


def test_a_run_of_the_future_does_not_count() -> None:
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert plan("6h", "", 0).is_due(now + timedelta(days=400), now)
