"""Run long work in a separate process, so that a server remains responsive.

start() -> the process does the work and reports each step --(pipe)--> a thread of this process -> state
"""

import contextlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, NamedTuple, TypeVar

from jobsearch.errors import JobSearchError
from jobsearch.files.system import be_polite

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Progress = Callable[[str], None]
Work = Callable[[Progress], object]


@dataclass(frozen=True)
class WorkState:
    """The state of background work.

    Attributes:
        state: idle before the first run.
        step: the current or last step.
        started_at: the start of the work.
        ended_at: the end of the work, or None while it is running.
        report: the result, once the work is done.
        error: the reason for a failure, or "" if there was none.

    """

    state: Literal["idle", "running", "done", "failed"] = "idle"
    step: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    report: object = None
    error: str = ""


class _Ended(NamedTuple):
    """The state at the end of the work, and the error that ended it, if it was one for users."""

    state: WorkState
    failure: JobSearchError | None = None


State = TypeVar("State", bound=WorkState)


class Apart(Generic[State]):
    """Background work of one kind, with one run at a time; `state` is always current.

    `failure` is the error that ended the last run, or None if there was none or it is unknown.
    """

    runs: ClassVar[type[JobSearchError]]  # raised while another run is in progress
    not_started: ClassVar[type[JobSearchError]]  # raised if the system lacks resources
    broken_off: ClassVar[str]  # the error message for a killed process

    def __init__(self, idle: State) -> None:
        """Create the object without starting any work."""
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self.failure: JobSearchError | None = None
        self.state = idle

    def _start(self, begun: State, work: Work) -> State:
        """Start the work and return its state.

        Raises `runs` if another run is in progress, and `not_started` if the system has no process, thread,
        or file descriptor left; the state is then "failed", and another run may start.
        """
        with self._lock:
            if self.state.state == "running":
                raise self.runs
            begun = replace(begun, state="running", started_at=datetime.now(UTC))
            try:
                self._begin(begun, work)
            except (OSError, RuntimeError, MemoryError) as error:
                self.failure = failure = self.not_started(cause=_why(error))
                self.state = replace(
                    begun, state="failed", step="", error=str(failure), ended_at=datetime.now(UTC)
                )
                raise failure from error
            return begun

    def _begin(self, state: State, work: Work) -> None:
        """Start both the process and the thread that monitors it, or neither."""
        context = get_context("spawn")
        with ExitStack() as undo:
            here, there = context.Pipe(duplex=False)
            undo.callback(here.close)
            with there:
                process = context.Process(target=_run, args=(there, work), daemon=True)
                process.start()
            undo.callback(_end, process)
            self.failure, self.state = None, state  # before the thread starts, because it updates the state
            Thread(target=self._follow, args=(process, here), daemon=True).start()
            self._process = process
            undo.pop_all()

    def close(self) -> None:
        """Terminate any running work; everything that it has already stored remains."""
        with self._lock:
            if self._process is not None:
                _end(self._process)

    def _follow(self, process: "BaseProcess", pipe: Connection) -> None:
        ended, failure = _Ended(WorkState("failed", error=self.broken_off))
        # Whatever arrives through the pipe, the state must not remain "running".
        with pipe, contextlib.suppress(Exception):
            while isinstance(told := pipe.recv(), str):
                self.state = replace(self.state, step=told)
            ended, failure = told if isinstance(told, _Ended) else (ended, failure)
        process.join()
        self.failure = failure  # first, because whoever sees the state may ask for it
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


def _run(pipe: Connection, work: Work) -> None:
    be_polite()  # requests have priority
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            ended = _Ended(WorkState("done", report=work(pipe.send)))
        except JobSearchError as error:
            ended = _Ended(WorkState("failed", error=str(error)), error)
        pipe.send(ended)
