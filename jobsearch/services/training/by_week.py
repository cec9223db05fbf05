"""How each week's answers agree with what the model said before them; pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jobsearch.services.rates import Rate, rate


@dataclass(frozen=True)
class WeekOfRecord:
    """A week's answers to posts that had a score: those above the cut of their time, and those below.

    Hits are the wanted ones. A rate stands on no fewer than ten answers; see rate().
    """

    monday: date
    above: Rate
    below: Rate


def by_week(judged: Iterable[tuple[datetime, float, float, bool]]) -> tuple[WeekOfRecord, ...]:
    """Return the weeks of the person's calendar in which scored posts were answered, the first one first.

    `judged` has of each answer its moment, the score before it, the cut then, and whether it was a yes.
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
