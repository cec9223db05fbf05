import math

import pytest

from jobsearch.services.applications.stats import application_stats
from jobsearch.services.applications.transfer import import_applications
from jobsearch.services.rates import rate
from jobsearch.settings import Settings


def test_a_rate_has_wilsons_interval_and_none_below_ten_cases() -> None:
    found = rate("x", 10, 3)
    assert found.low == pytest.approx(0.1078, abs=1e-4)  # R: binom::binom.wilson(3, 10)
    assert found.high == pytest.approx(0.6032, abs=1e-4)
    assert rate("x", 9, 9).rate is None
    zero = rate("x", 10, 0)
    assert (zero.rate, zero.low) == (0, 0)
    assert math.isclose(zero.high or 0, 0.2775, abs_tol=1e-4)


def test_figures_follow_from_the_events(settings: Settings) -> None:
    rows = ["company,title,date,status,when"]
    rows += [f"C{n},x,2026-11-02,rejected,2026-11-{6 + n % 5:02}" for n in range(10)]
    rows += [f"D{n},x,2026-11-09,applied," for n in range(10)]
    import_applications(settings, "\n".join(rows), "x.csv")
    found = application_stats(settings)
    assert (found.applications, found.by_week) == (20, {"2026-11-02": 10, "2026-11-09": 10})
    assert (found.answers, found.answer_days) == (10, 6)
    answers, conversations, offers, _accepted = found.steps
    assert (answers.cases, answers.hits, answers.rate) == (20, 10, 0.5)
    assert (conversations.hits, conversations.rate) == (0, 0)
    assert (offers.cases, offers.rate) == (0, None)
    assert [(one.name, one.rate) for one in found.by_board] == [("sheet", 0.5)]
    assert all(one.cases == 0 for one in found.by_score)
