"""An agent managed by launchd (launchd.plist(5)).

launchd catches up on runs missed during sleep, but not on those missed while the machine was off. The agent
therefore also runs at each login, and the program exits immediately if nothing is due.
"""

import plistlib
from dataclasses import dataclass
from pathlib import Path

from jobsearch.services.schedule.entry import Entry
from jobsearch.services.schedule.kinds import Written, write
from jobsearch.services.schedule.machine import Machine


def agent(entry: Entry) -> str:
    """Return the property list."""
    times = [{"Hour": one.hour, "Minute": one.minute} for one in entry.plan.times]
    return plistlib.dumps(
        {
            "Label": entry.name,
            "ProgramArguments": list(entry.if_due),
            "StartCalendarInterval": times,
            "RunAtLoad": True,
            "ProcessType": "Background",
            "StandardOutPath": "/dev/null",
            "StandardErrorPath": "/dev/null",
        },
        sort_keys=False,
    ).decode()


@dataclass(frozen=True)
class Launchd:
    """The user's launchd agents."""

    name: str = "launchd"

    def absence(self, machine: Machine) -> str:
        """Return why launchd is unavailable (not macOS or no graphical session), or "" if it is available."""
        if machine.platform != "darwin" or not machine.has("launchctl"):
            return "there is no launchd"
        return machine.complaint("launchctl", "print", _domain(machine))

    def leaves_files(self, name: str, machine: Machine) -> bool:
        """Return whether the agent's file exists, which launchd loads at the next login."""
        return _path(name, machine).exists()

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:
        """Return the agent's file."""
        return (Written(str(_path(entry.name, machine)), agent(entry)),)

    def install(self, entry: Entry, machine: Machine) -> None:
        """Write and load the agent, replacing any earlier one."""
        path = _path(entry.name, machine)
        if path.exists():
            machine.run("launchctl", "bootout", f"{_domain(machine)}/{entry.name}")
        write(path, agent(entry))
        machine.must("launchctl", "bootstrap", _domain(machine), str(path))

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether launchd has loaded the agent."""
        return machine.run("launchctl", "print", f"{_domain(machine)}/{name}").status == 0

    def remove(self, name: str, machine: Machine) -> None:
        """Unload the agent and delete its file."""
        if self.installed(name, machine):
            machine.must("launchctl", "bootout", f"{_domain(machine)}/{name}")
        _path(name, machine).unlink(missing_ok=True)

    def hint(self, machine: Machine) -> str:  # noqa: ARG002 - as of each kind
        """Return a hint that the timer runs only while the user is logged in."""
        return "The timer runs only while you are logged in."


def _path(name: str, machine: Machine) -> Path:
    return machine.home / "Library" / "LaunchAgents" / f"{name}.plist"


def _domain(machine: Machine) -> str:
    return f"gui/{machine.user}"
