"""A service and a timer for the systemd user manager (systemd.unit(5), systemd.timer(5))."""

import re
from dataclasses import dataclass
from pathlib import Path

from jobsearch.services.schedule.entry import WRITTEN_BY, Entry
from jobsearch.services.schedule.kinds import Written, write
from jobsearch.services.schedule.machine import Machine
from jobsearch.services.schedule.plan import DAY, Plan

_CTL = ("systemctl", "--user")
_UNSAFE = re.compile(r"""["'$\\]""")
_LINGERING = Path("/var/lib/systemd/linger")


def service(entry: Entry) -> str:
    """Return the service unit, which runs once per activation."""
    return f"""# {WRITTEN_BY}
[Unit]
Description=jobsearch: fetch and send for {_specifiers(str(entry.instance))}

[Service]
Type=oneshot
ExecStart={" ".join(map(quoted, command(entry)))}
Nice=10
TimeoutStartSec=1h
"""


def command(entry: Entry) -> tuple[str, ...]:
    """Return the command, run through the shell if systemd would reject the program's path as unsafe."""
    if _UNSAFE.search(entry.command[0]):
        return ("/bin/sh", "-c", 'exec "$0" "$@"', *entry.command)
    return entry.command


def timer(entry: Entry) -> str:
    """Return the timer unit, which starts the service; Persistent catches up on missed runs."""
    return f"""# {WRITTEN_BY}
[Unit]
Description=jobsearch: {entry.plan}

[Timer]
OnCalendar={calendar(entry.plan)}
Persistent=true

[Install]
WantedBy=timers.target
"""


def calendar(plan: Plan) -> str:
    """Return a plan in the format of systemd.time(7)."""
    step = "" if plan.hours == DAY else f"/{plan.hours}"
    return f"*-*-* {plan.first:%H}{step}:{plan.first:%M}:00"


def quoted(word: str) -> str:
    """Quote a command-line word as in systemd.service(5), where %, $, and backslashes are special."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(escaped)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


@dataclass(frozen=True)
class Systemd:
    """systemd user units."""

    name: str = "systemd"

    def absence(self, machine: Machine) -> str:
        """Return why systemd is unavailable (no user manager, as in containers), or "" if it is available."""
        if not machine.has("systemctl"):
            return "there is no program `systemctl`"
        return machine.complaint(*_CTL, "show-environment")

    def leaves_files(self, name: str, machine: Machine) -> bool:
        """Return whether a unit's file exists, which the user manager loads at the next login."""
        return any(path.exists() for path in _paths(name, machine))

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:
        """Return the files of both units."""
        service_path, timer_path = _paths(entry.name, machine)
        return Written(str(service_path), service(entry)), Written(str(timer_path), timer(entry))

    def install(self, entry: Entry, machine: Machine) -> None:
        """Write both units and start the timer."""
        for one in self.texts(entry, machine):
            write(Path(one.place), one.text)
        machine.must(*_CTL, "daemon-reload")
        machine.must(*_CTL, "enable", f"{entry.name}.timer")
        machine.must(*_CTL, "restart", f"{entry.name}.timer")  # a running timer keeps its old times otherwise

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the timer is enabled and active."""
        return all(
            machine.run(*_CTL, asked, f"{name}.timer").status == 0 for asked in ("is-enabled", "is-active")
        )

    def remove(self, name: str, machine: Machine) -> None:
        """Stop the timer, and delete both units and the file with the time of the last run."""
        paths = _paths(name, machine)
        if any(path.exists() for path in paths):
            machine.run(*_CTL, "disable", "--now", f"{name}.timer")  # fails if it is not enabled
        link = paths[1].parent / "timers.target.wants" / f"{name}.timer"
        for path in (*paths, link, machine.data / "systemd" / "timers" / f"stamp-{name}.timer"):
            path.unlink(missing_ok=True)
        machine.must(*_CTL, "daemon-reload")
        machine.run(*_CTL, "reset-failed", f"{name}.service", f"{name}.timer")

    def hint(self, machine: Machine) -> str:
        """Return a hint that the user manager ends at logout unless lingering is enabled."""
        if machine.login and (_LINGERING / machine.login).exists():
            return ""
        return (
            "The timer runs only while you are logged in. Run `loginctl enable-linger` to keep it running "
            "after you log out."
        )


def _paths(name: str, machine: Machine) -> tuple[Path, Path]:
    folder = machine.config / "systemd" / "user"
    return folder / f"{name}.service", folder / f"{name}.timer"
