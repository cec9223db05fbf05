"""Four fetches, a person who labels, trainings, lists, backups and a server, all at once on one instance.

How many of each there were: python -m pytest -q -n 0 -s -m slow tests/faults/test_everything_at_once.py
"""

import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count, cycle
from pathlib import Path

import pytest
from support.damage import check_nothing_lost
from support.feeds import body, element, labels_csv, tasteful
from support.process import Finished, Program
from support.serving import Server, served
from support.terminal import stored_labels, terminal

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

FETCHERS = 4
WINDOW = 30
# Besides the fetches and the person; another command joins by a line.
COMMANDS = (
    "train",
    "recommend --new -o keys",
    "recommend --search work --can-work-from PT -q",
    "status",
    "backup --replace {folder}/copy.db",
)


def _teach(settings: Settings, posts_before: int) -> None:
    """Make an instance with a model, and more posts than anyone answers while the test runs."""
    posts, answers = tasteful(40)
    file = settings.instance.with_name("before.json")
    file.write_bytes(body([*posts, *(element(number) for number in range(41, posts_before + 1))]))
    fetch_new(settings, [file])
    import_labels(settings, labels_csv(answers), "labels.csv")
    train(settings)


@pytest.mark.parametrize(
    ("seconds", "posts_before"),
    [(2, 200), pytest.param(120, 1_200, marks=[pytest.mark.slow, pytest.mark.timeout(600)])],
)
def test_none_waits_in_vain_and_no_write_is_lost(
    settings: Settings, program: Program, tmp_path: Path, seconds: float, posts_before: int
) -> None:
    _teach(settings, posts_before)
    before = stored_labels(program.instance)
    shutil.copytree(program.instance, tmp_path / "before")
    pytest.importorskip("uvicorn")
    with (
        terminal(program, "label", "--order", "newest") as asking,
        served(program) as server,
        ThreadPoolExecutor(FETCHERS + len(COMMANDS) + 1) as pool,
    ):
        assert asking.is_asked(), asking.shown
        end = time.monotonic() + seconds
        fetchers = [pool.submit(_fetch, program, tmp_path, number, end) for number in range(FETCHERS)]
        others = {
            command: pool.submit(_repeat, program, command.format(folder=tmp_path), end)
            for command in COMMANDS
        }
        client = pool.submit(_ask, server, end)
        answered: dict[str, str] = {}
        for key, label in cycle([("y", "yes"), ("n", "no"), ("u", "unsure")]):
            asked = asking.key
            asking.press(key)
            assert asking.is_asked(unlike=asked), asking.shown
            answered[asked] = label
            asking.watch(0.2)
            if time.monotonic() > end:
                break
        asking.press("q")
        ended = {command: runs.result() for command, runs in others.items()}
        ended["fetch-new"] = [run for fetcher in fetchers for run in fetcher.result()]
        asked_for = client.result()
        assert asking.end() == 0
        assert server.end() == 0

    answered |= {f"other:{number}": "no" for number in range(asked_for["PUT"])}
    assert b"locked" not in asking.raw
    for command, runs in ended.items():
        assert runs, command
        assert {run.status for run in runs} == {0}, (command, runs)
        assert not [run.err for run in runs if "locked" in run.err or "Traceback" in run.err], command
    assert stored_labels(program.instance) == before | answered
    check_nothing_lost(program.instance, tmp_path / "before")
    fetched = len(ended["fetch-new"]) * WINDOW
    assert _count(program.instance / "jobposts.db", "job_posts") == posts_before + fetched
    lists = [set(run.out.split()) for run in ended["recommend --new -o keys"]]
    assert sum(map(len, lists)) == len(set().union(*lists)), "no post is new twice"
    _is_restorable(tmp_path / "copy.db", tmp_path, before, before | answered)
    numbers = {command.split()[0]: 0 for command in ended} | {"label": len(answered)} | asked_for
    for command, runs in ended.items():
        numbers[command.split()[0]] += len(runs)
    print(f"\nin {seconds} s: {numbers}; {fetched} new posts")  # noqa: T201 - see above


def _fetch(program: Program, folder: Path, fetcher: int, end: float) -> list[Finished]:
    return [program.run("fetch-new", "-q", "--from", file) for file in _responses(folder, fetcher, end)]


def _responses(folder: Path, fetcher: int, end: float) -> Iterator[Path]:
    """Yield responses, each with new posts of this fetcher's and with posts that all of them change."""
    for run in count():
        if time.monotonic() > end:
            return
        start = 10_000 * (fetcher + 1) + WINDOW * run
        told = f"<p>As board {fetcher} tells it.</p>"
        known = [element(number, description=told) for number in range(100, 120)]
        file = folder / f"feed-{fetcher}.json"
        file.write_bytes(body([*(element(number) for number in range(start, start + WINDOW)), *known]))
        yield file


def _ask(server: Server, end: float) -> dict[str, int]:
    """Label posts that are not stored yet, read lists and the state; return how often each was asked for."""
    for number in count(1):
        put = server.ask("PUT", f"/posts/other:{number - 1}/label", {"label": "no"})
        got = [
            server.get(path).status for path in ("/recommendations?search=work", "/status", "/labels/next")
        ]
        assert (put.status, set(got)) == (200, {200}), (put.body, got)
        if time.monotonic() > end:
            return {"PUT": number, "GET": 3 * number}
    raise AssertionError


def _repeat(program: Program, command: str, end: float) -> list[Finished]:
    ended = [program.run(*command.split())]
    while time.monotonic() < end:
        ended.append(program.run(*command.split()))
    return ended


def _is_restorable(copy: Path, folder: Path, least: dict[str, str], most: dict[str, str]) -> None:
    """See that what was copied in between is a store with the answers of some moment, on which all works."""
    there = Program(folder / "there" / "instance")
    there.instance.mkdir(parents=True)
    shutil.copy(copy, there.instance / "jobposts.db")
    check_nothing_lost(there.instance, folder / "before")
    assert least.items() <= stored_labels(there.instance).items() <= most.items()
    for command in ("train", "recommend -q", "status"):
        assert there.run(*command.split()).status == 0, command


def _count(store: Path, table: str) -> int:
    with closing(sqlite3.connect(store)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
