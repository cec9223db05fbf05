"""The interface that every kind of timer implements; each kind has its own module."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jobsearch.services.schedule.entry import Entry
from jobsearch.services.schedule.machine import Machine


@dataclass(frozen=True)
class Written:
    """A file to be written, shown for review.

    Attributes:
        place: its path, or "crontab".
        text: its contents.

    """

    place: str
    text: str


class Kind(Protocol):
    """A kind of timer."""

    @property
    def name(self) -> str:
        """The name shown to users."""

    def absence(self, machine: Machine) -> str:
        """Return why this kind cannot be used on this machine now, or "" if it can."""

    def leaves_files(self, name: str, machine: Machine) -> bool:
        """Return whether an entry has files that the system will use as soon as it responds."""

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:
        """Return the files that would be written, without changing anything."""

    def install(self, entry: Entry, machine: Machine) -> None:
        """Write and start the entry, replacing any earlier entry of the same name. Raises TimerFailed."""

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the system has an active entry with the given name."""

    def remove(self, name: str, machine: Machine) -> None:
        """Remove the entry completely, or do nothing if it does not exist. Raises TimerFailed."""

    def hint(self, machine: Machine) -> str:
        """Return a hint about conditions that may prevent runs, or "" if there are none."""


def write(path: Path, text: str) -> None:
    """Write a file that a system program reads. Raises FileUnwritable."""
    from jobsearch.files.atomic import replacing  # noqa: PLC0415 - what only shows writes nothing

    with replacing(path, make_folder=True) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
