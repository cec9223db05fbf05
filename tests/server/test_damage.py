"""A server starts whatever is missing, damaged or locked, says what to do, and recovers by itself."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.process import Program
from support.serving import Server, in_thread

from jobsearch.store.sqlite import watch


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock for a moment only."""
    monkeypatch.setattr(watch, "BUSY_SECONDS", 0.3)


ASKED = {"experience": [{"description": "the general ledger"}]}


def status_of_careers(server: Server) -> int:
    return server.ask("POST", "/model/similar_jobs", ASKED).status


def remedy(server: Server, path: str) -> str:
    answered = server.get(path)
    assert answered.status == 503, answered.body
    assert answered.headers["retry-after"]
    assert answered.json["type"].startswith("urn:problem-type:jobsearch:")
    detail: str = answered.json["detail"]
    return detail


def test_without_models_it_says_how_to_train_them_and_then_answers(own: Program) -> None:
    moved = own.instance / "jobposts.db"
    with closing(sqlite3.connect(moved)) as connection, connection:
        connection.execute("DELETE FROM models")
        connection.execute("DELETE FROM career_models")
    with in_thread(own.instance) as server:
        assert "POST /train?lesson=careers to train it" in remedy(server, "/model/titles")
        assert "then POST /train" in remedy(server, "/recommendations")
        assert server.get("/health").json == {"store": "ready", "scores": "missing", "careers": "missing"}
        assert own.run("careers", "train").status == 0
        assert own.run("train").status == 0
        assert status_of_careers(server) == 200
        assert server.get("/recommendations").status == 200


def test_without_anything_it_says_what_comes_first(program: Program) -> None:
    with in_thread(program.instance) as server:
        assert "Run `fetch-new`" in remedy(server, "/recommendations")
        assert "Run `fetch-new`" in remedy(server, "/labels/next")
        assert server.get("/posts").json == {"posts": [], "total": 0, "next": None}
        assert server.get("/status").json["next_step"] == "Run `start` to get a first list."


@pytest.mark.parametrize("content", [None, b"", b"garbage"])
def test_with_a_damaged_model_it_asks_for_another_training_and_then_answers(
    own: Program, content: bytes | None
) -> None:
    file = own.instance / "careers.npz"
    whole = file.read_bytes()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    with in_thread(own.instance) as server:
        assert "POST /train?lesson=careers to train it again" in remedy(server, "/model/titles")
        assert server.get("/health").json["careers"] == "unusable"
        file.write_bytes(whole)
        assert status_of_careers(server) == 200


def test_a_model_of_another_hash_is_never_read(own: Program, tmp_path: Path) -> None:
    file = own.instance / "careers.npz"
    shutil.copy(file, tmp_path / "whole")
    file.write_bytes(file.read_bytes() + b"\0")
    with in_thread(own.instance) as server:
        assert "it is not the file that train wrote" in remedy(server, "/model/titles")


@pytest.mark.usefixtures("impatient")
def test_with_a_locked_store_it_starts_says_so_and_recovers(own: Program) -> None:
    with closing(sqlite3.connect(own.instance / "jobposts.db", isolation_level=None)) as locking:
        locking.execute("PRAGMA locking_mode = EXCLUSIVE")
        locking.execute("BEGIN EXCLUSIVE")
        with in_thread(own.instance) as server:
            assert "has been locked by another program" in remedy(server, "/status")
            assert "has been locked by another program" in remedy(server, "/health")
            locking.execute("COMMIT")
            locking.close()
            assert server.get("/status").status == 200
            assert status_of_careers(server) == 200


@pytest.mark.usefixtures("impatient")
def test_a_write_waits_for_a_short_lock_and_then_gives_up(own_server: Server, own: Program) -> None:
    with closing(sqlite3.connect(own.instance / "jobposts.db", isolation_level=None)) as locking:
        locking.execute("BEGIN IMMEDIATE")
        assert own_server.get("/posts/remoteok:1").status == 200, "reads go on"
        answered = own_server.ask("PUT", "/posts/remoteok:1/label", {"label": "yes"})
        assert (answered.status, answered.json["title"]) == (503, "Service Unavailable")
        locking.execute("COMMIT")
    assert own_server.ask("PUT", "/posts/remoteok:1/label", {"label": "yes"}).status == 200


def test_a_store_that_is_another_file_is_a_problem_until_it_is_put_back(own: Program, tmp_path: Path) -> None:
    store = own.instance / "jobposts.db"
    with in_thread(own.instance) as server:
        assert server.get("/status").status == 200
        shutil.copy(store, tmp_path / "whole.db")
        store.unlink()
        for beside in ("-wal", "-shm"):
            store.with_name(f"{store.name}{beside}").unlink(missing_ok=True)
        store.write_bytes(b"no store " * 1_000)
        assert "is not a jobsearch store" in remedy(server, "/status")
        (tmp_path / "whole.db").replace(store)
        assert server.get("/status").status == 200
        assert status_of_careers(server) == 200
