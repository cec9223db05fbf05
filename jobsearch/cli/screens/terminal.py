"""What `label` and `recommend --pick` share: a screen of lines, and keys that mean the same in both."""

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
    STRANGE: "That key means nothing here.",
    PASTED: "A paste does nothing here.",
    HELD: "That key is held down: it counts when it is pressed.",
}
_TERMINATED = 128 + signal.SIGTERM
_ERASE_LINE = Control((ControlType.ERASE_IN_LINE, 2)).segment


def _sequence(text: str) -> Segment:
    """Return an escape sequence that Rich has no name for, so that it does not count as text."""
    return Segment(text, control=[(ControlType.CLEAR,)])


_ERASE_BELOW = _sequence("\x1b[J")
# What these switch is a terminal's own: xterm's control sequences, "DEC private modes".
_NO_WRAP, _WRAP = _sequence("\x1b[?7l"), _sequence("\x1b[?7h")
# Another screen, no cursor, no arrow keys made of the mouse wheel, and pastes in brackets.
_TAKE = "\x1b[?1049h\x1b[H\x1b[?25l\x1b[?1007s\x1b[?1007l\x1b[?2004h"
_GIVE_BACK = "\x1b[?2004l\x1b[?1007r\x1b[?7h\x1b[?25h\x1b[?1049l"
_PAUSE_SECONDS = 0.1  # after which a lone escape byte is the key and not the start of a sequence
_FOLLOWED_SECONDS = 0.003  # in which the rest of a burst follows its first key
_TOGETHER_SECONDS = 0.01
_PASTE_SECONDS = 1.0  # of silence, after which a paste has lost its end
_MOST_TOGETHER = 10_000


def check_terminal(command: str) -> None:
    """Raise NoTerminal where there is nobody to press a key."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(command=command)


class Screen:
    """The whole terminal: what is drawn on it, and the keys that are pressed there.

    What is typed before the first drawing, and before the one after a stop, is not heard but for Ctrl-C: it
    cannot be about what nobody has seen.

    Attributes:
        console: what draws; knows the size.
        keys: endless; RESIZED comes when the screen is to be drawn anew, and HANG_UP last, when it goes away.

    """

    def __init__(self, keyboard: Keyboard) -> None:
        """Take nothing yet: `in_use` does."""
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
        """Take the terminal for as long as the block runs; it is put back as it was afterwards."""
        with self._typed.stops(self._stop, self._go_on):
            try:
                self._take()
                yield self
            finally:
                self._give_back()

    def draw(self, lines: Sequence[Text]) -> None:
        """Draw over the last post without blanking the screen first, which would flicker."""
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
        self._typed.take()  # first, since it stops a program in the background, which must not draw
        self._write("" if self.console.is_dumb_terminal else _TAKE)
        self._is_ours = self._is_blank = True

    def _give_back(self) -> None:
        self._is_ours = False
        with suppress(OSError):  # of a terminal that went away
            self._write("" if self.console.is_dumb_terminal else _GIVE_BACK)
            self._typed.give_back()

    def _stop(self, *_signal: object) -> None:
        """Stop as Ctrl-Z does, with all that was started together, until the shell's `fg`."""
        self._give_back()
        self._typed.stop()
        self._take()

    def _go_on(self, *_signal: object) -> None:
        """Take the terminal again after a stop that nobody could see coming (SIGSTOP)."""
        if self._is_ours:
            self._take()

    def _write(self, text: str) -> None:
        self.console.file.write(text)
        self.console.file.flush()

    def _forget_typed(self) -> None:
        while text := self._read(0):
            self._is_interrupted |= INTERRUPT in self._decoder.feed(text)

    def _bursts(self) -> Iterator[Sequence[str]]:
        """Yield keys that came together, and QUIET for each pause without any."""
        size = self._size  # of what is drawn: the terminal may have another by now
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
        """Return for how many seconds more of what came is waited for."""
        if self._decoder.pasting:
            return _PASTE_SECONDS
        return _TOGETHER_SECONDS if len(keys) > 1 else _FOLLOWED_SECONDS

    def _read(self, seconds: float) -> str:
        """Return what comes within so many seconds, "" for nothing or when the terminal goes away."""
        read = b"" if self._is_closed else self._typed.read(seconds)
        if read is None:
            return ""
        self._is_closed = not read
        return self._characters.decode(read)


def opened(url: str) -> str:
    """Open a page in the browser; return what is to be said about that."""
    try:
        open_beside(url)
    except SurroundingsError as error:
        return str(error)
    return "Opened in your browser."


@dataclass(frozen=True)
class _Drawing:
    """Lines that fit the terminal, from its upper left corner on, instead of what was there.

    Each is put at its own place and never wraps, as terminals disagree on how wide an emoji is.
    rich.screen.Screen would wrap and pad each line again, which takes as long as all else.
    """

    lines: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield _NO_WRAP
        for number, line in enumerate(self.lines):
            yield Control.move_to(0, number).segment
            yield _ERASE_BELOW if number == len(self.lines) - 1 else _ERASE_LINE
            # Unlike print, render leaves out the style of the whole line.
            yield from Segment.apply_style(line.render(console), console.get_style(line.style))
            if line.cell_len < options.max_width:
                yield Segment(" ")
        yield _WRAP


@contextmanager
def exit_on_sigterm() -> Iterator[None]:
    """Leave through the front door on SIGTERM and SIGHUP, so that the terminal is put back as it was."""

    def leave(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(_TERMINATED)

    signals = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, leave) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
