import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jobsearch.domain.query import Query
from jobsearch.errors import KeyMalformed, PostUnknown
from jobsearch.services.instance.backup import back_up
from jobsearch.services.labels.transfer import export, set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings


def test_shows_a_post_in_full(trained: Settings) -> None:
    found = show(trained, "remoteok:4")
    assert found.post.title == "Backend Python Engineer 4"
    assert found.description == "Write Python services over PostgreSQL."
    assert (found.trap_word, found.label, found.applied_at) == ("JOY", "yes", None)
    assert found.post.score is not None
    assert found.post.source_name == "Remote OK"


def test_a_listed_post_is_shown_with_the_same_score_and_reasons(trained: Settings) -> None:
    for listed in recommend(trained, Query(everything=True)).posts:
        assert show(trained, listed.key).post == listed


def test_shows_a_post_before_any_training(forty_posts: Settings) -> None:
    found = show(forty_posts, "4")
    assert (found.post.score, found.post.reasons, found.label) == (None, (), "")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "https://a/\x1b]8;;", "https://a/ b", "--help", ""],
)
def test_what_is_no_web_address_is_made_no_link_of(forty_posts: Settings, address: str) -> None:
    with closing(sqlite3.connect(forty_posts.store_path)) as connection, connection:
        connection.execute("UPDATE job_posts SET url = ?, apply_url = ?", (address, address))
    found = show(forty_posts, "4").post
    assert (found.url, found.apply_url) == ("", "")


def test_an_unknown_post_is_named(forty_posts: Settings) -> None:
    with pytest.raises(PostUnknown, match="remoteok:900"):
        show(forty_posts, "900")
    with pytest.raises(KeyMalformed):
        show(forty_posts, "the best one")


def test_a_backup_moves_posts_and_labels_to_another_machine(trained: Settings, tmp_path: Path) -> None:
    set_label(trained, "remoteok:900", "yes")
    moved = Settings(instance=tmp_path / "moved")
    moved.instance.mkdir()
    assert back_up(trained, moved.store_path).size == moved.store_path.stat().st_size
    assert export(moved).text == export(trained).text
    assert recommend(moved, Query()) == recommend(trained, Query())
