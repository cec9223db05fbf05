"""A process that has imported what commands need, and forks one for each run: template.py DESCRIPTOR.

The descriptor is a socket at which the processes that run tests connect; it ends when the last has gone.

A run is then a process of its own in every respect (environment, folder, streams, terminal, signals, exit),
but for the second that Python takes to import scikit-learn and SQLAlchemy, and for what Typer takes to build
all commands and SQLAlchemy to compile queries, which is half of a short command. `support.forked` asks it.
"""

import atexit
import contextlib
import ctypes
import gc
import json
import os
import pkgutil
import resource
import runpy
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from fcntl import F_DUPFD, fcntl, ioctl
from functools import cache, partial
from importlib import import_module
from multiprocessing import spawn
from pathlib import Path
from termios import TIOCSCTTY
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
_TESTS = str(ROOT / "tests")
MAIN = ROOT / "main.py"
_STARTS_A_RUN = "jobsearch.__main__"
_IMPORTED_LATE = (
    *("anyio._backends._asyncio", "encodings.cp437", "encodings.idna", "ftfy", "httpcore"),
    *("rich._emoji_codes", "rich.status", "typer._adapters", "typer._click.decorators", "typer.rich_utils"),
    *("uvicorn", "uvicorn.lifespan.on", "uvicorn.protocols.http.httptools_impl", "uvloop"),
)
_MOST_BYTES = 1 << 20
_MOST_STREAMS = 64
_LARGE_PAGE, _MADV_COLLAPSE = 1 << 21, 25  # of Linux on most processors; 25 is unknown elsewhere
OF_A_RUN = b"s"  # what one that asks sends first if it is a run, and no process that runs tests
_POST = {
    "source": "remoteok",
    "external_id": "1",
    "url": "",
    "title": "Engineer",
    "location": "Lisbon, Portugal",
    "description": "You write services from anywhere in Europe. The pay is 50,000 EUR a year.",
}


