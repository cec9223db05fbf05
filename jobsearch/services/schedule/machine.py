"""The interface to the operating system: programs to run and the user's folders."""

import getpass
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from jobsearch.errors import TimerFailed
from jobsearch.files.system import user_id

_SECONDS = 60.0


@dataclass(frozen=True)
class Ran:
    """The exit status and output of a program."""

    status: int
    out: bytes
    err: str


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a numeric id without a name
        return ""


@dataclass(frozen=True)
class Machine:
    """The operating system as seen by timers; tests substitute another one.

    Attributes:
        platform: the platform, as in sys.platform.
        home: the user's home folder.
        config: the XDG config folder.
        data: the XDG data folder.
        user: the user id, 0 on Windows.
        login: the user name, or "" if unknown.

    """

    platform: str = sys.platform
    home: Path = field(default_factory=Path.home)
    config: Path = field(default_factory=lambda: _folder("XDG_CONFIG_HOME", ".config"))
    data: Path = field(default_factory=lambda: _folder("XDG_DATA_HOME", ".local/share"))
    user: int = field(default_factory=lambda: user_id() or 0)
    login: str = field(default_factory=_login)

    def has(self, name: str) -> bool:
        """Return whether a program is available."""
        return shutil.which(name) is not None

    def run(self, *command: str, given: bytes = b"") -> Ran:
        """Run a program to completion. Raises TimerFailed if it cannot be started or does not end."""
        try:
            done = subprocess.run(  # noqa: S603 - the system's own programs, and no shell
                command,
                input=given,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
                env=os.environ | {"LC_ALL": "C"},  # for parsing its output
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise TimerFailed(cause=f"{command[0]} could not be run") from error
        return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def must(self, *command: str, given: bytes = b"") -> Ran:
        """Run a program and raise TimerFailed with its output if it fails."""
        ran = self.run(*command, given=given)
        if ran.status:
            raise TimerFailed(cause=_complaint(command, ran))
        return ran

    def complaint(self, *command: str) -> str:
        """Run a program and return its output if it fails, or "" if it succeeds."""
        ran = self.run(*command)
        return _complaint(command, ran) if ran.status else ""


def _complaint(command: tuple[str, ...], ran: Ran) -> str:
    said = (ran.err or ran.out.decode("utf-8", "replace")).strip().rstrip(".")
    return f"`{' '.join(command[:3])}` says: {said or f'status {ran.status}'}"


def _folder(variable: str, usual: str) -> Path:
    named = os.environ.get(variable, "")
    return Path(named) if Path(named).is_absolute() else Path.home() / usual
