from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from jobsearch.services.training.track_record import TrackRecord, average_precision, track_record

SCORES = st.sampled_from([0.0, 0.1, 0.1 + 1e-12, 0.5, 0.9, 1.0]) | st.floats(0, 1)
ANSWERS = st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=40)


@sized(database=None, max_examples=sized().max_examples * 3, deadline=None)
@given(ANSWERS.filter(lambda answers: any(yes for _score, yes in answers)))
def test_average_precision_is_scikit_learns(answers: list[tuple[float, bool]]) -> None:
    scores, wanted = zip(*answers, strict=True)
    assert average_precision(answers) == pytest.approx(average_precision_score(wanted, scores))


@sized(database=None, max_examples=50, deadline=None)
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers: list[tuple[float, bool]], rng: Random) -> None:
    judged = [(score, 0.5, yes) for score, yes in answers]
    assert track_record(rng.sample(judged, len(judged))) == track_record(judged)


def test_without_answers_there_is_nothing_to_judge() -> None:
    assert track_record([]) == TrackRecord(0, 0, None, 0, 0)


def test_without_a_yes_there_is_no_average_precision() -> None:
    assert track_record([(0.9, 0.5, False), (0.1, 0.5, False)]) == TrackRecord(2, 0, None, 1, 0)


def test_a_score_at_the_cut_counts_as_recommended() -> None:
    judged = [(0.5, 0.5, True), (0.9, 0.5, False), (0.4, 0.5, True), (0.1, 0.5, False)]
    assert track_record(judged) == TrackRecord(4, 2, pytest.approx(7 / 12), 2, 1)


def test_each_score_is_judged_by_the_cut_of_its_time() -> None:
    found = track_record([(0.3, 0.2, True), (0.3, 0.4, False)])
    assert (found.recommended, found.recommended_yes) == (1, 1)
