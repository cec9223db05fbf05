"""The labeling session in the terminal: draw a post, wait for one key, do what it says."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from rich.console import Console, RenderableType
from rich.control import Control
from rich.screen import Screen

from jobsearch.cli.browser import open_page
from jobsearch.cli.console import say
from jobsearch.cli.keys import HANG_UP, INTERRUPT, key_presses
from jobsearch.cli.question import page, progress_line
from jobsearch.errors import NoBrowser, NoTerminal
from jobsearch.learning.queue import Order
from jobsearch.services.label import LabelingSession, Question
from jobsearch.settings import Settings
from jobsearch.store.models import LabelValue

_TERMINATED = 128 + signal.SIGTERM
_ENDINGS = frozenset({"q", INTERRUPT, HANG_UP})
_MORE = "m"


def ask(settings: Settings, order: Order) -> None:
    """Ask until the queue or the person's patience ends.

    Raises NoTerminal without one, KeyboardInterrupt after Ctrl-C, and what LabelingSession raises.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoTerminal
    session = LabelingSession(settings, order)
    console = Console(highlight=False, markup=False, emoji=False)
    with _terminated_gently(), console.screen(hide_cursor=True), key_presses() as keys:
        last = _loop(session, console, keys)
    say(_summary(session, ended=last in _ENDINGS))
    if last == INTERRUPT:
        raise KeyboardInterrupt


def _loop(session: LabelingSession, console: Console, keys: Iterator[str]) -> str:
    """Return the key that ended the session, "" when there was nothing left to ask."""
    number, note = 0, ""
    while (question := session.question) is not None:
        drawn = page(question, number, console, datetime.now(UTC), note)
        _draw(console, drawn.drawing)
        key = next(key for key in map(_lower, keys) if key in _ENDINGS or key == _MORE or key in _ACTIONS)
        if key in _ENDINGS:
            return key
        number = (number + 1) % drawn.pages if key == _MORE else 0
        note = _ACTIONS[key](session, question) if key in _ACTIONS else ""
    return ""


def _lower(key: str) -> str:
    """Take no notice of Caps Lock."""
    return key.lower()


def _draw(console: Console, drawing: RenderableType) -> None:
    """Draw over the last post without blanking the screen first, which would flicker."""
    if console.is_dumb_terminal:
        console.print(drawing)
        return
    console.control(Control.home())
    console.print(Screen(drawing, application_mode=True), end="")


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


def _summary(session: LabelingSession, *, ended: bool) -> str:
    progress = session.progress
    sentences = [f"{progress_line(progress)}."]
    if not ended:
        sentences.append("Every stored post was asked about: fetch-new brings more.")
    if progress.answered:
        sentences.append("Run train to learn from your answers.")
    return " ".join(sentences)


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
