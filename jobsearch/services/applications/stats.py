"""Statistics about applications: weekly counts, rates between stages, response times, and rates by group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from jobsearch.domain.application import ANSWERED, APPLIED, Event, effective
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.rates import FEWEST, Rate, rate
from jobsearch.settings import Settings
from jobsearch.store import applications
from jobsearch.store.sqlite.engine import connect_readonly

_ONE_ROW = timedelta(milliseconds=1)  # distance between events recorded from one row of a spreadsheet
_BANDS = ((0.0, 0.25), (0.25, 0.5), (0.5, 0.75), (0.75, 1.0))
_STEPS = (
    ("applied", ANSWERED, "answer"),
    ("applied", frozenset({"screening", "interview", "task", "offer", "accepted"}), "conversation"),
    ("interview", frozenset({"offer", "accepted"}), "offer"),
    ("offer", frozenset({"accepted"}), "acceptance"),
)


@dataclass(frozen=True)
class ApplicationStats:
    """Statistics about all applications.

    Attributes:
        applications: the number of applications, excluding posts that were only saved.
        by_week: the number of applications in each week with at least one, by its Monday.
        steps: the rates from stage to stage.
        answer_days: the median number of days from application to first answer; None if there are fewer than
            FEWEST.
        answers: the number of answers in that median.
        by_board: the rate of answered applications by board.
        by_score: the rate of answered applications by the model's earlier score of the post.

    """

    applications: int
    by_week: Mapping[str, int]
    steps: tuple[Rate, ...]
    answer_days: float | None
    answers: int
    by_board: tuple[Rate, ...]
    by_score: tuple[Rate, ...]


@dataclass(frozen=True)
class _Case:
    """The values of an application that the statistics count."""

    source: str
    day: date
    stages: frozenset[str]
    answer_days: float | None
    score: float | None


def application_stats(settings: Settings, cache: NoCache = UNCACHED) -> ApplicationStats:
    """Return the statistics; every rate is based on at least FEWEST cases."""
    with connect_readonly(cache.open_store(settings)) as connection:
        histories, scores = applications.histories(connection), applications.scores_before(connection)
    cases = [
        case for key, events in histories.items() if (case := _case(key, events, scores.get(key))) is not None
    ]
    days = [case.answer_days for case in cases if case.answer_days is not None]
    return ApplicationStats(
        applications=len(cases),
        by_week=_by_week(cases),
        steps=tuple(_step(cases, *step) for step in _STEPS),
        answer_days=median(days) if len(days) >= FEWEST else None,
        answers=len(days),
        by_board=tuple(
            _answered(board, [case for case in cases if case.source == board])
            for board in sorted({case.source for case in cases})
        ),
        by_score=tuple(
            _answered(f"{low:.0%} to {high:.0%}", _in_band(cases, low, high)) for low, high in _BANDS
        ),
    )


def _case(key: applications.Key, events: Sequence[Event], score: float | None) -> _Case | None:
    happened = [one for one in effective(events) if one.stage]
    reached = frozenset(one.stage for one in happened)
    if not reached & set(APPLIED):
        return None
    applied_at = min((one.at for one in happened if one.stage == "applied"), default=None)
    begun = applied_at or min(one.recorded_at for one in happened if one.stage in APPLIED)
    # An appointment may lie in the future, so the answer counts from its recording if that is earlier.
    answered = (one for one in happened if one.stage in ANSWERED and not _of_one_date(one, happened))
    answers = [min(one.at, one.recorded_at) for one in answered]
    days = None
    if applied_at is not None and answers:
        days = max((min(answers) - applied_at) / timedelta(days=1), 0.0)
    return _Case(key[0], begun.astimezone().date(), reached | {"applied"}, days, score)


def _of_one_date(answer: Event, happened: Iterable[Event]) -> bool:
    """Return whether an answer has the application's date only because its spreadsheet row had no other."""
    return any(
        one.stage == "applied"
        and one.at == answer.at
        and abs(one.recorded_at - answer.recorded_at) <= _ONE_ROW
        for one in happened
    )


def _by_week(cases: Iterable[_Case]) -> dict[str, int]:
    counted = Counter(case.day - timedelta(days=case.day.weekday()) for case in cases)
    return {monday.isoformat(): counted[monday] for monday in sorted(counted)}


def _step(cases: Iterable[_Case], begun: str, reached: frozenset[str], name: str) -> Rate:
    those = [case for case in cases if begun in case.stages]
    return rate(f"{begun} to {name}", len(those), sum(bool(case.stages & reached) for case in those))


def _answered(name: str, cases: Sequence[_Case]) -> Rate:
    return rate(name, len(cases), sum(bool(case.stages & ANSWERED) for case in cases))


def _in_band(cases: Iterable[_Case], low: float, high: float) -> list[_Case]:
    return [
        case
        for case in cases
        if case.score is not None and (low <= case.score < high or case.score == high == 1)
    ]
