"""What is stored is reported as stored, and the writers of one server wait for one another."""

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from support.serving import Answered, Server, in_thread

from jobsearch.errors import StoreBusy, StoreCrowded
from jobsearch.server import parameters
from jobsearch.services.labels import transfer
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.wish import keep
from jobsearch.settings import Settings
from jobsearch.store.sqlite import watch
from jobsearch.store.sqlite.engine import writing
from jobsearch.store.sqlite.reader import Connection

WRITERS = 64
WRITES = {
    "a first answer": ("PUT", "/posts/remoteok:1/label", {"label": "yes"}),
    "another answer": ("PUT", "/posts/remoteok:2/label", {"label": "no"}),
    "an answer of no weight": ("PUT", "/posts/remoteok:3/label", {"label": "unsure"}),
    "an application": ("PUT", "/posts/remoteok:4/label", {"label": "applied"}),
    "an answer that waits for its post": ("PUT", "/posts/himalayas:9/label", {"label": "yes"}),
    "an answer taken back": ("DELETE", "/posts/remoteok:2/label", None),
    "no answer taken back": ("DELETE", "/posts/remoteok:5/label", None),
    "posts shown": ("POST", "/recommendations/shown", {"keys": ["remoteok:1", "remoteok:2"]}),
    "an experience": ("POST", "/model/feedback", {"description": "kept the ledger", "title": "accountant"}),
    "a wish": ("PUT", "/wish", {"text": "rust systems"}),
    "a wish forgotten": ("DELETE", "/wish", None),
    "an experience forgotten": ("DELETE", "/model/experiences/1", None),
}


@pytest.fixture
def server(ten_posts: Settings) -> Iterator[Server]:
    """A server of that."""
    with in_thread(ten_posts.instance) as running:
        assert running.get("/posts").json["total"] == 10
        yield running


@pytest.fixture
def wishing(ten_posts: Settings) -> Settings:
    """The same with a wish."""
    keep(ten_posts, "python backend")
    return ten_posts


class Overtaken(Connection):
    """A connection after whose commits another program takes the write lock and does not give it back."""

    taken: list[sqlite3.Connection]

    def commit(self) -> None:
        """Commit, and be too slow for anything after that."""
        writes = self.in_transaction and self.total_changes > 0
        super().commit()
        if writes and not self.taken:
            path = self.execute("PRAGMA database_list").fetchone()[2]
            other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            other.execute("BEGIN IMMEDIATE")
            self.taken.append(other)


@pytest.fixture
def overtaken(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[sqlite3.Connection]]:
    """Let every connection be so; give who took the lock."""
    taken: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def overtake(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, **options | {"factory": Overtaken})

    monkeypatch.setattr(Overtaken, "taken", taken, raising=False)
    monkeypatch.setattr(watch, "BUSY_SECONDS", 0.3)
    with monkeypatch.context() as patched:
        patched.setattr("jobsearch.store.sqlite.engine.sqlite3.connect", overtake)
        yield taken
    for connection in taken:
        connection.close()


