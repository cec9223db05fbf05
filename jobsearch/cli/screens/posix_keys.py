"""A terminal's keys by termios: one by one, without an echo, until the terminal is given back."""

import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

if sys.platform != "win32":
    _INPUT_AS_IT_IS = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
    _KEY_BY_KEY = termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
    _MOST_AT_ONCE = 65_536

    class Keys:
        """What is typed at a terminal."""

        def __init__(self, terminal: int) -> None:
            """Remember the modes that the shell left; nothing is changed yet."""
            self._terminal = terminal
            self._shell_modes = termios.tcgetattr(terminal)

        def take(self) -> None:
            """Have each key at once; stops a program in the background."""
            modes = termios.tcgetattr(self._terminal)
            modes[tty.IFLAG] &= ~_INPUT_AS_IT_IS
            modes[tty.LFLAG] &= ~_KEY_BY_KEY
            modes[tty.CC][termios.VMIN], modes[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._terminal, termios.TCSANOW, modes)

        def give_back(self) -> None:
            """Put the modes back, if the terminal is still there."""
            with suppress(OSError, termios.error):
                termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._shell_modes)

        def read(self, seconds: float) -> bytes | None:
            """Return what comes within so many seconds, None for nothing, b"" when the terminal goes away."""
            try:
                if not select.select([self._terminal], [], [], seconds)[0]:
                    return None
                return os.read(self._terminal, _MOST_AT_ONCE)
            except BlockingIOError:
                return None
            except OSError:
                return b""

        @contextmanager
        def stops(self, stop: Callable[..., None], go_on: Callable[..., None]) -> Iterator[None]:
            """Call `stop` instead of a stop from outside, and `go_on` after one that none could see."""
            ours = {signal.SIGTSTP: stop, signal.SIGCONT: go_on}
            before = {number: signal.signal(number, handler) for number, handler in ours.items()}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

        def stop(self) -> None:
            """Stop, with all that was started together, until the shell's `fg`."""
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0, signal.SIGTSTP)  # does nothing where no shell could make it go on
            signal.signal(signal.SIGTSTP, handler)

    def forget_typed(terminal: int) -> None:
        """Forget what was typed and not read yet."""
        termios.tcflush(terminal, termios.TCIFLUSH)
