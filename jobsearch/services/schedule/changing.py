"""A change to the timer that is either carried out completely or undone."""

from contextlib import suppress
from dataclasses import dataclass, replace

from jobsearch.errors import JobSearchError, TimerFailed, TimerLost
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.available import KINDS
from jobsearch.services.schedule.entry import Entry
from jobsearch.services.schedule.kept import Schedule
from jobsearch.services.schedule.kinds import Kind
from jobsearch.services.schedule.machine import Machine
from jobsearch.settings import Settings


@dataclass(frozen=True)
class Change:
    """The change from an instance's current timer, if any, to another.

    Attributes:
        settings: the settings of the instance.
        entry: the new entry.
        wanted: the new schedule.
        before: the previous schedule, or None if there is none or it is damaged.
        machine: the operating system.

    """

    settings: Settings
    entry: Entry
    wanted: Schedule
    before: Schedule | None
    machine: Machine

    def make(self) -> None:
        """Store the plan and install the entry; if that fails, restore the previous timer.

        Raises TimerFailed and FileUnwritable, and TimerLost if the previous timer could not be restored.
        """
        had_entry = self._kind.installed(self.entry.name, self.machine)
        try:
            kept.keep(self.settings, self.wanted)  # before the entry, which may run immediately
            self._install()
        except BaseException as error:  # even if interrupted
            if self.before:
                self._restore(self.before, error)
            elif not had_entry:
                self._remove()
            raise

    @property
    def _kind(self) -> Kind:
        return KINDS[self.wanted.kind]

    def _install(self) -> None:
        """Install the entry, and only then remove any previous entry of another kind."""
        self._kind.install(self.entry, self.machine)
        if not self._kind.installed(self.entry.name, self.machine):
            raise TimerFailed(cause=f"{self.wanted.kind} accepted the entry but does not list it")
        if self.before and self.before.kind != self.wanted.kind:
            KINDS[self.before.kind].remove(self.entry.name, self.machine)

    def _restore(self, before: Schedule, error: BaseException) -> None:
        earlier = KINDS[before.kind]
        try:
            kept.keep(self.settings, before)
            if before.kind != self.wanted.kind:
                self._remove_entry()
            with suppress(JobSearchError):  # a crontab that refuses every change still has the earlier entry
                earlier.install(replace(self.entry, plan=before.plan), self.machine)
            is_lost = not earlier.installed(self.entry.name, self.machine)
        except JobSearchError:
            is_lost = True
        if is_lost:
            raise TimerLost(cause=str(error).rstrip(".")) from error

    def _remove(self) -> None:
        self._remove_entry()
        kept.forget(self.settings)

    def _remove_entry(self) -> None:
        with suppress(JobSearchError):
            self._kind.remove(self.entry.name, self.machine)