def everything(settings: Settings) -> list[list[tuple[Any, ...]]]:
    tables = ("labels", "experiences", "showings", "wishes")
    with closing(sqlite3.connect(settings.store_path)) as connection:
        return [connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


@pytest.mark.parametrize("what", WRITES)
def test_what_was_committed_is_never_reported_as_failed(
    what: str, wishing: Settings, overtaken: list[sqlite3.Connection]
) -> None:
    before = everything(wishing)
    with in_thread(wishing.instance) as server:
        answered = server.ask(*WRITES[what])
    changed = everything(wishing) != before
    assert answered.status < 300, answered.body
    assert changed is bool(overtaken)
    assert changed is (what != "no answer taken back")


def test_a_key_is_looked_up_without_reading_every_post(ten_posts: Settings) -> None:
    """With 20,000 posts as with ten: each statement is answered by an index."""
    statements: list[str] = []
    opened = watch.OpenStores()
    engine = opened.open(ten_posts.store_path).engine
    with writing(engine) as session:
        driver: Any = session.connection().connection.driver_connection
        driver.set_trace_callback(statements.append)

    class Known(transfer.NoCache):
        def open_store(self, _settings: Settings) -> Any:
            return engine

    assert set_label(ten_posts, "remoteok:1", "yes", Known()).post_stored
    assert not set_label(ten_posts, "remoteok:99", "yes", Known()).post_stored
    opened.close()
    asked = [statement for statement in statements if statement.startswith("SELECT")]
    assert len(asked) >= 4
    with closing(sqlite3.connect(ten_posts.store_path)) as connection:
        plans = [str(connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()) for one in asked]
    assert not [plan for plan in plans if "SCAN" in plan.replace("SCAN CONSTANT ROW", "")]


def test_sixty_four_writers_are_all_answered(server: Server, ten_posts: Settings) -> None:
    """Each writes keys of its own, three times; what was acknowledged last is what is stored."""

    def write(client: int) -> list[tuple[str, str, Answered, float]]:
        found = []
        for label in ("yes", "no", "unsure"):
            key, begun = f"remoteok:{client + 1}", time.monotonic()
            answered = server.ask("PUT", f"/posts/{key}/label", {"label": label})
            found.append((key, label, answered, time.monotonic() - begun))
        return found

    with ThreadPoolExecutor(WRITERS) as pool:
        written = [one for many in pool.map(write, range(WRITERS)) for one in many]
    assert {answered.status for _key, _label, answered, _seconds in written} == {200}
    assert max(seconds for *_other, seconds in written) < 10
    with closing(sqlite3.connect(ten_posts.store_path)) as connection:
        stored = dict(connection.execute("SELECT source || ':' || external_id, label FROM labels"))
    assert stored == {key: label for key, label, *_others in written}


def _write(server: Server, number: int) -> Answered:
    return server.ask("PUT", f"/posts/remoteok:{number}/label", {"label": "yes"})


def test_reading_goes_on_while_another_program_keeps_the_writers_waiting(
    server: Server, ten_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "_WRITE_SECONDS", 30.0)
    with (
        closing(sqlite3.connect(ten_posts.store_path, isolation_level=None)) as other,
        ThreadPoolExecutor(WRITERS) as pool,
    ):
        other.execute("BEGIN IMMEDIATE")
        written = [pool.submit(_write, server, number) for number in range(WRITERS)]
        time.sleep(0.7)
        assert [server.get(path).status for path in ("/health", "/posts?limit=1")] == [200, 200]
        assert not any(one.done() for one in written)
        other.execute("ROLLBACK")
        assert not {one.result().status for one in written} - {200, 404}


def test_writers_that_another_program_keeps_waiting_are_answered_in_time(
    server: Server, ten_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parameters, "_WRITE_SECONDS", 0.5)
    with (
        closing(sqlite3.connect(ten_posts.store_path, isolation_level=None)) as other,
        ThreadPoolExecutor(WRITERS) as pool,
    ):
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        answers = [one.result() for one in [pool.submit(_write, server, n) for n in range(WRITERS)]]
        assert time.monotonic() - begun < 10, "they wait side by side"
        other.execute("ROLLBACK")
    assert {answered.status for answered in answers} == {503}
    assert {answered.json["type"].rpartition(":")[2] for answered in answers} == {"store-busy"}


def test_who_waits_too_long_reads_that_the_others_are_of_this_server(
    ten_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "BUSY_SECONDS", 0.1)
    stores = watch.OpenStores()
    engine = stores.open(ten_posts.store_path).engine
    with writing(engine), pytest.raises(StoreCrowded, match="timed out"), writing(engine):
        raise AssertionError("one writes at a time")
    with closing(sqlite3.connect(ten_posts.store_path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="locked by another program"), writing(engine) as session:
            session.connection()
    with writing(engine) as session:
        session.connection()
    stores.close()
