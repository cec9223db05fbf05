"""Tasks in other processes: each is done once, also where a worker dies."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from jobsearch.careers import workers
from jobsearch.careers.workers import Cluster, Processes
from jobsearch.errors import ClusterUnreachable, WorkersDie

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
def test_workers_that_always_die_are_given_up() -> None:
    with pytest.raises(WorkersDie):
        list(Processes(1)([partial(os._exit, 3)]))


def test_what_a_task_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Processes(1)([partial(divmod, 1, 0)]))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_SECONDS", 0.2)
    for address in ("tcp://127.0.0.1:9", "no address"):
        with pytest.raises(ClusterUnreachable, match=address):
            list(Cluster(address)([]))
