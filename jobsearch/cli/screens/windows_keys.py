"""The keys of a Windows console, as the sequences that terminals elsewhere send for them.

The console is asked again and again, as it can be waited for by no descriptor. Tried with a console made of
Python alone: no Windows was at hand.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

# The block is checked for Windows, and can be run elsewhere with another `msvcrt`.
if not TYPE_CHECKING or sys.platform == "win32":
    import msvcrt

    _PAUSE_SECONDS = 0.01
    _FIRST_OF_TWO = "\x00\xe0"
    # By the second character that getwch gives (Microsoft, "_getch, _getwch").
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
        """What is typed at a console."""

        def __init__(self, terminal: int) -> None:
            """Remember nothing: a console's keys come one by one without a change of its modes."""
            del terminal

        def take(self) -> None:
            """Let the console obey the sequences that draw; the shell's empty command switches that on."""
            os.system("")  # noqa: S605, S607 - see above

        def give_back(self) -> None:
            """Leave all as it is."""

        def read(self, seconds: float) -> bytes | None:
            """Return what comes within so many seconds, None for nothing."""
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
            """Do nothing: a console stops no program."""
            del stop, go_on
            yield

        def stop(self) -> None:
            """Go on: same."""

    def forget_typed(terminal: int) -> None:
        """Forget what was typed and not read yet."""
        del terminal
        while msvcrt.kbhit():
            msvcrt.getwch()

    def _key() -> str:
        key = msvcrt.getwch()
        return _SEQUENCES.get(msvcrt.getwch(), "") if key in _FIRST_OF_TWO else key

    def _is_utf8() -> bool:
        return sys.stdin.encoding.casefold().replace("-", "") == "utf8"
