from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_info, threadpool_limits

from jobsearch.learning import ordering
from jobsearch.learning.ordering import Order

POSTS, TERMS = 80, 12
SAID = np.arange(TERMS) < 8  # the other columns are of other views


@pytest.fixture(scope="module")
def rows() -> csr_matrix:
    """Posts of which every fourth has the first term, and each some of the others."""
    rng = np.random.default_rng(0)
    dense = (rng.random((POSTS, TERMS)) < 0.3).astype(np.float32)
    dense[:, 0] = np.arange(POSTS) % 4 == 0
    return csr_matrix(dense)


def order(rows: csr_matrix, known: csr_matrix | None = None) -> Order:
    return Order(rows, SAID, np.array(Random(0).sample(range(POSTS), POSTS)), known)


def test_what_the_wanted_have_in_common_comes_first(rows: csr_matrix) -> None:
    answered = list(range(24))
    weights = order(rows).weights(answered, ["yes" if place % 4 == 0 else "no" for place in answered])
    values = rows @ weights[:-1]
    values[answered] = -np.inf
    assert all(place % 4 == 0 for place in np.argsort(-values)[:14])


def test_other_views_count_for_less_the_more_answers_there_are(rows: csr_matrix) -> None:
    def share_of_others(answers: int) -> float:
        places = list(range(answers))
        given_ = ["yes" if rows[place, TERMS - 1] else "no" for place in places]
        weights = np.abs(order(rows).weights(places, given_)[:-1])
        return float(weights[~SAID].sum() / weights.sum())

    assert share_of_others(70) < share_of_others(20)


def test_a_wish_is_a_yes(rows: csr_matrix) -> None:
    wish = csr_matrix(np.eye(TERMS, dtype=np.float32)[:1])
    weights = order(rows, wish).weights([1, 2, 3], ["no", "no", "no"])
    assert np.argmax(weights[:-1]) == 0


def test_each_fit_has_one_thread_for_its_short_sums(
    rows: csr_matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = list[set[int]]()

    class Watched(LogisticRegression):  # type: ignore[misc] # scikit-learn has no types
        def fit(self, *given_: object, **more: object) -> "Watched":
            seen.append(threads_of_blas())
            super().fit(*given_, **more)
            return self

    monkeypatch.setattr(ordering, "LogisticRegression", Watched)
    with threadpool_limits(limits=2, user_api="blas"):
        before = threads_of_blas()
        order(rows).weights([0, 1, 2, 3], ["yes", "no", "no", "no"])
        assert threads_of_blas() == before
    assert seen == [{1} if before else set()] * 2  # some systems have a BLAS that takes no number


def threads_of_blas() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


@settings(database=None, deadline=None, max_examples=40)
@given(
    st.dictionaries(
        st.integers(0, POSTS - 1), st.sampled_from(["yes", "no", "unsure", "applied"]), max_size=70
    )
)
def test_any_answers_of_both_kinds_give_a_number_for_every_post(
    rows: csr_matrix, answers: dict[int, str]
) -> None:
    answers |= {0: "yes", 1: "no"}
    weights = order(rows).weights(list(answers), list(answers.values()))
    assert weights.shape == (TERMS + 1,)
    assert np.isfinite(rows @ weights[:-1] + weights[-1]).all()
