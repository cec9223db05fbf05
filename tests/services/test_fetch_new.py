import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from sqlalchemy import select
from support.feeds import body, element
from support.server import FeedServer, Reply

from jobsearch.errors import FeedError, FeedUnreachable, FeedUnreadable, FileUnreadable
from jobsearch.services.fetch_new import FetchResult, fetch_new
from jobsearch.services.recommend import Request, recommend
from jobsearch.services.status import rejected, status
from jobsearch.settings import Settings
from jobsearch.store import database
from jobsearch.store.models import Fetch

ELEMENTS = st.builds(
    element,
    st.integers(1, 12),
    tags=st.lists(st.sampled_from(["python", "Go", "sales"]), max_size=2),
    position=st.sampled_from(["Engineer", "Nurse", "", None, 7]),
    date=st.sampled_from([None, "yesterday", "2026-01-31T12:00:00+00:00"]),
)
JUNK = st.sampled_from([None, 7, "post", [], {}, {"id": None}, {"id": "x1"}])


def save(folder: Path, *elements: object, name: str = "saved.json") -> Path:
    file = folder / name
    file.write_bytes(body(elements))
    return file


def last(settings: Settings) -> Fetch:
    with database.reading(database.connect(settings.store_path)) as session:
        found = session.scalars(select(Fetch).order_by(Fetch.id.desc())).first()
    assert found is not None
    return found


def at(settings: Settings, server: FeedServer) -> Settings:
    return Settings(instance=settings.instance, remoteok_url=server.url)


def numbers(first: int, after: int) -> list[dict[str, Any]]:
    return [element(number) for number in range(first, after)]


def adds_up(result: FetchResult) -> bool:
    parts = (result.new, result.changed, result.unchanged, result.rejected, result.skipped)
    return result.received == sum(parts) and min(parts) >= 0


