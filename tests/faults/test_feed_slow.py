"""Boards that take their time: every fetch ends within 90 seconds, so that all of them run side by side."""

import pytest
from support.faults import (
    WELL,
    Outcome,
    check,
    drips,
    fails,
    fetch_at_once,
    headed,
    sends,
    sized,
    succeeds,
)
from support.server import Reply

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

HANGS = sends(hold=100)
IN_TIME = "within 50 seconds"


def late(retry_after: str) -> Reply:
    """Answer that it is to be asked again, and when."""
    return Reply(b"", 429, {"Retry-After": retry_after, "Date": "Wed, 04 Dec 2024 10:00:00 GMT"})


FAULTS = {
    "no answer": fails(HANGS, said="could not be reached", asked=3),
    "no answer, then well": succeeds(HANGS, WELL, asked=2),
    "half a header, then nothing": fails(sends(headed()[:30], hold=100), asked=3),
    "headers, then nothing": fails(sends(sized(content=b""), sized()[:0], hold=100), said="it is empty"),
    "half the body, then nothing": fails(
        sends(sized()[:-99], hold=100), said="could not be reached", asked=3
    ),
    "half the body and nothing, then well": succeeds(sends(sized()[:-99], hold=100), WELL, asked=2),
    "a status line in drops": fails(drips(b"HTTP/1.1 2", b"0"), asked=None),
    "a header in drops": fails(drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"), said=IN_TIME, asked=1),
    "headers in drops": fails(drips(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"), said=IN_TIME, asked=1),
    "a body in drops": fails(
        drips(headed("Content-Length: 9999", content=b"["), b" "), said=IN_TIME, asked=1
    ),
    "a body in drops without a length": fails(drips(headed(content=b"["), b" "), said=IN_TIME, asked=1),
    "chunks in drops": fails(
        drips(headed("Transfer-Encoding: chunked", content=b""), b"1\r\n \r\n"), said=IN_TIME, asked=1
    ),
    "a chunk's size in drops": fails(
        drips(headed("Transfer-Encoding: chunked", content=b""), b"0"), asked=None
    ),
    "a refusal in drops": fails(
        drips(headed("Content-Length: 9999", status="403 No", content=b""), b"x"), asked=1
    ),
    "early hints without end": fails(
        drips(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", every=0.001), said=IN_TIME
    ),
    "a feed in drops, whole after 40 seconds": succeeds(
        sends(
            *(sized()[at : at + len(sized()) // 39] for at in range(0, len(sized()), len(sized()) // 39)),
            every=1,
        ),
        asked=1,
    ),
    "a drop every 19 seconds": fails(
        drips(headed("Content-Length: 99", content=b""), b" ", every=19), said=IN_TIME
    ),
    "Retry-After an hour, then well": succeeds(late("3600"), WELL, asked=2),
    "Retry-After 5,000 digits, then well": succeeds(late("9" * 5_000), WELL, asked=2),
    "Retry-After next year, then well": succeeds(late("Thu, 04 Dec 2025 10:00:00 GMT"), WELL, asked=2),
    "Retry-After an hour for good": fails(late("3600"), said="at most once an hour", asked=3),
    "503, no answer, then well": succeeds(Reply(b"", 503), HANGS, WELL, asked=3),
    "a redirect, then no answer": fails(Reply(b"", 302, {"Location": "/new"}), HANGS),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """How each fetch ended, by the name of the fault."""
    return fetch_at_once(FAULTS, tmp_path_factory.mktemp("slow"), len(FAULTS), apart=1.5)


@pytest.mark.parametrize("name", FAULTS)
def test_a_run_ends_within_ninety_seconds(name: str, outcomes: dict[str, Outcome]) -> None:
    check(FAULTS[name], outcomes[name])
