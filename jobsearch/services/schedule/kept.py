"""What the instance remembers of its timer: the plan, how the last run ended, and a log.

All of it is in one folder of the instance, so that removing the timer leaves nothing behind.
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

KINDS = ("systemd", "launchd", "windows", "cron")  # in the order in which they are looked for
_LONGEST = 65_536  # bytes of a note
_LONGEST_LOG = 262_144
_YEARS = range(2000, 2101)
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Schedule:
    """What was installed.

    Attributes:
        kind: what has the entry: "systemd", "cron", "launchd" or "windows".
        plan: when it runs.
        sends: whether it sends messages after fetching.
        installed_at: since when.
        environment: what of the environment its runs need; no secret is among it.

    """

    kind: str
    plan: Plan
    sends: bool
    installed_at: datetime
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LastRun:
    """How the last run of the timer ended.

    Attributes:
        began_at: when it began.
        ended_at: when it ended.
        problem: what went wrong, "" for nothing.

    """

    began_at: datetime
    ended_at: datetime
    problem: str


@dataclass(frozen=True)
class TimerState:
    """What the instance knows of its timer without asking the machine.

    Attributes:
        kind: what has the entry.
        runs: when it runs, in words.
        sends: whether it sends messages after fetching.
        next_at: when it is to run next.
        last: how the last run ended, None before the first.

    """

    kind: str
    runs: str
    sends: bool
    next_at: datetime
    last: LastRun | None


def folder(settings: Settings) -> Path:
    """Return where all of it is."""
    return settings.instance / "schedule"


def make_folder(settings: Settings) -> None:
    """Make that folder, and the instance's where there is none, for their owner alone.

    Raises InstanceUnusable.
    """
    try:
        for path in (settings.instance, folder(settings)):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InstanceUnusable(path=settings.instance, cause=error.strerror) from error


def log(settings: Settings) -> Path:
    """Return the file in which the runs say what they did."""
    return folder(settings) / "log.txt"


def lock(settings: Settings) -> Path:
    """Return the file that a run locks."""
    return folder(settings) / "lock"


def state(settings: Settings, now: datetime) -> TimerState | None:
    """Return what is known, None where no timer was installed, or whatever is kept of it is damaged."""
    found = schedule(settings)
    if found is None:
        return None
    return TimerState(found.kind, str(found.plan), found.sends, found.plan.next(now), last_run(settings))


def schedule(settings: Settings) -> Schedule | None:
    """Return what was installed, None for nothing, or for a note that is damaged."""
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
    """Remember what was installed; raises FileUnwritable, InstanceUnusable."""
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
    """Return how the last run ended, None before the first."""
    try:
        note = _read(_last(settings))
        return LastRun(_moment(note["began_at"]), _moment(note["ended_at"]), str(note["problem"]))
    except _DAMAGE:
        return None


def keep_run(settings: Settings, run: LastRun) -> None:
    """Remember how a run ended; raises FileUnwritable."""
    moments = {"began_at": run.began_at.isoformat(), "ended_at": run.ended_at.isoformat()}
    _write(_last(settings), moments | {"problem": run.problem})


def add_to_log(settings: Settings, text: str) -> None:
    """Add to the log, of which the older half goes when it is long; raises FileUnwritable."""
    try:
        before = regular.read(log(settings), 2 * _LONGEST_LOG).decode("utf-8", "replace")
    except (OSError, ValueError):
        before = ""
    if len(before) > _LONGEST_LOG:
        before = before[-_LONGEST_LOG // 2 :].partition("\n")[2]
    with replacing(log(settings), make_folder=True) as beside:
        beside.write_text(before + text, encoding="utf-8")


def forget(settings: Settings) -> None:
    """Delete all that is kept, the log included."""
    held = lock(settings)
    journal = held.with_name(f"{held.name}-journal")  # of a run that is under way
    for path in (_plan(settings), _last(settings), log(settings), held, journal):
        path.unlink(missing_ok=True)
    with suppress(OSError):  # there is none, or the person put something there
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
