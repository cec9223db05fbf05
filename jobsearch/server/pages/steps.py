"""What was answered on pages since the server started, so that it can be taken back from the last on."""

import secrets
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from fastapi import Request

from jobsearch.domain.answers import LabelChoice
from jobsearch.services.labels.answers import Change, TakenBack

_MOST = 1_000


class Step(NamedTuple):
    """An answer: of which post, what, what it changed, and the name of the step before it, "" for none.

    `given` is "clear" where an answer was taken back.
    """

    key: str
    title: str
    given: str
    change: Change | TakenBack
    earlier: str


class Steps:
    """The steps of all pages of a server, each by a name that nobody guesses."""

    def __init__(self) -> None:
        """Begin without any."""
        self._steps: OrderedDict[str, Step] = OrderedDict()
        self._lock = Lock()

    def add(self, step: Step) -> str:
        """Keep a step, in the place of the oldest where there are too many; return its name."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._steps[name] = step
            if len(self._steps) > _MOST:
                self._steps.popitem(last=False)
        return name

    def get(self, name: str) -> Step | None:
        """Return the step of that name, None where there is none."""
        with self._lock:
            return self._steps.get(name)

    def forget(self, name: str) -> None:
        """Forget the step of that name, which is taken back."""
        with self._lock:
            self._steps.pop(name, None)

    def latest(self) -> str:
        """Return the name of the last step that was not taken back, "" for none."""
        with self._lock:
            return next(reversed(self._steps), "")

    def of(self, key: str, given: LabelChoice) -> str:
        """Return the name of the last step that gave this answer to a post, "" for none."""
        with self._lock:
            found = (name for name, step in reversed(self._steps.items()) if step[:3:2] == (key, given))
            return next(found, "")


def steps_of(request: Request) -> Steps:
    """Return the steps of the server that handles this request."""
    steps = request.app.state.steps
    assert isinstance(steps, Steps)  # noqa: S101 - create_app put it there
    return steps
