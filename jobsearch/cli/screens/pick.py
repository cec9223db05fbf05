"""`recommend --pick` in the terminal: draw the list, wait for one key, do what it says."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from jobsearch.cli.console import say
from jobsearch.cli.screens import terminal
from jobsearch.cli.screens.keys import INTERRUPT, RESIZED
from jobsearch.cli.screens.pick_page import View, page
from jobsearch.cli.screens.terminal import ANSWERS, BACK, ENDINGS, OPEN
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.outcomes import count
from jobsearch.services.labels.answers import Given
from jobsearch.services.labels.picking import PickSession
from jobsearch.services.recommend.recommend import mark_shown
from jobsearch.settings import Settings

_UP, _DOWN, _FIRST, _LAST = "up", "down", "home", "end"
_SYNONYMS = {"k": _UP, "j": _DOWN}
_KNOWN = ENDINGS | ANSWERS.keys() | {BACK, OPEN, RESIZED, _UP, _DOWN, _FIRST, _LAST}
_CHANGED_ELSEWHERE = "It was answered elsewhere since, and that stays."
_IN_WORDS: dict[Given, str] = {"applied": "applied to", "yes": "yes", "no": "no", "unsure": "unsure"}


def go_through(settings: Settings, posts: Sequence[ListedPost], *, new: bool = False) -> None:
    """Let the person answer posts in any order until they are done with the list.

    Of a list of `new` ones, those that were on the screen are marked as shown, however it ends.
    Raises NoTerminal without one, KeyboardInterrupt after Ctrl-C, and InstanceError's subclasses.
    """
    terminal.check_terminal("recommend --pick")
    if not posts:
        return
    with terminal.terminated_gently():
        session = PickSession(settings, posts)
        try:
            with terminal.screen_and_keys() as (console, pressed):
                last = _loop(session, console, terminal.meant(pressed, _KNOWN, _SYNONYMS))
        finally:
            if new:
                mark_shown(settings, [posts[place] for place in sorted(session.seen)])
        say(_summary(session))
    if last == INTERRUPT:
        raise KeyboardInterrupt


def _loop(session: PickSession, console: Console, keys: Iterator[str]) -> str:
    """Return the key that ended the session."""
    view = View()
    while True:
        drawn = page(session, view, console, datetime.now(UTC))
        terminal.draw(console, drawn.lines)
        session.seen.update(drawn.places)
        key = next(keys)
        if key in ENDINGS:
            return key
        view = _after(session, replace(view, first=drawn.first, note=""), key)


def _after(session: PickSession, view: View, key: str) -> View:
    """Do what a key says; return what is to be shown then."""
    last = len(session.posts) - 1
    if key in ANSWERS:
        session.answer(view.place, ANSWERS[key])
        return replace(view, place=min(view.place + 1, last))
    if key == BACK:
        back = session.back()
        if back is None:
            return replace(view, note="Nothing was answered yet.")
        return replace(view, place=back.place, note="" if back.taken else _CHANGED_ELSEWHERE)
    if key == OPEN:
        return replace(view, note=terminal.opened(session.posts[view.place].url))
    places = {_UP: max(view.place - 1, 0), _DOWN: min(view.place + 1, last), _FIRST: 0, _LAST: last}
    return replace(view, place=places.get(key, view.place))


def _summary(session: PickSession) -> str:
    if not session.answers:
        return "Nothing answered."
    told = Counter(session.answers.values())
    kinds = ", ".join(f"{told[given]} {words}" for given, words in _IN_WORDS.items() if told[given])
    return f"{count(len(session.answers), 'post')} answered: {kinds}. Run train to learn from your answers."
