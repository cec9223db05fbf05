from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.feeds import body, element

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.next_step import Known, next_step
from jobsearch.services.instance.status import FeedHealth, LabelCounts, ModelState, status
from jobsearch.services.labels.transfer import import_labels, set_label
from jobsearch.services.training.track_record import TrackRecord
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
NO_RECORD = TrackRecord(0, 0, None, 0, 0)
MODEL = ModelState(NOW, 10, 10, 0.8, outdated=False, problem="", track_record=NO_RECORD)
FRESH = FeedHealth(NOW - timedelta(hours=1), "", 0)
OLD = FeedHealth(NOW - timedelta(hours=25), "", 0)


def counts(yes: int, no: int, unsure: int = 0) -> LabelCounts:
    return LabelCounts(yes, no, unsure, 0, 0)


@pytest.mark.parametrize(
    ("posts", "labels", "model", "feed", "step"),
    [
        (
            0,
            counts(0, 0),
            None,
            FeedHealth(None, "", 0),
            "Run `start` to get a first list.",
        ),
        (
            0,
            counts(9, 9),
            MODEL,
            FRESH,
            "Run `start` to get a first list.",
        ),
        (9, counts(0, 0), None, FRESH, "Run `label`, because training needs 2 more yes and 2 more no."),
        (9, counts(1, 5), None, FRESH, "Run `label`, because training needs 1 more yes."),
        (9, counts(5, 0, 5), None, OLD, "Run `label`, because training needs 2 more no."),
        (9, counts(2, 2), None, OLD, "Run `train` to learn from your labels."),
        (9, counts(20, 20), replace(MODEL, outdated=True), FRESH, "Run `train` to learn from your labels."),
        (
            9,
            counts(20, 20),
            replace(MODEL, problem="it is missing"),
            FRESH,
            "Run `train` to learn from your labels.",
        ),
        (9, counts(20, 20), MODEL, OLD, "Run `fetch-new` to get the newest posts."),
        (
            9,
            counts(20, 20),
            MODEL,
            FeedHealth(None, "x", 0),
            "Run `fetch-new` to get the newest posts.",
        ),
        (9, counts(4, 9), MODEL, FRESH, "Run `label`; 7 more answers would be a good start."),
        (9, counts(4, 16), MODEL, FRESH, "Run `recommend` to read the best posts."),
    ],
)
def test_names_the_next_sensible_step(
    posts: int, labels: LabelCounts, model: ModelState | None, feed: FeedHealth, step: str
) -> None:
    assert str(next_step(Known(posts, labels, model, feed), NOW)) == step


def test_of_a_new_instance(settings: Settings) -> None:
    found = status(settings)
    assert found.instance == settings.instance
    assert (found.posts, found.open_posts, found.newest_post, found.model) == (0, 0, None, None)
    assert found.labels == counts(0, 0)
    assert found.feed == FeedHealth(None, "", 0, new_a_day=(0,) * 14)
    assert found.careers is None


def test_of_a_trained_instance(trained: Settings) -> None:
    set_label(trained, "remoteok:24", "applied")
    set_label(trained, "remoteok:21", "no")
    set_label(trained, "remoteok:22", "unsure")
    set_label(trained, "remoteok:900", "no")
    found = status(trained)
    assert (found.posts, found.open_posts) == (40, 18)
    assert found.labels == LabelCounts(yes=6, no=17, unsure=1, applied=1, waiting=1)
    model = found.model
    assert model is not None
    assert (model.yes, model.no, model.average_precision) == (5, 15, 1.0)
    assert (model.outdated, model.problem) == (True, "")
    record = model.track_record
    assert (record.answers, record.yes, record.average_precision) == (2, 1, 1.0)
    assert (record.recommended, record.recommended_yes) == (1, 1)


def test_knows_that_the_model_file_is_gone(trained: Settings) -> None:
    trained.model_path.unlink()
    found = status(trained)
    assert found.model is not None
    assert found.model.problem
    assert found.next_step.startswith("Run `train`")


def test_does_not_advise_a_training_that_would_fail(forty_posts: Settings) -> None:
    rows = "".join(f"remoteok:{number},{'yes' if number % 2 else 'no'}\n" for number in range(900, 910))
    import_labels(forty_posts, f"key,label\n{rows}", "labels.csv")
    assert status(forty_posts).next_step == "Run `label`, because training needs 2 more yes and 2 more no."


def test_a_model_is_outdated_once_a_waiting_label_has_its_post(trained: Settings, tmp_path: Path) -> None:
    set_label(trained, "remoteok:900", "yes")
    train(trained)
    (tmp_path / "later.json").write_bytes(body([element(900)]))
    fetch_new(trained, [tmp_path / "later.json"])
    found = status(trained).model
    assert found is not None
    assert found.outdated
