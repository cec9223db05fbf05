from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import NOON

from jobsearch.learning.label_order import Candidate, Order, arrange

ORDERS: tuple[Order, ...] = ("smart", "newest", "oldest", "random")
WORDS = st.lists(st.sampled_from(["python", "sales", "manager", "data", "nurse"]), unique=True).map(" ".join)


def candidate(id_: int, title: str = "", score: float | None = None, hours: int = 0) -> Candidate:
    return Candidate(id_, NOON + timedelta(hours=hours), title, score)


@st.composite
def candidates(draw: st.DrawFn) -> list[Candidate]:
    ids = draw(st.lists(st.integers(1, 10_000), unique=True, max_size=90))
    scores = st.none() | st.floats(0, 1)
    return [
        Candidate(id_, NOON + timedelta(hours=draw(st.integers(0, 9))), draw(WORDS), draw(scores))
        for id_ in ids
    ]


@settings(database=None, max_examples=settings().max_examples * 2, deadline=None)
@given(candidates(), st.sampled_from(ORDERS), st.integers(0, 99))
def test_asks_about_every_candidate_once_in_any_order(
    given_ones: list[Candidate], order: Order, seed: int
) -> None:
    arranged = list(arrange(given_ones, order, seed))
    assert sorted(arranged) == sorted(one.id for one in given_ones)


@settings(database=None, max_examples=50, deadline=None)
@given(candidates(), st.sampled_from(ORDERS), st.randoms(use_true_random=False))
def test_does_not_depend_on_the_order_in_which_candidates_come(
    given_ones: list[Candidate], order: Order, rng: Random
) -> None:
    shuffled = rng.sample(given_ones, len(given_ones))
    assert list(arrange(shuffled, order, 3)) == list(arrange(given_ones, order, 3))


@pytest.mark.parametrize("order", ORDERS)
def test_no_candidates_make_no_queue(order: Order) -> None:
    assert list(arrange([], order)) == []


@settings(database=None, max_examples=50, deadline=None)
@given(candidates())
def test_newest_and_oldest_go_by_date_then_by_id(given_ones: list[Candidate]) -> None:
    by_id = {one.id: one for one in given_ones}
    newest = [(-by_id[id_].at.timestamp(), id_) for id_ in arrange(given_ones, "newest")]
    oldest = [(by_id[id_].at.timestamp(), id_) for id_ in arrange(given_ones, "oldest")]
    assert newest == sorted(newest)
    assert oldest == sorted(oldest)


@pytest.mark.parametrize("order", ["smart", "random"])
def test_another_seed_gives_another_order(order: Order) -> None:
    many = [candidate(id_, f"job {id_}") for id_ in range(50)]
    assert list(arrange(many, order, 1)) == list(arrange(many, order, 1))
    assert list(arrange(many, order, 1)) != list(arrange(many, order, 2))


def repeats(order: Order) -> int:
    """How often, in the first ten of twenty queues, a title comes that is nearly the same as one before."""
    same = [candidate(id_, f"sales manager {id_}") for id_ in range(20)]
    others = [candidate(id_, f"word{id_} another{id_}") for id_ in range(20, 40)]
    queues = [list(arrange([*same, *others], order, seed))[:10] for seed in range(20)]
    return sum(max(sum(id_ < 20 for id_ in queue) - 1, 0) for queue in queues)


def test_smart_without_scores_seldom_repeats_a_title_while_others_are_left() -> None:
    assert repeats("smart") < 0.8 * repeats("random")


def test_smart_without_scores_chooses_what_is_unlike_the_last() -> None:
    for seed in range(20):
        three = [candidate(1, "sales manager 1"), candidate(2, "sales manager 2"), candidate(3, "nurse")]
        arranged = list(arrange(three, "smart", seed))
        assert 3 in arranged[:2]


def test_smart_without_scores_compares_shares_of_words_not_their_number() -> None:
    for seed in range(20):
        three = [
            candidate(1, "sales manager"),
            candidate(2, "sales"),
            candidate(3, "sales nurse clinic ward"),
        ]
        assert 3 in list(arrange(three, "smart", seed))[:2]


def test_smart_with_scores_begins_with_the_likeliest() -> None:
    many = [candidate(id_, score=id_ / 100) for id_ in range(100)]
    assert next(arrange(many, "smart")) == 99


def test_smart_with_scores_mixes_likely_and_uncertain_ones() -> None:
    many = [candidate(id_, score=id_ / 100) for id_ in range(100)]
    arranged = list(arrange(many, "smart"))
    assert arranged[:3] == [99, 50, 98]
    assert arranged[4] == 97
    assert arranged[5] in {49, 51}


def test_smart_asks_last_but_still_about_posts_without_a_score() -> None:
    some = [candidate(1, score=0.9), candidate(2), candidate(3, score=0.5)]
    assert list(arrange(some, "smart"))[:2] == [1, 3]


def test_any_other_order_than_smart_ignores_the_scores() -> None:
    scored = [candidate(id_, score=id_ / 9, hours=id_) for id_ in range(9)]
    plain = [candidate(id_, hours=id_) for id_ in range(9)]
    for order in ("newest", "oldest", "random"):
        assert list(arrange(scored, order)) == list(arrange(plain, order))
