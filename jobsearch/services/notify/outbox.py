"""The sender's process: it has a session of its own, so that whoever ends the command does not end it."""

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
    """Let `python -m module INSTANCE` send, and return what it says it did.

    No address is given to it: it reads them where this process would. Raises SenderFailed.
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
        raise SenderFailed(cause="it ended without a word") from error
    if "error" in answer:
        raise SenderFailed(cause=answer["error"].rstrip("."))
    return SendResult(tuple(Sent(**one) for one in answer["sent"]), answer["problem"])


def answer(result: SendResult | JobSearchError) -> None:
    """Say what was done to the command that asked, if it is still there."""
    said = {"error": str(result)} if isinstance(result, JobSearchError) else asdict(result)
    try:
        sys.stdout.write(json.dumps(said))
        sys.stdout.flush()
    except OSError:  # it was killed; what was sent is remembered all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _path() -> str:
    """Return where the sender finds this very package."""
    here = str(Path(__file__).resolve().parents[3])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
