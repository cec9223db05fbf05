from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from support.feeds import body, element, labels_csv, tasteful
from support.reposts import fetched

from jobsearch.domain.query import Query
from jobsearch.errors import JobSearchError, KeyUnusable, NoPosts, TooFewLabels
from jobsearch.files import trained
from jobsearch.learning.views import view_weights
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import export, import_labels, set_label
from jobsearch.services.reading.kept import read_posts
from jobsearch.services.recommend.recommend import recommend
from jobsearch.services.training import train as training
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from jobsearch.store import scores as stored_scores
from jobsearch.store.sqlite.engine import connect, reading


def label(settings: Settings, **answers: str) -> None:
    for number, setting in answers.items():
        set_label(settings, number.replace("post", "remoteok:"), setting)


def scores(settings: Settings) -> dict[str, float | None]:
    return {post.key: post.score for post in recommend(settings, Query(everything=True)).posts}


def fingerprint(settings: Settings) -> str:
    return trained.keyed_hash(settings.model_path.read_bytes())


def test_without_posts_asks_for_a_fetch(settings: Settings) -> None:
    set_label(settings, "remoteok:1", "yes")
    with pytest.raises(NoPosts, match="Run `fetch-new`"):
        train(settings)


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, "2 yes and 2 no"),
        ({"post1": "yes", "post2": "yes", "post3": "yes"}, "2 no"),
        ({"post1": "no", "post2": "no"}, "2 yes"),
        ({"post1": "yes", "post2": "yes", "post3": "no"}, "1 no"),
        ({"post1": "yes", "post2": "no", "post3": "no"}, "1 yes"),
        ({"post1": "yes", "post2": "no"}, "1 yes and 1 no"),
        ({"post1": "yes", "post2": "yes", "post3": "unsure", "post4": "no"}, "1 no"),
        ({"post1": "yes", "post2": "yes", "post901": "no", "post902": "no"}, "2 no"),
    ],
)
def test_says_which_labels_are_missing(forty_posts: Settings, answers: dict[str, str], missing: str) -> None:
    label(forty_posts, **answers)
    with pytest.raises(TooFewLabels) as error:
        train(forty_posts)
    assert f"2 posts labeled yes and 2 labeled no; you still need {missing}. Label more posts." in str(
        error.value
    )
    assert not forty_posts.model_path.exists()


def test_two_of_each_kind_suffice_but_cannot_be_evaluated(forty_posts: Settings) -> None:
    label(forty_posts, post4="yes", post8="yes", post1="no", post2="no", post900="yes", post3="unsure")
    report = train(forty_posts)
    assert (report.yes, report.no, report.waiting) == (2, 2, 1)
    assert report.evaluation is None
    assert (report.more_yes, report.more_no) == (1, 1)
    assert "python" in report.words_for
    assert forty_posts.model_path.is_file()


def test_reports_what_was_learned(twenty_labels: Settings) -> None:
    report = train(twenty_labels)
    assert (report.yes, report.no, report.waiting, report.scored) == (5, 15, 0, 40)
    assert (report.more_yes, report.more_no) == (0, 0)
    assert report.evaluation is not None
    assert report.evaluation.ranking.average_precision == 1
    assert report.recommended == len(recommend(twenty_labels, Query()).posts) == 5


def test_scores_every_open_post_between_0_and_1(twenty_labels: Settings) -> None:
    train(twenty_labels)
    found = scores(twenty_labels)
    assert len(found) == 20
    assert all(score is not None and 0 <= score <= 1 for score in found.values())


def test_a_post_whose_label_is_taken_back_has_a_score(trained: Settings) -> None:
    set_label(trained, "remoteok:4", "clear")
    assert scores(trained)["remoteok:4"] is not None


