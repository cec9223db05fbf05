"""The timer's state, kept in the instance: the plan, the result of the last run, and a log.

Everything is stored in one folder of the instance, so that removing the timer leaves nothing behind.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from jobsearch.errors import InstanceUnusable
from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.services.schedule.plan import DAY, Plan
from jobsearch.settings import Settings

KINDS = ("systemd", "launchd", "windows", "cron")  # in order of preference
_LONGEST = 65_536  # bytes of a JSON file
_LONGEST_LOG = 262_144
_YEARS = range(2000, 2101)
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Schedule:
    """The installed schedule.

    Attributes:
        kind: the kind of timer: "systemd", "cron", "launchd", or "windows".
        plan: the times.
        sends: whether it sends messages after fetching.
        installed_at: the time of installation.
        environment: the environment variables for its runs, without secrets.

    """

    kind: str
    plan: Plan
    sends: bool
    installed_at: datetime
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LastRun:
    """The last run of the timer.

    Attributes:
        began_at: the start of the run.
        ended_at: the end of the run.
        problem: the problem, or "" if there was none.

    """

    began_at: datetime
    ended_at: datetime
    problem: str


@dataclass(frozen=True)
class TimerState:
    """The state of the timer according to the instance, without querying the system.

    Attributes:
        kind: the kind of timer.
        runs: the times as text.
        sends: whether it sends messages after fetching.
        next_at: the next planned run.
        last: the last run, or None before the first.

    """

    kind: str
    runs: str
    sends: bool
    next_at: datetime
    last: LastRun | None


def folder(settings: Settings) -> Path:
    """Return the folder that holds the timer's state."""
    return settings.instance / "schedule"


def make_folder(settings: Settings) -> None:
    """Create the state folder, and the instance folder if necessary, both accessible only to the owner.

    Raises InstanceUnusable.
    """
    try:
        for path in (settings.instance, folder(settings)):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InstanceUnusable(path=settings.instance, cause=error.strerror) from error


def log(settings: Settings) -> Path:
    """Return the path of the log."""
    return folder(settings) / "log.txt"


def lock(settings: Settings) -> Path:
    """Return the path of the lock file held during a run."""
    return folder(settings) / "lock"


def state(settings: Settings, now: datetime) -> TimerState | None:
    """Return the state, or None if no timer was installed or the stored plan is damaged."""
    found = schedule(settings)
    if found is None:
        return None
    return TimerState(found.kind, str(found.plan), found.sends, found.plan.next(now), last_run(settings))


def schedule(settings: Settings) -> Schedule | None:
    """Return the installed schedule, or None if there is none or it is damaged."""
    try:
        note = _read(_plan(settings))
        hours = int(note["hours"])
        if hours not in range(1, DAY + 1) or DAY % hours or note["kind"] not in KINDS:
            return None
        return Schedule(
            kind=note["kind"],
            plan=Plan(hours, time.fromisoformat(note["first"])),
            sends=bool(note["sends"]),
            installed_at=_moment(note["installed_at"]),
            environment={str(name): str(value) for name, value in note["environment"].items()},
        )
    except _DAMAGE:
        return None


def keep(settings: Settings, found: Schedule) -> None:
    """Store the installed schedule. Raises FileUnwritable and InstanceUnusable."""
    make_folder(settings)
    note = {
        "kind": found.kind,
        "hours": found.plan.hours,
        "first": f"{found.plan.first:%H:%M}",
        "sends": found.sends,
        "installed_at": found.installed_at.isoformat(),
        "environment": dict(found.environment),
    }
    _write(_plan(settings), note)


def last_run(settings: Settings) -> LastRun | None:
    """Return the last run, or None if there has been none."""
    try:
        note = _read(_last(settings))
        return LastRun(_moment(note["began_at"]), _moment(note["ended_at"]), str(note["problem"]))
    except _DAMAGE:
        return None


def keep_run(settings: Settings, run: LastRun) -> None:
    """Store the result of a run. Raises FileUnwritable."""
    moments = {"began_at": run.began_at.isoformat(), "ended_at": run.ended_at.isoformat()}
    _write(_last(settings), moments | {"problem": run.problem})


def add_to_log(settings: Settings, text: str) -> None:
    """Append to the log, dropping the older half if it is too long. Raises FileUnwritable."""
    try:
        before = regular.read(log(settings), 2 * _LONGEST_LOG).decode("utf-8", "replace")
    except (OSError, ValueError):
        before = ""
    if len(before) > _LONGEST_LOG:
        before = before[-_LONGEST_LOG // 2 :].partition("\n")[2]
    with replacing(log(settings), make_folder=True) as beside:
        beside.write_text(before + text, encoding="utf-8")


def forget(settings: Settings) -> None:
    """Delete all of the timer's state, including the log."""
    held = lock(settings)
    journal = held.with_name(f"{held.name}-journal")  # of a run in progress
    for path in (_plan(settings), _last(settings), log(settings), held, journal):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # missing, or the user added files
        folder(settings).rmdir()


def _plan(settings: Settings) -> Path:
    return folder(settings) / "plan.json"


def _last(settings: Settings) -> Path:
    return folder(settings) / "last.json"


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or found.year not in _YEARS:
        raise ValueError(text)
    return found


def _read(path: Path) -> dict[str, Any]:
    found = json.loads(regular.read(path, _LONGEST))
    if not isinstance(found, dict):
        raise TypeError(path)
    return found


def _write(path: Path, note: Mapping[str, object]) -> None:
    with replacing(path, make_folder=True) as beside:
        beside.write_text(json.dumps(note, indent=1), encoding="utf-8")
