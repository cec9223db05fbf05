"""Install, check, and remove an instance's timer.

prepare -> the files to be written, for review -> install -> files written and verified
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.errors import NoTimers
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.available import KINDS, first_available, must_reach
from jobsearch.services.schedule.changing import Change
from jobsearch.services.schedule.entry import Entry, entry, minute_of, name_of, surroundings
from jobsearch.services.schedule.kept import Schedule, TimerState
from jobsearch.services.schedule.kinds import Written
from jobsearch.services.schedule.machine import Machine
from jobsearch.services.schedule.plan import plan
from jobsearch.settings import Settings


@dataclass(frozen=True)
class Wanted:
    """The requested schedule; "" selects the default.

    Attributes:
        every: the interval, such as "6h" or "daily".
        at: the time of day, such as "08:00".
        kind: the kind of timer.
        sends: whether to send messages after fetching.

    """

    every: str = ""
    at: str = ""
    kind: str = ""
    sends: bool = True


@dataclass(frozen=True)
class Prepared:
    """An installation that has not been carried out yet.

    Attributes:
        kind: the kind of timer.
        entry: the command and its times.
        texts: the files to be written.
        sends: whether to send messages after fetching.
        environment: the environment variables for the runs.
        secrets: the names of variables with secrets, which the runs will not have.

    """

    kind: str
    entry: Entry
    texts: tuple[Written, ...]
    sends: bool
    environment: Mapping[str, str]
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """The status of an instance's timer.

    Attributes:
        name: the name of its entry.
        timer: the installed schedule and its last run, or None if there is none.
        there: whether the system has an active entry.
        unreachable: the reason why the system cannot be queried, or "" if it can.
        log: the path of the log.
        hint: a hint about conditions that may prevent runs, or "" if there are none.

    """

    name: str
    timer: TimerState | None
    there: bool
    unreachable: str
    log: str
    hint: str


def prepare(
    settings: Settings,
    wanted: Wanted,
    machine: Machine | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Prepared:
    """Prepare an installation without changing anything.

    Raises TimesUnreadable, PathUnfit, and NoTimers if no kind is given and the system supports none.
    """
    machine = machine or Machine()
    when = plan(wanted.every, wanted.at, minute_of(settings.instance))
    kind = KINDS[wanted.kind] if wanted.kind else first_available(machine)
    made = entry(settings.instance, when)
    texts = kind.texts(made, machine)
    return Prepared(kind.name, made, texts, wanted.sends, *surroundings(environment))


def install(settings: Settings, prepared: Prepared, machine: Machine | None = None) -> Standing:
    """Install the timer, replacing any earlier timer, and verify the result.

    If that fails, the earlier timer and its plan are restored. Raises NoTimers if the system does not support
    this kind of timer, TimerUnreachable if an earlier timer cannot be replaced, TimerFailed, and
    FileUnwritable.
    """
    machine = machine or Machine()
    kind = KINDS[prepared.kind]
    if cause := kind.absence(machine):
        raise NoTimers(cause=f"{kind.name} is not available, {cause}")
    before = kept.schedule(settings)
    must_reach(settings, before, machine)
    wanted = Schedule(kind.name, prepared.entry.plan, prepared.sends, datetime.now(UTC), prepared.environment)
    Change(settings, prepared.entry, wanted, before, machine).make()
    return standing(settings, machine)


def standing(settings: Settings, machine: Machine | None = None) -> Standing:
    """Return the status. Raises TimerFailed if a query fails although the system responds."""
    machine = machine or Machine()
    name, timer = name_of(settings.instance), kept.state(settings, datetime.now(UTC))
    kind = KINDS[timer.kind] if timer else None
    unreachable = kind.absence(machine) if kind else ""
    there = bool(kind and not unreachable and kind.installed(name, machine))
    hint = kind.hint(machine) if kind and there else ""
    return Standing(name, timer, there, unreachable, str(kept.log(settings)), hint)


def remove(settings: Settings, machine: Machine | None = None) -> bool:
    """Remove the entry, the plan, and the log; return whether any of them existed.

    If the plan is lost, every supported kind of timer is searched. Raises TimerFailed, and TimerUnreachable,
    with nothing changed, if there is an entry that cannot be removed now.
    """
    machine = machine or Machine()
    name, found = name_of(settings.instance), kept.schedule(settings)
    must_reach(settings, found, machine)
    there = False
    for kind in KINDS.values():
        if (found is None or found.kind == kind.name) and not kind.absence(machine):
            there = kind.installed(name, machine) or there
            kind.remove(name, machine)
    kept.forget(settings)
    return there or found is not None