def test_the_order_of_posts_and_labels_does_not_matter(tmp_path: Path) -> None:
    found = []
    posts, answers = tasteful(40)
    for step in (1, -1):
        settings = Settings(instance=tmp_path / f"in order {step}")
        (tmp_path / "feed.json").write_bytes(body(posts[::step]))
        fetch_new(settings, [tmp_path / "feed.json"])
        import_labels(settings, labels_csv(dict(list(answers.items())[:20][::step])), "labels.csv")
        train(settings)
        found.append((fingerprint(settings), scores(settings)))
    assert found[0] == found[1]


def test_training_again_gives_the_same_model(trained: Settings) -> None:
    before = (fingerprint(trained), scores(trained))
    train(trained)
    assert (fingerprint(trained), scores(trained)) == before


def test_training_again_takes_in_the_new_labels(trained: Settings) -> None:
    label(trained, post24="no", post28="no", post32="no")
    model = status(trained).model
    assert model is not None
    assert model.outdated
    report = train(trained)
    model = status(trained).model
    assert model is not None
    assert (report.no, model.no, model.outdated) == (18, 18, False)


def test_a_failed_training_leaves_the_earlier_model(trained: Settings) -> None:
    before = (fingerprint(trained), scores(trained))
    label(trained, **{f"post{number}": "clear" for number in range(4, 21, 4)})
    with pytest.raises(TooFewLabels):
        train(trained)
    assert fingerprint(trained) == before[0]
    assert scores(trained).items() >= before[1].items()


def test_a_key_that_cannot_be_used_is_told_before_the_work(
    twenty_labels: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("of another length")
    (tmp_path / "key").chmod(0o600)
    monkeypatch.setenv("JOBSEARCH_KEY_FILE", str(tmp_path / "key"))
    steps: list[str] = []
    with pytest.raises(KeyUnusable):
        train(twenty_labels, steps.append)
    assert not steps
    assert not twenty_labels.model_path.exists()


def test_where_others_may_write_all_is_scored_and_what_helps_is_told(twenty_labels: Settings) -> None:
    twenty_labels.instance.chmod(0o777)
    report = train(twenty_labels)
    assert report.scored == 40
    assert "chmod go-w" in report.model_unread
    found = status(twenty_labels)
    assert found.model is not None
    assert (found.model.problem, found.model.trainable) == ("its folder is writable by other users", False)
    assert found.next_step.startswith("Run `doctor`")
    twenty_labels.instance.chmod(0o700)
    assert train(twenty_labels).model_unread == ""
    assert not status(twenty_labels).next_step.startswith("Run `doctor`")


def test_a_model_on_another_disk_is_written_and_read_through_a_link(
    twenty_labels: Settings, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir(mode=0o700)
    twenty_labels.model_path.symlink_to(tmp_path / "disk" / "model.joblib")
    assert train(twenty_labels).model_unread == ""
    found = status(twenty_labels).model
    assert found is not None
    assert found.problem == ""


def test_posts_without_a_single_word_never_end_in_a_traceback(settings: Settings, tmp_path: Path) -> None:
    posts = [element(n, position="🚀", tags=[], location="", description="") for n in range(1, 5)]
    (tmp_path / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [tmp_path / "feed.json"])
    label(settings, post1="yes", post2="yes", post3="no", post4="no")
    with suppress(JobSearchError):
        train(settings)
    assert status(settings).posts == 4


def test_says_what_changed_since_the_model_before(twenty_labels: Settings) -> None:
    first = train(twenty_labels)
    assert first.change is None
    label(twenty_labels, post24="yes", post21="no", post22="unsure")
    second = train(twenty_labels)
    assert second.change is not None
    assert (second.change.yes, second.change.no, second.change.unsure) == (5, 15, 0)
    assert second.change.average_precision == 1.0
    # The wanted post that was labeled since is not open any more.
    assert (second.change.entered, second.change.left) == (0, 0)
    assert (second.yes, second.no, second.unsure) == (6, 16, 1)
    assert second.recommended == first.recommended - 1


def test_the_order_of_the_labels_makes_no_difference(twenty_labels: Settings) -> None:
    train(twenty_labels)
    before, file = scores(twenty_labels), fingerprint(twenty_labels)
    header, *rows = export(twenty_labels).text.splitlines()
    for row in rows:
        set_label(twenty_labels, row.split(",")[0], "clear")
    import_labels(twenty_labels, "\n".join([header, *reversed(rows)]), "labels.csv")
    train(twenty_labels)
    assert scores(twenty_labels) == before
    assert fingerprint(twenty_labels) == file


def test_tells_its_progress(twenty_labels: Settings) -> None:
    steps: list[str] = []
    train(twenty_labels, steps.append)
    assert steps == ["Learning from your labels", "Saving the model"]


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({"post4": "yes", "post8": "yes", "post1": "no", "post2": "no"}, "three yes and three no"),
        (
            {f"post{number}": "yes" if number % 2 else "no" for number in (1, 2, 4, 5, 8, 9, 12, 13)},
            "hardly better than chance",
        ),
    ],
)
def test_names_the_next_sensible_step(forty_posts: Settings, answers: dict[str, str], step: str) -> None:
    label(forty_posts, **answers)
    assert step in train(forty_posts).next_step


