import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.metrics import average_precision_score

from jobsearch.learning import linear
from jobsearch.learning.evaluation import folds
from jobsearch.learning.weighing import BELIEF, SHARES, Weighed, weigh

TERMS = 40


def posts(
    of_answers: float, of_wish: float, seed: int = 0, count: int = 600
) -> tuple[csr_matrix, NDArray[np.bool_]]:
    """Posts of which a tenth is wanted, as the first term and the nearness in the last column more or less tell."""
    rng = np.random.default_rng(seed)
    wanted = rng.random(count) < 0.1
    rows = rng.normal(size=(count, TERMS + 1)) * np.append(np.full(TERMS, 0.3), 1.0)
    rows[:, 0] += of_answers * wanted
    rows[:, -1] += of_wish * wanted
    return csr_matrix(rows), wanted


def weighed(rows: csr_matrix, wanted: NDArray[np.bool_], labels: int) -> Weighed:
    yes, no = np.flatnonzero(wanted), np.flatnonzero(~wanted)
    labeled = sorted([*yes[: max(labels // 5, 2)], *no[: labels - max(labels // 5, 2)]])
    answers = np.where(wanted[labeled], "yes", "no")
    return weigh(rows, labeled, answers, folds(answers, 2))


def precision(rows: csr_matrix, wanted: NDArray[np.bool_], taste: NDArray[np.float64]) -> float:
    return float(average_precision_score(wanted, rows @ taste))


def test_the_belief_is_in_every_share_and_sums_to_one() -> None:
    assert len(BELIEF) == len(SHARES)
    assert sum(BELIEF) == pytest.approx(1, abs=0.01)


def test_with_few_answers_a_good_wish_ranks_better_than_they_do() -> None:
    rows, wanted = posts(of_answers=1.0, of_wish=2.0)
    both = weighed(rows, wanted, labels=15)
    labeled = [*np.flatnonzero(wanted)[:3], *np.flatnonzero(~wanted)[:12]]
    alone = linear.fit(rows[labeled][:, :-1], np.where(wanted[labeled], "yes", "no")).coef_[0]
    assert precision(rows, wanted, both.taste.coef_[0]) > precision(rows[:, :-1], wanted, alone) + 0.1


def test_answers_that_foretell_more_than_a_useless_wish_take_its_weight_away() -> None:
    shares = np.array(SHARES)
    useless, good = (weighed(*posts(of_answers=2.0, of_wish=wish), labels=200) for wish in (0.0, 3.0))
    assert useless.belief @ shares < np.array(BELIEF) @ shares
    assert useless.belief @ shares < good.belief @ shares
    rows, wanted = posts(of_answers=2.0, of_wish=0.0)
    assert precision(rows, wanted, useless.taste.coef_[0]) > 0.8


def test_what_is_held_out_was_not_seen() -> None:
    """Answers that nothing tells of are foretold by chance only, however well the model knows them."""
    found = []
    for seed in range(8):
        rows, wanted = posts(of_answers=0.0, of_wish=0.0, seed=seed)
        labeled = [*np.flatnonzero(wanted)[:20], *np.flatnonzero(~wanted)[:20]]
        answers = np.where(wanted[labeled], "yes", "no")
        held = weigh(rows, labeled, answers, folds(answers)).held_out
        assert held is not None
        found.append(float(np.mean(held[:20][:, np.newaxis] > held[20:])))
    assert np.mean(found) == pytest.approx(0.5, abs=0.1)


def test_without_folds_the_belief_is_that_before_any_answer() -> None:
    rows, wanted = posts(1.0, 1.0)
    labeled = [int(np.flatnonzero(wanted)[0]), int(np.flatnonzero(~wanted)[0])]
    found = weigh(rows, labeled, np.array(["yes", "no"]), None)
    assert found.held_out is None
    assert found.belief == pytest.approx(BELIEF)


def test_unsure_answers_have_values_too() -> None:
    rows, wanted = posts(1.0, 1.0)
    labeled = [*np.flatnonzero(wanted)[:6], *np.flatnonzero(~wanted)[:12]]
    answers = np.array(["yes"] * 4 + ["unsure"] * 2 + ["no"] * 12)
    held = weigh(rows, labeled, answers, folds(answers)).held_out
    assert held is not None
    assert np.isfinite(held).all()
