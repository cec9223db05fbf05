"""status: the health of the feed as a person reads it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from support.feeds import body, element
from support.listed import listed_post
from support.process import Program
from support.server import FeedServer, Reply
from wcwidth import wcswidth

from jobsearch.cli.tables.status import standing
from jobsearch.presentation.pay import salary, short_salary
from jobsearch.presentation.time import local
from jobsearch.services.feed.trouble import Trouble
from jobsearch.services.instance.status import FeedHealth, LabelCounts, Status

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
QUIET_DAYS = (0,) * 14


def shown(feed: FeedHealth, columns: int = 60, posts: int = 100) -> dict[str, str]:
    """Return the facts about a feed by name, as a terminal this wide shows them, each put on one line."""
    status = Status(Path("/here"), posts, posts, 0, NOW, LabelCounts(0, 0, 0, 0, 0), None, feed, "Run label.")
    console = Console(width=columns, color_system=None)
    with console.capture() as capture:
        console.print(standing(status))
    lines = capture.get().splitlines()
    assert not [line for line in lines if wcswidth(line) > columns]
    facts: dict[str, str] = {}
    start, name = lines[0].index("/here"), ""
    for line in lines:
        name = line[:start].strip() or name
        facts[name] = f"{facts.get(name, '')}{line[start:]}".rstrip()
    return facts


def chart(new_a_day: Sequence[int], columns: int = 60) -> str:
    return shown(FeedHealth(NOW, "", 0, new_a_day=tuple(new_a_day)), columns)["New a day"]


@pytest.mark.parametrize(
    ("new_a_day", "expected"),
    [
        (QUIET_DAYS, "·············· 0 in 14 days, 0 today"),
        ((*QUIET_DAYS[1:], 5), "·············█ 5 in 14 days, 5 today"),
        ((8, *QUIET_DAYS[1:]), "█············· 8 in 14 days, 0 today"),
        ((*range(1, 9), *range(1, 7)), "▁▂▃▄▅▆▇█▁▂▃▄▅▆ 57 in 14 days, 6 today"),
        ((1_000, 1, *QUIET_DAYS[3:], 40), "█▁···········▁ 1,041 in 14 days, 40 today"),
        ((2_000,) * 14, "██████████████ 28,000 in 14 days, 2,000 today"),
    ],
)
def test_a_chart_of_two_weeks_fits_a_narrow_terminal(new_a_day: Sequence[int], expected: str) -> None:
    assert chart(new_a_day) == expected


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_chart_is_as_wide_as_it_has_days(columns: int) -> None:
    bars = chart(range(14), columns).split(" ")[0]
    assert (len(bars), bars[0], bars[-1]) == (14, "·", "█")


def test_without_posts_there_is_no_chart() -> None:
    assert "New a day" not in shown(FeedHealth(None, "", 0, new_a_day=QUIET_DAYS), posts=0)


def test_an_error_is_told_with_its_time() -> None:
    facts = shown(FeedHealth(None, "It was down.", 0, last_error_at=NOW), columns=120)
    assert facts["Last error"] == f"{local(NOW)}: It was down."
    assert facts["Feed"] == "never fetched"


def test_an_error_before_a_good_fetch_is_told_as_mended() -> None:
    facts = shown(FeedHealth(NOW, "It was down.", 0, last_error_at=NOW - HOUR, mended=True), columns=120)
    assert facts["Last error"] == f"{local(NOW - HOUR)} (later fetches succeeded): It was down."


def test_an_error_after_a_good_fetch_is_not_mended() -> None:
    facts = shown(FeedHealth(NOW - HOUR, "It was down.", 0, last_error_at=NOW), columns=120)
    assert facts["Last error"] == f"{local(NOW)}: It was down."


def test_a_source_in_trouble_is_named_beside_a_fetch_that_went_well() -> None:
    troubles = (Trouble("jobicy", "It was down."), Trouble("himalayas", "it sent nothing"))
    facts = shown(FeedHealth(NOW, "", 0, troubles=troubles), columns=120)
    assert facts["Trouble"] == "jobicy: It was down; himalayas: it sent nothing"
    assert "Trouble" not in shown(FeedHealth(NOW, "", 0))


@pytest.mark.parametrize(("gaps", "told"), [(1, "1 possible gap"), (2_000, "2,000 possible gaps")])
def test_gaps_are_counted_and_the_last_has_its_time(gaps: int, told: str) -> None:
    feed = shown(FeedHealth(NOW, "", gaps, last_gap=NOW - HOUR), columns=140)["Feed"]
    assert "last successful fetch" in feed
    assert feed.partition("; ")[2] == f"{told} in 14 days, the last {local(NOW - HOUR)}"


def test_without_gaps_none_is_told() -> None:
    assert "gap" not in shown(FeedHealth(NOW, "", 0), columns=120)["Feed"]


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "told"),
    [
        (None, None, "", "", ""),
        (70_000, 90_000, "", "year", "70,000 - 90,000 a year"),
        (90_000, 90_000, "USD", "year", "90,000 USD a year"),
        (4_132, None, "EUR", "month", "from 4,132 EUR a month"),
        (21.3, 23.96, "", "hour", "21.3 - 23.96 an hour"),
    ],
)
def test_a_stated_pay_reads_as_a_person_says_it(
    low: float | None, high: float | None, currency: str, period: str, told: str
) -> None:
    pay = {"pay_min": low, "pay_max": high, "pay_currency": currency, "pay_period": period}
    assert salary(listed_post(**pay, pay_from="post")) == told


def test_a_pay_that_only_the_board_gives_is_told_as_its_estimate() -> None:
    post = listed_post(salary_min=70_000, salary_max=90_000, salary_period="year")
    assert salary(post) == "70,000 - 90,000 a year (the board's estimate)"
    assert short_salary(post) == "~70-90k"
    assert short_salary(listed_post(salary_min=25, salary_period="hour")) == "~25/h"


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "told"),
    [
        (None, None, "", "", ""),
        (70_000, 90_000, "", "year", "70-90k"),
        (72_500, 72_500, "USD", "year", "72.5k"),
        (350_700, 474_400, "PLN", "year", "PLN 351-474k"),
        (100_100, 100_200, "EUR", "year", "€100k"),
        (25, 27, "", "hour", "25-27/h"),
        (21.3, 23.96, "", "hour", "21.3-24/h"),
        (4_132, None, "EUR", "month", "€4.13k+/mo"),
        (900, 1_500, "", "month", "0.9-1.5k/mo"),
        (1_500_000, 2_000_000, "INR", "year", "₹1.5-2M"),
        (0.5, 0.5, "USD", "piece", "0.5/piece"),
    ],
)
def test_the_pay_is_told_in_a_column(
    low: float | None, high: float | None, currency: str, period: str, told: str
) -> None:
    pay = {"pay_min": low, "pay_max": high, "pay_currency": currency, "pay_period": period}
    assert short_salary(listed_post(**pay, pay_from="post")) == told


def test_status_tells_a_failure_and_that_it_was_mended(program: Program, server: FeedServer) -> None:
    board = {"JOBSEARCH_REMOTEOK_URL": server.url}
    server.answer(Reply(status=403), Reply(body([element(1), element(2)])))
    program.run("fetch-new", **board)
    before = " ".join(program.run("status").out.split())
    program.run("fetch-new", **board)
    after = " ".join(program.run("status", COLUMNS="60").out.split())

    assert "responded with status 403" in before
    assert "never fetched" in before
    assert "succeeded" not in before
    assert "responded with status 403" in after
    assert "(later fetches succeeded)" in after
    assert "·············█ 2 in 14 days, 2 today" in after


def test_status_lists_rejected_posts_with_their_reasons(program: Program) -> None:
    assert program.run("status", "--rejected").out == "No post has been rejected.\n"
    bad = [
        element(4, position=""),
        element(5, salary_min="much"),
        {"company": "Acme"},
    ]  # 5 keeps all else
    program.run("fetch-new", "-q", "--from", "-", stdin=body([element(1), *bad]))
    done = program.run("status", "--rejected")

    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert len(lines) == 2
    assert any(line.startswith("4: it has no title, last seen 2") for line in lines)
    assert any(line.startswith("(no id): ") for line in lines)
