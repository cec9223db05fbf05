"""How well the facts are read from real posts that people judged by reading them; the posts are not here."""

import csv
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from support.feeds import CAPTURES

from jobsearch.boards.remoteok import parse
from jobsearch.domain.posting import format_key
from jobsearch.facts import Answer, Facts, Pay, can_work_from
from jobsearch.facts.reading import read_facts

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")

DATA = Path(__file__).resolve().parents[1] / "data"
JUDGED = ("can-work-from.csv", "can-work-from-by-another.csv")
JUDGED_COUNTRIES = ("PT", "US", "BR", "IN")


@cache
def facts() -> dict[str, Facts]:
    """Read the posts of all captures."""
    read_at = datetime(2026, 6, 20, tzinfo=UTC)
    feeds = [parse(file.read_bytes(), file.name, read_at) for file in sorted(CAPTURES.glob("*.json"))]
    return {
        format_key(post.source, post.external_id): read_facts(post)
        for feed in feeds
        for post in feed.postings
    }


def judged(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def verdicts(name: str) -> Counter[tuple[str, str]]:
    """Count pairs of what a person judged and what was read."""
    return Counter(
        (row[country], str(can_work_from(facts()[row["key"]], country).answer))
        for row in judged(name)
        for country in JUDGED_COUNTRIES
    )


def precision(name: str, answer: Answer) -> float:
    read = {pair: count for pair, count in verdicts(name).items() if pair[1] == answer}
    return read[answer, answer] / sum(read.values())


def recall(name: str, answer: Answer) -> float:
    said = {pair: count for pair, count in verdicts(name).items() if pair[0] == answer}
    return said[answer, answer] / sum(said.values())


def test_two_people_judged_other_posts_for_four_countries() -> None:
    first, second = ({row["key"] for row in judged(name)} for name in JUDGED)
    assert (len(first), len(second), len(first & second)) == (100, 150, 0)


@pytest.mark.parametrize("name", JUDGED)
@pytest.mark.parametrize("answer", [Answer.NO, Answer.YES])
def test_an_answer_is_right_and_found(name: str, answer: Answer) -> None:
    assert precision(name, answer) >= 0.95
    assert recall(name, answer) >= 0.80


def test_every_answer_but_unknown_quotes_the_post() -> None:
    for one in facts().values():
        for country in JUDGED_COUNTRIES:
            verdict = can_work_from(one, country)
            assert verdict.answer is Answer.UNKNOWN or verdict.words


def test_tells_the_language_of_nearly_every_post() -> None:
    """The list has the posts that are not in English, as a person saw, "" for those in no language."""
    others = {row["key"]: row["language"] for row in judged("post-languages.csv")}
    wrong = [key for key, one in facts().items() if one.language.code != others.get(key, "en")]
    assert len(wrong) / len(facts()) <= 0.02, wrong


def amounts(pay: Pay) -> dict[str, str]:
    """Return a pay as the list of what people read has it."""
    numbers = {"minimum": pay.minimum, "maximum": pay.maximum}
    told = {name: "" if number is None else f"{number:.10g}" for name, number in numbers.items()}
    return told | {"currency": pay.currency, "period": str(pay.period)}


def test_reads_every_pay_that_a_post_states_and_no_other() -> None:
    """The list has what a person read in every post that states a pay in its own words.

    It is from the lowest to the highest amount for the job, with what is paid on target and without bonuses;
    no maximum where it is open.
    """
    stated = {row.pop("key"): row for row in judged("stated-pay.csv")}
    read = {key: amounts(one.pay) for key, one in facts().items() if one.pay and one.pay.is_stated}
    assert len(stated) == 122
    assert read == stated


def test_tells_what_time_every_stated_pay_is_for() -> None:
    """The list has every post that states a pay in its text or in the feed, and what a person read in it."""
    periods = {row["key"]: row["period"] for row in judged("pay-periods.csv")}
    read = {key: str(one.pay.period) for key, one in facts().items() if one.pay}
    assert read == periods
