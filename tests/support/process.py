"""The program as a person runs it: another process, in another folder."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "main.py"


@dataclass(frozen=True)
class Finished:
    """How a run ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """`python main.py` with an instance of its own; `wrapper` is a command that runs it, such as nice."""

    instance: Path
    environment: dict[str, str] = field(default_factory=dict)
    wrapper: tuple[str, ...] = ()

    def command(self, *arguments: object) -> list[str]:
        """Return the whole command line."""
        return [*self.wrapper, sys.executable, str(MAIN), *map(str, arguments)]

    def run(self, *arguments: object, stdin: bytes = b"", **environment: str) -> Finished:
        """Run a command to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            env=self.surroundings(environment),
            cwd=self.instance.parent,
            timeout=110,
            check=False,
        )
        return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())

    def surroundings(self, more: dict[str, str] | None = None) -> dict[str, str]:
        """Return the environment of a run, without the settings of the person who tests."""
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("JOBSEARCH_", "COLUMNS", "NO_COLOR"))
        }
        closed = {"JOBSEARCH_REMOTEOK_URL": "http://127.0.0.1:9/api", "JOBSEARCH_SOURCES": "remoteok"}
        own = {"JOBSEARCH_INSTANCE": str(self.instance), "PYTHONWARNINGS": "error"}
        return kept | closed | own | self.environment | (more or {})
