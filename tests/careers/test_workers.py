"""Tasks in other processes: each is done once, also where a worker dies."""

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.careers import trade_posts
from support.process import ROOT
from support.serving import until

from jobsearch.careers import training, workers
from jobsearch.careers.survey import here, survey
from jobsearch.careers.training import Listed, Post
from jobsearch.careers.workers import Cluster, Processes
from jobsearch.errors import ClusterUnreachable, CorpusChanged, WorkersDie
from jobsearch.files.corpus import folder, rows
from jobsearch.files.corpus.folder import FilePart

pytestmark = pytest.mark.usefixtures("new_interpreters")
# What another process does must be found there by its name: functions of this package's libraries are.
SQUARES = [partial(pow, number, 2) for number in range(9)]


def kill_once(mark: Path) -> partial[None]:
    """Return a task that kills its process, unless the mark is there."""
    program = (
        "import os, pathlib, signal\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists():\n"
        "    mark.touch()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    return partial(exec, program)


def test_does_every_task_once() -> None:
    assert sorted(Processes(2)(SQUARES)) == [number**2 for number in range(9)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_worker_that_dies_costs_time_only(tmp_path: Path) -> None:
    tasks = [*SQUARES[:4], kill_once(tmp_path / "mark"), *SQUARES[4:]]
    found = list(Processes(2)(tasks))
    assert sorted(one for one in found if one is not None) == [number**2 for number in range(9)]
    assert found.count(None) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    mark = tmp_path / "worker"
    task = (
        f"import os, pathlib, time; pathlib.Path({str(mark)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    program = (
        "from functools import partial\n"
        "from jobsearch.careers.workers import Processes\n"
        f"if __name__ == '__main__':\n    list(Processes(1)([partial(exec, {task!r})]))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(program, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], env=environment) as started:
        until(lambda: mark.exists() and mark.read_text().isdigit(), "the worker")
        started.kill()
    worker = int(mark.read_text(encoding="utf-8"))
    until(lambda: not is_running(worker), "the end of the worker")


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_workers_that_always_die_are_given_up() -> None:
    with pytest.raises(WorkersDie):
        list(Processes(1)([partial(os._exit, 3)]))


def test_a_task_that_kills_its_workers_is_given_up_while_others_get_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[int] = []

    class Pool:
        """Does tasks at once, here; the one that returns nothing kills it."""

        def __init__(self, number: int, **_options: Any) -> None:
            started.append(number)

        def submit(self, task: Callable[[], Any]) -> Future[Any]:
            found: Future[Any] = Future()
            if (result := task()) is None:
                found.set_exception(BrokenProcessPool())
            else:
                found.set_result(result)
            return found

        def shutdown(self, **_options: Any) -> None: ...

    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    with pytest.raises(WorkersDie):
        list(Processes(2)([*SQUARES[:3], lambda: None, *SQUARES * 10]))
    assert started == [2, 2, 2]


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Processes(1)([partial(divmod, 1, 0)]))


def test_an_error_of_ours_comes_out_of_a_worker_as_it_is(tmp_path: Path) -> None:
    part = FilePart(tmp_path / "gone.jsonl", "json", "", None, {}, (0, 0))
    with pytest.raises(CorpusChanged, match=r"gone\.jsonl changed while it was being read"):
        list(Processes(1)([partial(survey, 0, part)]))


def test_two_workers_learn_what_one_process_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small form of tests/benchmarks/corpus.py: cut lines, and a packed file that is handed on."""
    monkeypatch.setattr(rows, "_PIECE", 10_000)
    monkeypatch.setattr(folder, "_LARGE", 1)
    monkeypatch.setattr(folder, "_MUCH", 0)
    monkeypatch.setattr(folder, "_BATCH", 10_000)
    lines = [
        json.dumps({"title": title, "text": f"{text} Reference {number}", "company": company, "date": year})
        for number in range(9)
        for title, text, company, year in trade_posts()
    ]
    half = len(lines) // 2
    (tmp_path / "a.jsonl").write_text("\n".join(lines[:half]), encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[half:]).encode()))
    parts = folder.survey(tmp_path).parts
    one, two = (training.read_twice(parts, run=run) for run in (here, Processes(2)))
    assert len(list(parts[-1].pieces())) > 1
    assert (two.skills, two.fitted_on) == (one.skills, one.fitted_on)
    assert (one.titles.titles.tolist(), one.titles.places.tolist()) == (
        two.titles.titles.tolist(),
        two.titles.places.tolist(),
    )


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_SECONDS", 0.2)
    for address in ("tcp://127.0.0.1:9", "no address"):
        with pytest.raises(ClusterUnreachable, match=address):
            list(Cluster(address)([]))


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on 127.0.0.1."""
    pytest.importorskip("distributed")
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    started = [start_dask("scheduler", *options)]
    try:
        until(file.exists, "the scheduler")
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder)]
        started += [start_dask("worker", address, *options) for _time in range(2)]
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def start_dask(kind: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow  # three processes that import Dask
def test_a_cluster_of_which_a_worker_dies_learns_the_same(tmp_path: Path) -> None:
    posts = [Post(title, text, year, company) for title, text, company, year in trade_posts(40)]
    parts = [Listed(posts[start : start + 6]) for start in range(0, len(posts), 6)]
    once = training.read_twice(parts)
    with cluster(tmp_path) as (address, (first, _second)):
        run = Cluster(address)

        def with_a_death(tasks: Iterable[Callable[[], Any]]) -> Iterator[Any]:
            for number, result in enumerate(run(tasks)):
                if number == len(parts) // 2:
                    first.kill()
                yield result

        found = training.read_twice(parts, run=with_a_death)
        assert first.wait() == -signal.SIGKILL
    assert (found.skills, found.fitted_on, found.folded) == (once.skills, once.fitted_on, once.folded)
