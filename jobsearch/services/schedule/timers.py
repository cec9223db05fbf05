"""Install the timer of an instance, say how it stands, remove it.

prepare -> what would be written, to be shown -> install -> written, and looked for again
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.errors import JobSearchError, NoTimers, TimerFailed
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.cron import Cron
from jobsearch.services.schedule.entry import Entry, entry, minute_of, name_of, surroundings
from jobsearch.services.schedule.kept import Schedule, TimerState
from jobsearch.services.schedule.kinds import Kind, Written
from jobsearch.services.schedule.launchd import Launchd
from jobsearch.services.schedule.machine import Machine
from jobsearch.services.schedule.plan import plan
from jobsearch.services.schedule.systemd import Systemd
from jobsearch.services.schedule.windows import Windows
from jobsearch.settings import Settings

KINDS: Mapping[str, Kind] = {one.name: one for one in (Systemd(), Launchd(), Windows(), Cron())}


@dataclass(frozen=True)
class Wanted:
    """What a person asks for; "" leaves it to the program.

    Attributes:
        every: how often, such as "6h" or "daily".
        at: at what time of day, such as "08:00".
        kind: which kind of timer.
        sends: whether messages are sent after fetching.

    """

    every: str = ""
    at: str = ""
    kind: str = ""
    sends: bool = True


@dataclass(frozen=True)
class Prepared:
    """What would be installed.

    Attributes:
        kind: which kind of timer.
        entry: what it runs, and when.
        texts: what would be written.
        sends: whether messages are sent after fetching.
        environment: what of the environment the runs will have.
        secrets: the names of variables that hold secrets, which the runs will not have.

    """

    kind: str
    entry: Entry
    texts: tuple[Written, ...]
    sends: bool
    environment: Mapping[str, str]
    secrets: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """How the timer of an instance stands.

    Attributes:
        name: what its entry is called.
        timer: what was installed, when it runs and how it last ended; None for nothing.
        there: whether the machine has the entry, switched on.
        log: where the runs say what they did.
        hint: what may keep it from running, "" for nothing.

    """

    name: str
    timer: TimerState | None
    there: bool
    log: str
    hint: str


def prepare(
    settings: Settings,
    wanted: Wanted,
    machine: Machine | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Prepared:
    """Return what would be installed; touches nothing.

    Raises TimesUnreadable, PathUnfit, and NoTimers where no kind is named and the machine has none.
    """
    machine = machine or Machine()
    when = plan(wanted.every, wanted.at, minute_of(settings.instance))
    kind = KINDS[wanted.kind] if wanted.kind else _found(machine)
    made = entry(settings.instance, when)
    texts = kind.texts(made, machine)
    return Prepared(kind.name, made, texts, wanted.sends, *surroundings(environment))


def install(settings: Settings, prepared: Prepared, machine: Machine | None = None) -> Standing:
    """Install it, replacing an earlier one, and look whether it is there.

    Raises NoTimers where the machine does not have that kind, TimerFailed, FileUnwritable.
    """
    machine = machine or Machine()
    kind = KINDS[prepared.kind]
    if not kind.there(machine):
        raise NoTimers(cause=f"{kind.name} is not to be had")
    before = kept.schedule(settings)
    if before and before.kind != kind.name and before.kind in KINDS:
        KINDS[before.kind].remove(prepared.entry.name, machine)
    now = datetime.now(UTC)
    kept.keep(
        settings, Schedule(kind.name, prepared.entry.plan, prepared.sends, now, prepared.environment)
    )  # before the entry, whose first run may begin at once
    try:
        kind.install(prepared.entry, machine)
        if not kind.installed(prepared.entry.name, machine):
            raise TimerFailed(cause=f"{kind.name} took the entry and does not have it")
    except JobSearchError:
        with suppress(JobSearchError):
            kind.remove(prepared.entry.name, machine)
        kept.forget(settings)
        raise
    return standing(settings, machine)


def standing(settings: Settings, machine: Machine | None = None) -> Standing:
    """Return how it stands; raises TimerFailed where the machine cannot be asked."""
    machine = machine or Machine()
    name, timer = name_of(settings.instance), kept.state(settings, datetime.now(UTC))
    kind = KINDS.get(timer.kind) if timer else None
    there = bool(kind and kind.there(machine) and kind.installed(name, machine))
    hint = kind.hint(machine) if kind and there else ""
    return Standing(name, timer, there, str(kept.log(settings)), hint)


def remove(settings: Settings, machine: Machine | None = None) -> bool:
    """Remove the entry, the plan and the log; return whether there was any. Raises TimerFailed.

    Where the plan is lost, every kind that the machine has is looked through.
    """
    machine = machine or Machine()
    name, found = name_of(settings.instance), kept.schedule(settings)
    there = False
    for kind in KINDS.values():
        if (found is None or found.kind == kind.name) and kind.there(machine):
            there = kind.installed(name, machine) or there
            kind.remove(name, machine)
    kept.forget(settings)
    return there or found is not None


def _found(machine: Machine) -> Kind:
    for kind in KINDS.values():
        if kind.there(machine):
            return kind
    raise NoTimers(cause="no systemd of yours, crontab, launchd or Task Scheduler answers")
