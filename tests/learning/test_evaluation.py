from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from jobsearch.learning.evaluation import (
    Pool,
    Ranking,
    best_cut,
    chance,
    evaluate,
    expected_cut,
    folds,
    guessed_cut,
    rankings,
)


def both_kinds(length: int) -> NDArray[np.bool_]:
    return np.arange(length) % 4 == 0


def rank(wanted: NDArray[np.bool_], scores: NDArray[np.float64]) -> Ranking:
    (found,) = rankings(wanted, [scores])
    return found


def cut(length: int, parts: int) -> NDArray[np.intp]:
    """Return folds of which each has a like part of both kinds."""
    return np.arange(length) // 4 % parts


@settings(database=None, max_examples=settings().max_examples * 3, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=60))
def test_the_average_precision_is_scikit_learns_also_where_scores_are_equal(
    posts: list[tuple[bool, int]],
) -> None:
    wanted = np.array([True, False, *(want for want, _score in posts)])
    scores = np.array([3.0, 3.0, *(float(score) for _want, score in posts)])
    assert rank(wanted, scores).average_precision == pytest.approx(average_precision_score(wanted, scores))


def test_a_perfect_order_has_no_doubt() -> None:
    wanted = both_kinds(40)
    found = rank(wanted, wanted.astype(float))
    assert (found.average_precision, found.low, found.high, found.precision_at_10) == (1, 1, 1, 1)


def test_the_interval_holds_the_figure_and_narrows_with_more_posts() -> None:
    rng = np.random.default_rng(1)
    widths = []
    for length in (40, 400, 4000):
        wanted = both_kinds(length)
        found = rank(wanted, wanted + rng.normal(size=length))
        assert found.low <= found.average_precision <= found.high
        widths.append(found.high - found.low)
    assert widths == sorted(widths, reverse=True)


def test_nine_intervals_in_ten_hold_the_truth() -> None:
    rng = np.random.default_rng(2)
    many = both_kinds(40_000)
    truth = average_precision_score(many, many + rng.normal(size=len(many)))
    wanted, held = both_kinds(160), 0
    for _draw in range(100):
        found = rank(wanted, wanted + rng.normal(size=160))
        held += found.low <= truth <= found.high
    assert 80 <= held <= 98


def test_of_fewer_than_ten_posts_all_are_the_first_ten() -> None:
    assert rank(both_kinds(8), np.arange(8.0)).precision_at_10 == 2 / 8


def test_of_equal_scores_the_first_ten_hold_the_mean_over_their_orders() -> None:
    wanted = np.array([True] * 5 + [False] * 15)
    assert rank(wanted, np.zeros(20)).precision_at_10 == 0.25
    # Six posts are surely among the first, two of them wanted; three in fourteen of the others are.
    ahead = np.array([1.0, 1.0, 0.0, 0.0, 0.0, *[1.0] * 4, *[0.0] * 11])
    assert rank(wanted, ahead).precision_at_10 == pytest.approx((2 + 4 * 3 / 14) / 10)


@pytest.mark.parametrize(("posts", "yes"), [(2, 1), (7, 1), (7, 3), (7, 6), (7, 7)])
def test_chance_is_the_mean_over_all_orders(posts: int, yes: int) -> None:
    orders = [np.isin(np.arange(posts), places) for places in combinations(range(posts), yes)]
    found = [average_precision_score(order, -np.arange(posts)) for order in orders]
    assert chance(posts, yes) == pytest.approx(np.mean(found))


@pytest.mark.parametrize("base_rate", [0.05, 0.7])
def test_chance_nears_the_base_rate_from_above_with_more_posts(base_rate: float) -> None:
    few, many = (chance(posts, round(base_rate * posts)) - base_rate for posts in (20, 20_000))
    assert few > 0.03
    assert 0 < many < 0.001


@pytest.mark.parametrize(("yes", "no", "parts"), [(2, 9, 0), (9, 2, 0), (3, 9, 3), (4, 4, 4), (50, 9, 5)])
def test_the_rarer_kind_bounds_the_folds(yes: int, no: int, parts: int) -> None:
    found = folds(np.array(["yes"] * yes + ["no"] * no + ["unsure"] * 7))
    assert (found.n_splits if found else 0) == parts


def test_probabilities_grow_with_the_values_and_average_to_the_share_of_yes() -> None:
    rng = np.random.default_rng(3)
    wanted = both_kinds(400)
    values = 0.01 * (wanted + rng.normal(size=400))
    scale = evaluate(wanted, values, np.zeros(400), cut(400, 5)).scale
    assert scale.slope > 0
    assert float(scale.apply(values).mean()) == pytest.approx(0.25, abs=0.02)


