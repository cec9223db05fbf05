"""Runs of the program, forked from a process with all imports, so that each takes as long as its work.

What is killed there is at work, and not on its way to it; and many commands may be tried in little time.
"""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock

from support.template import OF_A_RUN, ROOT

PATIENCE_SECONDS = 110.0
_TEMPLATE = Path(__file__).with_name("template.py")
_ASKING = Lock()
_ADDRESS: list[bytes | str] = []  # of the process that this one was forked by, in a run


@dataclass(frozen=True)
class Run:
    """What is to run, and in what surroundings.

    Attributes:
        streams: the descriptors of its input, output and errors.
        arguments: those of `main.py`.
        command: another program with its arguments, in the place of `main.py`.
        module: a module to run in the place of `main.py`, as `python -m` does.
        session: whether it is to begin a session of its own.
        terminal: whether the descriptors are a terminal, which is to be the run's own.
        file_size: what its files can hold, in bytes; None for no bound.
        spawned: for a process that `multiprocessing` spawns (see `support.spawned`), the numbers that the
            streams after the first three have there, the one with what it is to do first.

    """

    streams: Sequence[int]
    environment: Mapping[str, str]
    folder: Path
    arguments: Sequence[str] = ()
    command: Sequence[str] = ()
    terminal: bool = False
    file_size: int | None = None
    spawned: Sequence[int] = ()
    module: str = ""
    session: bool = False

    @property
    def message(self) -> bytes:
        """What is sent along with the streams."""
        return json.dumps(asdict(replace(self, streams=())), default=str).encode() + b"\n"


@dataclass
class Child:
    """A run, which another process waits for.

    Attributes:
        pid: its process.
        status: how it ended, the negative number of the signal for a killed one; None while nobody waited.
        mebibytes: the most memory that it had, once somebody waited; what it shares with the process that it
            was forked from counts, so that it is as much as of a new process that imports as much.
        busy_seconds: the processor's time that it took, once somebody waited, which other processes do not
            prolong.

    """

    pid: int
    _ended: socket.socket
    status: int | None = None
    mebibytes: float = 0.0
    busy_seconds: float = 0.0

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal, unless it has ended."""
        if not self.has_ended():
            with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
                os.kill(self.pid, number)

    def wait(self, seconds: float = PATIENCE_SECONDS) -> int:
        """Return how it ends; raise TimeoutError when that takes longer."""
        if self.status is None:
            self._ended.settimeout(seconds)
            status, kibibytes, microseconds = map(int, _line(self._ended).split())
            self._ended.close()
            self.status, self.mebibytes, self.busy_seconds = status, kibibytes / 1024, microseconds / 1e6
        return self.status

    def has_ended(self) -> bool:
        """Return whether it is over."""
        if self.status is not None:
            return True
        self._ended.settimeout(0)
        try:
            return bool(self._ended.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False


def start(run: Run) -> Child:
    """Start it."""
    ours, theirs = socket.socketpair()
    with theirs, _ASKING:
        socket.send_fds(_template(os.getpid()), [b"r"], [theirs.fileno()])
    send(run, ours)
    return Child(int(_line(ours)), ours)


def send(run: Run, to: socket.socket) -> None:
    """Send what is to run, with its streams."""
    message = run.message
    sent = socket.send_fds(to, [message], list(run.streams))
    if rest := message[sent:]:  # what reads it may close as soon as it has all
        to.sendall(rest)


def in_a_run(address: bytes | str) -> None:
    """Let a run, forked by the process that listens at this address, ask it as well."""
    _template.cache_clear()
    _ADDRESS.append(address)


@cache
def _template(_of_process: int) -> socket.socket:
    """Connect to the process that forks for all workers of a test run, and start it where there is none.

    It ends when the last of them does, which closes its socket.
    """
    ours = socket.socket(socket.AF_UNIX)
    if _ADDRESS:
        ours.connect(_ADDRESS[-1])
        ours.sendall(OF_A_RUN)
        return ours
    with socket.socket(socket.AF_UNIX) as listener:
        address = _address()
        with contextlib.suppress(OSError):  # another worker has the address
            listener.bind(address)
            listener.listen()
            atexit.register(_start(listener).wait)
        _connect(ours, address)
    atexit.register(ours.close)  # before that wait
    return ours


def _connect(ours: socket.socket, address: bytes | str) -> None:
    """Connect, though another worker may have bound the address a moment ago and not listen yet."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ours.connect(address)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _address() -> bytes | str:
    """Return where the workers of this test run meet: a file where that must be one or there is but one."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    if run and sys.platform == "linux":
        return f"\0jobsearch-tests-{run}".encode()
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return f"{folder.name}/template"


def _start(listener: socket.socket) -> "subprocess.Popen[bytes]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JOBSEARCH_")}
    return subprocess.Popen(
        [sys.executable, str(_TEMPLATE), str(listener.fileno())],
        pass_fds=[listener.fileno()],
        env=environment | {"PYTHONWARNINGS": "error"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )


def _line(connection: socket.socket) -> bytes:
    """Read a line, and nothing of what comes after it."""
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        assert byte, "the process that forks has ended"
        line += byte
    return line
