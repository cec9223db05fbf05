"""What takes long, in a process of its own, so that a server answers meanwhile as fast as ever.

start() -> the process: train(), telling each step --(pipe)--> a thread here -> state
"""

import contextlib
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Literal

from jobsearch.errors import JobSearchError, StoreGone, TrainingNotStarted, TrainingRuns
from jobsearch.files.system import be_polite
from jobsearch.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from jobsearch.services.careers import CareersReport
    from jobsearch.services.training.train import TrainingReport

TrainingKind = Literal["taste", "careers"]
_POLITE = 5  # requests come first


@dataclass(frozen=True)
class TrainingState:
    """How far the last training has come.

    Attributes:
        state: idle before the first one.
        lesson: what it learns: the person's taste (and careers, where that is due), or careers alone.
        step: what it does now, or did last.
        started_at: when.
        ended_at: when, None while it runs.
        report: what it learned, as the service of the lesson reports it, once it is done.
        error: the sentence that says why it failed, "" for no failure.

    """

    state: Literal["idle", "running", "done", "failed"] = "idle"
    lesson: TrainingKind | None = None
    step: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    report: dict[str, Any] | None = None
    error: str = ""


class Trainer:
    """Trains, one lesson at a time; `state` is always up to date."""

    def __init__(self, settings: Settings) -> None:
        """Train on the instance of these settings."""
        self._settings = settings
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self.state = TrainingState()

    def start(self, lesson: TrainingKind) -> TrainingState:
        """Begin a training and return its state.

        Raises TrainingRuns while another goes on, and TrainingNotStarted where the machine has no process, no
        thread or no descriptor left: the state is failed then, and the next may begin.
        """
        with self._lock:
            if self.state.state == "running":
                raise TrainingRuns
            begun = TrainingState("running", lesson, "Waking scikit-learn", datetime.now(UTC))
            try:
                self._begin(begun)
            except (OSError, RuntimeError, MemoryError) as error:
                failure = TrainingNotStarted(cause=_why(error))
                self.state = replace(
                    begun, state="failed", step="", error=str(failure), ended_at=datetime.now(UTC)
                )
                raise failure from error
            return begun

    def _begin(self, state: TrainingState) -> None:
        """Start the process and the thread that follows it, or neither."""
        context = get_context("spawn")
        with ExitStack() as undo:
            here, there = context.Pipe(duplex=False)
            undo.callback(here.close)
            with there:
                process = context.Process(
                    target=_run, args=(there, self._settings, state.lesson), daemon=True
                )
                process.start()
            undo.callback(_end, process)
            self.state = state  # before the thread that goes on from it
            Thread(target=self._follow, args=(process, here), daemon=True).start()
            self._process = process
            undo.pop_all()

    def close(self) -> None:
        """End a training that runs; what was learned before stays."""
        with self._lock:
            if self._process is not None:
                _end(self._process)

    def _follow(self, process: "BaseProcess", pipe: Connection) -> None:
        ended = TrainingState("failed", error="The training's process ended before its end.")
        # Whatever comes through the pipe, the state must not stay "running".
        with pipe, contextlib.suppress(Exception):
            while isinstance(told := pipe.recv(), str):
                self.state = replace(self.state, step=told)
            ended = told if isinstance(told, TrainingState) else ended
        process.join()
        self.state = replace(
            self.state,
            state=ended.state,
            report=ended.report,
            error=ended.error,
            ended_at=datetime.now(UTC),
        )


def _end(process: "BaseProcess") -> None:
    process.terminate()
    process.join()


def _why(error: BaseException) -> str:
    text = error.strerror if isinstance(error, OSError) else str(error)
    return text or type(error).__name__


def _run(pipe: Connection, settings: Settings, lesson: TrainingKind) -> None:
    be_polite(_POLITE)
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            ended = TrainingState("done", report=asdict(_train(pipe, settings, lesson)))
        except JobSearchError as error:
            ended = TrainingState("failed", error=str(error))
        pipe.send(ended)


def _train(pipe: Connection, settings: Settings, lesson: TrainingKind) -> "CareersReport | TrainingReport":
    if not settings.store_path.is_file():
        raise StoreGone(path=settings.store_path)  # or a new one would be made in its place
    if lesson == "careers":
        from jobsearch.services.careers import train as train_careers  # noqa: PLC0415 - this process's alone

        return train_careers(settings, pipe.send)
    from jobsearch.services.training.train import train  # noqa: PLC0415 - same

    return train(settings, pipe.send)
