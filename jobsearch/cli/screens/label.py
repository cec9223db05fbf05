"""The labeling session in the terminal: draw a post, wait for a key, and act on it."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

from jobsearch.cli.console import say, working
from jobsearch.cli.screens.keep_wish import offer_to_keep
from jobsearch.cli.screens.key_presses import Keyboard
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, RESIZED, STRANGE
from jobsearch.cli.screens.label_page import Panel, View, end_page, page
from jobsearch.cli.screens.terminal import (
    ANSWERS,
    BACK,
    ENDINGS,
    OPEN,
    WORDS,
    Screen,
    check_terminal,
    exit_on_sigterm,
    opened,
)
from jobsearch.domain.answers import LabelChoice
from jobsearch.presentation.labeling import answered_sentence, found_line, progress_line, unseen_sentence
from jobsearch.services.labels.session import LabelingSession, Question, Request
from jobsearch.settings import Settings

_MORE = "m"
_PANELS: dict[str, Panel] = {"r": "reasons", "?": "keys"}
_SYNONYMS = {"right": "y", "left": "n", "up": "p", "down": _MORE}


def ask(settings: Settings, request: Request) -> None:
    """Ask questions until the queue is empty or the user quits, then offer to save the given description.

    Raises NoTerminal if there is no terminal, KeyboardInterrupt after Ctrl-C, and the errors of
    LabelingSession.
    """
    check_terminal("label")
    with exit_on_sigterm():
        # Without a description, the first post appears immediately.
        with working("Reading the posts") if request.wish or request.again else nullcontext():
            session = LabelingSession(settings, request)
        with session:
            with Screen(_KEYBOARD).in_use() as screen:
                last = _loop(session, screen, again=request.again)
            _sum_up(session, ended=last in ENDINGS, again=request.again)
            answered = session.progress.answered
    if last == INTERRUPT:
        raise KeyboardInterrupt
    if request.wish and answered and last != HANG_UP:
        offer_to_keep(settings, request.wish)


def _loop(session: LabelingSession, screen: Screen, *, again: bool) -> str:
    """Return the key that ended the session, or "" if no questions were left."""
    view = View()
    while True:
        while (question := session.question) is not None:
            drawn = page(question, view, screen.console, datetime.now(UTC))
            screen.draw(drawn.lines)
            key = next(screen.keys)
            if key in ENDINGS:
                return key
            if key == OPEN:
                view = replace(view, note=opened(question.shown.post.url))
            elif key in WORDS:
                view = replace(view, note=f"{WORDS[key]} Press ? to show the keys.")
            elif key in _ACTIONS:
                view = View(note=_ACTIONS[key](session, question))
            elif key != RESIZED:
                view = _turned(view, key, drawn.pages)
        if not session.progress.answered:
            return ""
        if (key := _at_the_end(session, screen, again=again)) in ENDINGS:
            return ""
        session.back()


def _at_the_end(session: LabelingSession, screen: Screen, *, again: bool) -> str:
    """Return the key that ends the session or undoes the last answer."""
    progress, note = session.progress, ""
    while True:
        screen.draw(end_page(progress, screen.console, note, again=again))
        if (key := next(screen.keys)) in {*ENDINGS, BACK}:
            return key
        if key != RESIZED:
            note = WORDS.get(key, WORDS[STRANGE])


def _turned(view: View, key: str, pages: int) -> View:
    if key == _MORE:
        return View(view.panel, (view.number + 1) % pages)
    return View("text" if view.panel == _PANELS[key] else _PANELS[key])


def _answer(given: LabelChoice) -> Callable[[LabelingSession, Question], str]:
    def act(session: LabelingSession, _question: Question) -> str:
        session.answer(given)
        return ""

    return act


def _skip(session: LabelingSession, _question: Question) -> str:
    session.skip()
    return ""


def _back(session: LabelingSession, _question: Question) -> str:
    return "" if session.back() else "This is the first post of the session."


_ACTIONS: dict[str, Callable[[LabelingSession, Question], str]] = {
    **{key: _answer(given) for key, given in ANSWERS.items()},
    "s": _skip,
    BACK: _back,
}


_KEYBOARD = Keyboard(
    acting=frozenset({*_ACTIONS, OPEN}), moving=frozenset({*ENDINGS, *_PANELS, _MORE}), synonyms=_SYNONYMS
)


def _sum_up(session: LabelingSession, *, ended: bool, again: bool) -> None:
    progress = session.progress
    say(f"{answered_sentence(progress)} · {progress_line(progress)}.")
    if not again and (standing := session.standing).answers:
        say(f"Found: {found_line(standing)}.")
        say(f"Left: {unseen_sentence(standing)}.")
    if moved_up := session.moved_up:
        say(f"Moved up by your answers: {' · '.join(moved_up)}")
    if not ended:
        say(
            "You have reviewed all your answers."
            if again
            else "You have seen every stored post. Run `fetch-new` to get more."
        )
    if session.worth_training:
        say("Run `train` to update the model with your answers.")
