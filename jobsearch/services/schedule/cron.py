"""Manage a block in the user's crontab (crontab(5)), preserving all other lines byte for byte.

cron does not catch up on runs missed during sleep, so the entry runs hourly and at startup, and the program
exits immediately if nothing is due.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from jobsearch.errors import TimerFailed
from jobsearch.services.schedule.entry import WRITTEN_BY, Entry
from jobsearch.services.schedule.kinds import Written
from jobsearch.services.schedule.machine import Machine

_NONE_YET = re.compile(r"no crontab for|no such file", re.IGNORECASE)
_DAEMONS = ("cron", "crond", "fcron", "anacron", "busybox")
# cron replaces % by a newline, and treatments of \ before it differ, so the shell recreates both characters.
_SPELT = {"%": "\\045", "\\": "\\134"}


def block(entry: Entry) -> str:
    """Return the lines of an entry with the comments that mark them."""
    line = f"{' '.join(map(quoted, entry.if_due))} >/dev/null 2>&1"
    begin, end = _marks(entry.name)
    return (
        f"{begin}\n# {WRITTEN_BY}\n# {entry.plan}; runs hourly to catch up after sleep\n"
        f"{entry.plan.first.minute} * * * * {line}\n@reboot {line}\n{end}\n"
    )


def quoted(word: str) -> str:
    """Quote a word for the shell, without characters that are special to cron."""
    parts = [
        f"\"$(printf '{_SPELT[part]}')\"" if part in _SPELT else shlex.quote(part)
        for part in re.split(r"([%\\])", word)
        if part
    ]
    return "".join(parts) or "''"


def with_block(table: bytes, entry: Entry) -> bytes:
    """Return the crontab with the entry, which replaces any earlier entry of the same name."""
    text = block(entry).encode()
    if found := _block_of(entry.name).search(table):
        return table[: found.start()] + text + table[found.end() :]
    if table and not table.endswith(b"\n"):
        table += b"\n"
    return table + text


def without_block(table: bytes, name: str) -> bytes:
    """Return the crontab without the entry."""
    return _block_of(name).sub(b"", table)


def _marks(name: str) -> tuple[str, str]:
    return f"# {name}: begin", f"# {name}: end"


def _block_of(name: str) -> re.Pattern[bytes]:
    begin, end = (re.escape(mark.encode()) for mark in _marks(name))
    return re.compile(rb"^" + begin + rb"\n(?:.*\n)*?" + end + rb"(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True)
class Cron:
    """The user's crontab."""

    name: str = "cron"

    def absence(self, machine: Machine) -> str:
        """Return why cron is unavailable (the crontab program is missing), or "" if it is available."""
        return "" if machine.has("crontab") else "there is no program `crontab`"

    def leaves_files(self, name: str, machine: Machine) -> bool:  # noqa: ARG002 - as of each kind
        """Return False, because the entry is part of the crontab."""
        return False

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:  # noqa: ARG002 - as of each kind
        """Return only the block, because all other lines belong to the user."""
        return (Written("crontab", block(entry)),)

    def install(self, entry: Entry, machine: Machine) -> None:
        """Add the block to the crontab."""
        machine.must("crontab", "-", given=with_block(_table(machine), entry))

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the crontab contains the block."""
        return bool(_block_of(name).search(_table(machine)))

    def remove(self, name: str, machine: Machine) -> None:
        """Remove the block, or the whole crontab if it contains nothing else."""
        table = _table(machine)
        rest = without_block(table, name)
        if rest:
            if rest != table:
                machine.must("crontab", "-", given=rest)
        elif table:
            machine.must("crontab", "-r")

    def hint(self, machine: Machine) -> str:
        """Return a hint if no cron daemon seems to be running."""
        if machine.platform != "linux" or any(_is_cron(one) for one in Path("/proc").glob("[0-9]*/comm")):
            return ""
        return "No cron daemon seems to be running, so the entry has no effect until one is started."


def _table(machine: Machine) -> bytes:
    ran = machine.run("crontab", "-l")
    if ran.status == 0:
        return ran.out
    if _NONE_YET.search(ran.err):
        return b""
    raise TimerFailed(cause=f"`crontab -l` says: {ran.err.strip() or f'status {ran.status}'}")


def _is_cron(comm: Path) -> bool:
    try:
        return comm.read_text(encoding="utf-8", errors="replace").strip() in _DAEMONS
    except OSError:  # the process has ended
        return False
