"""The calibration rests on two formulas; each is compared with what it stands for."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

from jobsearch.careers.fitting import _RIDGE, _conditional_logit, _Linear
from jobsearch.careers.similarity import softmax

TITLES = 3
POSTS = 30
EVERY = np.arange(POSTS)
Posts = tuple[csr_matrix, NDArray[np.intp]]


@pytest.fixture(params=range(3))
def posts(request: pytest.FixtureRequest) -> Posts:
    """Thirty random texts of length one, in which each title has a few terms of its own, and their titles."""
    random = np.random.default_rng(request.param)
    columns = EVERY % TITLES
    counts = random.poisson(0.4, (POSTS, 60)).astype(float)
    for row, column in enumerate(columns):
        counts[row, column * 4 : column * 4 + 4] += random.poisson(0.8, 4)
    counts[:, -1] += 1
    return csr_matrix(counts / np.linalg.norm(counts, axis=1, keepdims=True)), columns


def test_the_values_of_a_post_left_out_are_those_of_a_fit_without_it(posts: Posts) -> None:
    rows, columns = posts
    told = _Linear(rows, columns, TITLES).left_out(rows, EVERY)
    about_mean = rows.toarray() - rows.toarray().mean(axis=0)
    answers = np.eye(TITLES)[columns]
    shares = answers.mean(axis=0)
    for place in EVERY:
        others = place != EVERY
        ridge = Ridge(_RIDGE, fit_intercept=False).fit(about_mean[others], (answers - shares)[others])
        sums = answers[others].T @ about_mean[others]
        centers = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        assert told[0, place] == pytest.approx(ridge.predict(about_mean[[place]])[0] + shares)
        assert told[1, place] == pytest.approx(centers @ about_mean[place])


def test_they_are_twice_as_near_to_a_whole_new_fit_as_those_of_the_one_that_saw_it(posts: Posts) -> None:
    rows, columns = posts
    fitted = _Linear(rows, columns, TITLES)
    told, seen = fitted.left_out(rows, EVERY), _values(fitted, rows)
    anew = np.concatenate(
        [
            _values(_Linear(rows[place != EVERY], columns[place != EVERY], TITLES), rows[[place]])
            for place in EVERY
        ],
        axis=1,
    )
    assert np.abs(told - anew).mean() < 0.5 * np.abs(seen - anew).mean()


def test_the_weights_that_made_the_answers_are_found() -> None:
    random = np.random.default_rng(0)
    weights = np.array([4.0, 6.0, -1.0, 0.5, 0.0, 1.0, 1.0, 3.0, 2.0, -0.5, 0.5])
    found = random.normal(0, 0.5, (len(weights), 20_000, 4))
    drawn = softmax(np.tensordot(weights, found, axes=1)).cumsum(axis=1) < random.random((20_000, 1))
    assert _conditional_logit(found, drawn.sum(axis=1)) == pytest.approx(weights, abs=0.15)


def _values(fitted: _Linear, rows: csr_matrix) -> NDArray[np.float64]:
    return np.stack([rows @ weights for weights in fitted.weights]) + fitted.offsets[:, np.newaxis]
