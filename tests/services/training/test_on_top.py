"""How many of the posts on top are wanted, and the sentence that says whether the model is learning."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from jobsearch.learning.gains import gains
from jobsearch.presentation.training import is_learning
from jobsearch.services.instance.next_step import Quality
from jobsearch.services.labels.standing import Standing
from jobsearch.services.training.learned import Learned, learned
from jobsearch.services.training.on_top import OnTop, on_top
from jobsearch.settings import Settings

GOOD = Quality(low=0.7, high=0.9, chance=0.4)


def curve(answers: int, on_top: int, wanted: int) -> tuple[tuple[float, ...], ...]:
    """Return a curve that finds `on_top` wanted posts in the first ten, and the others evenly later."""
    rest = (wanted - on_top) / (answers - 10)
    first = [(float(read), on_top * read / 10, 0.0) for read in range(1, 11)]
    return (*first, *((float(read), on_top + rest * (read - 10), 0.0) for read in range(11, answers + 1)))


def of(
    now: tuple[tuple[float, ...], ...], first: tuple[tuple[float, ...], ...], quality: Quality | None
) -> str:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return is_learning(Learned(at, 0.5, now, (), {}, None, (), Standing(0, 0), quality, first))


@pytest.mark.parametrize(
    ("answers", "posts"), [(20, 10), (40, 10), (41, 10), (97, 10), (130, 10), (1000, 25)]
)
def test_of_a_perfect_order_all_on_top_are_wanted(answers: int, posts: int) -> None:
    wanted = np.arange(answers) >= answers - (30 if answers > 40 else 12)
    found = gains(wanted, np.arange(answers, dtype=float), np.zeros(answers))
    top = on_top([(one.posts, one.by_taste, one.newest_first) for one in found])
    assert top is not None
    assert (top.answers, top.posts, top.wanted) == (answers, posts, posts)
    assert top.by_chance == pytest.approx(posts * wanted.sum() / answers)


@pytest.mark.parametrize(
    "damaged",
    [
        (),
        curve(19, 5, 9),
        ((20.0, 30.0, 1.0),),
        ((30.0, 3.0, 1.0), (20.0, 4.0, 1.0)),
        ((5.0, 3.0, 1.0), (25.0, 2.0, 1.0)),
    ],
)
def test_too_few_answers_or_a_damaged_curve_are_not_counted(damaged: tuple[tuple[float, ...], ...]) -> None:
    assert on_top(damaged) is None
    assert of(damaged, (), GOOD).startswith("Too early to tell")


def test_it_says_how_many_on_top_are_wanted_and_how_many_were() -> None:
    assert on_top(curve(60, 8, 20)) == OnTop(60, 10, 8.0, pytest.approx(10 / 3))
    said = of(curve(60, 8, 20), curve(40, 5, 12), GOOD)
    assert said == (
        "Yes, the model is learning: of the 10 posts that the model would rank highest among your 60 "
        "answered ones, you want 8; in random order, it would be 3. After 40 answers, it was 5 of 10."
    )
    assert "After 60" not in of(curve(60, 8, 20), curve(60, 8, 20), GOOD)


def test_few_answers_make_it_only_probable() -> None:
    said = of(curve(20, 5, 9), (), GOOD)
    assert said.startswith("The model is probably learning")
    assert said.endswith("With so few answers, this may still change.")


def test_an_order_that_may_be_chance_is_not_called_learning() -> None:
    said = of(curve(60, 4, 20), (), replace(GOOD, low=0.3))
    assert said.startswith("Too early to tell")
    assert "may be due to chance" in said
    assert of(curve(60, 8, 20), (), None).startswith("Too early to tell")


def test_the_figures_are_those_of_the_stored_trainings(trained: Settings) -> None:
    found = learned(trained)
    ten = on_top(found.curve)
    assert ten is not None
    assert ten.wanted == next(by_taste for read, by_taste, _newest in found.curve if read == 10)
    assert found.first_curve == found.curve  # the only training so far
    assert found.quality is not None
