"""The program in a pseudo-terminal: what its screen shows, and what the store holds meanwhile."""

import fcntl
import os
import re
import select
import sqlite3
import struct
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pyte

from support.process import Program

KEY = re.compile(r"remoteok:\d+(?=\s|$)")
PATIENCE_SECONDS = 60.0


class Terminal:
    """A terminal of a given size with the program in it."""

    def __init__(
        self, program: Program, arguments: tuple[str, ...], columns: int, lines: int, **environment: str
    ) -> None:
        """Start `python main.py` with these arguments."""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._shown: str | None = None  # what takes long to read off the screen, and is asked again and again
        self.raw = b""
        self._descriptor, inner = os.openpty()
        self._size(columns, lines)
        self.flags_before = self.flags()
        surroundings = {"TERM": "xterm-256color", **environment}
        try:
            self.child = program.start_on([inner] * 3, arguments, surroundings, terminal=True)
        finally:
            os.close(inner)

    @property
    def shown(self) -> str:
        """The screen as a person sees it, line by line."""
        if self._shown is None:
            self._shown = "\n".join(line.rstrip() for line in self._screen.display)
        return self._shown

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
        os.write(self._descriptor, keys.encode())

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
        self._shown = None
        self._screen.reset()
        self._screen.resize(lines, columns)
        self._size(columns, lines)

    def end(self) -> int:
        """Follow the output to its end; return the exit status, the negative signal for a killed program."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._read():
            assert time.monotonic() < deadline, f"it does not end; the screen:\n{self.shown}"
        return self.child.wait(PATIENCE_SECONDS)

    def flags(self) -> list[Any]:
        """Return the terminal's settings."""
        return termios.tcgetattr(self._descriptor)

    def hang_up(self) -> int:
        """Close the terminal; return the program's exit status as `end` does."""
        self.close()
        return self.child.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """Close the terminal."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def _size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def _read(self) -> bool:
        """Take in what comes within a moment; return whether more can come."""
        ended = self.child.has_ended()  # asked first, so that what it wrote before is read all the same
        if not select.select([self._descriptor], [], [], 0.05)[0]:
            return not ended
        try:
            piece = os.read(self._descriptor, 65_536)
        except OSError:  # Linux says so of a terminal that no process has open any more
            return False
        if not piece:
            return False
        self._shown = None
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
        running.child.kill()
        running.child.wait()
        running.close()


def stored_labels(instance: Path) -> dict[str, str]:
    """Return the labels that another process would find in the store right now, by key."""
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        rows = connection.execute("SELECT source || ':' || external_id, label FROM labels")
        return dict(rows.fetchall())
