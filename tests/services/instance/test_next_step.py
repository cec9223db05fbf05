"""One service decides what to do next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobsearch.domain.advice import Step
from jobsearch.learning.evaluation import FEWEST_TO_EVALUATE
from jobsearch.learning.unseen import Unseen
from jobsearch.services.instance import next_step as module
from jobsearch.services.instance.next_step import Known, Quality, next_step, quality
from jobsearch.services.instance.status import FeedHealth, LabelCounts, ModelState
from jobsearch.services.labels.standing import Standing
from jobsearch.services.training.track_record import TrackRecord
from jobsearch.settings import Settings
from jobsearch.store.scores import current_model
from jobsearch.store.sqlite.engine import connect, reading

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
MODEL = ModelState(NOW, 10, 10, 0.8, outdated=False, problem="", track_record=TrackRecord(0, 0, None, 0, 0))
FRESH = FeedHealth(NOW - timedelta(hours=1), "", 0)
GOOD = Quality(low=0.8, high=0.9, chance=0.5)
WIDE = Quality(low=0.5, high=0.9, chance=0.3)
HARDLY = "Run `fetch-new`, because the ranking is hardly better than chance"
KNOWN = Known(90, LabelCounts(10, 30, 0, 0, 0), MODEL, FRESH, left=50, quality=GOOD)


def labeling(next_wanted: int) -> Standing:
    return Standing(40, 10, unseen=Unseen(50, next_wanted, 0, 9, 20, next_wanted))


@pytest.mark.parametrize(
    ("known", "step"),
    [
        (KNOWN, "Run `recommend` to read the best posts."),
        (
            replace(KNOWN, quality=replace(GOOD, low=0.5)),
            "Run `label` for 20 more answers, because the ranking is hardly better than chance.",
        ),
        (
            replace(KNOWN, quality=replace(GOOD, low=0.5), left=0),
            f"{HARDLY}, and you have been asked about every post.",
        ),
        (replace(KNOWN, reaches=False), "Run `fetch-new`, because no open post reaches the threshold."),
        (
            replace(KNOWN, quality=None, labels=LabelCounts(2, 30, 0, 0, 0)),
            (
                "Run `label` until you have three yes and three no answers, so that the ranking can be "
                "evaluated."
            ),
        ),
        (
            replace(KNOWN, model=replace(MODEL, outdated=True), new_answers=24),
            "Run `train` to learn from 24 new answers.",
        ),
        (
            replace(KNOWN, model=replace(MODEL, outdated=True), new_answers=1),
            "Run `train` to learn from 1 new answer.",
        ),
    ],
)
def test_names_one_step_and_why(known: Known, step: str) -> None:
    assert str(next_step(known, NOW)) == step


@pytest.mark.parametrize(
    ("known", "asks"),
    [
        (replace(KNOWN, quality=WIDE), True),
        (replace(KNOWN, quality=WIDE, labeling=labeling(3)), True),
        (replace(KNOWN, quality=WIDE, labeling=labeling(0)), False),
        (replace(KNOWN, quality=WIDE, left=0), False),
    ],
)
def test_asks_for_more_answers_only_if_they_would_likely_find_something(known: Known, *, asks: bool) -> None:
    found = next_step(known, NOW)
    assert found.step is Step.RECOMMEND
    assert ("more answers" in found.why) is asks


def test_nobody_is_asked_to_answer_when_every_post_was_asked_about() -> None:
    answers = [LabelCounts(yes, no, 0, 0, 0) for yes in (0, 1, 2, 9) for no in (0, 2, 30)]
    qualities = (None, GOOD, WIDE, replace(GOOD, low=0.1))
    found = {
        next_step(replace(KNOWN, left=0, labels=labels, quality=one), NOW).step
        for labels in answers
        for one in qualities
    }
    assert found == {Step.FETCH, Step.RECOMMEND}


def test_the_quality_is_read_from_a_stored_training(trained: Settings) -> None:
    with reading(connect(trained.store_path)) as session:
        model = current_model(session)
    assert model is not None
    found = quality(model.metrics)
    assert found is not None
    assert 0 < found.low <= found.high <= 1
    for damaged in ({}, {"ranking": 3, "chance": 1}, {"ranking": {"low": "x", "high": 1}, "chance": 0.5}):
        assert quality(damaged) is None


def test_evaluation_needs_as_many_of_each_as_the_sentence_says() -> None:
    assert module._FEWEST_TO_EVALUATE == FEWEST_TO_EVALUATE == 3  # noqa: SLF001 - a number kept twice
