"""Posts that an earlier version stored are cleaned again by today's rules."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from support.feeds import body, element

from jobsearch.domain.query import Query
from jobsearch.services.feed.cleaning import clean_pending
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import connect, writing
from jobsearch.store.tables import UNCLEANED

HTML = r"<p>Maps</p>\n<p><b>Location</b></p>\n<p>Portugal or Spain</p>"
TEXT = "Maps\n\nLocation\n\nPortugal or Spain"
BEFORE = "Maps\n\n\\n\n\nLocation\n\n\\n\n\nPortugal or Spain"
A_MINUTE = 60


@pytest.fixture
def older(settings: Settings, tmp_path: Path) -> Settings:
    """A store whose three posts were cleaned by earlier rules, and the second of which was labeled."""
    posts = [element(number, description=f"{HTML}<p>{number}</p>") for number in (1, 2, 3)]
    fetch(settings, tmp_path, posts)
    set_label(settings, "remoteok:2", "yes")
    ids = (1, 2, 3)
    with writing(connect(settings.store_path)) as session:
        fulltext.forget(session, ids)
        was = [{"id": id_, "description": f"{BEFORE}\n\n{id_}", "title": f"Engineer\\n {id_}"} for id_ in ids]
        session.execute(update(JobPost), was)
        fulltext.index(session, ids)
        session.execute(insert(UNCLEANED), [{"job_post_id": id_} for id_ in ids])
        session.commit()
    return settings


def fetch(settings: Settings, folder: Path, posts: list[dict[str, object]]) -> None:
    (folder / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [folder / "feed.json"])


def left(settings: Settings) -> int:
    with closing(sqlite3.connect(settings.store_path)) as connection:
        return int(connection.execute("SELECT count(*) FROM uncleaned").fetchone()[0])


def damage(settings: Settings, raw: bytes) -> None:
    with closing(sqlite3.connect(settings.store_path)) as connection, connection:
        connection.execute("UPDATE job_posts SET raw = ? WHERE id = 1", (raw,))


def test_the_next_fetch_cleans_what_an_earlier_version_stored(older: Settings, tmp_path: Path) -> None:
    assert "\\n" in show(older, "remoteok:1").description
    fetch(older, tmp_path, [element(9)])
    for number in (1, 2, 3):
        post = show(older, f"remoteok:{number}")
        assert (post.description, post.post.title) == (f"{TEXT}\n\n{number}", f"Engineer {number}")
    assert show(older, "remoteok:2").label == "yes"
    assert left(older) == 0


def test_what_was_concluded_from_the_text_is_concluded_again(older: Settings, tmp_path: Path) -> None:
    fetch(older, tmp_path, [element(9, description="<p>For all.</p>")])
    listed = {post.key for post in recommend(older, Query(everything=True, can_work_from="US")).posts}
    assert not listed & {"remoteok:1", "remoteok:3"}
    found = recommend(older, Query(everything=True, search="Portugal")).posts
    assert {post.key for post in found} == {"remoteok:1", "remoteok:3"}


def test_nothing_is_begun_without_time_and_the_next_run_goes_on(older: Settings) -> None:
    engine = connect(older.store_path)
    assert (clean_pending(engine, 0), left(older)) == (0, 3)
    assert (clean_pending(engine, A_MINUTE), left(older)) == (3, 0)
    assert clean_pending(engine, A_MINUTE) == 0


@pytest.mark.parametrize(
    "raw",
    [b"", b"no zip", zlib.compress(b"{"), zlib.compress(b"[1]"), zlib.compress(b'{"id": "1"}')]
    + [zlib.compress(json.dumps({"position": odd}).encode()) for odd in (5, "", None, "x" * 501)],
)
def test_a_post_whose_json_cannot_be_read_keeps_its_text(older: Settings, raw: bytes) -> None:
    damage(older, raw)
    assert clean_pending(connect(older.store_path), A_MINUTE) == 2
    with closing(sqlite3.connect(older.store_path)) as connection:
        texts = connection.execute("SELECT description FROM job_posts ORDER BY id").fetchall()
    assert texts == [(f"{BEFORE}\n\n1",), (f"{TEXT}\n\n2",), (f"{TEXT}\n\n3",)]
    assert left(older) == 0


def test_posts_that_are_stored_today_need_no_cleaning(settings: Settings, tmp_path: Path) -> None:
    fetch(settings, tmp_path, [element(1)])
    assert left(settings) == 0
