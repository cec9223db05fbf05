import contextlib
import io
import os
import shutil
import sqlite3
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as sized
from hypothesis import strategies as st
from sqlalchemy import select
from support.feeds import body, element
from support.server import FeedServer, Reply

from jobsearch.domain.query import Query
from jobsearch.errors import FeedError, FeedUnreachable, FeedUnreadable, FileUnreadable, UsageError
from jobsearch.files import saved
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.instance.status import rejected, status
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.models import Fetch
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import connect, connect_readonly, reading

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
    with reading(connect(settings.store_path)) as session:
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


@sized(
    database=None,
    max_examples=sized().max_examples // 4,  # each takes a fifth of a second
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it begins with an empty folder each time
)
@given(
    st.lists(st.lists(ELEMENTS | JUNK, max_size=12), min_size=1, max_size=3),
    st.lists(st.sampled_from(["python", "GO", "none"]), max_size=2),
)
def test_the_counts_add_up_whatever_comes(
    settings: Settings, responses: list[list[object]], tags: list[str]
) -> None:
    shutil.rmtree(settings.instance, ignore_errors=True)
    folder = settings.instance.parent
    files = [save(folder, *one, name=f"{at}.json") for at, one in enumerate(responses)]
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


def test_a_fetch_leaves_no_post_out_of_the_index(settings: Settings, tmp_path: Path) -> None:
    fetch_new(settings, [save(tmp_path, *numbers(1, 4))])
    changed = [element(2, position="Changed"), element(9, position="New")]
    fetch_new(settings, [save(tmp_path, *changed)])
    with connect_readonly(connect(settings.store_path)) as connection:
        assert fulltext.count_pending(connection) == 0
    found = recommend(settings, Query(everything=True, search="changed"))
    assert [post.key for post in found.posts] == ["remoteok:2"]


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


def test_a_failure_that_cannot_be_remembered_is_raised_all_the_same(
    settings: Settings, server: FeedServer
) -> None:
    connect(settings.store_path)
    with contextlib.closing(sqlite3.connect(settings.store_path)) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON fetches BEGIN INSERT INTO no_such_table VALUES (1); END"
        )
    server.answer(Reply(status=404))
    with pytest.raises(FeedError, match="status 404"):
        fetch_new(at(settings, server))


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


def test_left_out_posts_make_no_gap(settings: Settings, server: FeedServer) -> None:
    others = numbers(1, 29)
    first, second = ([*others, element(number, tags=["python"])] for number in (30, 31))
    server.answer(Reply(body(first)), Reply(body(second)))
    fetch_new(at(settings, server), tags=["python"])
    done = fetch_new(at(settings, server), tags=["python"])
    assert (done.new, done.skipped, done.warnings) == (1, 28, ())


def test_an_answer_without_posts_before_makes_no_gap(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(body([])), Reply(body(numbers(1, 4))))
    fetch_new(at(settings, server))
    assert fetch_new(at(settings, server)).warnings == ()


@pytest.mark.parametrize("tags", [["Python,go"], ["go", " PYTHON "], ["go,", "python", "Go"]])
def test_the_same_tags_ask_the_same_address(settings: Settings, server: FeedServer, tags: list[str]) -> None:
    server.answer(Reply(body([element(1, tags=["go"]), element(2, tags=["Python"]), element(3)])))
    assert fetch_new(at(settings, server), tags=tags).new == 2
    assert server.asked[0].path == "/api?tags=go%2Cpython"


@pytest.mark.parametrize("tags", [[""], [","], ["python", " , "], ["\u200b"]])
def test_an_empty_tag_is_wrong_usage(settings: Settings, tags: list[str]) -> None:
    with pytest.raises(UsageError, match="A tag to keep is empty"):
        fetch_new(settings, tags=tags)


def test_warns_when_no_post_has_a_tag_asked_for(settings: Settings, tmp_path: Path) -> None:
    done = fetch_new(settings, [save(tmp_path, *numbers(1, 4), element(4, position=""))], ["pyhton"])
    assert (done.skipped, done.rejected) == (3, 1)
    assert done.warnings == ("No post has any of the requested tags. Check the spelling of --tag.",)


DATED = {"Last-Modified": "Wed, 04 Dec 2024 10:00:00 GMT"}


def test_asks_in_full_again_while_posts_are_left_out(settings: Settings, server: FeedServer) -> None:
    server.answer(Reply(body([element(1), element(2, tags=["go"])]), headers=DATED))
    for _ in range(2):
        fetch_new(at(settings, server), tags=["go"])
    assert "If-Modified-Since" not in server.asked[1].headers


@pytest.mark.parametrize("change", [{"position": "Older"}, {}], ids=["changed", "unchanged"])
def test_asks_in_full_after_a_saved_response_changed_posts(
    settings: Settings, server: FeedServer, tmp_path: Path, change: dict[str, Any]
) -> None:
    newer = element(1)
    server.answer(Reply(body([newer]), headers=DATED))
    fetch_new(at(settings, server))
    fetch_new(settings, [save(tmp_path, newer | change)])
    fetch_new(at(settings, server))
    assert ("If-Modified-Since" in server.asked[1].headers) is (not change)


def test_an_empty_response_is_worth_a_warning(settings: Settings, tmp_path: Path) -> None:
    assert fetch_new(settings, [save(tmp_path)]).warnings == ("The response contained no posts.",)


def test_several_files_are_stored_together(settings: Settings, tmp_path: Path) -> None:
    files = [save(tmp_path, *numbers(1, 4), name="a"), save(tmp_path, *numbers(3, 6), name="b")]
    assert fetch_new(settings, files).new == 5


