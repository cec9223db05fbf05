"""A machine without timers of its own: what is run there is kept, and a crontab is remembered."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from jobsearch.services.schedule.entry import Entry
from jobsearch.services.schedule.machine import Machine, Ran
from jobsearch.services.schedule.plan import plan


@dataclass(frozen=True)
class FakeMachine(Machine):
    """A machine that has the programs that a test says.

    Attributes:
        programs: which are there.
        ran: the commands that were run, as lines.
        tables: the crontab, once there is one.
        failing: the words of a command that fails, and what it says.
        loaded: the entries that systemd, launchd or the Task Scheduler has.

    """

    programs: frozenset[str] = frozenset()
    ran: list[str] = field(default_factory=list)
    tables: list[bytes] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    loaded: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Tell whether the test says so."""
        return name in self.programs

    def run(self, *command: str, given: bytes = b"") -> Ran:
        """Keep the command; act as crontab does."""
        line = " ".join(command)
        self.ran.append(line)
        for words, said in self.failing.items():
            if re.search(rf"{re.escape(words)}(?!\w)", line):
                return Ran(1, b"", said)
        return self._crontab(line, given) if command[0] == "crontab" else self._other(command)

    def _other(self, command: tuple[str, ...]) -> Ran:
        words = set(command)
        if words & {"enable", "bootstrap", "/Create"}:
            self.loaded.append(command[-1])
        if words & {"disable", "bootout", "/Delete"}:
            self.loaded.clear()
        asks = words & {"is-enabled", "is-active", "print", "/Query"} and command[-1] != f"gui/{self.user}"
        missing = asks and not self.loaded
        return Ran(int(bool(missing)), b"", "")

    def _crontab(self, line: str, given: bytes) -> Ran:
        if line == "crontab -l":
            return Ran(0, self.tables[-1], "") if self.tables else Ran(1, b"", "no crontab for ann\n")
        self.tables.clear()
        if line == "crontab -":
            self.tables.append(given)
        return Ran(0, b"", "")


def machine(home: Path, *programs: str, platform: str = "linux", **more: object) -> FakeMachine:
    """Return a machine whose person lives in this folder."""
    return FakeMachine(
        platform=platform,
        home=home,
        config=home / ".config",
        data=home / ".local/share",
        user=501,
        login="ann",
        programs=frozenset(programs),
        **more,  # type: ignore[arg-type]
    )


def entry_of(
    instance: str, every: str = "6h", at: str = "02:17", program: str = "/home/ann/venv/bin/jobsearch"
) -> Entry:
    """Return an entry whose program and name do not depend on who tests."""
    command = (program, "--instance", instance, "schedule", "run")
    return Entry("jobsearch-instance-0a1b2c3d", command, Path(instance), plan(every, at, 0))
