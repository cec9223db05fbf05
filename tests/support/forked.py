"""The program in a process that is forked after its imports, so that a command takes as long as its work.

What is killed there is at work, and not on its way to it; and many commands may be tried in little time.
"""

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import mkdtemp

from support.process import MAIN, Finished, Program

PATIENCE_SECONDS = 60.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        *(
            "jobsearch.cli.main",
            "jobsearch.cli.tables.careers",
            "jobsearch.cli.tables.posts",
            "jobsearch.cli.tables.training",
        ),
        *(
            "jobsearch.cli.recommending",
            "jobsearch.cli.tables.status",
            "jobsearch.cli.tables.post",
            "rapidfuzz",
        ),
        *(
            "jobsearch.services.instance.backup",
            "jobsearch.services.feed.fetch",
            "jobsearch.services.recommend.recommend",
        ),
        *(
            "jobsearch.services.instance.status",
            "jobsearch.services.training.train",
            "jobsearch.careers.training",
        ),
        *("jobsearch.learning.classifier", "jobsearch.services.posts.full", "sqlalchemy.orm", "httpx"),
    ]
)


@dataclass
class Running:
    """A command that runs, and the files that it writes to."""

    process: BaseProcess
    out: Path
    err: Path

    def kill(self) -> None:
        """End it at once (SIGKILL)."""
        if self.process.pid and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGKILL)

    def finish(self) -> Finished:
        """Wait for its end; the status of a killed one is the negative number of the signal."""
        self.process.join(PATIENCE_SECONDS)
        if self.process.is_alive():
            self.kill()
            raise AssertionError(f"it does not end; stderr so far: {self.err.read_text()}")
        status = self.process.exitcode
        assert status is not None
        return Finished(status, self.out.read_text(), self.err.read_text())


def start(program: Program, *arguments: object, file_size: int | None = None, **environment: str) -> Running:
    """Start `python main.py` with these arguments; `file_size` bounds what its files can hold."""
    folder = Path(mkdtemp(dir=program.instance.parent, prefix="run-"))
    out, err = folder / "out", folder / "err"
    process = _CONTEXT.Process(
        target=_main,
        args=(
            [str(argument) for argument in arguments],
            program.surroundings(environment),
            program.instance.parent,
            (out, err),
            file_size,
        ),
    )
    out.touch()
    err.touch()
    process.start()
    return Running(process, out, err)


def run(program: Program, *arguments: object, file_size: int | None = None, **environment: str) -> Finished:
    """Run a command to its end."""
    return start(program, *arguments, file_size=file_size, **environment).finish()


def _main(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    files: Sequence[Path],
    file_size: int | None,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, file in zip((1, 2), files, strict=True):
        os.dup2(os.open(file, os.O_WRONLY | os.O_APPEND), number)
    sys.stdout, sys.stderr = (os.fdopen(os.dup(number), "w", encoding="utf-8") for number in (1, 2))
    if file_size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    sys.argv = [str(MAIN), *arguments]
    from jobsearch.cli.main import main  # noqa: PLC0415 - in the process that needs it

    main()
