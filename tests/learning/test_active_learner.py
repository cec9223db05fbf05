from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import posting
from support.wishes import read_wish

from jobsearch.domain.posting import Posting
from jobsearch.errors import NothingToLearn
from jobsearch.learning.active_learner import Adviser
from jobsearch.learning.label_order import Advice

KINDS = {
    "nurse": "cares for patients in a clinic",
    "python developer": "writes python and django for the backend",
    "sales manager": "sells software over the phone",
    "graphic designer": "draws logos in illustrator",
}


def board(each: int = 6) -> dict[int, Posting]:
    """Posts of four kinds, `each` of them, the kinds in turn; no two have all words in common."""
    kinds = list(KINDS.items())
    return {
        number: posting(
            number,
            title=f"{kinds[number % 4][0]} {number}",
            description=f"{kinds[number % 4][1]}, word{number} another{number} third{number} fourth{number}",
        )
        for number in range(each * 4)
    }


def kind(id_: int) -> str:
    return list(KINDS)[id_ % 4]


def ids(advice: Advice) -> list[int]:
    return [suggestion.id for suggestion in advice.next]


@pytest.fixture(scope="module")
def adviser() -> Adviser:
    return Adviser(board())


def test_without_answers_it_asks_about_one_post_of_each_kind(adviser: Adviser) -> None:
    advice = adviser.advise({}, range(24), [])
    assert {kind(id_) for id_ in ids(advice)} == set(KINDS)
    assert {suggestion.motive for suggestion in advice.next} == {"different"}
    assert advice.likeliest == ()


def test_what_was_answered_or_shown_stands_for_its_kind(adviser: Adviser) -> None:
    advice = adviser.advise({0: "no", 1: "no"}, set(range(24)) - {0, 1, 2}, [0, 1, 2])
    assert kind(ids(advice)[0]) == kind(3)


def test_with_both_answers_the_likely_come_first(adviser: Adviser) -> None:
    advice = adviser.advise({1: "yes", 0: "no", 2: "no", 3: "no"}, range(4, 24), [])
    assert {kind(id_) for id_ in ids(advice)} == {kind(1)}
    assert [suggestion.motive for suggestion in advice.next] == ["likely"] * 4
    assert [suggestion.rank for suggestion in advice.next] == [1, 2, 3, 4]
    assert advice.likeliest[:4] == tuple(ids(advice))


def test_an_unsure_answer_is_no_no(adviser: Adviser) -> None:
    advice = adviser.advise({1: "yes", 2: "unsure"}, range(4, 24), [])
    assert {suggestion.motive for suggestion in advice.next} == {"different"}


def test_the_reasons_are_terms_that_speak_for_the_likely(adviser: Adviser) -> None:
    first = adviser.advise({1: "yes", 0: "no", 2: "no", 3: "no"}, range(4, 24), []).next[0]
    assert first.reasons[0][1] > 0
    assert any("python" in term or "software" in term or "backend" in term for term, _weight in first.reasons)


def test_now_and_then_it_asks_about_an_uncertain_and_a_random_post(adviser: Adviser) -> None:
    answers = {1: "yes", 0: "no"}
    motives = [
        adviser.advise(answers, range(2, 24), list(range(100, 100 + shown))).next[0].motive
        for shown in range(12)
    ]
    assert motives.count("likely") == 12  # posts that are not its own are not counted as shown
    shown: list[int] = []
    motives = []
    for _question in range(12):
        first = adviser.advise(answers, set(range(2, 24)) - set(shown), shown).next[0]
        motives.append(first.motive)
        shown.append(first.id)
    assert motives == [*["likely"] * 5, "uncertain", *["likely"] * 5, "random"]


def test_what_was_just_shown_is_not_shown_again_under_another_number() -> None:
    same = {
        number: posting(number, title="Python Developer", description="writes python") for number in (1, 2, 3)
    }
    others = {id_ + 10: post for id_, post in board().items()}
    adviser = Adviser(same | others)
    advice = adviser.advise({1: "yes", 10: "no"}, {2, 3, *others} - {10}, [10, 1])
    assert not {2, 3} & set(ids(advice))
    assert set(advice.likeliest[:2]) == {2, 3}


def test_a_wish_ranks_before_any_answer() -> None:
    adviser = Adviser(board(), read_wish("python backend"))
    advice = adviser.advise({}, range(24), [])
    assert {kind(id_) for id_ in ids(advice)} == {"python developer"}
    assert {suggestion.motive for suggestion in advice.next} == {"like your text"}


def test_a_wish_counts_as_a_yes_once_there_is_a_no() -> None:
    adviser = Adviser(board(), read_wish("python backend"))
    advice = adviser.advise({0: "no"}, range(1, 24), [0])
    assert {kind(id_) for id_ in ids(advice)} == {"python developer"}


def test_answers_count_more_than_the_wish() -> None:
    adviser = Adviser(board(), read_wish("python backend"))
    answers = {1: "no", 5: "no", 9: "no", 2: "yes", 6: "yes", 10: "yes"}
    advice = adviser.advise(answers, set(range(24)) - answers.keys(), [])
    assert kind(ids(advice)[0]) == "sales manager"


def test_the_answer_that_others_contradict_is_reviewed_first(adviser: Adviser) -> None:
    answers = {id_: "yes" if kind(id_) == "nurse" else "no" for id_ in range(24)}
    answers[8] = "no"
    advice = adviser.review(answers, range(24), [])
    assert ids(advice)[0] == 8
    assert sorted(ids(advice)) == list(range(24))
    assert advice.next[0].motive == "unexpected"
    assert advice.next[-1].motive == "as expected"
    assert 8 not in ids(adviser.review(answers, set(range(24)) - {8}, [8]))


def test_too_few_answers_are_reviewed_in_the_order_of_their_ids(adviser: Adviser) -> None:
    assert ids(adviser.review({7: "yes", 3: "no", 5: "unsure"}, {3, 5, 7}, [])) == [3, 5, 7]


def test_without_any_word_there_is_nothing_to_learn() -> None:
    with pytest.raises(NothingToLearn):
        Adviser({1: posting(1, title="")})


ANSWERS = st.dictionaries(st.integers(0, 30), st.sampled_from(["yes", "no", "unsure"]), max_size=30)


@settings(database=None, max_examples=60, deadline=None)
@given(
    ANSWERS, st.sets(st.integers(0, 30)), st.lists(st.integers(0, 30), unique=True, max_size=12), st.randoms()
)
def test_whatever_was_answered_it_names_open_posts_once_and_the_same_again(
    adviser: Adviser, answers: dict[int, str], open_ids: set[int], shown: list[int], rng: Random
) -> None:
    advice = adviser.advise(answers, open_ids, shown)
    known = {id_ for id_ in open_ids if id_ < 24}
    assert len(ids(advice)) == len(set(ids(advice))) == min(4, len(known))
    assert set(ids(advice)) <= known
    assert set(advice.likeliest) <= known
    shuffled = dict(rng.sample(list(answers.items()), len(answers)))
    assert adviser.advise(shuffled, rng.sample(sorted(open_ids), len(open_ids)), shown) == advice


def test_advice_takes_no_numpy_along(adviser: Adviser) -> None:
    """It travels to a process that must not import NumPy to read it."""
    advice = adviser.advise({1: "yes", 0: "no"}, range(2, 24), [0, 1])
    values = [value for one in advice.next for value in (one.id, one.rank, *(w for _t, w in one.reasons))]
    assert not any(isinstance(value, np.generic) for value in values)
