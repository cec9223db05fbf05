"""A service and a timer of systemd's own user manager (systemd.unit(5), systemd.timer(5))."""

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
    """Return the unit that runs once."""
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
    """Return the command, by way of the shell where systemd takes the program's own name for unsafe."""
    if _UNSAFE.search(entry.command[0]):
        return ("/bin/sh", "-c", 'exec "$0" "$@"', *entry.command)
    return entry.command


def timer(entry: Entry) -> str:
    """Return the unit that starts the other; Persistent catches up on what was slept through."""
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
    """Return a plan as systemd.time(7) writes it."""
    step = "" if plan.hours == DAY else f"/{plan.hours}"
    return f"*-*-* {plan.first:%H}{step}:{plan.first:%M}:00"


def quoted(word: str) -> str:
    """Quote a word of a command line as systemd.service(5) reads it: %, $ and backslashes mean something."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(escaped)}"'


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


@dataclass(frozen=True)
class Systemd:
    """systemd's user units."""

    name: str = "systemd"

    def there(self, machine: Machine) -> bool:
        """Return whether the person has a manager that answers."""
        return machine.has("systemctl") and machine.run(*_CTL, "show-environment").status == 0

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:
        """Return both units."""
        service_path, timer_path = _paths(entry.name, machine)
        return Written(str(service_path), service(entry)), Written(str(timer_path), timer(entry))

    def install(self, entry: Entry, machine: Machine) -> None:
        """Write both units and start the timer."""
        for one in self.texts(entry, machine):
            write(Path(one.place), one.text)
        machine.must(*_CTL, "daemon-reload")
        machine.must(*_CTL, "enable", f"{entry.name}.timer")
        machine.must(*_CTL, "restart", f"{entry.name}.timer")  # an earlier one keeps its times until then

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the timer is enabled and runs."""
        return all(
            machine.run(*_CTL, asked, f"{name}.timer").status == 0 for asked in ("is-enabled", "is-active")
        )

    def remove(self, name: str, machine: Machine) -> None:
        """Stop the timer and delete both units, and the file by which systemd knows when it last ran."""
        paths = _paths(name, machine)
        if any(path.exists() for path in paths):
            machine.run(*_CTL, "disable", "--now", f"{name}.timer")  # may not be enabled
        link = paths[1].parent / "timers.target.wants" / f"{name}.timer"
        for path in (*paths, link, machine.data / "systemd" / "timers" / f"stamp-{name}.timer"):
            path.unlink(missing_ok=True)
        machine.must(*_CTL, "daemon-reload")
        machine.run(*_CTL, "reset-failed", f"{name}.service", f"{name}.timer")

    def hint(self, machine: Machine) -> str:
        """Say that the person's manager ends when they log out, unless it may linger."""
        if machine.login and (_LINGERING / machine.login).exists():
            return ""
        return "It runs while you are logged in; `loginctl enable-linger` lets it run always."


def _paths(name: str, machine: Machine) -> tuple[Path, Path]:
    folder = machine.config / "systemd" / "user"
    return folder / f"{name}.service", folder / f"{name}.timer"
