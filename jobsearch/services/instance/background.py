"""Run health checks in the background of a server, because they can take minutes for a large store.

See services/apart.py.
"""

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
    """The state of the last health check.

    Attributes:
        report: the findings, once the check is done.

    """

    report: tuple[Finding, ...] | None = None


class Examiner(Apart[ExaminationState]):
    """Health checks in the background, one at a time; `state` is always current."""

    runs = ExaminationRuns
    not_started = ExaminationNotStarted
    broken_off = "The health check ended unexpectedly and changed nothing."

    def __init__(self, settings: Settings) -> None:
        """Prepare to check the instance specified by these settings."""
        super().__init__(ExaminationState())
        self._settings = settings

    def start(self, what: Examination) -> ExaminationState:
        """Start checking the whole store or requesting every source once, and return the state.

        Raises ExaminationRuns and ExaminationNotStarted.
        """
        step = "Checking the whole store" if what == "full" else "Testing every source"
        return self._start(ExaminationState(step=step), partial(_examine, self._settings, what))

    def forget(self) -> None:
        """Discard outdated findings of the last check; a running check continues."""
        with self._lock:
            if self.state.state != "running":
                self.state = ExaminationState()


def _examine(settings: Settings, what: Examination, _progress: Progress) -> tuple[Finding, ...]:
    return examine(settings, full=what == "full", ask_feed=what == "feed")
