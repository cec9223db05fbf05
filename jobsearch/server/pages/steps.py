"""The answers given on pages since the server started, which can be undone from the last one backwards."""

import secrets
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from fastapi import Request

from jobsearch.domain.answers import LabelChoice
from jobsearch.services.cache import Cache
from jobsearch.services.labels.answers import Change, TakenBack, undo_answer
from jobsearch.settings import Settings

_MOST = 1_000


class Step(NamedTuple):
    """An answer with its post and effect, and the name of the previous step, "" for none."""

    key: str
    title: str
    given: str
    change: Change | TakenBack
    earlier: str


class Steps:
    """The steps of all pages of a server, by unguessable names."""

    def __init__(self) -> None:
        """Start without steps."""
        self._steps: OrderedDict[str, Step] = OrderedDict()
        self._lock = Lock()

    def add(self, step: Step) -> str:
        """Store a step, dropping the oldest if there are too many, and return its name."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._steps[name] = step
            if len(self._steps) > _MOST:
                self._steps.popitem(last=False)
        return name

    def get(self, name: str) -> Step | None:
        """Return the step of that name, or None if there is none."""
        with self._lock:
            return self._steps.get(name)

    def forget(self, name: str) -> None:
        """Delete the step of that name after it was undone."""
        with self._lock:
            self._steps.pop(name, None)

    def latest(self) -> str:
        """Return the name of the last step that was not undone, "" if there is none."""
        with self._lock:
            return next(reversed(self._steps), "")

    def of(self, key: str, given: LabelChoice) -> str:
        """Return the name of the last step with this answer to a post, or "" if there is none."""
        with self._lock:
            found = (name for name, step in reversed(self._steps.items()) if step[:3:2] == (key, given))
            return next(found, "")


def undo_step(request: Request, settings: Settings, cache: Cache, name: str) -> tuple[Step, bool] | None:
    """Undo a step; return it, and False if its answer has changed elsewhere; None if there is no step."""
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
