"""The command and name of an entry, which are the same for all kinds of timer."""

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

WRITTEN_BY = "Written by `jobsearch schedule install`; use `jobsearch schedule remove` to remove it."
_LONGEST_WORD = 24
_SECRET = re.compile(r"JOBSEARCH_(?:NOTIFY_\w+|TOKEN|IMAP_PASSWORD(?!_FILE)\w*)")
_PROXY = re.compile(r"(?:HTTPS?|ALL)_PROXY", re.IGNORECASE)
_OF_THE_NETWORK = frozenset(
    "NO_PROXY no_proxy SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE".split()
)
_NOT_KEPT = frozenset(
    {"JOBSEARCH_INSTANCE", "JOBSEARCH_HOSTS"}
)  # an option replaces the first; only serve uses the second


@dataclass(frozen=True)
class Entry:
    """An instance's entry among the system's timers.

    Attributes:
        name: the name, unique for each instance; consists of letters, digits, and hyphens.
        command: the program and its arguments, with absolute paths and without `--if-due`.
        instance: the folder.
        plan: the times.

    """

    name: str
    command: tuple[str, ...]
    instance: Path
    plan: Plan

    @property
    def if_due(self) -> tuple[str, ...]:
        """The command for timers that run more often than planned; it exits immediately if nothing is due."""
        return (*self.command, "--if-due")


def name_of(instance: Path) -> str:
    """Return the name of an instance's entry, derived from its folder name and a hash of its path."""
    word = unicodedata.normalize("NFKD", instance.name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", word)[:_LONGEST_WORD].strip("-") or "instance"
    return f"jobsearch-{word}-{_digest(instance)[:8]}"


def minute_of(instance: Path) -> int:
    """Return a minute derived from the path, to spread requests by different instances over the hour."""
    return int(_digest(instance), 16) % 60


def program(called: str, interpreter: str, package: Path) -> tuple[str, ...]:
    """Return the command that starts this program from any folder.

    `called` is sys.argv[0]. `interpreter` is sys.executable, whose symbolic links are kept because a virtual
    environment depends on them. `package` is the folder of the package, which is next to main.py in a clone.
    """
    main = package.parent / "main.py"
    if main.is_file():
        return (interpreter, str(main))
    script = Path(called).absolute()
    if script.stem == "jobsearch" and script.is_file() and os.access(script, os.X_OK):
        return (str(script),)
    return (interpreter, "-m", package.name)


def entry(instance: Path, plan: Plan, called: str | None = None) -> Entry:
    """Return the entry of an instance. Raises PathUnfit for a path that timers do not support."""
    package = Path(__file__).resolve().parents[2]
    called = called or sys.argv[0]
    options = ("--instance", str(instance), "schedule", "run")
    command = (*program(called, sys.executable, package), *options)
    for part in command:
        if not part.isprintable():
            raise PathUnfit(path=part)
    return Entry(name_of(instance), command, instance, plan)


def surroundings(environment: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the environment variables required by the timer's runs, and the names of those with secrets.

    Secrets are not written to the timer; the user has to store them in files.
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
