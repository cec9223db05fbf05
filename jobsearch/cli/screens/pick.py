"""`recommend --pick` in the terminal: draw the list, wait for a key, and act on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from jobsearch.cli.console import say
from jobsearch.cli.screens.key_presses import Keyboard
from jobsearch.cli.screens.keys import INTERRUPT
from jobsearch.cli.screens.pick_page import View, page
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
from jobsearch.domain.answers import CHOICES
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.outcomes import count
from jobsearch.services.labels.picking import PickSession
from jobsearch.services.recommend.recommend import mark_shown
from jobsearch.settings import Settings

_UP, _DOWN, _FIRST, _LAST = "up", "down", "home", "end"
_KEYBOARD = Keyboard(
    acting=frozenset({*ANSWERS, BACK, OPEN}),
    moving=frozenset({*ENDINGS, _UP, _DOWN, _FIRST, _LAST}),
    synonyms={"k": _UP, "j": _DOWN},
)
_TOLD = sorted(CHOICES, key=lambda given: given != "applied")  # the strongest first
_CHANGED_ELSEWHERE = "Nothing was undone, because the label or the application has changed since then."


def go_through(settings: Settings, posts: Sequence[ListedPost], *, new: bool = False) -> None:
    """Let the user label posts in any order, until they leave the list.

    In a list of `new` posts, those that appeared on the screen are marked as shown, however the session ends.
    Raises NoTerminal if there is no terminal, KeyboardInterrupt after Ctrl-C, and subclasses of
    InstanceError.
    """
    check_terminal("recommend --pick")
    if not posts:
        return
    with exit_on_sigterm():
        session = PickSession(settings, posts)
        try:
            with Screen(_KEYBOARD).in_use() as screen:
                last = _loop(session, screen)
        finally:
            if new:
                mark_shown(settings, [posts[place] for place in sorted(session.seen)])
        say(_summary(session))
    if last == INTERRUPT:
        raise KeyboardInterrupt


def _loop(session: PickSession, screen: Screen) -> str:
    """Return the key that ended the session."""
    view = View()
    while True:
        drawn = page(session, view, screen.console, datetime.now(UTC))
        screen.draw(drawn.lines)
        session.seen.update(drawn.places)
        key = next(screen.keys)
        if key in ENDINGS:
            return key
        view = _after(session, replace(view, first=drawn.first, note=""), key)


def _after(session: PickSession, view: View, key: str) -> View:
    """Act on a key and return the next view."""
    last = len(session.posts) - 1
    if key in ANSWERS:
        session.answer(view.place, ANSWERS[key])
        return replace(view, place=min(view.place + 1, last))
    if key == BACK:
        back = session.back()
        if back is None:
            return replace(view, note="There is no answer to undo.")
        return replace(view, place=back.place, note="" if back.taken else _CHANGED_ELSEWHERE)
    if key == OPEN:
        return replace(view, note=opened(session.posts[view.place].url))
    if key in WORDS:
        return replace(view, note=f"{WORDS[key]} These are the keys:")
    places = {_UP: max(view.place - 1, 0), _DOWN: min(view.place + 1, last), _FIRST: 0, _LAST: last}
    return replace(view, place=places.get(key, view.place))


def _summary(session: PickSession) -> str:
    if not session.answers:
        return "No post was labeled."
    told = Counter(session.answers.values())
    kinds = ", ".join(f"{told[given]} {CHOICES[given].done}" for given in _TOLD if told[given])
    return f"{count(len(session.answers), 'post')} labeled: {kinds}. Run `train` to update the model."
