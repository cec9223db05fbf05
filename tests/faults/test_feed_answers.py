"""Boards that answer at once and oddly: statuses, redirects, headers, framing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from support.faults import (
    FEED,
    GOOD_IDS,
    WELL,
    Fault,
    check,
    chunked,
    fails,
    fetch,
    headed,
    sends,
    sized,
    stored,
    succeeds,
)
from support.process import Program
from support.server import Reply, serving

CHALLENGE = b"<!DOCTYPE html><html><title>Just a moment...</title><script>alert(1)</script>"
HTML = {"Content-Type": "text/html"}


def moved(place: str, status: int = 302) -> Reply:
    """Answer that the feed is elsewhere."""
    return Reply(b"moved", status, {"Location": place})


FAULTS = {
    "400": fails(Reply(b"", 400), said="status 400", asked=1),
    "401": fails(Reply(b"", 401, {"WWW-Authenticate": "Basic"}), said="needs a login", asked=1),
    "403": fails(Reply(b"", 403), said="JOBSEARCH_CONTACT", asked=1),
    "403 as a challenge page": fails(Reply(CHALLENGE, 403, HTML), said="JOBSEARCH_CONTACT", asked=1),
    "404": fails(Reply(b"", 404), said="The address is wrong", asked=1),
    "407": fails(Reply(b"", 407), said="status 407", asked=1),
    "410": fails(Reply(b"", 410), said="The address no longer exists", asked=1),
    "418": fails(Reply(b"", 418), said="status 418", asked=1),
    "451 with a feed for a body": fails(Reply(FEED, 451), said="status 451", asked=1),
    "999": fails(Reply(b"", 999), said="status 999", asked=1),
    "204": fails(Reply(b"", 204), said="status 204", asked=1),
    "206 with a part of the feed": fails(
        Reply(FEED[:80], 206, {"Content-Range": f"bytes 0-79/{len(FEED)}"}), said="status 206", asked=1
    ),
    "304 without being asked": fails(Reply(b"", 304), said="status 304", asked=1),
    "300 with a place": fails(moved("/new", 300), asked=1),
    "301 to itself": fails(moved("/api", 301), said="redirects endlessly"),
    "301 between two": fails(*[moved("/one", 301), moved("/two", 301)] * 9, said="redirects endlessly"),
    "302 to a relative place": succeeds(moved("new?a=b#c"), WELL, asked=2),
    "307 three times": succeeds(moved("/1", 307), moved("/2", 308), moved("/3", 303), WELL, asked=4),
    "302 to a file": fails(moved("file:///etc/passwd"), asked=1),
    "302 to an FTP server": fails(moved("ftp://127.0.0.1/api"), asked=1),
    "302 to data": fails(moved("data:application/json,[]"), asked=1),
    "302 to nowhere": fails(Reply(b"", 302), said="status 302", asked=1),
    "302 to an empty place": fails(moved(""), asked=None),
    "302 to a port that is none": fails(moved("http://127.0.0.1:99999/"), asked=1),
    "early hints, then the feed": succeeds(sends(b"HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + sized())),
    "continue, then the feed": succeeds(sends(b"HTTP/1.1 100 Continue\r\n\r\n" + sized())),
    "HTTP/1.0 without a length": succeeds(sends(headed().replace(b"1.1", b"1.0", 1))),
    "HTTP/1.0 cut short": fails(sends(headed(content=FEED[:-9]).replace(b"1.1", b"1.0", 1)), said="not JSON"),
    "a status line without a reason": succeeds(sends(sized().replace(b"200 OK", b"200", 1))),
    "chunks of one byte": succeeds(sends(chunked(*(FEED[at : at + 1] for at in range(len(FEED)))))),
    "chunks with a trailer": succeeds(sends(chunked(FEED, end=b"0\r\nX-Sum: 1\r\n\r\n"))),
    "a length smaller than the body": fails(sends(headed("Content-Length: 90")), said="not JSON"),
    "more after the body": succeeds(sends(sized() + b"HTTP/1.1 500 Oops\r\n\r\n" * 9)),
    "1,000 header lines": succeeds(sends(sized(*(f"X-{n}: {n}" for n in range(1_000))))),
    "cookies that make no sense": succeeds(sends(sized(*["Set-Cookie: \xff=;;; expires=never; =a"] * 99))),
    "a type and a charset that are wrong": succeeds(
        Reply(FEED, headers={"Content-Type": "image/png; charset=x\u00fc"})
    ),
}


# One in four runs always; the client's own tests cover every status.
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, id=name, marks=[pytest.mark.slow] if number % 4 else [])
        for number, (name, fault) in enumerate(FAULTS.items())
    ],
)
def test_a_fetch_ends_well_or_in_a_sentence(fault: Fault, tmp_path: Path) -> None:
    check(fault, fetch(fault, tmp_path))


LAST_MODIFIED = {
    "a word": "yesterday",
    "not a day": "Wed, 99 Foo 2024 99:99:99 GMT",
    "letters beyond ASCII": "caf\xe9",
    "a zone beyond the calendar": "Wed, 04 Dec 2024 10:00:00 +99999999999999",
    "a date with more behind it": "Wed, 04 Dec 2024 10:00:00 GMT \xe9",
    "the last of all days": "Fri, 31 Dec 9999 23:59:59 GMT",
    "of 50,000 letters": "x" * 50_000,
}


@pytest.mark.parametrize("date", LAST_MODIFIED.values(), ids=LAST_MODIFIED)
def test_a_date_that_is_none_costs_neither_this_fetch_nor_the_next(date: str, tmp_path: Path) -> None:
    program = Program(tmp_path / "instance")
    with serving() as server:
        server.answer(sends(sized(f"Last-Modified: {date}")))
        ended = [program.run("fetch-new", JOBSEARCH_REMOTEOK_URL=server.url) for _fetch in range(2)]
        sent_back = [len(asked.headers.get("If-Modified-Since", "")) for asked in server.asked]

    assert [done.status for done in ended] == [0, 0], ended
    assert stored(program.instance) == GOOD_IDS
    assert _all_short(sent_back), "many servers refuse a request with so long a header, for ever"


def _all_short(lengths: Sequence[int]) -> bool:
    return max(lengths) < 200
