import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from jobsearch.learning.calibration import calibrate, guessed_scale, reliability


def answered(
    count: int, slope: float, offset: float, seed: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Answers that follow from values as a curve says, two of each kind at least."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=count)
    wanted = rng.random(count) < expit(slope * values + offset)
    wanted[np.argsort(values)[-2:]], wanted[np.argsort(values)[:2]] = True, False
    return wanted, values


@pytest.mark.parametrize(("slope", "offset"), [(2.0, -2.0), (1.0, 0.0), (0.7, -1.0)])
def test_many_answers_say_which_curve_it_is(slope: float, offset: float) -> None:
    wanted, values = answered(4000, slope, offset, seed=1)
    found = calibrate(wanted, values, values)
    assert found.slope == pytest.approx(slope, rel=0.15)
    assert found.offset == pytest.approx(offset, abs=0.15)


def test_answers_that_the_values_do_not_tell_apart_make_a_flat_curve() -> None:
    wanted, values = answered(4000, 0.0, -1.0, seed=2)
    assert abs(calibrate(wanted, values, values).slope) < 0.1


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_the_size_of_the_values_does_not_matter(size: float) -> None:
    wanted, values = answered(60, 1.5, -1.0, seed=3)
    assert calibrate(wanted, values * size, values * size).apply(values * size) == pytest.approx(
        calibrate(wanted, values, values).apply(values), abs=1e-6
    )


def test_who_goes_on_until_two_are_wanted_is_not_promised_too_much() -> None:
    """Three in a hundred are wanted; answers go on until there are two of them among at least twenty."""
    rng = np.random.default_rng(4)
    promised, share = [], 0.03
    for _person in range(300):
        wanted = rng.random(2000) < share
        end = max(20, int(np.flatnonzero(wanted)[1]) + 1)
        values = rng.normal(size=2000)
        found = calibrate(wanted[:end], values[:end], values)
        promised.append(float(found.apply(values).mean()))
    assert 0.5 * share < float(np.mean(promised)) < 2.5 * share


@pytest.mark.parametrize("share", [0.01, 0.05, 0.5])
def test_a_guess_has_the_share_as_its_mean(share: float) -> None:
    values = np.random.default_rng(5).exponential(size=500)
    scores = guessed_scale(values, share).apply(values)
    assert float(scores.mean()) == pytest.approx(share, rel=0.01)
    assert (np.argsort(scores) == np.argsort(values)).all()


def test_equal_values_are_guessed_to_be_the_share() -> None:
    assert guessed_scale(np.zeros(9), 0.2).apply(np.zeros(9)) == pytest.approx(0.2, abs=1e-6)


def test_what_scores_promise_comes_true_where_the_values_tell() -> None:
    wanted, values = answered(6000, 2.0, 0.0, seed=6)
    bins = reliability(wanted, values, np.arange(6000) % 5, values)
    assert sum(one.posts for one in bins) == 6000
    assert [one.low for one in bins] == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert all(one.low <= one.expected <= one.high for one in bins)
    assert all(abs(one.wanted - one.expected) < 0.06 for one in bins)
