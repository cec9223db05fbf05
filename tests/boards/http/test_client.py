import asyncio
import gzip
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from support.server import FeedServer, Reply

from jobsearch import __version__
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import Answer, Rules, get, user_agent
from jobsearch.errors import FeedRefused, FeedUnreachable

GOOD = Reply(b'[{"legal": "x"}]')
DATE = "Wed, 04 Dec 2024 10:00:00 GMT"
ANYWHERE = Rules(trust=Trust.OVERRIDDEN)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were to be waited between tries, none of them waited."""
    noted: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        if seconds:
            noted.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", note)
    return noted


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Promise a hundred bytes, and send two."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"[1")


def hang_up(_handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""


def test_brings_the_body_and_its_date(server: FeedServer) -> None:
    server.answer(Reply(GOOD.body, headers={"Last-Modified": DATE}))
    assert get(server.url) == Answer(GOOD.body, modified=True, last_modified=DATE, url=server.url)
    assert [request.path for request in server.asked] == ["/api"]


def test_names_the_program_and_the_person(server: FeedServer) -> None:
    server.answer(GOOD)
    get(server.url, contact="me@example.org")
    agent = f"jobsearch/{__version__} (personal job recommender; me@example.org)"
    assert server.asked[0].headers["User-Agent"] == agent


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("", "(personal job recommender)"),
        (" me@example.org\r\nX-Evil: 1", "(personal job recommender; me@example.org X-Evil: 1)"),
        ("j\xfcrgen\u200b@example.org", "(personal job recommender; jrgen@example.org)"),
        ("\udcff", "(personal job recommender)"),
    ],
)
def test_puts_any_contact_on_one_line_of_ascii(contact: str, expected: str) -> None:
    assert user_agent(contact) == f"jobsearch/{__version__} {expected}"


def test_does_not_pretend_to_be_a_browser_or_to_read_more_than_json(server: FeedServer) -> None:
    server.answer(GOOD)
    get(server.url)
    headers = server.asked[0].headers
    assert "Mozilla" not in headers["User-Agent"]
    assert (headers["Accept"], headers["Accept-Encoding"]) == ("application/json", "gzip")
    assert "If-Modified-Since" not in headers


def test_asks_only_for_what_is_new_and_takes_nothing_for_an_answer(server: FeedServer) -> None:
    server.answer(Reply(status=304, headers={"Last-Modified": DATE}))
    answer = get(server.url, last_modified=DATE)
    assert server.asked[0].headers["If-Modified-Since"] == DATE
    assert (answer.body, answer.modified) == (b"", False)


def test_takes_a_whole_answer_to_a_conditional_request(server: FeedServer) -> None:
    server.answer(GOOD)
    assert get(server.url, last_modified=DATE) == Answer(GOOD.body, modified=True, url=server.url)


TAGS = ['"abc"', 'W/"abc"', '""', '"!#-[]~"', f'"{"x" * 200}"']
NO_TAGS = [
    "abc",
    '"abc',
    'w/"abc"',
    '"a"b"',
    '"a b"',
    '"caf\xe9"',
    '"a\nb"',
    "",
    "*",
    f'"{"x" * 201}"',
    "\udcff",
]


@pytest.mark.parametrize("tag", TAGS)
def test_asks_with_the_entity_tag_of_an_earlier_answer(server: FeedServer, tag: str) -> None:
    server.answer(Reply(b"[]", headers={"ETag": tag}), Reply(status=304))
    earlier = get(server.url)
    assert earlier.etag == tag
    assert not get(server.url, etag=earlier.etag).modified
    assert server.asked[1].headers["If-None-Match"] == tag


@pytest.mark.parametrize("tag", NO_TAGS, ids=range(len(NO_TAGS)))
def test_an_odd_entity_tag_is_not_sent(server: FeedServer, tag: str) -> None:
    server.answer(GOOD)
    assert get(server.url, etag=tag).etag == ""
    assert "If-None-Match" not in server.asked[0].headers


def test_an_odd_entity_tag_is_not_kept(server: FeedServer) -> None:
    server.answer(Reply(b"[]", headers={"ETag": "abc"}))
    assert get(server.url).etag == ""


def test_nothing_new_is_no_answer_to_who_asked_for_all(server: FeedServer) -> None:
    server.answer(Reply(status=304))
    with pytest.raises(FeedRefused, match="304"):
        get(server.url)


def test_says_what_kind_of_content_came(server: FeedServer) -> None:
    server.answer(Reply(b"<rss/>", headers={"Content-Type": "Application/RSS+XML; charset=utf-8"}))
    assert get(server.url, rules=Rules(accept="application/rss+xml")).content_type == "application/rss+xml"
    assert server.asked[0].headers["Accept"] == "application/rss+xml"


NO_DATES = [
    "caf\xe9",
    "yesterday",
    "Wed, 04 Dec 2024 10:00:00 +99999999999999",
    "Wed, 04 Dec 2024 10:00:00 GMT \xe9",
    "Thu, 04 Dec 2024 10:00:00 GMT",
    "Wed, 04 Dec 2024 25:00:00 GMT",
    "Wed, 04 Dec 0000 10:00:00 GMT",
    "Wednesday, 04-Dec-24 10:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "x" * 50_000,
]


@pytest.mark.parametrize("date", [*NO_DATES, "a\nb", "\udcff"], ids=range(len(NO_DATES) + 2))
def test_an_odd_date_of_an_earlier_answer_stops_no_later_request(server: FeedServer, date: str) -> None:
    server.answer(GOOD)
    assert get(server.url, last_modified=date).body == GOOD.body
    assert "If-Modified-Since" not in server.asked[0].headers


@pytest.mark.parametrize("date", NO_DATES, ids=range(len(NO_DATES)))
def test_a_date_that_is_none_or_lies_ahead_is_not_kept(server: FeedServer, date: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nLast-Modified: {date}\r\n\r\n"
        handler.wfile.write(head.encode("latin-1") + b"[]")

    server.answer(answer)
    assert get(server.url).last_modified == ""


def test_unpacks_gzip(server: FeedServer) -> None:
    server.answer(Reply(gzip.compress(GOOD.body), headers={"Content-Encoding": "gzip"}))
    assert get(server.url).body == GOOD.body


def test_unpacks_gzip_in_several_members(server: FeedServer) -> None:
    server.answer(Reply(gzip.compress(b"[1,") + gzip.compress(b"2]"), headers={"Content-Encoding": "gzip"}))
    assert get(server.url).body == b"[1,2]"


def test_follows_a_redirect(server: FeedServer) -> None:
    server.answer(Reply(b"moved", 301, {"Location": "/new"}), GOOD)
    answer = get(server.url, contact="me", rules=ANYWHERE)
    assert (answer.body, answer.url) == (GOOD.body, server.url.replace("/api", "/new"))
    assert [request.path for request in server.asked] == ["/api", "/new"]
    assert [request.headers["User-Agent"] for request in server.asked] == [user_agent("me")] * 2


def test_ends_a_redirect_loop(server: FeedServer, waits: list[float]) -> None:
    server.answer(Reply(b"", 302, {"Location": "/api"}))
    with pytest.raises(FeedUnreachable, match="redirects"):
        get(server.url, rules=ANYWHERE)
    assert (len(server.asked) < 30, waits) == (True, [])


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/api", "javascript:1"])
def test_follows_no_redirect_to_what_is_not_of_the_web(server: FeedServer, place: str) -> None:
    server.answer(Reply(b"", 302, {"Location": place}))
    with pytest.raises(FeedUnreachable):
        get(server.url, rules=ANYWHERE)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "needs a login"),
        (403, "Set JOBSEARCH_CONTACT to your email address"),
        (404, "The address is wrong. Check JOBSEARCH_REMOTEOK_URL"),
        (410, "The address no longer exists"),
        (400, "Check JOBSEARCH_REMOTEOK_URL"),
        (204, "Check JOBSEARCH_REMOTEOK_URL"),
        (302, "Check JOBSEARCH_REMOTEOK_URL"),
    ],
)
def test_fails_at_once_where_another_try_cannot_help(server: FeedServer, status: int, remedy: str) -> None:
    server.answer(Reply(b"", status))
    with pytest.raises(FeedRefused, match=f"responded with status {status}. .*{remedy}"):
        get(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 520])
def test_tries_again_after_a_passing_failure(server: FeedServer, status: int) -> None:
    server.answer(Reply(b"busy", status), GOOD)
    assert get(server.url).body == GOOD.body
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("status", "remedy"), [(500, "a fetch will retry when the source is due"), (429, "at most once an hour")]
)
def test_gives_up_after_three_tries(server: FeedServer, status: int, remedy: str) -> None:
    server.answer(Reply(b"", status))
    with pytest.raises(FeedRefused, match=f"status {status}. .*{remedy}"):
        get(server.url)
    assert len(server.asked) == 3


def test_waits_longer_each_time_and_never_the_same(server: FeedServer, waits: list[float]) -> None:
    server.answer(Reply(b"", 503))
    for _ in range(3):
        with pytest.raises(FeedRefused):
            get(server.url)
    assert [1 <= wait <= 2 for wait in waits[::2]] == [True] * 3
    assert [2 <= wait <= 4 for wait in waits[1::2]] == [True] * 3
    assert len(set(waits)) == 6


@pytest.mark.parametrize(
    ("retry_after", "date", "bounds"),
    [
        ("7", "", (7, 7)),
        ("0", "", (1, 2)),
        ("-5", "", (1, 2)),
        ("soon", "", (1, 2)),
        ("\u0665", "", (1, 2)),
        ("20", "", (20, 20)),
        ("Wed, 04 Dec 2024 10:00:09 GMT", DATE, (9, 9)),
        ("Wed, 04 Dec 2024 09:00:00 GMT", DATE, (1, 2)),
        ("Wed, 04 Dec 2024 10:00:09 GMT", "x", (1, 2)),
        ("Wed, 04 Dec 2024 10:00:09 -0000", DATE, (1, 2)),
        ("Wed, 04 Dec 2024 10:00:09 +99999999999999", DATE, (1, 2)),
        ("Wed, 04 Dec 2024 10:00:09 GMT", "Wed, 04 Dec 2024 10:00:00 +99999999999999", (1, 2)),
    ],
    ids=range(12),
)
def test_waits_as_long_as_it_is_asked_to_within_reason(
    server: FeedServer, waits: list[float], retry_after: str, date: str, bounds: tuple[int, int]
) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        lines = ["HTTP/1.1 503 Busy", f"Retry-After: {retry_after}", f"Date: {date}", "Content-Length: 0"]
        handler.wfile.write("\r\n".join([*lines, "", ""]).encode())

    server.answer(busy, GOOD)
    get(server.url)
    (wait,) = waits
    assert bounds[0] <= wait <= bounds[1]


@pytest.mark.parametrize(
    ("retry_after", "minutes"),
    [
        ("21", 1),
        ("3600", 60),
        ("9" * 5_000, 1440),
        ("Wed, 04 Dec 2024 11:00:00 GMT", 60),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1440),
    ],
    ids=range(5),
)
def test_leaves_a_server_alone_that_asks_for_a_longer_wait_than_a_run_has(
    server: FeedServer, waits: list[float], retry_after: str, minutes: int
) -> None:
    def busy(handler: BaseHTTPRequestHandler) -> None:
        lines = ["HTTP/1.1 429 Busy", f"Retry-After: {retry_after}", f"Date: {DATE}", "Content-Length: 0"]
        handler.wfile.write("\r\n".join([*lines, "", ""]).encode())

    server.answer(busy, GOOD)
    with pytest.raises(FeedRefused, match=f"429. The server asks for a pause of {minutes} min") as refused:
        get(server.url)
    assert (waits, len(server.asked)) == ([], 1)
    assert refused.value.details["wait_seconds"] > 20


@pytest.mark.parametrize("failure", [cut_short, hang_up])
def test_tries_again_when_the_connection_breaks(
    server: FeedServer, failure: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    server.answer(failure, GOOD)
    assert get(server.url).body == GOOD.body
    assert len(server.asked) == 2


def test_says_what_could_not_be_reached_after_three_tries(waits: list[float]) -> None:
    begun = time.perf_counter()
    with pytest.raises(
        FeedUnreachable, match=r"127\.0\.0\.1:9/api could not be reached .it does not respond.*will retry"
    ):
        get("http://127.0.0.1:9/api")
    assert (len(waits), time.perf_counter() - begun < 5) == (2, True)
