"""The track record by week."""

from datetime import UTC, date, datetime

from jobsearch.services.rates import rate
from jobsearch.services.training.by_week import by_week


def at(day: int) -> datetime:
    return datetime(2026, 11, day, 12, tzinfo=UTC)


def test_answers_count_in_their_week_above_or_below_the_cut_of_their_time() -> None:
    judged = [
        (at(9), 0.9, 0.5, True),  # a Monday
        (at(15), 0.5, 0.5, False),  # the Sunday of the same week
        (at(15), 0.4, 0.5, True),
        (at(23), 0.4, 0.3, True),  # two weeks on
    ]
    first, last = by_week(reversed(judged))
    assert (first.monday, last.monday) == (date(2026, 11, 9), date(2026, 11, 23))
    assert (first.above.cases, first.above.hits) == (2, 1)
    assert (first.below.cases, first.below.hits) == (1, 1)
    assert (last.above.cases, last.below.cases) == (1, 0)
    assert first.above.rate is None  # of two cases


def test_ten_cases_have_a_rate() -> None:
    (week,) = by_week([(at(10), 0.9, 0.5, number < 7) for number in range(10)])
    assert week.above == rate("recommended", 10, 7)
    assert week.above.rate == 0.7


def test_without_answers_there_is_no_week() -> None:
    assert by_week([]) == ()
