from collections import namedtuple
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from sqlalchemy import text
from support.feeds import body, element
from support.server import FeedServer, Reply
from support.sources import BoardServer, boards_serving, failing, himalayas_pages, json_answer, made

from jobsearch.boards.http import client
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance import doctor
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.sources.asking import ask_followed
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing

Usage = namedtuple("Usage", "free")  # noqa: PYI024 - as shutil's own


def found(settings: Settings) -> dict[str, Finding]:
    return {one.subject: one for one in examine(settings)}


def wrong(settings: Settings) -> dict[str, str]:
    return {one.subject: one.sentence for one in examine(settings) if not one.fine}


def change(settings: Settings, statement: str, **values: object) -> None:
    with writing(connect(settings.store_path)) as session:
        session.execute(text(statement), values)
        session.commit()


def test_an_instance_that_does_not_exist_is_fine_and_is_not_made(settings: Settings) -> None:
    assert wrong(settings) == {}
    assert not settings.instance.exists()


def test_a_trained_instance_is_fine(trained: Settings) -> None:
    assert wrong(trained) == {}
    assert found(trained)["Model"].sentence == "The model file is the one written by the last training."
    set_label(trained, "remoteok:24", "yes")
    assert wrong(trained) == {}
    assert "labels have changed" in found(trained)["Model"].sentence


def test_a_file_in_the_place_of_the_instance_is_named(settings: Settings) -> None:
    settings.instance.write_text("mine")
    assert wrong(settings) == {
        "Instance": f"{settings.instance} is not a folder. Move it elsewhere, or choose another folder "
        "with --instance."
    }


@pytest.mark.parametrize(
    ("of_folder", "of_store", "told"),
    [
        (0o755, 0o644, "Other users can read jobposts.db"),
        (0o750, 0o640, "Other users can read jobposts.db"),
        (0o777, 0o600, "Other users can write to"),
        (0o755, 0o600, ""),
        (0o700, 0o644, ""),
    ],
)
def test_what_others_may_do_is_told(forty_posts: Settings, of_folder: int, of_store: int, told: str) -> None:
    forty_posts.instance.chmod(of_folder)
    forty_posts.store_path.chmod(of_store)
    assert found(forty_posts)["Instance"].sentence.startswith(told)
    assert found(forty_posts)["Instance"].fine == (not told)


@pytest.mark.parametrize("name", ["model.joblib", "posts-read.npz"])
def test_a_file_that_others_may_have_written_is_told(trained: Settings, name: str) -> None:
    (trained.instance / name).chmod(0o622)
    told = found(trained)["Instance"]
    assert told.sentence.startswith(f"{name} is not used")
    assert not told.fine


def test_a_disk_with_little_space_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _folder: Usage(99_000_000))
    assert wrong(settings)["Disk"].startswith("Only 99 MB of disk space is free")


def test_a_store_that_is_none_is_told_once_and_the_others_were_not_looked_at(settings: Settings) -> None:
    settings.instance.mkdir(mode=0o700)
    settings.store_path.write_text("notes")
    told = wrong(settings)
    assert "is not a jobsearch store" in told.pop("Store")
    assert told == dict.fromkeys(
        ("Model", "Careers", "Feed"), "Not checked, because the store cannot be opened."
    )


def test_a_damaged_index_is_found(forty_posts: Settings) -> None:
    redefine(forty_posts, "job_posts_by_posted_at", "posted_at)", "last_seen)")
    assert "is damaged (" in wrong(forty_posts)["Store"]
    assert "labels export" in wrong(forty_posts)["Store"]


def redefine(settings: Settings, name: str, before: str, after: str) -> None:
    """Change what the schema says of a table or index, so that its content is at odds with it."""
    with writing(connect(settings.store_path)) as session:
        session.execute(text("PRAGMA writable_schema = ON"))
        session.execute(
            text("UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :name"),
            {"name": name, "before": before, "after": after},
        )
        session.commit()


