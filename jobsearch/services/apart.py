"""What takes long, in a process of its own, so that a server answers meanwhile as fast as ever.

start() -> the process: the work, telling each step --(pipe)--> a thread here -> state
"""

import contextlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar

from jobsearch.errors import JobSearchError
from jobsearch.files.system import be_polite

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

Progress = Callable[[str], None]
Work = Callable[[Progress], object]


@dataclass(frozen=True)
class WorkState:
    """How far some work has come.

    Attributes:
        state: idle before the first time.
        step: what it does now, or did last.
        started_at: when.
        ended_at: when, None while it runs.
        report: what came of it, once it is done.
        error: the sentence that says why it failed, "" for no failure.

    """

    state: Literal["idle", "running", "done", "failed"] = "idle"
    step: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    report: object = None
    error: str = ""


State = TypeVar("State", bound=WorkState)


class Apart(Generic[State]):
    """Work of one kind, one at a time; `state` is always up to date."""

    runs: ClassVar[type[JobSearchError]]  # while one goes on
    not_started: ClassVar[type[JobSearchError]]  # where the machine has no room
    broken_off: ClassVar[str]  # the sentence for a process that was killed

    def __init__(self, idle: State) -> None:
        """Begin without any work."""
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self.state = idle

    def _start(self, begun: State, work: Work) -> State:
        """Begin the work and return its state.

        Raises `runs` while another goes on, and `not_started` where the machine has no process, no thread or
        no descriptor left: the state is failed then, and the next may begin.
        """
        with self._lock:
            if self.state.state == "running":
                raise self.runs
            begun = replace(begun, state="running", started_at=datetime.now(UTC))
            try:
                self._begin(begun, work)
            except (OSError, RuntimeError, MemoryError) as error:
                failure = self.not_started(cause=_why(error))
                self.state = replace(
                    begun, state="failed", step="", error=str(failure), ended_at=datetime.now(UTC)
                )
                raise failure from error
            return begun

    def _begin(self, state: State, work: Work) -> None:
        """Start the process and the thread that follows it, or neither."""
        context = get_context("spawn")
        with ExitStack() as undo:
            here, there = context.Pipe(duplex=False)
            undo.callback(here.close)
            with there:
                process = context.Process(target=_run, args=(there, work), daemon=True)
                process.start()
            undo.callback(_end, process)
            self.state = state  # before the thread that goes on from it
            Thread(target=self._follow, args=(process, here), daemon=True).start()
            self._process = process
            undo.pop_all()

    def close(self) -> None:
        """End work that runs; what was stored before stays."""
        with self._lock:
            if self._process is not None:
                _end(self._process)

    def _follow(self, process: "BaseProcess", pipe: Connection) -> None:
        ended = WorkState("failed", error=self.broken_off)
        # Whatever comes through the pipe, the state must not stay "running".
        with pipe, contextlib.suppress(Exception):
            while isinstance(told := pipe.recv(), str):
                self.state = replace(self.state, step=told)
            ended = told if isinstance(told, WorkState) else ended
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


def _run(pipe: Connection, work: Work) -> None:
    be_polite()  # requests come first
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            ended = WorkState("done", report=work(pipe.send))
        except JobSearchError as error:
            ended = WorkState("failed", error=str(error))
        pipe.send(ended)