def test_the_next_step_is_the_one_of_status(twenty_labels: Settings) -> None:
    report = train(twenty_labels)
    assert report.next_step == status(twenty_labels).next_step == "Run `fetch-new` to get the newest posts."
    assert report.advice == status(twenty_labels).advice


def current_model(settings: Settings) -> Any:
    with reading(connect(settings.store_path)) as session:
        found = stored_scores.current_model(session)
    assert found is not None
    return found


def test_a_model_keeps_its_settings_and_the_number_of_unsure(twenty_labels: Settings) -> None:
    label(twenty_labels, post22="unsure")
    train(twenty_labels)
    model = current_model(twenty_labels)
    assert stored_scores.unsure(model.metrics) == 1
    assert model.metrics["settings"]["view_weights"] == view_weights(21)
    assert model.metrics["settings"].keys() >= {"unsure_weight", "prior"}


def test_a_model_without_an_evaluation_keeps_its_settings(forty_posts: Settings) -> None:
    label(forty_posts, post4="yes", post8="yes", post1="no", post2="no")
    train(forty_posts)
    model = current_model(forty_posts)
    assert stored_scores.unsure(model.metrics) == 0
    assert stored_scores.average_precision(model.metrics) is None
    assert "settings" in model.metrics


def test_of_an_older_model_the_unsure_are_unknown() -> None:
    assert stored_scores.unsure({}) is None


def test_the_same_is_learned_from_posts_read_now_and_by_an_earlier_run(twenty_labels: Settings) -> None:
    train(twenty_labels)
    first, model = scores(twenty_labels), fingerprint(twenty_labels)
    assert twenty_labels.posts_read_path.is_file()
    train(twenty_labels)
    assert (scores(twenty_labels), fingerprint(twenty_labels)) == (first, model)
    twenty_labels.posts_read_path.write_bytes(b"not what was kept")
    train(twenty_labels)
    assert (scores(twenty_labels), fingerprint(twenty_labels)) == (first, model)


def test_posts_that_the_kept_file_lacks_are_learned_from(twenty_labels: Settings) -> None:
    train(twenty_labels)
    fetched(twenty_labels, element(71, position="Zookeeper"), element(72, description="Zebras and python"))
    assert train(twenty_labels).scored == 42
    kept = scores(twenty_labels)
    twenty_labels.posts_read_path.unlink()
    train(twenty_labels)
    assert scores(twenty_labels) == kept


def test_posts_that_come_while_others_are_read_are_learned_from(
    twenty_labels: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    train(twenty_labels)
    earlier = read_posts(twenty_labels, connect(twenty_labels.store_path), "as before")
    fetched(twenty_labels, element(71, position="Zookeeper"))
    monkeypatch.setattr(training, "read_posts", lambda *_asked: earlier)
    assert train(twenty_labels).scored == 41
