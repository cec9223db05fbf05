"""Measure how well each week's answers agree with earlier scores. The functions are pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobsearch.services.rates import Rate, rate


@dataclass(frozen=True)
class WeekOfRecord:
    """A week's answers to scored posts, split by whether the score reached the threshold at that time.

    The hits are the wanted posts. Each rate is based on at least ten answers; see rate().
    """

    monday: date
    above: Rate
    below: Rate


def by_week(judged: Iterable[tuple[datetime, float, float, bool]]) -> tuple[WeekOfRecord, ...]:
    """Return the local calendar weeks with answers to scored posts, in chronological order.

    `judged` contains, for each answer, its time, the score before it, the threshold at that time, and whether
    the answer was yes.
    """
    weeks: defaultdict[date, list[tuple[bool, bool]]] = defaultdict(list)
    for at, score, cut, yes in judged:
        day = at.astimezone().date()
        weeks[day - timedelta(days=day.weekday())].append((score >= cut, yes))
    return tuple(
        WeekOfRecord(monday, *(_wanted(weeks[monday], is_above=is_above) for is_above in (True, False)))
        for monday in sorted(weeks)
    )


def _wanted(answers: Iterable[tuple[bool, bool]], *, is_above: bool) -> Rate:
    those = [yes for above, yes in answers if above is is_above]
    return rate("recommended" if is_above else "others", len(those), sum(those))
