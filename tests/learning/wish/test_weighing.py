import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.metrics import average_precision_score

from jobsearch.learning import linear
from jobsearch.learning.evaluation import folds
from jobsearch.learning.wish.weighing import BELIEF, SHARES, Weighed, weigh

TERMS = 40


def posts(
    of_answers: float, of_wish: float, seed: int = 0, count: int = 600
) -> tuple[csr_matrix, NDArray[np.bool_]]:
    """Posts of which a tenth is wanted, as the first term and the nearness in the last column tell."""
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


def part_of_the_wish(of_wish: float, labels: int) -> float:
    """Return the part of the values' spread that the nearness to the wish makes."""
    rows, wanted = posts(of_answers=2.0, of_wish=of_wish)
    weights = weighed(rows, wanted, labels).taste.coef_[0]
    of_column = rows[:, [-1]].toarray().ravel() * weights[-1]
    return float(of_column.var() / (rows @ weights).var())


def test_a_wish_that_tells_nothing_loses_its_weight_to_the_answers() -> None:
    few, many = (part_of_the_wish(of_wish=0.0, labels=labels) for labels in (10, 300))
    assert many < few
    assert many < part_of_the_wish(of_wish=3.0, labels=300)
    rows, wanted = posts(of_answers=2.0, of_wish=0.0)
    assert precision(rows, wanted, weighed(rows, wanted, 300).taste.coef_[0]) > 0.8


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