@pytest.mark.parametrize("bad", ["broken.json", "missing.json", "empty", "x" * 300])
def test_a_bad_file_among_several_costs_only_itself(settings: Settings, tmp_path: Path, bad: str) -> None:
    (tmp_path / "broken.json").write_text("[{")
    (tmp_path / "empty").mkdir()
    files = [save(tmp_path, element(1)), tmp_path / bad, save(tmp_path, element(2), name="last.json")]
    done = fetch_new(settings, files)
    assert (done.new, done.modified, len(done.failures)) == (2, True, 1)
    assert done.failures[0].startswith(str(tmp_path / bad))
    assert status(settings).posts == 2
    assert status(settings).feed.last_error == ""


@pytest.mark.parametrize("bad", ["broken.json", "missing.json", "empty", "x" * 300])
def test_a_bad_file_alone_is_an_error(settings: Settings, tmp_path: Path, bad: str) -> None:
    (tmp_path / "broken.json").write_text("[{")
    (tmp_path / "empty").mkdir()
    with pytest.raises((FeedUnreadable, FileUnreadable), match=bad):
        fetch_new(settings, [tmp_path / bad])
    assert (status(settings).posts, status(settings).feed.last_good) == (0, None)


def test_what_a_folder_holds_is_stored_file_by_file(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        save(tmp_path, element(number), name=f"{number}.json")
    stored: list[int] = []
    begun = saved.begun

    def noting(file: Path) -> AbstractContextManager[tuple[bytes, BinaryIO]]:
        stored.append(status(settings).posts)
        return begun(file)

    monkeypatch.setattr(saved, "begun", noting)
    fetch_new(settings, [tmp_path])
    assert stored == [0, 1, 2]


def test_files_whose_names_are_no_text_are_read(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "responses"
    folder.mkdir()
    file = save(folder, element(1), name=os.fsdecode(b"b\xff.json"))
    assert fetch_new(settings, [folder]).new == 1
    assert fetch_new(settings, [file]).unchanged == 1
    assert last(settings).origin == f"file {folder}/b\ufffd.json"


class Piped:
    """Standard input with these bytes behind it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_a_failure_of_what_is_piped_in_is_remembered_as_the_boards(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    with pytest.raises(FeedUnreadable) as failure:
        fetch_new(settings, [saved.STDIN])
    assert status(settings).feed.last_error == str(failure.value)


def test_without_a_model_nothing_is_scored(settings: Settings, tmp_path: Path) -> None:
    assert fetch_new(settings, [save(tmp_path, element(1))]).scored == 0


def test_a_model_scores_the_new_and_changed_posts(trained: Settings, tmp_path: Path) -> None:
    python = element(101, position="Backend Python Engineer", tags=["python", "backend"])
    done = fetch_new(trained, [save(tmp_path, python, element(40, position="Sales Manager"))])
    assert (done.new, done.changed, done.scored, done.warnings) == (1, 1, 2, ())
    listed = recommend(trained, Query(everything=True)).posts
    assert all(post.score is not None for post in listed)
    assert "remoteok:101" in [post.key for post in recommend(trained, Query()).posts]


@pytest.mark.parametrize("content", [None, b"", b"not the model"])
def test_a_broken_model_file_does_not_stop_a_fetch(
    trained: Settings, tmp_path: Path, content: bytes | None
) -> None:
    trained.model_path.unlink()
    if content is not None:
        trained.model_path.write_bytes(content)
    done = fetch_new(trained, [save(tmp_path, element(101), element(40))])
    assert (done.new, done.scored) == (1, 0)
    assert "Run `train` again" in done.warnings[-1]
    assert status(trained).posts == 41


@pytest.mark.parametrize(
    ("cache", "warning"),
    [
        ("scores", "The new posts have not been scored yet. "),
        ("reposts", "The new posts have not been checked for duplicates yet. "),
    ],
)
def test_what_the_next_run_can_do_does_not_stop_a_fetch(
    trained: Settings, tmp_path: Path, cache: str, warning: str
) -> None:
    with contextlib.closing(sqlite3.connect(trained.store_path)) as connection:
        connection.execute(
            f"CREATE TRIGGER full BEFORE INSERT ON {cache} BEGIN INSERT INTO no_such_table VALUES (1); END"
        )
    done = fetch_new(trained, [save(tmp_path, element(101))])
    assert (done.new, len(done.warnings)) == (1, 1)
    assert done.warnings[0].startswith(warning)
    assert status(trained).posts == 41


@pytest.mark.parametrize("reply", [Reply(status=404), Reply(b"<html>"), Reply(body(numbers(1, 4)))])
def test_a_password_in_the_address_is_sent_and_kept_nowhere(
    settings: Settings, server: FeedServer, reply: Reply
) -> None:
    server.answer(reply)
    url = server.url.replace("http://", "http://me:s3cret@")
    with contextlib.suppress(FeedError):
        fetch_new(Settings(instance=settings.instance, remoteok_url=url), tags=["engineer"])
    assert server.asked[0].headers["Authorization"].startswith("Basic ")
    assert last(settings).origin == f"{server.url}?tags=engineer"
    assert "s3cret" not in last(settings).error


def test_an_address_that_is_no_text_is_one_sentence(settings: Settings) -> None:
    odd = Settings(instance=settings.instance, remoteok_url=os.fsdecode(b"http://127.0.0.1:9/\xff"))
    with pytest.raises(FeedError, match="is not a valid web address"):
        fetch_new(odd)
    assert last(odd).origin == "http://127.0.0.1:9/\ufffd"


def test_an_unreachable_board_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobsearch.boards.http.client.TRIES", 1)
    with pytest.raises(FeedUnreachable, match=r"127\.0\.0\.1"):
        fetch_new(settings)
    assert "127.0.0.1" in last(settings).error
