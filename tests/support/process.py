"""The program as a person runs it: another process, in another folder."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from support import forked
from support.forked import Run
from support.template import MAIN, ROOT

__all__ = ["MAIN", "ROOT", "Finished", "Program", "Running"]

# What the interpreter, the loader or Typer reads once, before any of our code.
_READ_AT_THE_START = ("PYTHON", "LD_", "LC_", "LANG", "FORCE_COLOR", "TERMINAL_WIDTH")


@dataclass(frozen=True)
class Finished:
    """How a run ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Running:
    """A command that runs, and the files that it writes to."""

    child: forked.Child
    out: IO[bytes]
    err: IO[bytes]

    def kill(self) -> None:
        """End it at once (SIGKILL)."""
        self.child.kill()

    def finish(self) -> Finished:
        """Wait for its end; the status of a killed one is the negative number of the signal."""
        try:
            status = self.child.wait()
        except TimeoutError:
            self.kill()
            raise AssertionError(f"it does not end; stderr so far: {_content(self.err)}") from None
        return Finished(status, _content(self.out), _content(self.err))


@dataclass(frozen=True)
class Program:
    """`python main.py` with an instance of its own.

    Attributes:
        instance: the folder of its store and models.
        environment: what is set besides.
        wrapper: a command that runs it, such as nice.
        is_fresh: whether a new interpreter runs it, which takes a second, and not a forked one.

    """

    instance: Path
    environment: dict[str, str] = field(default_factory=dict)
    wrapper: tuple[str, ...] = ()
    is_fresh: bool = False

    def command(self, *arguments: object) -> list[str]:
        """Return the whole command line."""
        return [*self.wrapper, sys.executable, str(MAIN), *map(str, arguments)]

    def run(
        self, *arguments: object, stdin: bytes = b"", file_size: int | None = None, **environment: str
    ) -> Finished:
        """Run a command to its end; `file_size` bounds what its files can hold, in bytes."""
        return self.start(*arguments, stdin=stdin, file_size=file_size, **environment).finish()

    def start(
        self, *arguments: object, stdin: bytes = b"", file_size: int | None = None, **environment: str
    ) -> Running:
        """Start a command."""
        out, err = _new_file(), _new_file()
        with _new_file() as given:
            given.write(stdin)
            given.seek(0)
            streams = [file.fileno() for file in (given, out, err)]
            return Running(self.start_on(streams, arguments, environment, file_size=file_size), out, err)

    def start_on(
        self,
        streams: list[int],
        arguments: tuple[object, ...],
        environment: dict[str, str],
        *,
        terminal: bool = False,
        file_size: int | None = None,
    ) -> forked.Child:
        """Start a command on these three descriptors; see `forked.Run`."""
        own = self.environment | environment
        fresh = self.is_fresh or self.wrapper or any(name.startswith(_READ_AT_THE_START) for name in own)
        run = Run(
            streams,
            self.surroundings(environment),
            self.instance.parent,
            arguments=[str(argument) for argument in arguments],
            command=self.command(*arguments) if fresh else (),
            terminal=terminal,
            file_size=file_size,
        )
        return forked.start(run)

    def surroundings(self, more: dict[str, str] | None = None) -> dict[str, str]:
        """Return the environment of a run, without the settings of the person who tests."""
        kept = {
            k: v
            for k, v in os.environ.items()
            if k == "JOBSEARCH_KEY_FILE" or not k.startswith(("JOBSEARCH_", "COLUMNS", "NO_COLOR"))
        }
        closed = {"JOBSEARCH_REMOTEOK_URL": "http://127.0.0.1:9/api", "JOBSEARCH_SOURCES": "remoteok"}
        own = {"JOBSEARCH_INSTANCE": str(self.instance), "PYTHONWARNINGS": "error"}
        return kept | closed | own | self.environment | (more or {})


def _new_file() -> IO[bytes]:
    return TemporaryFile(buffering=0)


def _content(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode()