@sized(database=None, max_examples=15, deadline=None)
@given(
    st.lists(st.lists(ELEMENTS | JUNK, max_size=12), min_size=1, max_size=3),
    st.lists(st.sampled_from(["python", "GO", "none"]), max_size=2),
)
def test_the_counts_add_up_whatever_comes(responses: list[list[object]], tags: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(instance=Path(folder) / "instance")
        files = [save(Path(folder), *one, name=f"{at}.json") for at, one in enumerate(responses)]
        first, again = fetch_new(settings, files, tags), fetch_new(settings, files, tags)
        assert adds_up(first)
        assert adds_up(again)
        assert first.received == again.received == sum(map(len, responses))
        assert again.new == 0
        assert status(settings).posts == first.new


def test_counts_each_kind(settings: Settings, tmp_path: Path) -> None:
    fetch_new(settings, [save(tmp_path, element(1), element(2, date="2026-01-31T12:00:00+00:00", epoch=0))])
    same = element(2, date="2026-01-31T12:00:00+00:00", epoch=0)
    others = [element(1, position="Changed"), element(3), element(4, position=""), element(5, tags=["no"])]
    done = fetch_new(settings, [save(tmp_path, same, *others)], ["engineer"])
    counts = (done.received, done.new, done.changed, done.unchanged, done.rejected, done.skipped)
    assert counts == (5, 1, 1, 1, 1, 1)
    assert [(one.external_id, one.reason) for one in rejected(settings)] == [("4", "it has no title")]
    found = last(settings)
    assert (found.received, found.new, found.changed, found.unchanged, found.rejected) == (5, 1, 1, 1, 1)


def test_asks_the_board(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(body(numbers(1, 4)), headers={"Last-Modified": "Wed, 04 Dec 2024 10:00:00 GMT"}))
    done = fetch_new(at(settings, server), tags=["engineer", "go"])
    assert (done.new, done.modified, done.source_name) == (3, True, "Remote OK")
    assert server.asked[0].path == "/api?tags=engineer%2Cgo"


def test_asks_only_for_what_is_newer_than_the_last_answer(settings: Settings, server: FeedServer) -> None:
    date = "Wed, 04 Dec 2024 10:00:00 GMT"
    server.answer(Reply(body(numbers(1, 4)), headers={"Last-Modified": date}), Reply(status=304))
    fetch_new(at(settings, server))
    done = fetch_new(at(settings, server))
    assert server.asked[1].headers["If-Modified-Since"] == date
    assert (done.modified, done.received, done.warnings) == (False, 0, ())


def test_remembers_a_failure_of_the_board_and_raises_it(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(status=404))
    with pytest.raises(FeedError) as failure:
        fetch_new(at(settings, server))
    assert last(settings).error == str(failure.value)
    assert status(settings).feed.last_error == str(failure.value)
    assert status(settings).feed.last_good is None
    server.answer(Reply(body(numbers(1, 4))))
    fetch_new(at(settings, server))
    feed = status(settings).feed
    assert feed.last_error == str(failure.value)
    assert feed.last_good is not None
    assert feed.last_error_at is not None
    assert feed.last_good > feed.last_error_at


def test_an_unreadable_answer_of_the_board_is_remembered(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(b"<html>Are you human?</html>"))
    with pytest.raises(FeedUnreadable):
        fetch_new(at(settings, server))
    assert "web page" in last(settings).error


def test_no_gap_at_the_first_fetch(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(body(numbers(1, 4))))
    assert fetch_new(at(settings, server)).warnings == ()


@pytest.mark.parametrize(
    ("second", "gap"), [((3, 7), False), ((4, 7), True), ((1, 4), False), ((4, 4), False)]
)
def test_a_gap_is_possible_when_no_post_is_known(
    settings: Settings, server: FeedServer, second: tuple[int, int], *, gap: bool
) -> None:
    server.answer(Reply(body(numbers(1, 4))), Reply(body(numbers(*second))))
    fetch_new(at(settings, server))
    done = fetch_new(at(settings, server))
    assert any("Fetch more often" in warning for warning in done.warnings) is gap
    assert last(settings).gap is gap
    assert status(settings).feed.gaps == gap


def test_other_tags_at_the_board_make_no_gap(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(body([element(1, tags=["python"])])), Reply(body([element(2, tags=["go"])])))
    fetch_new(at(settings, server), tags=["python"])
    assert fetch_new(at(settings, server), tags=["go"]).warnings == ()


def test_an_empty_response_is_worth_a_warning(settings: Settings, tmp_path: Path) -> None:
    assert fetch_new(settings, [save(tmp_path)]).warnings == ("The response held no posts at all.",)


def test_several_files_are_stored_together(settings: Settings, tmp_path: Path) -> None:
    files = [save(tmp_path, *numbers(1, 4), name="a"), save(tmp_path, *numbers(3, 6), name="b")]
    assert fetch_new(settings, files).new == 5


@pytest.mark.parametrize("second", ["broken.json", "missing.json"])
def test_one_unreadable_file_means_that_nothing_is_stored(
    settings: Settings, tmp_path: Path, second: str
) -> None:
    (tmp_path / "broken.json").write_text("[{")
    with pytest.raises((FeedUnreadable, FileUnreadable), match=second):
        fetch_new(settings, [save(tmp_path, element(1)), tmp_path / second])
    assert status(settings).posts == 0
    assert status(settings).feed.last_good is None


def test_without_a_model_nothing_is_scored(settings: Settings, tmp_path: Path) -> None:
    assert fetch_new(settings, [save(tmp_path, element(1))]).scored == 0


def test_a_model_scores_the_new_and_changed_posts(trained: Settings, tmp_path: Path) -> None:
    python = element(101, position="Backend Python Engineer", tags=["python", "backend"])
    done = fetch_new(trained, [save(tmp_path, python, element(40, position="Sales Manager"))])
    assert (done.new, done.changed, done.scored, done.warnings) == (1, 1, 2, ())
    listed = recommend(trained, Request(everything=True)).posts
    assert all(post.score is not None for post in listed)
    assert "remoteok:101" in [post.key for post in recommend(trained, Request()).posts]


@pytest.mark.parametrize("content", [None, b"", b"not the model"])
def test_a_broken_model_file_does_not_stop_a_fetch(
    trained: Settings, tmp_path: Path, content: bytes | None
) -> None:
    trained.model_path.unlink()
    if content is not None:
        trained.model_path.write_bytes(content)
    done = fetch_new(trained, [save(tmp_path, element(101), element(40))])
    assert (done.new, done.scored) == (1, 0)
    assert "run train again" in done.warnings[-1]
    assert status(trained).posts == 41


@pytest.fixture
def no_room_for_scores(trained: Settings) -> Settings:
    """A trained instance that takes posts but no scores, as a disk does that is all but full."""
    with closing(sqlite3.connect(trained.store_path)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON scores BEGIN INSERT INTO no_such_table VALUES (1); END"
        )
    return trained


def test_scores_that_cannot_be_stored_do_not_stop_a_fetch(
    no_room_for_scores: Settings, tmp_path: Path
) -> None:
    done = fetch_new(no_room_for_scores, [save(tmp_path, element(101))])
    assert (done.new, done.scored) == (1, 0)
    assert done.warnings[-1].startswith("The new posts have no score yet. ")
    assert status(no_room_for_scores).posts == 41


def test_an_unreachable_board_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobsearch.sources.client.TRIES", 1)
    with pytest.raises(FeedUnreachable, match=r"127\.0\.0\.1"):
        fetch_new(settings)
    assert "127.0.0.1" in last(settings).error
