"""Examining beside a server, which takes a minute or more of a large store: see services/apart.py."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from jobsearch.errors import ExaminationNotStarted, ExaminationRuns
from jobsearch.services.apart import Apart, Progress, WorkState
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.settings import Settings

Examination = Literal["full", "feed"]


@dataclass(frozen=True)
class ExaminationState(WorkState):
    """How far the last examination has come.

    Attributes:
        report: what it found, once it is done.

    """

    report: tuple[Finding, ...] | None = None


class Examiner(Apart[ExaminationState]):
    """Examines, one thing at a time; `state` is always up to date."""

    runs = ExaminationRuns
    not_started = ExaminationNotStarted
    broken_off = "The examination ended before its end; nothing was changed."

    def __init__(self, settings: Settings) -> None:
        """Examine the instance of these settings."""
        super().__init__(ExaminationState())
        self._settings = settings

    def start(self, what: Examination) -> ExaminationState:
        """Begin to read all of the store, or to ask every source once, and return the state.

        Raises ExaminationRuns and ExaminationNotStarted.
        """
        step = "Checking the whole store" if what == "full" else "Testing every source"
        return self._start(ExaminationState(step=step), partial(_examine, self._settings, what))

    def forget(self) -> None:
        """Forget what the last examination found, since it is so no more; one that goes on is left to."""
        with self._lock:
            if self.state.state != "running":
                self.state = ExaminationState()


def _examine(settings: Settings, what: Examination, _progress: Progress) -> tuple[Finding, ...]:
    return examine(settings, full=what == "full", ask_feed=what == "feed")
