"""The labeling session in the terminal: draw a post, wait for one key, do what it says."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType

from rich.console import Console, ConsoleOptions, Group
from rich.control import Control
from rich.segment import ControlType, Segment
from rich.text import Text

from jobsearch.cli.browser import open_page
from jobsearch.cli.console import say
from jobsearch.cli.keys import HANG_UP, INTERRUPT, RESIZED, key_presses
from jobsearch.cli.progress import working
from jobsearch.cli.question import Panel, View, page, progress_line
from jobsearch.errors import NoBrowser, NoTerminal
from jobsearch.services.label import LabelingSession, Progress, Question, Request
from jobsearch.settings import Settings
from jobsearch.store.models import LabelValue

_TERMINATED = 128 + signal.SIGTERM
_ENDINGS = frozenset({"q", INTERRUPT, HANG_UP})
_MORE = "m"
_PANELS: dict[str, Panel] = {"r": "reasons", "?": "keys"}
_SYNONYMS = {"right": "y", "left": "n", "up": "p", "down": _MORE}
_WORTH_TRAINING = 5
_ERASE_LINE = Control((ControlType.ERASE_IN_LINE, 0)).segment
_ERASE_BELOW = Segment("\x1b[J", control=[(ControlType.CLEAR,)])  # Rich has no name for it (ECMA-48, ED)


def ask(settings: Settings, request: Request) -> None:
    """Ask until the queue or the person's patience ends.

    Raises NoTerminal without one, KeyboardInterrupt after Ctrl-C, and what LabelingSession raises.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    with _terminated_gently():
        # Otherwise the first post is there at once.
        with working("Reading the posts") if request.wish or request.again else nullcontext():
            session = LabelingSession(settings, request)
        with session:
            console = Console(highlight=False, markup=False, emoji=False)
            with console.screen(hide_cursor=True), key_presses() as keys:
                last = _loop(session, console, keys)
            _sum_up(session, ended=last in _ENDINGS, again=request.again)
    if last == INTERRUPT:
        raise KeyboardInterrupt


def _loop(session: LabelingSession, console: Console, keys: Iterator[str]) -> str:
    """Return the key that ended the session, "" when there was nothing left to ask."""
    view = View()
    while (question := session.question) is not None:
        drawn = page(question, view, console, datetime.now(UTC))
        _draw(console, drawn.lines)
        key = next(key for key in map(_meant, keys) if key in _KNOWN)
        if key in _ENDINGS:
            return key
        if key in _ACTIONS:
            view = View(note=_ACTIONS[key](session, question))
        elif key != RESIZED:
            view = _turned(view, key, drawn.pages)
    return ""


def _turned(view: View, key: str, pages: int) -> View:
    if key == _MORE:
        return View(view.panel, (view.number + 1) % pages)
    return View("text" if view.panel == _PANELS[key] else _PANELS[key])


def _meant(key: str) -> str:
    """Take no notice of Caps Lock, and arrow keys for what they stand for."""
    return _SYNONYMS.get(key, key.lower())


def _draw(console: Console, lines: Sequence[Text]) -> None:
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


def _answer(value: LabelValue) -> Callable[[LabelingSession, Question], str]:
    def act(session: LabelingSession, _question: Question) -> str:
        session.answer(value)
        return ""

    return act


def _skip(session: LabelingSession, _question: Question) -> str:
    session.skip()
    return ""


def _back(session: LabelingSession, _question: Question) -> str:
    return "" if session.back() else "This is the first post of this session."


def _open(_session: LabelingSession, question: Question) -> str:
    try:
        open_page(question.shown.post.url)
    except NoBrowser as error:
        return str(error)
    return "Opened in your browser."


_ACTIONS: dict[str, Callable[[LabelingSession, Question], str]] = {
    "y": _answer("yes"),
    "n": _answer("no"),
    "u": _answer("unsure"),
    "s": _skip,
    "p": _back,
    "o": _open,
}


_KNOWN = _ENDINGS | _ACTIONS.keys() | _PANELS.keys() | {_MORE, RESIZED}


def _sum_up(session: LabelingSession, *, ended: bool, again: bool) -> None:
    progress = session.progress
    say(f"{_answered(progress)} · {progress_line(progress)}.")
    if risen := session.risen:
        say(f"Moved up by your answers: {' · '.join(risen)}")
    if not ended:
        say(
            "You went through all your answers."
            if again
            else "Every stored post was asked about: fetch-new brings more."
        )
    if progress.answered >= _WORTH_TRAINING or (progress.answered and progress.yes > 1 and progress.no > 1):
        say("Run train to learn from your answers.")


def _answered(progress: Progress) -> str:
    if not progress.answered:
        return "Nothing answered"
    kinds = [(progress.answered_yes, "yes"), (progress.answered_no, "no")]
    unsure = progress.answered - progress.answered_yes - progress.answered_no
    told = [f"{number} {kind}" for number, kind in [*kinds, (unsure, "unsure")] if number]
    return f"{progress.answered} answered: {', '.join(told)}"


@contextmanager
def _terminated_gently() -> Iterator[None]:
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
