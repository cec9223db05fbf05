"""A training that cannot start, or that ends in whatever way, leaves the next one possible."""

import errno
import os
import resource
import threading
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from support.serving import until

from jobsearch.errors import TrainingNotStarted, TrainingRuns
from jobsearch.services.training import background
from jobsearch.services.training.background import Trainer
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect

pytestmark = pytest.mark.usefixtures("new_interpreters")
SPAWN = type(get_context("spawn"))
PROCESS = get_context("spawn").Process
FAILURES = {
    "no descriptor": OSError(errno.EMFILE, "Too many open files"),
    "no descriptor of the system": OSError(errno.ENFILE, "Too many open files in system"),
    "no process": BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"),
    "no memory": OSError(errno.ENOMEM, "Cannot allocate memory"),
    "no memory for Python": MemoryError(),
    "no interpreter": FileNotFoundError(errno.ENOENT, "No such file or directory"),
    "a forbidden interpreter": PermissionError(errno.EACCES, "Permission denied"),
}


def failing(error: BaseException) -> Callable[..., Any]:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    return fail


@pytest.fixture
def trainer(settings: Settings) -> Trainer:
    """A trainer of an empty store, which has nothing to learn from."""
    connect(settings.store_path)
    return Trainer(settings)


def ends(trainer: Trainer) -> str:
    until(lambda: trainer.state.state != "running", "the end of the training")
    return trainer.state.error


@pytest.mark.parametrize("cause", FAILURES)
@pytest.mark.parametrize("where", ["Pipe", "Process"])
def test_a_training_that_cannot_start_has_failed(
    trainer: Trainer, monkeypatch: pytest.MonkeyPatch, where: str, cause: str
) -> None:
    with monkeypatch.context() as patched:
        if where == "Pipe":
            patched.setattr(SPAWN, "Pipe", failing(FAILURES[cause]))
        else:
            patched.setattr(PROCESS, "start", failing(FAILURES[cause]))
        for _again in range(2):
            with pytest.raises(TrainingNotStarted, match=r"could not start \(.+\) and changed nothing"):
                trainer.start("taste")
            assert trainer.state.state == "failed"
            assert "could not start" in trainer.state.error
            assert trainer.state.ended_at is not None


def test_without_a_thread_to_follow_it_the_process_is_ended(
    trainer: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []
    start = PROCESS.start

    def remember(process: Any) -> None:
        start(process)
        started.append(process)

    with monkeypatch.context() as patched:
        patched.setattr(PROCESS, "start", remember)
        patched.setattr(threading.Thread, "start", failing(RuntimeError("can't start new thread")))
        with pytest.raises(TrainingNotStarted, match="can't start new thread"):
            trainer.start("careers")
    assert [process.is_alive() for process in started] == [False]
    assert trainer.state.state == "failed"


def test_the_next_training_runs_once_there_are_descriptors(trainer: Trainer) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        with pytest.raises(TrainingNotStarted, match="Too many open files"):
            trainer.start("careers")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert trainer.start("careers").state == "running"
    with pytest.raises(TrainingRuns):
        trainer.start("taste")
    trainer.close()
    assert ends(trainer)


def test_a_killed_training_has_failed(trainer: Trainer) -> None:
    trainer.start("careers")
    trainer.close()
    assert ends(trainer) == "The training process ended unexpectedly."


class Odd:
    """What no training sends."""


@pytest.mark.parametrize("told", [None, 7, Odd(), {"state": "done"}])
def test_whatever_comes_through_the_pipe_the_training_ends(trainer: Trainer, told: object) -> None:
    here, there = get_context("spawn").Pipe(duplex=False)
    trainer.state = background.TrainingState("running", lesson="taste")
    there.send("Learning")
    there.send(told)
    there.close()
    process = PROCESS(target=print)
    process.start()
    trainer._follow(process, here)  # noqa: SLF001 - as its thread does
    assert trainer.state.state == "failed"


def test_no_store_is_made_for_a_training(settings: Settings, tmp_path: Path) -> None:
    del tmp_path
    trainer = Trainer(settings)
    trainer.start("taste")
    assert "is missing or has been replaced" in ends(trainer)
    assert not settings.instance.exists()
