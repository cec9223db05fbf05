"""Format the timer's state as text."""

from typing import TYPE_CHECKING

from jobsearch.presentation.time import local

if TYPE_CHECKING:
    from jobsearch.services.schedule.kept import LastRun, TimerState

KINDS = {"systemd": "systemd", "cron": "cron", "launchd": "launchd", "windows": "Task Scheduler"}


def timer_sentence(timer: "TimerState") -> str:
    """Describe a timer: "cron, daily at 08:00, next 2026-11-28 08:00; last run 2026-11-27 08:00, failed"."""
    kind, following = KINDS[timer.kind], local(timer.next_at)
    return f"{kind}, {timer.runs}, next {following}; last run {last_sentence(timer.last)}"


def last_sentence(last: "LastRun | None") -> str:
    """Describe the result of the last run."""
    if last is None:
        return "none yet"
    return f"{local(last.began_at)}, {f'failed: {last.problem}' if last.problem else 'succeeded'}"
