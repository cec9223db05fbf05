"""A store that this process holds open is not opened in another way, which would give up its locks."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import QueuePool, text

from jobsearch.errors import StoreGone, StoreUnreadable
from jobsearch.store.sqlite import held
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly
from jobsearch.store.sqlite.watch import OpenStores

ANOTHER_PROGRAM = """
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("INSERT INTO wishes (kind, text, said_at) VALUES ('resume', 'x', '2026-11-27 00:00:00')")
store.commit()
store.close()
"""
INSERT = "INSERT INTO wishes (kind, text, said_at) VALUES ('words', 'y', '2026-11-27 00:00:00')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    connect(tmp_path / "jobposts.db")
    return tmp_path / "jobposts.db"


@pytest.fixture
def kept_open(path: Path) -> Iterator[Engine]:
    """A store that stays open, as a server's does."""
    engine = connect(path, pool=QueuePool)
    with connect_readonly(engine) as connection:
        connection.execute(text("SELECT count(*) FROM wishes"))
    yield engine
    engine.dispose()


def test_another_program_that_ends_deletes_no_log_that_is_in_use(path: Path, kept_open: Engine) -> None:
    connect(path)  # as a service does that opens the store for itself
    subprocess.run([sys.executable, "-c", ANOTHER_PROGRAM, str(path)], check=True)
    assert path.with_name("jobposts.db-wal").exists()
    with kept_open.begin() as connection:
        connection.execute(text(INSERT))
    with closing(sqlite3.connect(path)) as reader:  # which would not see what went into a deleted log
        assert reader.execute("SELECT count(*) FROM wishes").fetchone() == (2,)


def test_what_is_closed_is_looked_at_again(path: Path, kept_open: Engine) -> None:
    with held.left_alone(path) as is_alone:
        assert not is_alone
    kept_open.dispose()
    with held.left_alone(path) as is_alone:
        assert is_alone
    path.write_bytes(b"no store")
    with pytest.raises(StoreUnreadable, match="another kind of file"):
        connect(path)


def test_a_watched_store_is_held_until_it_is_closed(path: Path) -> None:
    stores = OpenStores()
    stores.open(path).engine.dispose()  # what watches it is open still
    with held.left_alone(path) as is_alone:
        assert not is_alone
    stores.close()
    stores.close()
    with held.left_alone(path) as is_alone:
        assert is_alone


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + b"\xa5" * 5000, b"SQLite format 3\0"])
def test_a_file_that_is_no_store_is_not_held(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "jobposts.db"
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(StoreUnreadable):
            connect(path)
        with held.left_alone(path) as is_alone:
            assert is_alone


def test_a_store_that_was_replaced_is_not_held(path: Path, tmp_path: Path) -> None:
    stores = OpenStores()
    engine = stores.open(path).engine
    engine.dispose()  # so that it connects anew
    connect(tmp_path / "other.db")
    (tmp_path / "other.db").replace(path)
    for _ in range(2):
        with pytest.raises(StoreGone), connect_readonly(engine) as connection:
            connection.execute(text("SELECT 1"))
    stores.close()
    with held.left_alone(path) as is_alone:
        assert is_alone


def test_a_command_holds_nothing_between_two_sessions(path: Path) -> None:
    engine = connect(path)
    with connect_readonly(engine) as connection:
        connection.execute(text("SELECT 1"))
        with held.left_alone(path) as is_alone:
            assert not is_alone
    with held.left_alone(path) as is_alone:
        assert is_alone
