"""Parse a résumé in a separate process, which is killed if it exceeds its time or memory limit.

here: bytes --(stdin)--> python -c main() with limits --(stdout, JSON)--> text or the error's name and details

A file of a few kilobytes can keep a parser busy for minutes, exhaust memory, or crash the process.
"""

import json
import subprocess
import sys
from contextlib import suppress
from typing import Any

from jobsearch import errors
from jobsearch.errors import ResumeError, ResumeTooCostly
from jobsearch.files.resumes.read import text_of

LIMIT_SECONDS = 20
LIMIT_MIB = 512
_MAIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from jobsearch.files.resumes.child_process import main; main(sys.argv[2])"
)
_TOO_LONG = f"takes longer than {LIMIT_SECONDS} seconds"
_TOO_MUCH = f"takes more than {LIMIT_MIB} MiB of memory or crashes the reader"


def text_of_apart(content: bytes, suffix: str) -> str:
    """Return the result of text_of(), or raise its error. Raises ResumeTooCostly if the process was killed.

    No process is left running on return or error.
    """
    path = json.dumps([entry for entry in sys.path if entry])
    command = [sys.executable, "-P", "-X", "utf8", "-c", _MAIN, path, suffix]
    try:
        done = subprocess.run(  # noqa: S603 - runs this program
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ResumeTooCostly(cause=_TOO_LONG) from error
    if done.returncode:
        raise ResumeTooCostly(cause=_TOO_LONG if _was_stopped(done.returncode) else _TOO_MUCH)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise _error(answer["error"], answer["details"])
    return str(answer["text"])


def main(suffix: str) -> None:
    """Parse a résumé from stdin, within limits, and write its text or error to stdout."""
    _limit()
    try:
        answer: dict[str, object] = {"text": text_of(sys.stdin.buffer.read(), suffix)}
    except ResumeError as error:
        answer = {"error": type(error).__name__, "details": error.details}
    except MemoryError:
        answer = {"error": ResumeTooCostly.__name__, "details": {"cause": _TOO_MUCH}}
    sys.stdout.write(json.dumps(answer))
    sys.stdout.flush()


def _limit() -> None:
    """Limit memory and time, and forbid writing to files; on Windows, only the parent's timeout applies."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix
    import signal  # noqa: PLC0415 - same

    # In case the parent is gone, a timer ends the process.
    signal.setitimer(signal.ITIMER_REAL, LIMIT_SECONDS + 5)
    memory = LIMIT_MIB * 1024 * 1024
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, LIMIT_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS does not limit the address space
            resource.setrlimit(limit, (value, value))


def _was_stopped(status: int) -> bool:
    import signal  # noqa: PLC0415 - rarely needed

    stopping = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM", "SIGKILL")}
    return status in stopping - {0}


def _error(name: str, details: dict[str, Any]) -> ResumeError:
    found = getattr(errors, name, ResumeError)
    known = isinstance(found, type) and issubclass(found, ResumeError)
    return (found if known else ResumeError)(**details)
