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

from jobsearch.cli.browser import open_page
from jobsearch.cli.keys import HANG_UP, INTERRUPT, key_presses
from jobsearch.errors import NoBrowser, NoTerminal
from jobsearch.services.answering import Given

ENDINGS = frozenset({"q", INTERRUPT, HANG_UP})
ANSWERS: Mapping[str, Given] = {"y": "yes", "n": "no", "u": "unsure", "a": "applied"}
BACK = "p"
OPEN = "o"
_TERMINATED = 128 + signal.SIGTERM
_ERASE_LINE = Control((ControlType.ERASE_IN_LINE, 0)).segment
_ERASE_BELOW = Segment("\x1b[J", control=[(ControlType.CLEAR,)])  # Rich has no name for it (ECMA-48, ED)


def check_terminal(command: str) -> None:
    """Raise NoTerminal where there is nobody to press a key."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal(command=command)


@contextmanager
def screen_and_keys() -> Iterator[tuple[Console, Iterator[str]]]:
    """Give the whole terminal and the keys that are pressed; it is put back as it was afterwards."""
    console = Console(highlight=False, markup=False, emoji=False)
    with console.screen(hide_cursor=True), key_presses() as keys:
        yield console, keys


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
        open_page(url)
    except NoBrowser as error:
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
        console.print(_Drawing(lines), end="")


@dataclass(frozen=True)
class _Drawing:
    """Lines that fit the terminal, from its upper left corner on, in the place of what was there.

    rich.screen.Screen would wrap and pad each line again, which takes as long as all else.
    """

    lines: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield Control.home().segment
        for number, line in enumerate(self.lines):
            if number:
                yield Segment("\r\n")
            if number == len(self.lines) - 1:
                yield _ERASE_BELOW
            yield from line.render(console)
            if line.cell_len < options.max_width:  # behind a full line the cursor is still on its last cell
                yield Segment(" ")
                yield _ERASE_LINE


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
