from typing import get_args

import pytest
from support.postings import posting

from jobsearch.learning.active_learner import Adviser
from jobsearch.learning.label_order import Motive
from jobsearch.learning.unseen import Unseen
from jobsearch.presentation.labeling import bars, found_line, motive_in_words, unseen_sentence
from jobsearch.services.labels.session import Expectation
from jobsearch.services.labels.standing import Standing, standing_of
from jobsearch.store.counts import GivenAnswer

YES, NO = GivenAnswer(wanted=True, likely_first=True), GivenAnswer(wanted=False, likely_first=True)


def test_without_answers_nothing_is_said() -> None:
    nothing = standing_of([], 10)
    assert (found_line(nothing), unseen_sentence(nothing)) == ("", "")


def test_the_curve_rises_with_what_was_found_and_ends_at_its_highest() -> None:
    found = found_line(standing_of([YES] * 10 + [NO] * 30, 100))
    assert found == "▂▄▅▇████████████████ 10 wanted in 40 answers"


def test_a_curve_without_a_wanted_post_is_flat() -> None:
    assert found_line(standing_of([NO] * 3, 100)) == "··· 0 wanted in 3 answers"


def test_one_answer_is_no_answers() -> None:
    assert found_line(standing_of([YES], 3)) == "█ 1 wanted in 1 answer"


@pytest.mark.parametrize(
    ("unseen", "expected"),
    [
        (None, "not known yet; an estimate needs 20 answers in the smart order, 2 of them yes"),
        (Unseen(0, 0, 0, 0, 0, 0), "you have seen every post"),
        (
            Unseen(41, 3, 1, 6, 20, 2),
            "about 3 wanted of 41 unseen (1 to 6); 20 more answers would likely show 2",
        ),
        (
            Unseen(9_000, 1_300, 900, 2_000, 20, 9),
            "about 1,300 wanted of 9,000 unseen (900 to 2,000); 20 more answers would likely show 9",
        ),
        (
            Unseen(1, 0, 0, 1, 1, 0),
            "about 0 wanted of 1 unseen (0 to 1); 1 more answer would likely show 0",
        ),
    ],
)
def test_what_is_left_is_a_sentence(unseen: Unseen | None, expected: str) -> None:
    assert unseen_sentence(Standing(40, 10, (), unseen)) == expected


def test_bars_are_as_high_as_their_numbers() -> None:
    assert bars([0, 1, 4, 8]) == "·▁▄█"


@pytest.mark.parametrize("motive", sorted(set(get_args(Motive)) - {"asked"}))
def test_every_motive_of_the_order_is_said(motive: Motive) -> None:
    assert motive_in_words(Expectation(motive, 0, ()))


@pytest.mark.parametrize(("rank", "words"), [(1, "rank it first of the posts left"), (4, "ranked it high")])
def test_a_likely_post_is_the_best_left_and_not_said_to_be_wanted(rank: int, words: str) -> None:
    said = motive_in_words(Expectation("likely", rank, ()))
    assert words in said
    assert "want" not in said


def test_without_an_expectation_no_motive_is_said() -> None:
    assert motive_in_words(None) == motive_in_words(Expectation("asked", 3, ())) == ""


def test_the_best_post_left_is_said_to_rank_first_even_if_unwanted() -> None:
    titles = ["Nurse", "Nurse", "Cook", "Head Cook", "Night Cook"]
    posts = {number: posting(title=title, description="") for number, title in enumerate(titles)}
    advice = Adviser(posts).advise({0: "yes", 2: "no", 3: "no", 1: "yes"}, [4], [0, 2, 3, 1])
    (only,) = advice.next
    assert "rank it first" in motive_in_words(Expectation(only.motive, only.rank, ()))
