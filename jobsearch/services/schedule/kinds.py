"""What each kind of timer can do; the kinds themselves are in files of their own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jobsearch.services.schedule.entry import Entry
from jobsearch.services.schedule.machine import Machine


@dataclass(frozen=True)
class Written:
    """A text that is written, to show before.

    Attributes:
        place: where to: a file, or "crontab".
        text: the text as it will stand there.

    """

    place: str
    text: str


class Kind(Protocol):
    """A kind of timer."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    def there(self, machine: Machine) -> bool:
        """Return whether the machine has it."""

    def texts(self, entry: Entry, machine: Machine) -> tuple[Written, ...]:
        """Return what would be written; touches nothing."""

    def install(self, entry: Entry, machine: Machine) -> None:
        """Write it, instead of an earlier one of that name, and begin; raises TimerFailed."""

    def installed(self, name: str, machine: Machine) -> bool:
        """Return whether the machine has an entry of that name that is switched on."""

    def remove(self, name: str, machine: Machine) -> None:
        """Remove the entry without a trace; one that is not there is none to remove. Raises TimerFailed."""

    def hint(self, machine: Machine) -> str:
        """Return a sentence on what may keep it from running, "" for nothing."""


def write(path: Path, text: str) -> None:
    """Write a file that a program of the system reads; raises FileUnwritable."""
    from jobsearch.files.atomic import replacing  # noqa: PLC0415 - what only shows writes nothing

    with replacing(path, make_folder=True) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
