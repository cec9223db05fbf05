"""The program in a pseudo-terminal: what its screen shows, and what the store holds meanwhile."""

import os
import re
import sqlite3
import termios
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pexpect
import pyte

from support.process import Program

KEY = re.compile(r"remoteok:\d+(?=\s|$)")
PATIENCE_SECONDS = 20.0


class Terminal:
    """A terminal of a given size with the program in it."""

    def __init__(
        self, program: Program, arguments: tuple[str, ...], columns: int, lines: int, **environment: str
    ) -> None:
        """Start `python main.py` with these arguments."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""
        with warnings.catch_warnings():
            # From Python 3.12 on, a fork beside the threads of a test server is warned about.
            warnings.simplefilter("ignore", DeprecationWarning)
            command, *rest = program.command(*arguments)
            self.child = pexpect.spawn(
                command,
                rest,
                env=program.surroundings({"TERM": "xterm-256color", **environment}),
                cwd=str(program.instance.parent),
                dimensions=(lines, columns),
            )
        self.child.delaybeforesend = None
        self.flags_before = self.flags()

    @property
    def shown(self) -> str:
        """The screen as a person sees it, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def said(self) -> str:
        """All that is on the screen without its blanks, since a terminal folds between any two letters."""
        return "".join(self.shown.split())

    @property
    def key(self) -> str:
        """The key of the post on the screen, "" for none."""
        found = KEY.search(self.shown)
        return found[0] if found else ""

    def press(self, keys: str) -> None:
        """Type these keys in one go."""
        self.child.send(keys)

    def wait(self, until: Callable[[], bool], what: str) -> None:
        """Follow the output until something is so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not until():
            assert time.monotonic() < deadline, f"waited in vain for {what}; the screen:\n{self.shown}"
            assert self._read(), f"ended before {what}; the screen:\n{self.shown}"

    def wait_for(self, text: str) -> None:
        """Follow the output until the screen shows `text`."""
        self.wait(lambda: text in self.shown, repr(text))

    def is_asked(self, unlike: str = "") -> bool:
        """Follow the output until it asks about a post other than `unlike`; False when it ends first."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.key in ("", unlike) or "q quit" not in self.shown:
            assert time.monotonic() < deadline, f"waited in vain for a question; the screen:\n{self.shown}"
            if not self._read():
                return False
        return True

    @property
    def last_line(self) -> str:
        """The last line on the screen that is not empty."""
        return next((line for line in reversed(self.shown.splitlines()) if line), "")

    def watch(self, seconds: float) -> None:
        """Follow the output for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._read():
            pass

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a person who drags its window does."""
        self._screen.reset()
        self._screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)

    def end(self) -> int:
        """Follow the output to its end; return the exit status, the negative signal for a killed program."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._read():
            assert time.monotonic() < deadline, f"it does not end; the screen:\n{self.shown}"
        self.child.wait()
        return -self.child.signalstatus if self.child.signalstatus else self.child.exitstatus

    def flags(self) -> list[Any]:
        """Return the terminal's settings."""
        return termios.tcgetattr(self.child.child_fd)

    def hang_up(self) -> int:
        """Close the terminal; return the program's exit status as `end` does."""
        self.child.ptyproc.fileobj.close()
        self.child.closed = self.child.ptyproc.closed = True
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (ended := os.waitpid(self.child.pid, os.WNOHANG)) == (0, 0):
            assert time.monotonic() < deadline, "it goes on without a terminal"
            time.sleep(0.02)
        self.child.terminated = self.child.ptyproc.terminated = True
        return os.waitstatus_to_exitcode(ended[1])

    def _read(self) -> bool:
        try:
            piece = self.child.read_nonblocking(65_536, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += piece
        # Saved and restored modes, which pyte takes for other sequences.
        self._stream.feed(piece.replace(b"\x1b[?1007s", b"").replace(b"\x1b[?1007r", b""))
        return True


@contextmanager
def terminal(
    program: Program, *arguments: str, columns: int = 80, lines: int = 24, **environment: str
) -> Iterator[Terminal]:
    """Run a command in a terminal; what is left of it at the end is killed."""
    running = Terminal(program, arguments, columns, lines, **environment)
    try:
        yield running
    finally:
        if not running.child.terminated:
            running.child.close(force=True)


def stored_labels(instance: Path) -> dict[str, str]:
    """Return the labels that another process would find in the store right now, by key."""
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        rows = connection.execute("SELECT source || ':' || external_id, label FROM labels")
        return dict(rows.fetchall())
