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

from support.template import ROOT

PATIENCE_SECONDS = 110.0
_TEMPLATE = Path(__file__).with_name("template.py")
_ASKING = Lock()


@dataclass(frozen=True)
class Run:
    """What is to run, and in what surroundings.

    Attributes:
        streams: the descriptors of its input, output and errors.
        arguments: those of `main.py`.
        command: another program with its arguments, in the place of `main.py`.
        terminal: whether the descriptors are a terminal, which is to be the run's own.
        file_size: what its files can hold, in bytes; None for no bound.

    """

    streams: Sequence[int]
    environment: Mapping[str, str]
    folder: Path
    arguments: Sequence[str] = ()
    command: Sequence[str] = ()
    terminal: bool = False
    file_size: int | None = None


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
    asked = json.dumps(asdict(replace(run, streams=())), default=str)
    ours, theirs = socket.socketpair()
    with theirs, _ASKING:
        socket.send_fds(_template(os.getpid()), [b"r"], [theirs.fileno()])
    message = asked.encode() + b"\n"
    sent = socket.send_fds(ours, [message], list(run.streams))
    ours.sendall(message[sent:])
    return Child(int(_line(ours)), ours)


@cache
def _template(_of_process: int) -> socket.socket:
    """Connect to the process that forks for all workers of a test run, and start it where there is none.

    It ends when the last of them does, which closes its socket.
    """
    ours = socket.socket(socket.AF_UNIX)
    with contextlib.ExitStack() as undo, socket.socket(socket.AF_UNIX) as listener:
        if (address := _address()) is None:
            folder = undo.enter_context(tempfile.TemporaryDirectory())
            address = f"{folder}/template".encode()
        with contextlib.suppress(OSError):  # another worker has the address
            listener.bind(address)
            listener.listen()
            atexit.register(_start(listener).wait)
        _connect(ours, address)
    atexit.register(ours.close)  # before that wait
    return ours


def _connect(ours: socket.socket, address: bytes) -> None:
    """Connect, though another worker may have bound the address a moment ago and not listen yet."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return ours.connect(address)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _address() -> bytes | None:
    """Return where the workers of this test run meet, None where that is no file or there is but one."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    return f"\0jobsearch-tests-{run}".encode() if run and sys.platform == "linux" else None


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
