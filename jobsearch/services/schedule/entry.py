"""What an entry runs and what it is called, the same whichever kind of timer has it; pure but for paths."""

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jobsearch.errors import PathUnfit
from jobsearch.services.schedule.plan import Plan
from jobsearch.text.masking import shown

WRITTEN_BY = "Written by `jobsearch schedule install`; `jobsearch schedule remove` removes it."
_LONGEST_WORD = 24
_SECRET = re.compile(r"JOBSEARCH_(?:NOTIFY_\w+|TOKEN|IMAP_PASSWORD(?!_FILE)\w*)")
_PROXY = re.compile(r"(?:HTTPS?|ALL)_PROXY", re.IGNORECASE)
_OF_THE_NETWORK = frozenset(
    "NO_PROXY no_proxy SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE".split()
)
_NOT_KEPT = frozenset(
    {"JOBSEARCH_INSTANCE", "JOBSEARCH_HOSTS"}
)  # an option says the one; serve reads the other


@dataclass(frozen=True)
class Entry:
    """One instance's entry in the timers of a machine.

    Attributes:
        name: of letters, digits and hyphens, a different one for each instance.
        command: the program and its arguments, whole paths; without `--if-due`.
        instance: the folder.
        plan: when.

    """

    name: str
    command: tuple[str, ...]
    instance: Path
    plan: Plan

    @property
    def if_due(self) -> tuple[str, ...]:
        """The command for a timer that asks more often than the plan: it ends at once when nothing is due."""
        return (*self.command, "--if-due")


def name_of(instance: Path) -> str:
    """Return what the entry of an instance is called: by its folder, and by a hash of the whole path."""
    word = unicodedata.normalize("NFKD", instance.name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", word)[:_LONGEST_WORD].strip("-") or "instance"
    return f"jobsearch-{word}-{_digest(instance)[:8]}"


def minute_of(instance: Path) -> int:
    """Return a minute of the hour, so that not everybody asks the boards at the full hour."""
    return int(_digest(instance), 16) % 60


def program(called: str, interpreter: str, package: Path) -> tuple[str, ...]:
    """Return how this program is started again from anywhere.

    `called` is sys.argv[0], `interpreter` sys.executable, whose links are kept since they make a virtual
    environment, and `package` the folder of the package: beside main.py it is a clone.
    """
    main = package.parent / "main.py"
    if main.is_file():
        return (interpreter, str(main))
    script = Path(called).absolute()
    if script.stem == "jobsearch" and script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    return (interpreter, "-m", package.name)


def entry(instance: Path, plan: Plan, called: str | None = None) -> Entry:
    """Return the entry of an instance; raises PathUnfit for a path that no timer could hold."""
    package = Path(__file__).resolve().parents[2]
    called = called or sys.argv[0]
    options = ("--instance", str(instance), "schedule", "run")
    command = (*program(called, sys.executable, package), *options)
    for part in command:
        if not part.isprintable():
            raise PathUnfit(path=part)
    return Entry(name_of(instance), command, instance, plan)


def surroundings(environment: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what of the environment the timer's runs need, and the names of what is a secret.

    A secret is written nowhere: what has one is for the person to put into a file.
    """
    kept, secret = {}, []
    for name, value in sorted(environment.items()):
        if not value or name in _NOT_KEPT:
            continue
        if _SECRET.fullmatch(name) or (_is_address(name) and shown(value) != value):
            secret.append(name)
        elif name.startswith("JOBSEARCH_") or _PROXY.fullmatch(name) or name in _OF_THE_NETWORK:
            kept[name] = value
    return kept, tuple(name for name in secret if name != "JOBSEARCH_TOKEN")


def _is_address(name: str) -> bool:
    return bool(_PROXY.fullmatch(name)) or "_URL" in name


def _digest(instance: Path) -> str:
    return hashlib.sha256(os.fsencode(instance)).hexdigest()
