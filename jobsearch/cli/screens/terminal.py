"""The full-screen terminal used by `label` and `recommend --pick`, and the keys common to both."""

import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from shutil import get_terminal_size
from types import FrameType
from typing import Self

from rich.console import Console, ConsoleOptions, Group
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.text import Text

from jobsearch.cli.screens.browser import open_beside
from jobsearch.cli.screens.key_presses import HELD, QUIET, Keyboard, pressed
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, PASTED, RESIZED, STRANGE, SUSPEND, Decoder
from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.errors import NoTerminal, SurroundingsError

if sys.platform == "win32":
    from jobsearch.cli.screens.windows_keys import Keys
else:
    from jobsearch.cli.screens.posix_keys import Keys

ENDINGS = frozenset({"q", INTERRUPT, HANG_UP})
ANSWERS: Mapping[str, LabelChoice] = {choice.key: word for word, choice in CHOICES.items()}
BACK = "p"
OPEN = "o"
WORDS: Mapping[str, str] = {
    STRANGE: "That key has no function here.",
    PASTED: "Pasted text is ignored here.",
    HELD: "Holding a key down counts only once.",
}
_TERMINATED = 128 + signal.SIGTERM
_ERASE_LINE = Control((ControlType.ERASE_IN_LINE, 2)).segment


def _sequence(text: str) -> Segment:
    """Return an escape sequence that Rich does not know as a segment of zero width."""
    return Segment(text, control=[(ControlType.CLEAR,)])


_ERASE_BELOW = _sequence("\x1b[J")
# xterm's "DEC private modes", which change the terminal itself.
_NO_WRAP, _WRAP = _sequence("\x1b[?7l"), _sequence("\x1b[?7h")
# Alternate screen, hidden cursor, mouse wheel not converted to arrow keys, and bracketed paste.
_TAKE = "\x1b[?1049h\x1b[H\x1b[?25l\x1b[?1007s\x1b[?1007l\x1b[?2004h"
_GIVE_BACK = "\x1b[?2004l\x1b[?1007r\x1b[?7h\x1b[?25h\x1b[?1049l"
_PAUSE_SECONDS = 0.1  # after which a lone escape byte counts as the Escape key
_FOLLOWED_SECONDS = 0.003  # within which the rest of a burst follows its first key
_TOGETHER_SECONDS = 0.01
_PASTE_SECONDS = 1.0  # of silence, after which a paste counts as ended
_MOST_TOGETHER = 10_000


