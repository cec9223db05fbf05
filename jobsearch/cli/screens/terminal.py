"""What `label` and `recommend --pick` share: a screen of lines, and keys that mean the same in both."""

import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from rich.console import Console, ConsoleOptions, Group
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.text import Text

from jobsearch.cli.screens.browser import open_beside
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, key_presses
from jobsearch.errors import NoTerminal, SurroundingsError
from jobsearch.services.labels.answers import Given

ENDINGS = frozenset({"q", INTERRUPT, HANG_UP})
ANSWERS: Mapping[str, Given] = {"y": "yes", "n": "no", "u": "unsure", "a": "applied"}
BACK = "p"
OPEN = "o"
_TERMINATED = 128 + signal.SIGTERM
_ERASE_LINE = Control((ControlType.ERASE_IN_LINE, 2)).segment


def _sequence(text: str) -> Segment:
    """Return an escape sequence that Rich has no name for, so that it does not count as text."""
    return Segment(text, control=[(ControlType.CLEAR,)])


_ERASE_BELOW = _sequence("\x1b[J")
# What these switch is a terminal's own: xterm's control sequences, "DEC private modes".
_NO_WRAP, _WRAP = _sequence("\x1b[?7l"), _sequence("\x1b[?7h")
_NO_WHEEL, _WHEEL = "\x1b[?1007s\x1b[?1007l", "\x1b[?1007r"


def check_terminal(command: str) -> None:
    """Raise NoTerminal where there is nobody to press a key."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(command=command)


@contextmanager
def screen_and_keys() -> Iterator[tuple[Console, Iterator[str]]]:
    """Give the whole terminal and the keys that are pressed; it is put back as it was afterwards."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.screen(hide_cursor=True), _wheel_off(console), key_presses() as keys:
        yield console, keys


@contextmanager
def _wheel_off(console: Console) -> Iterator[None]:
    """Keep the terminal from making arrow keys of the mouse wheel, which would take answers back."""
    if console.is_dumb_terminal:
        yield
        return
    console.file.write(_NO_WHEEL)
    try:
        yield
    finally:
        console.file.write(_WHEEL)
        console.file.flush()


def meant(keys: Iterable[str], known: Iterable[str], synonyms: Mapping[str, str]) -> Iterator[str]:
    """Yield the keys that are known, Caps Lock or not, and others for what they stand for."""
    wanted = frozenset(known)
    for key in keys:
        name = synonyms.get(key.lower(), key.lower())
        if name in wanted:
            yield name


def opened(url: str) -> str:
    """Open a page in the browser; return what is to be said about that."""
    try:
        open_beside(url)
    except SurroundingsError as error:
        return str(error)
    return "Opened in your browser."


def folded(console: Console, texts: Sequence[Text], width: int) -> list[Text]:
    """Fold texts into lines that fit the width; an unbreakable address may end with the line."""
    lines = (line for text in texts for line in text.split("\n", allow_blank=True) or [text])
    return [
        part for line in lines for part in ([line] if line.cell_len <= width else line.wrap(console, width))
    ]


def key_lines(keys: Sequence[str], width: int) -> list[Text]:
    """Return keys with their meanings in as many lines as they take, none parted from its meaning."""
    lines = [""]
    for key in keys:
        longer = f"{lines[-1]} \u00b7 {key}" if lines[-1] else key
        lines = [*lines[:-1], longer] if len(longer) <= width else [*lines, key]
    return [Text(line, "bold") for line in lines]


def draw(console: Console, lines: Sequence[Text]) -> None:
    """Draw over the last post without blanking the screen first, which would flicker."""
    if console.is_dumb_terminal:
        console.print(Group(*lines))
    else:
        console.print(_Drawing(lines), end="", crop=False)


@dataclass(frozen=True)
class _Drawing:
    """Lines that fit the terminal, from its upper left corner on, in the place of what was there.

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
def terminated_gently() -> Iterator[None]:
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
