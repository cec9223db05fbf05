"""The kinds of timer, and the ones that can be used on this machine now."""

from collections.abc import Mapping

from jobsearch.errors import NoTimers, TimerUnreachable
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.cron import Cron
from jobsearch.services.schedule.entry import name_of
from jobsearch.services.schedule.kept import Schedule
from jobsearch.services.schedule.kinds import Kind
from jobsearch.services.schedule.launchd import Launchd
from jobsearch.services.schedule.machine import Machine
from jobsearch.services.schedule.systemd import Systemd
from jobsearch.services.schedule.windows import Windows
from jobsearch.settings import Settings

KINDS: Mapping[str, Kind] = {one.name: one for one in (Systemd(), Launchd(), Windows(), Cron())}


def first_available(machine: Machine) -> Kind:
    """Return the first kind of timer that responds, in order of preference. Raises NoTimers."""
    for kind in KINDS.values():
        if not kind.absence(machine):
            return kind
    raise NoTimers(cause="neither a systemd user manager, crontab, launchd nor Task Scheduler is available")


def must_reach(settings: Settings, found: Schedule | None, machine: Machine) -> None:
    """Raise TimerUnreachable if the instance has an entry of a kind that does not respond.

    Such an entry continues to run, or will run after the next login, so its plan must be kept.
    """
    name = name_of(settings.instance)
    for kind in KINDS.values():
        has_entry = (found is not None and found.kind == kind.name) or kind.leaves_files(name, machine)
        if has_entry and (cause := kind.absence(machine)):
            raise TimerUnreachable(kind=kind.name, cause=cause, path=kept.folder(settings))
