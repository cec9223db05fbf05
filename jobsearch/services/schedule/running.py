"""The work of the timer: run fetch-new, then notify send, each in its own process, and log the results."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.errors import JobSearchError
from jobsearch.services.feed.alone import a_fetch_runs
from jobsearch.services.notify.receivers import receivers
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.entry import program
from jobsearch.services.schedule.kept import LastRun, Schedule
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive_if_possible

_SECONDS = 1_800.0  # far longer than a fetch takes
_LONGEST = 4_000  # characters of a step in the log

PAUSES = (60.0, 300.0)
NOT_CONNECTED = "the next fetch will retry"  # occurs only in the message of NotConnected
RUNS_ALREADY = "Another timer run or fetch is in progress, so this run was skipped."


@dataclass(frozen=True)
class Step:
    """The name, exit status, and output of a command."""

    command: str
    status: int
    said: str


@dataclass(frozen=True)
class TimerRun:
    """The steps of a run, or the reason why it was skipped; both are empty if it was not due."""

    steps: tuple[Step, ...]
    left_out: str = ""

    @property
    def problem(self) -> str:
        """The problems of the steps, or "" if there were none."""
        failed = [one for one in self.steps if one.status]
        return "; ".join(f"{one.command}: {_last_line(one.said) or f'status {one.status}'}" for one in failed)


Start = Callable[[tuple[str, ...], Mapping[str, str]], tuple[int, str]]


def run(
    settings: Settings, start: Start | None = None, *, if_due: bool = False, pauses: Sequence[float] = PAUSES
) -> TimerRun:
    """Fetch and send, unless another run or fetch is in progress, or `if_due` is set and nothing is due.

    While no board can be reached, fetching is retried after each of `pauses`, in seconds. Raises
    InstanceUnusable or FileUnwritable if the instance cannot be written to.
    """
    plan = kept.schedule(settings)
    now = datetime.now(UTC)
    if if_due and not (plan and _is_due(settings, plan, now)):
        return TimerRun(())
    with ExitStack() as held:
        try:
            held.enter_context(_locked(settings))
        except TimeoutError:
            return TimerRun((), RUNS_ALREADY)
        if a_fetch_runs(settings):
            return TimerRun((), RUNS_ALREADY)
        return _run(settings, plan, start or start_process, now, pauses)


def _is_due(settings: Settings, plan: Schedule, now: datetime) -> bool:
    last = kept.last_run(settings)
    return plan.plan.is_due(max(last.began_at, plan.installed_at) if last else plan.installed_at, now)


def _run(
    settings: Settings, plan: Schedule | None, start: Start, began: datetime, pauses: Sequence[float]
) -> TimerRun:
    environment = {**(plan.environment if plan else {}), **os.environ}
    steps = [_fetch(settings, start, environment, pauses)]
    if (plan is None or plan.sends) and _anybody(settings):
        steps.append(_step(settings, ("notify", "send"), start, environment))
    done = TimerRun(tuple(steps))
    if plan is None or kept.schedule(settings):  # otherwise the timer was removed meanwhile, completely
        kept.keep_run(settings, LastRun(began, datetime.now(UTC), done.problem))
    else:
        kept.forget(settings)
    return done


def _fetch(settings: Settings, start: Start, environment: Mapping[str, str], pauses: Sequence[float]) -> Step:
    """Fetch, and retry after each pause, because the network may be down for minutes after sleep."""
    step = _step(settings, ("fetch-new",), start, environment)
    for seconds in pauses:
        if not step.status or NOT_CONNECTED not in step.said:
            break
        time.sleep(seconds)
        step = _step(settings, ("fetch-new",), start, environment)
    return step


def _step(settings: Settings, words: tuple[str, ...], start: Start, environment: Mapping[str, str]) -> Step:
    package = Path(__file__).resolve().parents[2]
    command = (*program(sys.argv[0], sys.executable, package), "--instance", str(settings.instance), *words)
    status, said = start(command, environment)
    said = said.strip()[-_LONGEST:]
    name = " ".join(words)
    at = datetime.now().astimezone().isoformat(" ", "seconds")
    kept.add_to_log(settings, "\n".join(filter(None, (f"{at} {name}: status {status}", said))) + "\n")
    return Step(name, status, said)


def _anybody(settings: Settings) -> bool:
    """Return whether there are any receivers; problems with their file are reported when sending."""
    try:
        return bool(receivers(settings))
    except JobSearchError:
        return True


def _locked(settings: Settings) -> AbstractContextManager[None]:
    kept.make_folder(settings)
    return exclusive_if_possible(kept.lock(settings), 0.0)


def start_process(command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command to completion; return its exit status and output."""
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return 1, "The command timed out after 30 minutes."
    except OSError as error:
        return 1, f"The command could not be started: {error.strerror}."
    return done.returncode, done.stdout.decode("utf-8", "replace")


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]
