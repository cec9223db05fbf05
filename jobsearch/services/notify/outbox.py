"""The sender process, which runs in its own session so that it outlives the command."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from jobsearch.errors import JobSearchError, SenderFailed
from jobsearch.services.notify.sending import SendResult, Sent
from jobsearch.settings import Settings


def send_apart(settings: Settings, module: str) -> SendResult:
    """Run `python -m module INSTANCE` to send, and return its result.

    The process reads the addresses itself. Raises SenderFailed.
    """
    process = subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-m", module, str(settings.instance.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": _path()},
    )
    said, _nothing = process.communicate()
    try:
        answer = json.loads(said)
    except ValueError as error:
        raise SenderFailed(cause="the sender ended without a result") from error
    if "error" in answer:
        raise SenderFailed(cause=answer["error"].rstrip("."))
    return SendResult(tuple(Sent(**one) for one in answer["sent"]), answer["problem"])


def answer(result: SendResult | JobSearchError) -> None:
    """Write the result for the calling command, if the command is still running."""
    said = {"error": str(result)} if isinstance(result, JobSearchError) else asdict(result)
    try:
        sys.stdout.write(json.dumps(said))
        sys.stdout.flush()
    except OSError:  # the command was killed; sent messages are recorded anyway
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _path() -> str:
    """Return PYTHONPATH with the location of this package added."""
    here = str(Path(__file__).resolve().parents[3])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
