"""Read single keys from a Windows console, translated into the escape sequences that other terminals send.

The console is polled, because there is no file descriptor to wait on. Tested only with an emulated console,
because no Windows machine was available.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

# The block is type-checked for Windows, and runs elsewhere with a substitute for `msvcrt`.
if not TYPE_CHECKING or sys.platform == "win32":
    import msvcrt

    _PAUSE_SECONDS = 0.01
    _FIRST_OF_TWO = "\x00\xe0"
    # Keyed by the second character from getwch (Microsoft, "_getch, _getwch").
    _SEQUENCES = {
        "H": "\x1b[A",
        "P": "\x1b[B",
        "M": "\x1b[C",
        "K": "\x1b[D",
        "G": "\x1b[H",
        "O": "\x1b[F",
        "I": "\x1b[5~",
        "Q": "\x1b[6~",
        "S": "\x1b[3~",
    }

    class Keys:
        """The keyboard input of a console."""

        def __init__(self, terminal: int) -> None:
            """Do nothing, because a console delivers single keys without a mode change."""
            del terminal

        def take(self) -> None:
            """Enable escape sequences for drawing by running an empty shell command."""
            os.system("")  # noqa: S605, S607 - see above

        def give_back(self) -> None:
            """Do nothing, because no mode was changed."""

        def read(self, seconds: float) -> bytes | None:
            """Return the input received within `seconds`, or None if there is none."""
            end = time.monotonic() + seconds
            while not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return None
                time.sleep(_PAUSE_SECONDS)
            typed = ""
            while msvcrt.kbhit():
                typed += _key()
            return typed.encode(sys.stdin.encoding, "surrogatepass" if _is_utf8() else "replace") or None

        @contextmanager
        def stops(self, stop: Callable[..., None], go_on: Callable[..., None]) -> Iterator[None]:
            """Do nothing, because a Windows console cannot stop a program."""
            del stop, go_on
            yield

        def stop(self) -> None:
            """Do nothing, as in `stops`."""

    def forget_typed(terminal: int) -> None:
        """Discard unread input."""
        del terminal
        while msvcrt.kbhit():
            msvcrt.getwch()

    def _key() -> str:
        key = msvcrt.getwch()
        return _SEQUENCES.get(msvcrt.getwch(), "") if key in _FIRST_OF_TWO else key

    def _is_utf8() -> bool:
        return sys.stdin.encoding.casefold().replace("-", "") == "utf8"
