"""Connections that break and answers that are no HTTP: each fetch tries again, so they run side by side."""

import gzip

import pytest
from support.faults import (
    FEED,
    WELL,
    Outcome,
    check,
    chunked,
    fails,
    fetch_at_once,
    headed,
    resets,
    sends,
    sized,
    succeeds,
)
from support.server import Reply

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

GZIPPED = gzip.compress(FEED)
CLOSES = sends()

FAULTS = {
    "closing at once": fails(CLOSES, said="could not be reached", asked=3),
    "closing at once, then well": succeeds(CLOSES, WELL, asked=2),
    "a reset before the headers": fails(resets(), said="could not be reached", asked=3),
    "a reset in the headers, then well": succeeds(resets(headed()[:20]), WELL, asked=2),
    "a reset in the body": fails(resets(sized()[:-40]), said="could not be reached", asked=3),
    "a reset in the body, then well": succeeds(resets(sized()[:-40]), WELL, asked=2),
    "a length larger than the body": fails(sends(sized()[:-9]), said="could not be reached", asked=3),
    "a length larger than the body, then well": succeeds(sends(sized()[:-9]), WELL, asked=2),
    "a length that is no number": fails(sends(headed("Content-Length: many")), asked=3),
    "two lengths": fails(sends(headed("Content-Length: 9", "Content-Length: 10")), asked=3),
    "chunks cut short": fails(sends(chunked(FEED, end=b"")), said="could not be reached", asked=3),
    "chunks cut short, then well": succeeds(sends(chunked(FEED, end=b"5\r\n[")), WELL, asked=2),
    "a chunk of no size": fails(
        sends(headed("Transfer-Encoding: chunked", content=b"zz\r\n" + FEED)), asked=3
    ),
    "a chunk of 2**70 bytes": fails(
        sends(headed("Transfer-Encoding: chunked", content=b"400000000000000000\r\n" + FEED)), asked=3
    ),
    "a transfer packed in gzip": fails(sends(headed("Transfer-Encoding: gzip", content=GZIPPED)), asked=3),
    "gzip cut short": fails(
        sends(sized("Content-Encoding: gzip", content=GZIPPED[:-9])), said="cut short", asked=3
    ),
    "gzip cut short, then well": succeeds(
        sends(sized("Content-Encoding: gzip", content=GZIPPED[:-9])), WELL, asked=2
    ),
    "gzip that is none": fails(Reply(FEED, headers={"Content-Encoding": "gzip"}), said="not gzip", asked=3),
    "a header of 1 MB": fails(sends(sized("X-Long: " + "x" * 1_000_000)), asked=3),
    "10,000 header lines": fails(sends(sized(*(f"X-{n}: {n:030}" for n in range(10_000)))), asked=3),
    "a header without a name": fails(sends(sized(": x")), asked=3),
    "NUL in a header": fails(sends(sized("X-Nul: a\x00b")), asked=3),
    "garbage": fails(sends(bytes(range(256)) * 40), said="could not be reached", asked=3),
    "garbage, then well": succeeds(sends(b"\x16\x03\x01\x02\x00\x01" * 9), WELL, asked=2),
    "another protocol": fails(sends(b"220 ftp.example.org ready\r\n"), asked=3),
    "HTTP/0.9": fails(sends(FEED), said="could not be reached", asked=3),
    "HTTP/3.0": succeeds(sends(sized().replace(b"HTTP/1.1", b"HTTP/3.0", 1)), asked=1),
}
AT_ONCE = 12


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """How each fetch ended, by the name of the fault."""
    return fetch_at_once(FAULTS, tmp_path_factory.mktemp("connections"), AT_ONCE)


@pytest.mark.parametrize("name", FAULTS)
def test_a_connection_that_breaks_is_tried_three_times(name: str, outcomes: dict[str, Outcome]) -> None:
    check(FAULTS[name], outcomes[name])
