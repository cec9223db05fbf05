"""The calibration rests on two formulas; each is compared with what it stands for."""

from collections import Counter

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import Ridge

from jobsearch.careers.fitting import _GUESS, _RIDGE, _conditional_logit, _Linear, _Naming
from jobsearch.careers.reading import Named, Reading
from jobsearch.careers.similarity import signals, softmax

TITLES = 3
POSTS = 30
EVERY = np.arange(POSTS)
SINGLE = 1e-5  # what single precision may be off
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
    told = _Linear(rows, columns, TITLES, EVERY).left_out(rows)
    about_mean = rows.toarray() - rows.toarray().mean(axis=0)
    answers = np.eye(TITLES)[columns]
    shares = answers.mean(axis=0)
    for place in EVERY:
        others = place != EVERY
        ridge = Ridge(_RIDGE, fit_intercept=False).fit(about_mean[others], (answers - shares)[others])
        sums = answers[others].T @ about_mean[others]
        centers = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        ridge_values = ridge.predict(about_mean[[place]])[0] + shares
        assert told[0, place] == pytest.approx(ridge_values, abs=SINGLE)
        assert told[1, place] == pytest.approx(centers @ about_mean[place], abs=SINGLE)


def test_only_the_posts_that_are_judged_are_solved_for_and_get_the_same_values(posts: Posts) -> None:
    rows, columns = posts
    some = EVERY[3::7]
    every, found = (_Linear(rows, columns, TITLES, places) for places in (EVERY, some))
    assert found.left_out(rows[some]) == pytest.approx(every.left_out(rows)[:, some], abs=SINGLE)
    assert found.weights == pytest.approx(every.weights, abs=SINGLE)


def test_they_are_twice_as_near_to_a_whole_new_fit_as_those_of_the_one_that_saw_it(posts: Posts) -> None:
    rows, columns = posts
    fitted = _Linear(rows, columns, TITLES, EVERY)
    told, seen = fitted.left_out(rows), _values(fitted, rows)
    anew = np.concatenate(
        [
            _values(_Linear(rows[place != EVERY], columns[place != EVERY], TITLES, EVERY[:1]), rows[[place]])
            for place in EVERY
        ],
        axis=1,
    )
    assert np.abs(told - anew).mean() < 0.5 * np.abs(seen - anew).mean()


def test_the_weights_that_made_the_answers_are_found() -> None:
    random = np.random.default_rng(0)
    weights = np.array([4.0, 6.0, -1.0, 0.5, 0.0, 1.0, 1.0, 3.0, 2.0])
    found = random.normal(0, 0.5, (len(weights), 20_000, 4))
    drawn = softmax(np.tensordot(weights, found, axes=1)).cumsum(axis=1) < random.random((20_000, 1))
    assert _conditional_logit(found, drawn.sum(axis=1)) == pytest.approx(weights, abs=0.15)


def test_a_name_tells_the_less_the_more_posts_of_others_have_it() -> None:
    common, often, rare = range(3)
    naming = _Naming(3)
    once = Named(1, 1.0)
    for column in [common] * 4 + [often] * 4 + [rare] * 4:
        named = {common: once, column: once, **({often: once} if column == rare else {})}
        naming.counted(Reading(Counter(), named), column)
    assert naming.telling() == pytest.approx([0, 1 - np.log(5) / np.log(9), 1])


def test_large_values_count_by_their_logarithm_and_names_by_how_telling_they_are() -> None:
    shares, telling = np.log([0.25, 0.75], dtype=np.float32), np.array([0.5, 1.0], dtype=np.float32)
    values = np.array([[[0.001, 0.0]], [[0.5, -0.5]]])
    reading = Reading(Counter("abcdef"), {0: Named(1, 0.5)})
    found = signals(values, shares, telling, [reading])
    length = np.log(7 / 200)
    said = [[0.001, 0], np.array([1, -1]) * np.arcsinh(4) / 8, shares]
    expected = [
        *said,
        *(length * np.array(said[:2])),
        *(length**2 * np.array(said[:2])),
        [np.log(2) / 2, 0],
        [0.25, 0],
    ]
    assert found[:, 0] == pytest.approx(np.array(expected), rel=1e-4)


def test_texts_that_all_name_a_title_leave_the_other_weights_as_guessed() -> None:
    nothing = np.zeros((len(_GUESS), 0, 2))
    assert _conditional_logit(nothing, np.array([], dtype=np.intp)) == pytest.approx(_GUESS)


def _values(fitted: _Linear, rows: csr_matrix) -> NDArray[np.float64]:
    return np.stack([rows @ weights for weights in fitted.weights]) + fitted.offsets[:, np.newaxis]
