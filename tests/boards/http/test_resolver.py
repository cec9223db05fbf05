"""A resolver that hangs: nobody waits for it, neither the request nor the end of the program."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jobsearch.boards.http import client
from jobsearch.boards.http.client import get
from jobsearch.errors import FeedUnreachable

HANGING = """
import socket, time
socket.getaddrinfo = lambda *_arguments, **_options: time.sleep(60)
from jobsearch.errors import FeedUnreachable
from jobsearch.boards.http import client
client.DEADLINE_SECONDS = 1.0
try:
    client.get("http://board.example/api")
except FeedUnreachable as error:
    print(error)
"""


@pytest.fixture
def hanging_resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A resolver that says nothing for as long as the test runs, and at most half a minute."""
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: over.wait(30))
    monkeypatch.setattr(client, "DEADLINE_SECONDS", 1.0)
    yield
    over.set()


@pytest.mark.usefixtures("hanging_resolver")
def test_a_resolver_that_hangs_is_given_up_at_the_deadline() -> None:
    begun = time.perf_counter()
    with pytest.raises(FeedUnreachable, match="no complete response within 1 seconds"):
        get("http://board.example/api")
    assert time.perf_counter() - begun < 5


def test_a_resolver_that_hangs_does_not_keep_the_program_from_ending() -> None:
    root = Path(__file__).resolve().parents[3]
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", HANGING], cwd=root, capture_output=True, timeout=55, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"http://board.example/api could not be reached" in done.stdout
    assert time.perf_counter() - begun < 30


def test_a_resolver_that_knows_no_such_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 0.0)
    with pytest.raises(
        FeedUnreachable, match=r"no host of that name was found: either this computer is offline"
    ):
        get("http://board.example/api")
