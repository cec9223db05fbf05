"""Read single keys from a POSIX terminal without echo, using termios, until the terminal is restored."""

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
        """The keyboard input of a terminal."""

        def __init__(self, terminal: int) -> None:
            """Save the terminal modes of the shell without changing them yet."""
            self._terminal = terminal
            self._shell_modes = termios.tcgetattr(terminal)

        def take(self) -> None:
            """Switch to reading single keys without echo; this suspends a background process."""
            modes = termios.tcgetattr(self._terminal)
            modes[tty.IFLAG] &= ~_INPUT_AS_IT_IS
            modes[tty.LFLAG] &= ~_KEY_BY_KEY
            modes[tty.CC][termios.VMIN], modes[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._terminal, termios.TCSANOW, modes)

        def give_back(self) -> None:
            """Restore the terminal modes, if the terminal still exists."""
            with suppress(OSError, termios.error):
                termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._shell_modes)

        def read(self, seconds: float) -> bytes | None:
            """Return the input received within `seconds`, None if there is none, or b"" at the end."""
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
            """Call `stop` instead of stopping on SIGTSTP, and `go_on` when continued after SIGSTOP."""
            ours = {signal.SIGTSTP: stop, signal.SIGCONT: go_on}
            before = {number: signal.signal(number, handler) for number, handler in ours.items()}
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

        def stop(self) -> None:
            """Stop the whole process group until the shell continues it with `fg`."""
            handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            os.kill(0, signal.SIGTSTP)  # has no effect if no shell could continue it
            signal.signal(signal.SIGTSTP, handler)

    def forget_typed(terminal: int) -> None:
        """Discard unread input."""
        termios.tcflush(terminal, termios.TCIFLUSH)
