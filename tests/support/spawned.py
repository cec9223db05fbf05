"""Processes that the program spawns, forked in tests from one that has all imports (see `template`).

A new interpreter takes a second to import scikit-learn or Apprise, which is most of what a short training,
the adviser of a labeling session or a message costs. A forked one gets no more from the process that starts
it: what that one pickles, the descriptors that it passes, its environment and its folder. A new interpreter
(`Program.is_fresh`) and a run whose files are bounded spawn as Python does.

`multiprocessing` has no public way to this. Where a later Python lacks one of the names that are used here,
all processes are new interpreters, and the tests only take longer.
"""

import io
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import connection, context, popen_spawn_posix, reduction, spawn, util
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from types import SimpleNamespace

from support import forked
from support.forked import Run

_OF_PYTHON = popen_spawn_posix.Popen
_USED = (
    (_OF_PYTHON, ("_launch", "duplicate_for_child", "poll")),
    (context, ("set_spawning_popen",)),
    (reduction, ("dump",)),
    (spawn, ("_main", "get_preparation_data")),
    (util, ("Finalize", "close_fds")),
)


class _Forked(_OF_PYTHON):
    """A spawned process that another one forks."""

    _fds: list[int]
    returncode: int | None

    def _launch(self, process: BaseProcess) -> None:
        ends, held_to_the_end = os.pipe()
        what_to_do, written = os.pipe()
        self.finalizer = util.Finalize(self, util.close_fds, (ends, written))
        try:
            message = self._pickled(process)
            numbers = [what_to_do, held_to_the_end, *self._fds]
            streams = [*range(3), *numbers]
            self.pid = self._begin(Run(streams, dict(os.environ), Path.cwd(), spawned=numbers))
        finally:
            os.close(what_to_do)
            os.close(held_to_the_end)
        self.sentinel = ends
        with open(written, "wb", closefd=False) as pipe:
            pipe.write(message)

    def _pickled(self, process: BaseProcess) -> bytes:
        message = io.BytesIO()
        context.set_spawning_popen(self)
        try:
            reduction.dump(spawn.get_preparation_data(process.name), message)
            reduction.dump(process, message)
        finally:
            context.set_spawning_popen(None)
        return message.getvalue()

    def _begin(self, run: Run) -> int:
        raise NotImplementedError


class _ByTemplate(_Forked):
    """One that is no child of this process, which asks the template how it ended."""

    def __init__(self, process: BaseProcess) -> None:
        self._one_asks = Lock()
        super().__init__(process)

    def _begin(self, run: Run) -> int:
        self._child = forked.start(run)
        return self._child.pid

    def poll(self, flag: int = os.WNOHANG) -> int | None:
        """Return how it ended, None while it runs; wait for the end unless `flag` is WNOHANG."""
        if self.returncode is None and flag != os.WNOHANG:
            connection.wait([self.sentinel])
        with self._one_asks:
            if self.returncode is None and (flag != os.WNOHANG or self._child.has_ended()):
                self.returncode = self._child.wait()
        return self.returncode


class _ByWaiting(_Forked):
    """One that a child of this process becomes, which was forked before there was anything to inherit."""

    waiting: list[tuple[int, socket.socket]] = []  # noqa: RUF012 - there is one terminal

    def _begin(self, run: Run) -> int:
        pid, giver = self.waiting.pop()
        with giver:
            forked.send(run, giver)
        return pid


def by_template() -> None:
    """Let the template fork what this process spawns from now on."""
    if can_fork():
        _spawn_as(_ByTemplate)


def can_fork() -> bool:
    """Return whether this Python has all that is used here."""
    return all(hasattr(holder, name) for holder, names in _USED for name in names)


def by_waiting(pid: int, giver: socket.socket) -> None:
    """Let this child become what this process spawns next, by what it reads from the socket's other end."""
    if not can_fork():
        return giver.close()  # by which the child ends
    _ByWaiting.waiting.append((pid, giver))
    return _spawn_as(_first_by_waiting)


def _first_by_waiting(process: BaseProcess) -> _OF_PYTHON:
    return (_ByWaiting if _ByWaiting.waiting else _OF_PYTHON)(process)


class _Sender:
    """What `subprocess.Popen` returns for the sender of `notify send`, which the template forks."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, start_new_session: bool, **_streams: int
    ) -> None:
        _python, _m, module, *arguments = command
        self._said, writes = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        run = Run(
            [nothing, writes, nothing], env, Path.cwd(), arguments, module=module, session=start_new_session
        )
        self._child = forked.start(run)
        os.close(writes)
        os.close(nothing)

    def communicate(self) -> tuple[bytes, None]:
        """Return what it writes until it ends."""
        with os.fdopen(self._said, "rb") as output:
            said = output.read()
        self._child.wait()
        return said, None


def senders_by_template() -> None:
    """Let the template fork the sender that `notify send` starts."""
    from jobsearch.services.notify import outbox  # noqa: PLC0415 - only in a run, where it is imported already

    constants = {name: getattr(subprocess, name) for name in ("DEVNULL", "PIPE")}
    outbox.subprocess = SimpleNamespace(Popen=_Sender, **constants)  # type: ignore[assignment]


@contextmanager
def as_python_does() -> Iterator[None]:
    """Spawn new interpreters meanwhile."""
    before = popen_spawn_posix.Popen
    _spawn_as(_OF_PYTHON)
    try:
        yield
    finally:
        _spawn_as(before)


def _spawn_as(popen: object) -> None:
    popen_spawn_posix.Popen = popen  # type: ignore[misc, assignment]
