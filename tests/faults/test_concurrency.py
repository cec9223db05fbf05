"""Four fetches at a time on one instance, and a person who labels all the while."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from support.feeds import body, element
from support.process import Finished, Program
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

FETCHERS = 4
WINDOW = 40
FIRST = 5_000
LABELS = {"y": "yes", "n": "no", "u": "unsure"}


def _fill(settings: Settings, posts_before: int) -> None:
    """Make an instance with more posts than anyone answers while the test runs."""
    file = settings.instance.with_name("before.json")
    file.write_bytes(body(element(number) for number in range(1, posts_before + 1)))
    fetch_new(settings, [file])


@pytest.mark.parametrize(
    ("times", "posts_before"),
    [(2, 200), pytest.param(25, 1_500, marks=[pytest.mark.slow, pytest.mark.timeout(600)])],
)
def test_four_fetches_and_a_labeling_session_do_not_disturb_each_other(
    settings: Settings, program: Program, tmp_path: Path, times: int, posts_before: int
) -> None:
    _fill(settings, posts_before)
    with (
        terminal(program, "label", "--order", "newest") as asking,
        ThreadPoolExecutor(FETCHERS) as fetchers,
    ):
        asking.wait_for("q quit")
        runs = [fetchers.submit(_fetch, program, tmp_path, fetcher, times) for fetcher in range(FETCHERS)]
        answered = _answer_until_done(asking, runs, at_least=3 * times)
        asking.press("q")
        status = asking.end()
        ended = [run for fetcher in runs for run in fetcher.result()]

    assert status == 0
    assert b"locked" not in asking.raw
    assert Counter(run.status for run in ended) == {0: FETCHERS * times}, ended
    assert not [run.err for run in ended if "lock" in run.err or "Traceback" in run.err]
    assert stored_labels(program.instance) == answered
    expected = {
        str(number) for fetcher in range(FETCHERS) for n in range(times) for number in _window(fetcher, n)
    }
    assert _stored_posts(program.instance) == Counter(
        expected | {str(number) for number in range(1, posts_before + 1)}
    )
    assert sum(_new(run) for run in ended) == len(expected), "each new post is new to exactly one of the runs"


def _window(fetcher: int, run: int) -> range:
    """The posts of a run: every window overlaps those of the others, and the ones before."""
    start = FIRST + 30 * run + 7 * fetcher
    return range(start, start + WINDOW)


def _fetch(program: Program, folder: Path, fetcher: int, times: int) -> list[Finished]:
    return [program.run("fetch-new", "--from", file) for file in _responses(folder, fetcher, times)]


def _responses(folder: Path, fetcher: int, times: int) -> Iterator[Path]:
    for run in range(times):
        file = folder / f"feed-{fetcher}-{run}.json"
        told = f"<p>As board {fetcher} tells it.</p>"  # so that a known post is one to change
        file.write_bytes(body(element(number, description=told) for number in _window(fetcher, run)))
        yield file


def _answer_until_done(asking: Terminal, runs: Sequence[Future[Any]], at_least: int) -> dict[str, str]:
    answered: dict[str, str] = {}
    keys = cycle(LABELS)
    while len(answered) < at_least or not all(run.done() for run in runs):
        asked, key = asking.key, next(keys)
        asking.press(key)
        asking.wait(lambda asked=asked: asking.key not in ("", asked), f"the post after {asked}")  # type: ignore[misc]
        answered[asked] = LABELS[key]
        asking.watch(0.1)
    return answered


def _new(run: Finished) -> int:
    found = re.search(r"(\d+) new", run.err)
    assert found, run.err
    return int(found[1])


def _stored_posts(instance: Path) -> Counter[str]:
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return Counter(row[0] for row in connection.execute("SELECT external_id FROM job_posts"))