def test_of_a_large_store_the_posts_are_checked_only_when_all_is_to_be(
    twenty_labels: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_SOON_READ", 0)
    assert "--full` to check the posts" in found(twenty_labels)["Store"].sentence
    redefine(twenty_labels, "job_posts_by_posted_at", "posted_at)", "last_seen)")
    assert wrong(twenty_labels) == {}
    full = {one.subject: one for one in examine(twenty_labels, full=True)}["Store"]
    assert not full.fine
    assert "is damaged (" in full.sentence


def test_of_a_large_store_what_the_person_said_is_checked_all_the_same(
    twenty_labels: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_SOON_READ", 0)
    redefine(twenty_labels, "labels", "'yes'", "'maybe'")
    assert "is damaged (" in wrong(twenty_labels)["Store"]


def test_a_model_that_is_gone_or_of_other_versions_is_told(trained: Settings) -> None:
    change(trained, "UPDATE models SET versions = :versions", versions='{"recipe": 0}')
    assert "Run `train` again" in wrong(trained)["Model"]
    trained.model_path.unlink()
    assert "Run `train` again" in wrong(trained)["Model"]


def test_a_malformed_config_is_told(trained: Settings) -> None:
    trained.config_path.write_text("[me]\nlives_in = 3\n")
    assert "lives_in in [me] must be text" in wrong(trained)["Config"]


def test_a_feed_that_failed_last_or_was_not_asked_for_days_is_told(
    settings: Settings, server: FeedServer
) -> None:
    board = Settings(settings.instance, server.url)
    server.answer(Reply(body([element(1)])), Reply(status=403))
    fetch_new(board)
    assert wrong(board) == {}
    five_days_ago = str(datetime.now(UTC) - timedelta(days=5))[:26]
    change(board, "UPDATE fetches SET fetched_at = :then", then=five_days_ago)
    assert "5 days ago" in wrong(board)["Feed"]
    with pytest.raises(Exception, match="403"):
        fetch_new(board)
    assert wrong(board)["Feed"].startswith("The last fetch failed. ")


def test_the_board_is_asked_once_when_that_is_wanted(settings: Settings, server: FeedServer) -> None:
    board = Settings(settings.instance, server.url)
    server.answer(Reply(body([element(1), element(2)])), Reply(body([])))
    first, second = (
        {one.subject: one for one in examine(board, ask_feed=True)}["Feed"] for _time in range(2)
    )
    assert (first.fine, first.sentence) == (True, "remoteok returned 2 posts.")
    assert (second.fine, second.sentence) == (
        False,
        f"remoteok: {server.url} returned no posts. Check its response.",
    )
    assert len(server.asked) == 2
    assert not settings.instance.exists()


def feed_findings(settings: Settings) -> list[tuple[bool, str]]:
    return [(one.fine, one.sentence) for one in examine(settings, ask_feed=True) if one.subject == "Feed"]


def test_every_followed_source_is_asked_and_what_is_wrong_with_each_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TRIES", 1)
    with boards_serving(
        settings,
        himalayas=BoardServer(himalayas_pages(2)),
        jobicy=BoardServer(failing(503)),
        remotive=BoardServer(lambda _path: json_answer({"jobs": []})),
        greenhouse=BoardServer(lambda _path: json_answer({"jobs": []})),
        themuse=BoardServer(lambda _path: (200, {}, b"<html>Are you human?")),
    ) as five:
        fetch_new(five, sources=["himalayas"])
        found = feed_findings(five)
    wrong = sorted(sentence for fine, sentence in found if not fine)
    assert len(wrong) == 3
    for sentence, source, words in zip(
        wrong,
        ("jobicy: ", "remotive: ", "themuse: "),
        ("status 503", "returned no posts", "it is a web page"),
        strict=True,
    ):
        assert sentence.startswith(source)
        assert words in sentence
    fine = next(sentence for fine, sentence in found if fine)
    assert "himalayas returned 20 posts." in fine
    assert "greenhouse:acme returned 0 posts." in fine, "a company may have none"


def test_a_source_that_does_not_want_to_be_asked_yet_is_not(settings: Settings) -> None:
    server = BoardServer(himalayas_pages(1))
    with boards_serving(settings, himalayas=server) as one:
        fetch_new(one)
    asked = len(server.asked)
    left = Settings(settings.instance, remoteok_url=one.remoteok_url)
    skipped = "Skipped (requested too recently, or time ran out): himalayas."
    assert feed_findings(left) == [(True, skipped)]
    assert len(server.asked) == asked


def test_a_slow_source_does_not_keep_the_doctor(settings: Settings) -> None:
    slow = BoardServer(himalayas_pages(1), seconds=20)
    with boards_serving(settings, himalayas=slow, jobicy=BoardServer(made("jobicy"))) as two:
        begun = monotonic()
        replies = {one.source: one for one in ask_followed(two, seconds=6.0)}
    assert monotonic() - begun < 15
    assert "within" in replies["himalayas"].problem
    assert replies["jobicy"].posts == 1


def test_packages_that_are_missing_are_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"scikit-learn", "sqlalchemy", "typer"} <= doctor.needed()
    assert "fastapi" not in doctor.needed(), "which is for the extra alone"
    assert found(settings)["Packages"].fine
    monkeypatch.setattr(doctor, "needed", lambda: {"numpy", "no-such-package", "another.one"})
    assert not found(settings)["Packages"].fine
    assert found(settings)["Packages"].sentence.startswith("Missing packages: another.one, no-such-package. ")
