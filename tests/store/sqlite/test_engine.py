import sqlite3
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from support.postings import NOON, posting
from support.process import Program
from support.terminal import stored_labels

from jobsearch.errors import InstanceUnusable, StoreBusy, StoreFailed, StoreUnreadable
from jobsearch.store import counts, posts
from jobsearch.store.models import Showing
from jobsearch.store.sqlite.engine import Engine, connect, reading, writing
from jobsearch.store.sqlite.schema import UPGRADES


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def add(engine: Engine, number: int) -> None:
    with writing(engine) as session:
        posts.upsert(session, [posting(number)], NOON)
        session.commit()


def count(engine: Engine) -> int:
    with reading(engine) as session:
        return counts.count_posts(session)


def create_and_add(path: Path, number: int) -> None:
    add(connect(path), number)


def sqlite_file(path: Path, *statements: str) -> bytes:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return path.read_bytes()


def test_only_the_owner_can_read_the_store_and_its_folder(path: Path) -> None:
    engine = connect(path)
    with writing(engine) as session:
        posts.upsert(session, [posting()], NOON)
        session.commit()
        files = {file.name: mode(file) for file in path.parent.iterdir()}
    assert mode(path.parent) == 0o700
    assert files["jobposts.db"] == 0o600
    assert set(files.values()) == {0o600}


def test_a_folder_that_exists_keeps_its_mode(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    connect(path)
    assert mode(path.parent) == 0o755


def test_makes_every_missing_folder(tmp_path: Path) -> None:
    connect(tmp_path / "a" / "b" / "jobposts.db")
    assert (tmp_path / "a" / "b" / "jobposts.db").is_file()


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert count(connect(path)) == 0


@pytest.mark.parametrize("name", ["what?.db", "100% #1.db", "böse öl.db", "two words.db"])
def test_the_path_may_hold_any_character(tmp_path: Path, name: str) -> None:
    add(connect(tmp_path / name), 1)
    assert count(connect(tmp_path / name)) == 1


@pytest.mark.parametrize("content", [b"These are my notes.\n" * 100, b"x", b"SQLite format 4\x00" * 99])
def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable, match="another kind of file"):
        connect(path)
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    before = sqlite_file(path, "CREATE TABLE songs (title)", "INSERT INTO songs VALUES ('Imagine')")
    with pytest.raises(StoreUnreadable, match="another program's database"):
        connect(path)
    assert path.read_bytes() == before


def test_another_programs_database_with_our_version_number_is_refused(path: Path) -> None:
    numbered = f"PRAGMA user_version = {len(UPGRADES)}"
    before = sqlite_file(path, "CREATE TABLE songs (title)", numbered)
    with pytest.raises(StoreUnreadable):
        connect(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [20, 100, 5000])
def test_a_truncated_store_is_refused_and_left_alone(path: Path, kept: int) -> None:
    add(connect(path), 1)
    before = path.read_bytes()[:kept]
    path.write_bytes(before)
    with pytest.raises(StoreUnreadable, match="was not changed"):
        count(connect(path))
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_store_is_refused_and_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "note").write_text("mine")
    with pytest.raises((InstanceUnusable, StoreFailed, StoreUnreadable)):
        connect(path)
    assert [file.name for file in path.iterdir()] == ["note"]


def test_a_file_in_the_place_of_the_folder_is_named(path: Path) -> None:
    path.parent.write_text("mine")
    with pytest.raises(InstanceUnusable, match="--instance"):
        connect(path)
    assert path.parent.read_text() == "mine"


def test_several_processes_may_create_the_same_store_at_once(program: Program) -> None:
    runs = [program.start("labels", "set", f"other:{number}", "yes") for number in range(8)]
    assert [run.finish().status for run in runs] == [0] * 8
    assert len(stored_labels(program.instance)) == 8


def test_several_threads_may_create_the_same_store_at_once(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(create_and_add, [path] * 8, range(8)))
    assert count(connect(path)) == 8


def test_a_writing_session_without_a_commit_rolls_back(store: Engine) -> None:
    with writing(store) as session:
        posts.upsert(session, [posting()], NOON)
    assert count(store) == 0


def test_a_writing_session_that_fails_rolls_back(store: Engine) -> None:
    def fail() -> None:
        with writing(store) as session:
            posts.upsert(session, [posting()], NOON)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert count(store) == 0


def test_a_naive_datetime_is_refused(store: Engine) -> None:
    naive = datetime(2026, 9, 1)  # noqa: DTZ001 - what must not get in
    with (
        writing(store) as session,
        pytest.raises((StatementError, ValueError), match="has no time zone"),
    ):
        posts.upsert(session, [posting(posted_at=naive)], NOON)
    assert count(store) == 0


def test_moments_come_back_as_the_same_moment_in_utc(store: Engine) -> None:
    moment = datetime.fromisoformat("2026-09-01T09:30:00.123456+05:45")
    with writing(store) as session:
        posts.upsert(session, [posting(posted_at=moment)], NOON)
        session.commit()
    with reading(store) as session:
        (found,) = posts.everything(session)
    assert found.posted_at == moment
    assert found.posted_at.tzinfo is UTC


def test_a_row_must_belong_to_a_stored_post(store: Engine) -> None:
    with writing(store) as session:
        session.add(Showing(job_post_id=99, shown_at=NOON))
        with pytest.raises(IntegrityError):
            session.flush()


def test_the_store_uses_write_ahead_logging(store: Engine) -> None:
    with reading(store) as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"


def test_a_reader_sees_the_state_at_its_start_while_another_writes(store: Engine) -> None:
    with reading(store) as session:
        assert counts.count_posts(session) == 0
        add(store, 1)
        assert counts.count_posts(session) == 0
    assert count(store) == 1


def test_a_writer_waits_for_another_writer(store: Engine) -> None:
    started = threading.Event()
    ended: list[str] = []

    def second() -> None:
        started.set()
        add(store, 2)
        ended.append("second")

    thread = threading.Thread(target=second)
    with writing(store) as session:
        posts.upsert(session, [posting(1)], NOON)
        thread.start()
        started.wait()
        time.sleep(0.3)
        ended.append("first")
        session.commit()
    thread.join()
    assert ended == ["first", "second"]
    assert count(store) == 2


def test_a_writer_that_waited_too_long_says_so(path: Path) -> None:
    engine = connect(path, busy_seconds=0.1)
    with writing(engine) as session:
        posts.upsert(session, [posting(1)], NOON)
        with pytest.raises(StoreBusy, match="try again"):
            add(engine, 2)
        session.commit()
    assert count(engine) == 1
