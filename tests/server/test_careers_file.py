"""The career service of a model in a file, without a store."""

import asyncio
import json
import os
import shutil
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import httpx
import pytest
from support.careers import trade_posts
from support.process import Program
from support.serving import Server, served, until

from jobsearch.careers.model import load_alone, save
from jobsearch.careers.training import Post, learn
from jobsearch.errors import CareersUnusable
from jobsearch.server.careers_app import create_careers_app
from jobsearch.services.careers_file import CareersFile
from jobsearch.settings import Access

PERSON = {"experience": [{"description": "kept the general ledger, bank reconciliations"}]}


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of other titles."""
    posts = [Post(f"Marine {title}", text, year, company) for title, text, company, year in trade_posts()]
    path = tmp_path_factory.mktemp("other") / "careers.npz"
    save(learn(posts).careers, path)
    return path


@pytest.fixture
def model(both_models: Program, tmp_path: Path) -> Path:
    """A copy of the model of three trades."""
    return Path(shutil.copy(both_models.instance / "careers.npz", tmp_path / "model.npz"))


def ask(path: Path, *requests: tuple[str, str, Any], access: Access = Access()) -> list[httpx.Response]:  # noqa: B008 - frozen
    """Ask the application in this process."""

    async def answered() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_careers_app(path, access))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return [await client.request(method, where, json=body) for method, where, body in requests]

    return asyncio.run(answered())


def test_answers_as_the_server_of_the_store_does(server: Server, model: Path) -> None:
    requests = [
        ("POST", "/model/similar_jobs", PERSON),
        ("POST", "/model/similar_jobs", {"experience": [{"description": "zzz"}]}),
        ("POST", "/model/similar_jobs", {"experience": []}),
        ("GET", "/model/skills/senior%20nurse", None),
        ("GET", "/model/skills/nurze", None),
        ("GET", "/model/skills/", None),
        ("GET", "/model/titles", None),
    ]
    for (method, path, body), answer in zip(requests, ask(model, *requests), strict=True):
        expected = server.ask(method, path, body)
        assert (answer.status_code, answer.json()) == (expected.status, json.loads(expected.body)), path


def test_has_no_other_routes(model: Path) -> None:
    for answer in ask(
        model, ("POST", "/model/feedback", PERSON), ("GET", "/posts", None), ("POST", "/train", None)
    ):
        assert answer.status_code == 404


def test_is_ready_with_a_model_and_live_in_any_case(model: Path, tmp_path: Path) -> None:
    ready, live = ask(model, ("GET", "/health", None), ("GET", "/live", None))
    assert (ready.status_code, ready.json()["titles"], ready.json()["refused"]) == (200, 3, "")
    assert live.json() == {"live": True}
    requests = [("GET", "/health", None), ("POST", "/model/similar_jobs", PERSON), ("GET", "/live", None)]
    answers = ask(tmp_path / "missing.npz", *requests)
    assert [one.status_code for one in answers] == [503, 503, 200]
    assert answers[0].json()["type"].endswith("careers-unusable")


def test_needs_the_token_but_for_its_state(model: Path) -> None:
    access = Access("a token of many letters")
    requests = [("GET", "/model/titles", None), ("GET", "/health", None), ("GET", "/live", None)]
    assert [one.status_code for one in ask(model, *requests, access=access)] == [401, 200, 200]


@pytest.mark.parametrize("path", ["/today", "/settings", "/login", "/"])
def test_sends_nobody_to_a_page_since_it_has_none(path: str, model: Path) -> None:
    (without,) = ask(model, ("GET", path, None), access=Access("a token of many letters"))
    assert without.status_code in {401, 404}
    assert "location" not in without.headers
    (open_to_all,) = ask(model, ("GET", path, None))
    assert open_to_all.status_code == 404


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04" + b"\0" * 50])
def test_what_is_no_model_leaves_the_one_before_in_use(content: bytes, model: Path) -> None:
    watched = CareersFile(model)
    beside = model.with_name("beside")
    beside.write_bytes(content)
    beside.replace(model)
    watched._look()  # noqa: SLF001 - as every second
    assert len(watched.loaded.careers.titles) == 3
    assert "cannot be read" in watched.refused
    with pytest.raises(CareersUnusable):
        load_alone(model)


@pytest.mark.parametrize(
    "error", [zlib.error("invalid"), MemoryError(), RecursionError("deep"), OSError(5, "x")]
)
def test_goes_on_looking_whatever_reading_a_file_leads_to(
    error: Exception, model: Path, other_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = CareersFile(model)

    def failing(_path: Path) -> NoReturn:
        raise error

    monkeypatch.setattr("jobsearch.services.careers_file.load_alone", failing)
    monkeypatch.setattr("jobsearch.services.careers_file._LOOK_SECONDS", 0.01)
    watched.watch()
    shutil.copy(other_model, model.with_name("beside")).replace(model)
    until(lambda: watched.refused != "", "that it cannot be read")
    assert "accountant" in watched.loaded.careers.titles
    monkeypatch.undo()
    shutil.copy(other_model, model.with_name("beside")).replace(model)
    until(lambda: "marine accountant" in watched.loaded.careers.titles, "the good file")
    assert watched.refused == ""
    watched.close()


def test_starts_without_a_model_where_the_file_is_damaged(model: Path) -> None:
    content = model.read_bytes()
    middle = len(content) // 2
    model.write_bytes(content[:middle] + bytes(50) + content[middle + 50 :])
    ready, live = ask(model, ("GET", "/health", None), ("GET", "/live", None))
    assert (ready.status_code, live.status_code) == (503, 200)
    assert "cannot be read" in ready.json()["detail"]


def test_a_file_that_goes_is_missed_by_nobody(model: Path, other_model: Path) -> None:
    watched = CareersFile(model)
    model.unlink()
    watched._look()  # noqa: SLF001 - as every second
    assert "accountant" in watched.loaded.careers.titles
    shutil.copy(other_model, model)
    os.utime(model, (1, 1))
    watched._look()  # noqa: SLF001 - same
    assert "marine accountant" in watched.loaded.careers.titles
    assert watched.refused == ""


def test_a_file_that_comes_late_is_taken_up(model: Path, tmp_path: Path) -> None:
    watched = CareersFile(tmp_path / "late.npz")
    with pytest.raises(CareersUnusable):
        watched.loaded  # noqa: B018 - it raises
    model.replace(tmp_path / "late.npz")
    watched._look()  # noqa: SLF001 - as every second
    assert len(watched.loaded.careers.titles) == 3


def test_a_model_of_other_versions_is_refused(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobsearch.careers.model.versions", lambda: {"recipe": "another"})
    with pytest.raises(CareersUnusable, match="earlier version"):
        load_alone(model)


@contextmanager
def asking(server: Server) -> Iterator[list[int]]:
    """Ask without end from two threads; yield the states of the answers."""
    found: list[int] = []
    over = threading.Event()

    def ask_on() -> None:
        while not over.is_set():
            found.append(server.ask("POST", "/model/similar_jobs", PERSON).status)

    threads = [threading.Thread(target=ask_on) for _time in range(2)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        over.set()
        for thread in threads:
            thread.join()


def is_live(server: Server) -> bool:
    """Tell whether somebody answers."""
    try:
        return server.get("/live").status == 200
    except ConnectionRefusedError:
        return False


def first_titles(server: Server) -> set[str]:
    """Ask several times, so that every process is likely to have answered."""
    return {server.get("/model/titles").json["results"][0] for _time in range(8)}


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--workers", "2"], "one process"), (["--careers", "x.npz", "--open"], "no web page")],
)
def test_says_what_does_not_go_together(given: list[str], said: str, tmp_path: Path) -> None:
    done = Program(tmp_path / "none").run("serve", *given)
    assert done.status == 2
    assert said in done.err


@pytest.mark.slow  # three processes that import the server
def test_two_processes_take_up_a_model_and_drop_no_request(
    model: Path, other_model: Path, tmp_path: Path
) -> None:
    program = Program(tmp_path / "none")
    with served(program, "--careers", str(model), "--workers", "2") as running:
        until(lambda: is_live(running), "the first process")  # the address is known before one listens
        with asking(running) as states:
            beside = Path(shutil.copy(other_model, model.with_name("beside")))
            beside.replace(model)
            until(lambda: first_titles(running) == {"marine accountant"}, "the other model")
        assert running.end() == 0
    assert not (tmp_path / "none").exists()
    assert set(states) == {200}