def check_terminal(command: str) -> None:
    """Raise NoTerminal if stdin or stdout is not a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(command=command)


class Screen:
    """The full-screen terminal, which draws lines and receives keys.

    Input typed before the first drawing, or before the first drawing after the process was stopped, is
    discarded except for Ctrl-C, because the user could not have seen the question.

    Attributes:
        console: the console, which draws the lines and knows the size.
        keys: an endless iterator of keys; RESIZED means that the screen must be redrawn, and HANG_UP is the
            last key of a closed terminal.

    """

    def __init__(self, keyboard: Keyboard) -> None:
        """Prepare the screen; the terminal is not taken over until `in_use`."""
        self.console = Console(highlight=False, markup=False, emoji=False)
        self.keys = pressed(self._bursts(), keyboard)
        self._typed = Keys(sys.stdin.fileno())
        self._characters = getincrementaldecoder(sys.stdin.encoding)("replace")
        self._decoder = Decoder()
        self._is_closed = self._is_interrupted = self._is_ours = False
        self._is_blank = True
        self._size = get_terminal_size()

    @contextmanager
    def in_use(self) -> Iterator[Self]:
        """Take over the terminal while the block runs, and restore it afterward."""
        with self._typed.stops(self._stop, self._go_on):
            try:
                self._take()
                yield self
            finally:
                self._give_back()

    def draw(self, lines: Sequence[Text]) -> None:
        """Draw over the previous content without clearing the screen first, because that would flicker."""
        self._size = get_terminal_size()
        with self.console.capture() as drawing:
            if self.console.is_dumb_terminal:
                self.console.print(Group(*lines))
            else:
                self.console.print(_Drawing(lines), end="", crop=False)
        if self._is_blank:
            self._forget_typed()
            self._is_blank = False
        self._write(drawing.get())

    def _take(self) -> None:
        self._typed.take()  # first, because it stops a background process, which must not draw
        self._write("" if self.console.is_dumb_terminal else _TAKE)
        self._is_ours = self._is_blank = True

    def _give_back(self) -> None:
        self._is_ours = False
        with suppress(OSError):  # if the terminal has closed
            self._write("" if self.console.is_dumb_terminal else _GIVE_BACK)
            self._typed.give_back()

    def _stop(self, *_signal: object) -> None:
        """Stop the process group, like Ctrl-Z, until the shell continues it with `fg`."""
        self._give_back()
        self._typed.stop()
        self._take()

    def _go_on(self, *_signal: object) -> None:
        """Take over the terminal again after SIGSTOP, which cannot be handled."""
        if self._is_ours:
            self._take()

    def _write(self, text: str) -> None:
        self.console.file.write(text)
        self.console.file.flush()

    def _forget_typed(self) -> None:
        while text := self._read(0):
            self._is_interrupted |= INTERRUPT in self._decoder.feed(text)

    def _bursts(self) -> Iterator[Sequence[str]]:
        """Yield groups of keys that arrived together, and QUIET whenever none arrive for a while."""
        size = self._size  # the drawn size; the terminal may have changed since
        while not self._is_closed:
            keys = self._burst()
            if SUSPEND in keys:
                self._stop()
            if self._is_blank or get_terminal_size() != size:
                size = get_terminal_size()
                yield (RESIZED,)
            elif keys is QUIET or keys:
                yield keys
        yield (HANG_UP,)

    def _burst(self) -> Sequence[str]:
        if self._is_interrupted:
            self._is_interrupted = False
            return (INTERRUPT,)
        text = self._read(_PASTE_SECONDS if self._decoder.pasting else _PAUSE_SECONDS)
        if not text:
            return self._decoder.flush() or QUIET
        keys: list[str] = []
        while text:
            keys += self._decoder.feed(text)
            if INTERRUPT in keys or len(keys) > _MOST_TOGETHER:
                break
            text = self._read(self._patience(keys))
        return [*keys, *self._decoder.flush()] if self._decoder.pasting else keys

    def _patience(self, keys: Sequence[str]) -> float:
        """Return the number of seconds to wait for the rest of the current input."""
        if self._decoder.pasting:
            return _PASTE_SECONDS
        return _TOGETHER_SECONDS if len(keys) > 1 else _FOLLOWED_SECONDS

    def _read(self, seconds: float) -> str:
        """Return the input received within `seconds`, or "" if there is none or the terminal has closed."""
        read = b"" if self._is_closed else self._typed.read(seconds)
        if read is None:
            return ""
        self._is_closed = not read
        return self._characters.decode(read)


def opened(url: str) -> str:
    """Open a page in the browser and return a message about the result."""
    try:
        open_beside(url)
    except SurroundingsError as error:
        return str(error)
    return "The page was opened in your browser."


@dataclass(frozen=True)
class _Drawing:
    """Lines drawn from the upper left corner of the terminal over the previous content.

    Each line has a fixed position and never wraps, because terminals disagree on the width of emoji.
    rich.screen.Screen would wrap and pad each line again, which takes as long as everything else combined.
    """

    lines: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield _NO_WRAP
        for number, line in enumerate(self.lines):
            yield Control.move_to(0, number).segment
            yield _ERASE_BELOW if number == len(self.lines) - 1 else _ERASE_LINE
            # Unlike print, render omits the style of the whole line.
            yield from Segment.apply_style(line.render(console), console.get_style(line.style))
            if line.cell_len < options.max_width:
                yield Segment(" ")
        yield _WRAP


@contextmanager
def exit_on_sigterm() -> Iterator[None]:
    """Exit normally on SIGTERM and SIGHUP, so that the terminal is restored."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(_TERMINATED)

    signals = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, leave) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
