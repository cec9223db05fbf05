"""Two clients write labels while posts are fetched, a person labels and models are trained."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from support.feeds import body, element, labels_csv, tasteful
from support.process import Finished, Program
from support.serving import Server, served, until
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.settings import Settings

CLIENTS = 2
POSTS = 400
ENOUGH = 10  # labels of each client
MOST_TRAININGS = 40
LABELS = ("yes", "no", "unsure")


@pytest.fixture
def four_hundred_posts(settings: Settings, tmp_path: Path) -> Settings:
    """An instance with posts of two kinds, a few of them labeled."""
    posts, answers = tasteful(POSTS)
    (tmp_path / "before.json").write_bytes(body(posts))
    fetch_new(settings, [tmp_path / "before.json"])
    import_labels(settings, labels_csv(dict(list(answers.items())[:20])), "labels.csv")
    return settings


@pytest.mark.parametrize("times", [1, pytest.param(8, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_two_clients_a_person_fetches_and_trainings_lose_nothing(
    four_hundred_posts: Settings, program: Program, tmp_path: Path, times: int
) -> None:
    assert four_hundred_posts.instance == program.instance
    before = stored_labels(program.instance)
    with (
        served(program) as server,
        terminal(program, "label", "--order", "oldest") as asking,
        ThreadPoolExecutor(CLIENTS + 2) as pool,
    ):
        asking.wait_for("q quit")
        written: list[dict[str, str]] = [{} for _client in range(CLIENTS)]
        fetches = pool.submit(_fetch, program, tmp_path, times)
        trainings = pool.submit(
            _train, program, server, times, lambda: all(len(labels) > ENOUGH for labels in written)
        )
        busy = [fetches, trainings]
        writers = [pool.submit(_write, server, *client, busy) for client in enumerate(written)]
        answered = _answer_until_done(asking, busy)
        for writer in writers:
            writer.result()
        asking.press("q")
        assert asking.end() == 0
        assert server.end() == 0
        log = server.log.read_text()

    assert "Traceback" not in log
    assert not [
        run.err for run in (*fetches.result(), *trainings.result()) if run.status or "locked" in run.err
    ]
    assert all(len(labels) >= ENOUGH for labels in written)
    assert stored_labels(program.instance) == before | answered | written[0] | written[1]
    with closing(sqlite3.connect(program.instance / "jobposts.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM job_posts").fetchone() == (POSTS + 30 * times,)


def _fetch(program: Program, folder: Path, times: int) -> list[Finished]:
    return [program.run("fetch-new", "--from", file) for file in _responses(folder, times)]


def _responses(folder: Path, times: int) -> Iterator[Path]:
    for run in range(times):
        file = folder / f"feed-{run}.json"
        file.write_bytes(body(element(5_000 + 30 * run + number) for number in range(30)))
        yield file


def _train(program: Program, server: Server, times: int, enough: Callable[[], bool]) -> list[Finished]:
    """Train by the command and over HTTP, in turns, this often and until there is enough."""
    ended: list[Finished] = []
    while len(ended) < times or not (enough() or len(ended) == MOST_TRAININGS):
        assert server.ask("POST", "/train").status == 202
        ended.append(program.run("train"))
        until(lambda: server.get("/train").json["state"] == "done", "the training over HTTP")
    return ended


def _write(server: Server, client: int, written: dict[str, str], busy: Sequence[Future[Any]]) -> None:
    """Label posts of this client's own, again and again, and read in between."""
    for round_, label in enumerate(cycle(LABELS)):
        if all(one.done() for one in busy):
            return
        key = f"remoteok:{30 + CLIENTS * (round_ % 60) + client}"
        answered = server.ask("PUT", f"/posts/{key}/label", {"label": label})
        assert (answered.status, answered.json["post_stored"]) == (200, True), answered.body
        written[key] = label
        if round_ % 5 == 0:
            gone = server.ask("DELETE", f"/posts/{key}/label")
            assert gone.status == 204, gone.body
            del written[key]
        for path in ("/recommendations?all=true", "/labels/next?order=newest", "/status"):
            assert server.get(path).status == 200
    raise AssertionError("the writers end with the others")


def _answer_until_done(asking: Terminal, busy: Sequence[Future[Any]]) -> dict[str, str]:
    answered: dict[str, str] = {}
    keys = cycle({"y": "yes", "n": "no", "u": "unsure"}.items())
    while not all(one.done() for one in busy):
        asked, (key, label) = asking.key, next(keys)
        number = int(asked.partition(":")[2])
        if number < 30 + CLIENTS * 60 or number >= 5_000:
            asking.press("s")
        else:
            asking.press(key)
            answered[asked] = label
        asking.wait(lambda asked=asked: asking.key not in ("", asked), f"the post after {asked}")
        asking.watch(0.2)
    return answered
