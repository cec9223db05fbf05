"""The estimate of what is left keeps its bounds for any answers, and is near the truth for its own urn."""

from collections.abc import Callable
from math import exp, log
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch.learning.unseen import FEWEST_ANSWERS, FEWEST_WANTED, Unseen, estimate

LogOdds = Callable[[int, float], float]  # by the number of wanted posts found and the share that is left


def drawn(wanted: int, posts: int, answers: int, log_odds: float | LogOdds, seed: int) -> list[bool]:
    """Return the answers of a queue that finds wanted posts with these odds against chance."""
    rng, left, found = Random(seed), wanted, []
    for read in range(answers):
        now = log_odds(wanted - left, max(left, 1) / wanted) if callable(log_odds) else log_odds
        weight = exp(now) * left
        found.append(rng.random() < weight / (weight + posts - read - left))
        left -= found[-1]
    return found


@pytest.mark.parametrize("answers", [[], [False] * 500, [True] * (FEWEST_ANSWERS - 1), [True, *[False] * 99]])
def test_too_few_answers_say_nothing(answers: list[bool]) -> None:
    assert estimate(answers, 100) is None


def test_the_fewest_answers_say_something() -> None:
    assert estimate([True] * FEWEST_WANTED + [False] * (FEWEST_ANSWERS - FEWEST_WANTED), 100) is not None


def test_of_no_posts_left_none_is_wanted() -> None:
    assert estimate([], 0) == Unseen(0, 0, 0, 0, 0, 0)


@settings(database=None, deadline=None, max_examples=40)
@given(st.lists(st.booleans(), max_size=300), st.integers(0, 20_000))
def test_whatever_was_answered_the_numbers_keep_their_bounds(answers: list[bool], unseen: int) -> None:
    found = estimate(answers, unseen)
    if found is None:
        assert unseen
        assert len(answers) < FEWEST_ANSWERS or sum(answers) < FEWEST_WANTED
        return
    assert found.posts == unseen
    assert 0 <= found.low <= found.about <= found.high <= unseen
    assert 0 <= found.next_wanted <= min(found.about, found.next_answers)
    assert found.next_answers == min(20, unseen)


@settings(database=None, deadline=None, max_examples=15)
@given(
    st.lists(st.booleans(), min_size=20, max_size=200).filter(lambda found: sum(found) > 1),
    st.integers(50, 2000),
)
def test_a_row_of_noes_never_makes_more_be_left(answers: list[bool], unseen: int) -> None:
    before, after = estimate(answers, unseen), estimate([*answers, *[False] * 40], unseen - 40)
    assert before is not None
    assert after is not None
    assert after.high <= before.high


def test_noes_at_the_end_leave_less_than_noes_at_the_beginning() -> None:
    early, late = [True] * 20 + [False] * 100, [False] * 100 + [True] * 20
    found_early, found_late = estimate(early, 300), estimate(late, 300)
    assert found_early is not None
    assert found_late is not None
    assert found_early.high < found_late.about


def test_four_of_five_intervals_contain_the_truth_where_draws_follow_the_urn() -> None:
    inside = trials = 0
    for seed in range(40):
        wanted, answers = Random(seed).randint(10, 80), 60 + 40 * (seed % 4)
        draws = drawn(wanted, 1000, answers, 2.5, seed)
        if (found := estimate(draws, 1000 - answers)) is not None:
            trials += 1
            inside += found.low <= wanted - sum(draws) <= found.high
    assert trials > 30
    assert inside / trials >= 0.75


@pytest.mark.parametrize("answers", [20, 50, 200])
def test_four_of_five_intervals_contain_the_truth_where_the_queue_learns(answers: int) -> None:
    def rising(found: int, left: float) -> float:
        return 4.0 + log(min(found + 1, 10) / 10) + 0.4 * log(left)

    inside = trials = 0
    for seed in range(25):
        wanted = Random(seed).randint(60, 140)
        draws = drawn(wanted, 2300, answers, rising, seed)
        if (found := estimate(draws, 2300 - answers)) is not None:
            trials += 1
            inside += found.low <= wanted - sum(draws) <= found.high
    assert trials > 10
    assert inside / trials >= 0.75


def test_a_weak_queue_has_more_left_than_it_says_in_less_than_half_of_the_cases() -> None:
    above = trials = 0
    for seed in range(60):
        draws = drawn(12, 400, 50, log(3), seed)
        if (found := estimate(draws, 350)) is not None:
            trials += 1
            above += 12 - sum(draws) > found.high
    assert trials > 50
    assert above / trials < 0.5


def test_answers_by_chance_are_mostly_not_taken_for_an_end() -> None:
    inside = 0
    for seed in range(20):
        draws = drawn(100, 1000, 300, 0.0, seed)
        found = estimate(draws, 700)
        assert found is not None
        inside += found.low <= 100 - sum(draws) <= found.high
    assert inside > 10  # an order by chance is the exception, which a session of its own cannot tell
