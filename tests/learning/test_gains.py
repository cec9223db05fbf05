"""The ranking curve and the shares of the views, computed a second time."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from jobsearch.learning.gains import gains
from jobsearch.learning.view_shares import view_shares
from jobsearch.learning.views import VIEWS


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 2)), min_size=1, max_size=6))
def test_a_gain_is_the_mean_over_the_orders_of_equal_scores(posts: list[tuple[bool, int]]) -> None:
    wanted = np.array([want for want, _score in posts])
    scores = np.array([float(score) for _want, score in posts])
    found = gains(wanted, scores, -scores)
    assert [one.posts for one in found] == list(range(1, len(posts) + 1))
    for one in found:
        for sign, gain in ((-1, one.by_taste), (1, one.newest_first)):
            orders = [
                order
                for order in permutations(posts)
                if [score for _want, score in order] == sorted((s for _w, s in posts), key=lambda s: sign * s)
            ]
            hits = [sum(want for want, _score in order[: one.posts]) for order in orders]
            assert gain == pytest.approx(sum(hits) / len(hits))


def test_a_curve_of_many_posts_has_forty_points_and_ends_with_all_of_them() -> None:
    wanted = np.arange(1_003) % 7 == 0
    found = gains(wanted, wanted.astype(float), np.arange(1_003.0))
    assert len(found) == 40
    assert (found[-1].posts, found[-1].by_taste, found[-1].newest_first) == (1_003, 144, 144)
    assert found[5].by_taste == 144  # all wanted ones come first


def test_a_view_has_the_share_of_what_it_makes_posts_differ_by() -> None:
    order = list(VIEWS)
    views = np.array([order.index(view) for view in ("text", "text", "title", "tag")])
    rows = csr_matrix([[1.0, 0, 1, 1], [0, 1, 0, 1], [1, 1, 0, 1]])
    found = view_shares(rows, views, np.array([2.0, -1, 3, 5]))
    text, title = np.std([2, -1, 1]), np.std([3, 0, 0])
    assert found["text"] == pytest.approx(text / (text + title))
    assert found["title"] == pytest.approx(title / (text + title))
    assert found["tag"] == pytest.approx(0)  # every post has it
    assert sum(found.values()) == pytest.approx(1)
    assert list(found)[:2] == (["title", "text"] if title > text else ["text", "title"])


def test_a_model_that_weighs_nothing_has_no_shares() -> None:
    found = view_shares(csr_matrix([[1.0], [2.0]]), np.array([0]), np.zeros(1))
    assert set(found.values()) == {0.0}