@dataclass
class Template:
    """The process that forks: who asks it, where it hears that runs ended, and who waits for which."""

    listener: socket.socket
    askers: list[socket.socket] = field(default_factory=list)
    runs: list[socket.socket] = field(default_factory=list)  # those that ask, too
    ends: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)
    waiting: dict[int, socket.socket] = field(default_factory=dict)

    def serve(self) -> dict[str, Any] | None:
        """Fork a run for each request; return what is asked for in the run, None at the end of all."""
        heard, hears = self.ends
        hears.settimeout(0)
        signal.signal(signal.SIGCHLD, lambda *_signal: None)
        signal.set_wakeup_fd(hears.fileno(), warn_on_full_buffer=False)
        while True:
            ready, _, _ = select.select([self.listener, heard, *self.askers, *self.runs], [], [])
            if heard in ready:
                heard.recv(_MOST_BYTES)
                self._tell_ends()
            if self.listener in ready:
                self.askers.append(self.listener.accept()[0])
            for asker in [one for one in (*self.askers, *self.runs) if one in ready]:
                message, descriptors, _flags, _address = socket.recv_fds(asker, 1, 1)
                if not message or message == OF_A_RUN:
                    self._forget(asker, is_run=bool(message))
                elif asked := self._fork_run(socket.socket(fileno=descriptors[0])):
                    return asked
            if not self.askers:
                break
        for end in (self.listener, *self.ends):
            end.close()
        return None

    def _forget(self, asker: socket.socket, *, is_run: bool) -> None:
        """Stay for one that is a run no longer, or not even hear one that is gone."""
        (self.runs if asker in self.runs else self.askers).remove(asker)
        if is_run:
            self.runs.append(asker)
        else:
            asker.close()

    def _tell_ends(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while (ended := os.wait4(-1, os.WNOHANG))[0]:
                pid, status, used = ended
                busy = int(1e6 * (used.ru_utime + used.ru_stime))
                said = b"%d %d %d\n" % (os.waitstatus_to_exitcode(status), used.ru_maxrss, busy)
                # Nobody may wait any more.
                with self.waiting.pop(pid) as request, contextlib.suppress(OSError):
                    request.sendall(said)

    def _fork_run(self, request: socket.socket) -> dict[str, Any] | None:
        try:
            asked, streams = _read(request)
        except (EOFError, OSError):  # a run that asks may be killed meanwhile
            request.close()
            return None
        pid = _fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for one in (self.listener, *self.askers, *self.runs, *self.ends, request, *self.waiting.values()):
                one.close()
            _dress(asked, streams)
            return asked
        for stream in streams:
            os.close(stream)
        self.waiting[pid] = request
        with contextlib.suppress(OSError):  # likewise
            request.sendall(b"%d\n" % pid)
        return None


def prepare() -> None:
    """Import what commands import, and read what they read in the package."""
    import jobsearch  # noqa: PLC0415 - by now the project is first on the path

    gc.disable()  # what is imported is no garbage, and searching for some takes a third of the time
    modules = [module.name for module in pkgutil.walk_packages(jobsearch.__path__, "jobsearch.")]
    for name in (*modules, *_IMPORTED_LATE):
        if name != _STARTS_A_RUN:
            # What only an optional part needs may be missing; a run says so where it must.
            with contextlib.suppress(ImportError):
                import_module(name)
    with contextlib.suppress(ImportError), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a module that is to be removed, as the program does
        import_module("apprise").Apprise.instantiate("json://127.0.0.1")  # which imports all its services
    post = import_module("jobsearch.domain.posting").Posting(**_POST)
    import_module("jobsearch.facts.reading").read_facts(post)  # which loads its tables
    _build_commands()
    _compile_queries()
    gc.collect()
    gc.freeze()
    gc.enable()
    _use_large_pages()


def _use_large_pages() -> None:
    """Let Linux keep this memory in pages of 2 MiB, of which a fork copies the table in half the time."""
    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None)
    for line in Path("/proc/self/maps").read_text().splitlines():
        addresses, rights, _offset, _device, of_file, *_name = line.split()
        first, end = (int(address, 16) for address in addresses.split("-"))
        if "w" in rights and of_file == "0":
            for start in range(-(-first // _LARGE_PAGE) * _LARGE_PAGE, end - _LARGE_PAGE + 1, _LARGE_PAGE):
                # Older systems do not know it, and it fails where there is a hole: all stays as it is then.
                system.madvise(ctypes.c_void_p(start), ctypes.c_size_t(_LARGE_PAGE), _MADV_COLLAPSE)


def _build_commands() -> None:
    """Build the commands once; a run has them parse its own command line."""
    typer = import_module("typer.main")
    typer.get_command = cache(typer.get_command)  # type: ignore[attr-defined]
    _support("rehearsal").build_types(typer.get_command(import_module("jobsearch.cli.app").app))


def _compile_queries() -> None:
    """Let the store of a run find what SQLAlchemy compiled for another, which is then gone."""
    engine = import_module("jobsearch.store.sqlite.engine")
    _support("spawned")  # for later
    engine.create_engine = _support("stores").sharing_queries()  # type: ignore[attr-defined]
    with tempfile.TemporaryDirectory() as folder:
        _support("rehearsal").rehearse(Path(folder))
    engine._kept_engine.cache_clear()  # type: ignore[attr-defined]  # noqa: SLF001 - it is of no file any more


def _support(name: str) -> Any:
    sys.path.append(_TESTS)
    try:
        return import_module(f"support.{name}")
    finally:
        sys.path.remove(_TESTS)


def _fork() -> int:
    with warnings.catch_warnings():
        # From Python 3.12 on, a fork beside threads is warned about, such as the idle ones of OpenBLAS.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _read(request: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return what is to run, and its streams; raise EOFError where who asks is gone."""
    text, streams, _flags, _address = socket.recv_fds(request, _MOST_BYTES, _MOST_STREAMS)
    while not text.endswith(b"\n"):
        more = request.recv(_MOST_BYTES) if text else b""
        if not more:
            raise EOFError
        text += more
    return json.loads(text), list(streams)


def _dress(asked: dict[str, Any], streams: list[int]) -> None:
    """Give this process what a new one gets: environment, folder, streams, terminal and bounds."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.chdir(asked["folder"])
    _place(streams, [0, 1, 2, *asked["spawned"]])
    if asked["terminal"] or asked["session"]:
        os.setsid()
    if asked["terminal"]:
        ioctl(0, TIOCSCTTY, 0)
    if asked["file_size"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["file_size"], asked["file_size"]))
        sys.modules["jobsearch.facts.language"]._identifier.cache_clear()  # noqa: SLF001 - a new process reads it by way of a file


def _let_spawn(asked: dict[str, Any], address: bytes | str) -> dict[str, Any]:
    """Let a run spawn processes without a new interpreter; return what this process is to run.

    In a terminal they must be of the run's session, to which the terminal sends its signals. A child that was
    forked before the run began waits there for the first one.
    """
    if asked["file_size"] is not None:
        return asked
    forked, spawned = import_module("support.forked"), import_module("support.spawned")
    if not asked["terminal"]:
        forked.in_a_run(address)
        spawned.by_template()
        spawned.senders_by_template()
        return asked
    ours, theirs = socket.socketpair()
    if (pid := _fork()) == 0:
        ours.close()
        return _wait_for_work(theirs)
    theirs.close()
    spawned.by_waiting(pid, ours)
    return asked


def _wait_for_work(giver: socket.socket) -> dict[str, Any]:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which is for what is there
    with giver:
        try:
            asked, streams = _read(giver)
        except (EOFError, OSError):  # the run has ended
            os._exit(0)
    _dress(asked, streams)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return asked


def _be_spawned(pipe: int) -> NoReturn:
    sys.exit(spawn._main(pipe, os.dup(pipe)))  # type: ignore[attr-defined]  # noqa: SLF001 - what a new interpreter would call


def _place(streams: list[int], numbers: list[int]) -> None:
    """Give the descriptors other numbers, which some of the others may have now."""
    above = max(*streams, *numbers) + 1
    for stream, number in zip([fcntl(stream, F_DUPFD, above) for stream in streams], numbers, strict=True):
        os.dup2(stream, number, inheritable=number < 3)
        os.close(stream)
    for stream in set(streams).difference(numbers):
        os.close(stream)


def _execute(command: list[str]) -> NoReturn:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # which Python ignores, and a new process does not
    os.execvp(command[0], command)


def _open_streams() -> None:
    # Descriptors that stay open to the end, as Python opens them.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)


def _exit_after(main: Callable[[], None]) -> None:
    """End as Python does, but take nothing apart before, which takes longer than most commands."""
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        status = end.code or 0
    else:
        status = 0
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - these two have no public name
    atexit._run_exitfuncs()  # noqa: SLF001
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    sys.exit(status)  # Python tries once more, and says what it says of output that is lost


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    prepare()
    listens = socket.socket(fileno=int(sys.argv[1]))
    met_at = listens.getsockname()
    run = Template(listens).serve()
    if run and run["command"]:
        _execute(run["command"])
    if run:
        run = _let_spawn(run, met_at)
        _open_streams()
        if run["spawned"]:
            _exit_after(partial(_be_spawned, run["spawned"][0]))
        sys.argv = [str(MAIN), *run["arguments"]]
        if module := run["module"]:
            sys.modules.pop(module, None)  # it is to run, and not to be imported
            _exit_after(partial(runpy.run_module, module, run_name="__main__"))
        __file__ = str(MAIN)  # what a process that this one spawns imports
        from jobsearch.cli.main import main

        _exit_after(main)
