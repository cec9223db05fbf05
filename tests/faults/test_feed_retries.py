"""Statuses that may pass: each fetch waits some seconds and asks again, so they run side by side."""

import pytest
from support.faults import (
    FEED,
    WELL,
    Fault,
    Outcome,
    check,
    fails,
    fetch_at_once,
    headed,
    sends,
    sized,
    succeeds,
)
from support.server import Reply

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BUSY = Reply(b"busy", 503)
DATE = "Date: Wed, 04 Dec 2024 10:00:00 GMT"


def asks_to_wait(retry_after: str) -> Fault:
    """Be told 429 with a Retry-After that asks for nothing usable, then the feed."""
    line = sized(f"Retry-After: {retry_after}", DATE, status="429 Slow down", content=b"")
    return succeeds(sends(line), WELL, asked=2)


FAULTS = {
    "408, then well": succeeds(Reply(b"", 408), WELL, asked=2),
    "425, then well": succeeds(Reply(b"", 425), WELL, asked=2),
    "429, then well": succeeds(Reply(b"", 429), WELL, asked=2),
    "429 for good": fails(Reply(b"", 429), said="at most once an hour", asked=3),
    "429 with Retry-After 0": asks_to_wait("0"),
    "429 with Retry-After -5": asks_to_wait("-5"),
    "429 with Retry-After soon": asks_to_wait("soon"),
    "429 with Retry-After in the past": asks_to_wait("Wed, 04 Dec 2024 09:00:00 GMT"),
    "429 with Retry-After in no time zone": asks_to_wait("Wed, 04 Dec 2024 10:00:01 -0000"),
    "429 with Retry-After beyond the calendar": asks_to_wait("Wed, 04 Dec 99999 10:00:00 GMT"),
    "429 with Retry-After in 3 seconds": asks_to_wait("Wed, 04 Dec 2024 10:00:03 GMT"),
    "500, then well": succeeds(Reply(FEED, 500), WELL, asked=2),
    "502, 503, then well": succeeds(Reply(b"", 502), BUSY, WELL, asked=3),
    "503, then 404": fails(BUSY, Reply(b"", 404), said="status 404", asked=2),
    "503 for good": fails(BUSY, said="status 503", asked=3),
    "a redirect, 503, a redirect, then well": succeeds(
        *[Reply(b"", 302, {"Location": "/new"}), BUSY], Reply(b"", 302, {"Location": "/new"}), WELL, asked=4
    ),
    "a redirect to a closed port": fails(Reply(b"", 302, {"Location": "http://127.0.0.1:9/"}), asked=3),
    "a redirect to broken brackets": fails(Reply(b"", 302, {"Location": "http://[::1"}), asked=3),
    "a redirect to letters no address has": fails(
        sends(headed("Location: http://\xff\xfe/", status="302 Found")), asked=3
    ),
}
AT_ONCE = 12


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """How each fetch ended, by the name of the fault."""
    return fetch_at_once(FAULTS, tmp_path_factory.mktemp("retries"), AT_ONCE)


@pytest.mark.parametrize("name", FAULTS)
def test_a_status_that_may_pass_is_tried_three_times(name: str, outcomes: dict[str, Outcome]) -> None:
    check(FAULTS[name], outcomes[name])
