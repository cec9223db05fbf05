"""Answers given on pages and by API clients since the server started, which can be undone one by one."""

import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import NamedTuple

from fastapi import Request

from jobsearch.domain.answers import LabelChoice
from jobsearch.errors import PostUnknown
from jobsearch.services.cache import Cache
from jobsearch.services.labels.answers import Change, TakenBack, first_standing, moment_of, undo_answer
from jobsearch.services.labels.given import Answer, newest_answer
from jobsearch.services.posts.full import show
from jobsearch.settings import Settings

_MOST = 1_000
ANSWERED_ELSEWHERE = (
    "The post has been answered elsewhere in the meantime. That answer was kept; answer again to change it."
)
CHANGED_SINCE = "Nothing was undone, because the answer or the application has changed since."


class Step(NamedTuple):
    """An answer (or "clear" for a removal) with its post and effect; `title` is "" until it is needed."""

    key: str
    title: str
    given: str
    change: Change | TakenBack


class Latest(NamedTuple):
    """The newest answer: a step that can be undone and its name, an answer given elsewhere, or neither."""

    name: str = ""
    step: Step | None = None
    elsewhere: Answer | None = None


class Steps:
    """The steps from all pages of a server, with unguessable names."""

    def __init__(self) -> None:
        """Create an empty collection."""
        self._steps: OrderedDict[str, Step] = OrderedDict()
        self._lock = Lock()

    def add(self, step: Step) -> str:
        """Store a step and return its name, dropping the oldest step if there are too many."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._steps[name] = step
            if len(self._steps) > _MOST:
                self._steps.popitem(last=False)
        return name

    def get(self, name: str) -> Step | None:
        """Return the step with the given name, or None if there is none."""
        with self._lock:
            return self._steps.get(name)

    def forget(self, name: str) -> None:
        """Delete the step with the given name after it was undone."""
        with self._lock:
            self._steps.pop(name, None)

    def forget_change(self, change: Change) -> None:
        """Delete the step with this effect after it was undone in its session."""
        with self._lock:
            names = [name for name, step in self._steps.items() if step.change == change]
        for name in names:
            self.forget(name)

    def newest_first(self) -> list[tuple[str, Step]]:
        """Return the steps that have not been undone, with their names, newest first."""
        with self._lock:
            return list(reversed(self._steps.items()))

    def of(self, key: str, given: LabelChoice) -> str:
        """Return the name of the last step that recorded this answer for a post, or "" if there is none."""
        with self._lock:
            found = (name for name, step in reversed(self._steps.items()) if step[:3:2] == (key, given))
            return next(found, "")


def latest_step(request: Request, settings: Settings, cache: Cache) -> Latest:
    """Return the last step whose answer is unchanged, unless a newer answer was given elsewhere.

    A newer answer from a terminal or another server cannot be undone, because the answer that it replaced is
    not known here.
    """
    engine = cache.open_store(settings)
    steps = steps_of(request).newest_first()
    change = first_standing(engine, (step.change for _name, step in steps))
    if change is None:
        return Latest()
    name, step = next((name, step) for name, step in steps if step.change is change)
    newest = newest_answer(settings, datetime.now(UTC), cache)
    if newest is not None and newest.at > moment_of(step.change):
        return Latest(elsewhere=newest)
    return Latest(name, step if step.title else step._replace(title=_title(settings, step.key, cache)))


def _title(settings: Settings, key: str, cache: Cache) -> str:
    try:
        return show(settings, key, cache).post.title
    except PostUnknown:  # the answer waits for it
        return key


def undo_step(request: Request, settings: Settings, cache: Cache, name: str) -> tuple[Step, bool] | None:
    """Undo a step; return it and whether its answer was undone (False if changed elsewhere), or None."""
    steps = steps_of(request)
    step = steps.get(name)
    if step is None:
        return None
    is_undone = undo_answer(cache.open_store(settings), step.change)
    steps.forget(name)  # only now, so that a user can retry if the store was busy
    return step, is_undone


def steps_of(request: Request) -> Steps:
    """Return the steps of the server that handles this request."""
    steps = request.app.state.steps
    assert isinstance(steps, Steps)  # noqa: S101 - create_app put it there
    return steps