def test_values_that_rank_the_wrong_way_are_not_turned_round() -> None:
    wanted = both_kinds(80)
    found = evaluate(wanted, -1.0 * wanted, np.zeros(80), cut(80, 5))
    assert found.scale.slope > 0
    assert found.ranking.precision_at_10 == 0


@pytest.mark.parametrize("slope", [0.0, -1.0])
def test_posts_that_cannot_be_told_apart_score_near_the_base_rate_and_few_are_recommended(
    slope: float,
) -> None:
    wanted = both_kinds(200)
    values = slope * (wanted + np.random.default_rng(4).normal(size=200))
    found = evaluate(wanted, values, np.zeros(200), cut(200, 5))
    scores = found.scale.apply(values)
    assert scores == pytest.approx(found.base_rate, abs=0.05)
    assert np.mean(scores >= found.cut) <= 0.25


def test_a_cut_of_an_order_by_chance_is_that_of_all_posts() -> None:
    wanted, every_value = both_kinds(80), np.linspace(0, 3, 1000)
    found = evaluate(wanted, -1.0 * wanted, np.zeros(80), cut(80, 5), Pool(every_value, every_value))
    assert np.sum(found.scale.apply(every_value) >= found.cut) == 250


@pytest.mark.parametrize(
    ("scores", "reaching"),
    [
        ([0.3] * 10, 0),
        ([1.0] * 10, 0),
        ([0.3] * 9 + [0.4], 1),
        ([0.3] * 5 + [0.4] * 5, 5),
        ([0.1, 0.2, 0.3, 0.4], 1),
    ],
)
def test_a_guessed_cut_is_never_reached_by_all(scores: list[float], reaching: int) -> None:
    assert np.sum(np.array(scores) >= guessed_cut(np.array(scores), 0.5)) == reaching


def test_the_cut_is_midway_between_the_kinds_that_it_parts() -> None:
    wanted = both_kinds(8)
    found = evaluate(wanted, np.where(wanted, 2.0, 1.0), np.zeros(8), cut(8, 2))
    low, high = found.scale.apply(np.array([1.0, 2.0]))
    assert found.cut == pytest.approx((low + high) / 2)
    assert found.accuracy == found.interested.f1 == found.not_interested.f1 == 1


def test_the_threshold_parts_the_probable_posts_from_the_rest() -> None:
    scores = np.array([0.9] * 10 + [0.02] * 90)
    assert 0.02 < expected_cut(scores) < 0.9


@settings(database=None, max_examples=settings().max_examples * 3, deadline=None)
@given(
    st.lists(st.floats(0.001, 0.999), min_size=20, max_size=200)
    | st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.9]), min_size=20, max_size=200)
)
def test_at_most_a_quarter_or_those_that_tie_for_the_highest_score_reach_the_threshold(
    chances: list[float],
) -> None:
    scores = np.array(chances)
    highest = np.sum(scores == scores.max())
    for cut_ in (expected_cut(scores), guessed_cut(scores, 0.5)):
        reaching = np.sum(scores >= cut_)
        if highest == len(scores):
            assert reaching == 0
        else:
            assert highest <= reaching <= max(len(scores) / 4, highest)


def test_the_threshold_is_moved_less_by_one_answer_than_the_best_one_on_the_answers() -> None:
    rng = np.random.default_rng(0)
    every, wanted = rng.normal(-2, 1, 300), both_kinds(24)
    values = rng.normal(-1, 1, 24) + 1.5 * wanted
    of_answers, of_all = [], []
    for place in range(24):
        other = np.where(np.arange(24) == place, ~wanted, wanted)
        found = evaluate(other, values, np.zeros(24), cut(24, 3), Pool(every, every))
        of_answers.append(best_cut(other, found.scale.apply(values)))
        of_all.append(found.cut)
    assert np.std(of_all) < np.std(of_answers) / 2
    assert max(of_all) < 0.5


def test_the_newest_first_are_judged_beside_the_model() -> None:
    wanted = both_kinds(40)
    newest_are_wanted = evaluate(wanted, np.zeros(40), wanted * 1e9, cut(40, 5))
    assert newest_are_wanted.newest_first.average_precision == 1
    assert newest_are_wanted.ranking.average_precision == newest_are_wanted.base_rate == 0.25
