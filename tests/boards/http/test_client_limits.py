"""What a hostile server or an odd surrounding may cost: a bounded size, a bounded time, one sentence."""

import contextlib
import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from support.server import FeedServer, Reply

from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import LIMIT_MIB, MEBIBYTE, Rules, get
from jobsearch.errors import (
    AddressMalformed,
    FeedError,
    FeedTooLarge,
    FeedUnreachable,
    FeedUnreadable,
    JobSearchError,
)

GOOD = Reply(b"[]")
ANYWHERE = Rules(trust=Trust.OVERRIDDEN)
GZIP = {"Content-Encoding": "gzip"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try follows at once."""
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 0.0)


@pytest.fixture
def one_second(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A deadline of one second, which the test must keep within two."""
    monkeypatch.setattr(client, "DEADLINE_SECONDS", 1.0)
    begun = time.perf_counter()
    yield
    assert 0.9 < time.perf_counter() - begun < 3


def drip_headers(handler: BaseHTTPRequestHandler) -> None:
    """Send a header that never ends, byte by byte."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler, b"x")


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    """Send a body that takes minutes, byte by byte."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n[")
    drip(handler, b" ")


def drip(handler: BaseHTTPRequestHandler, byte: bytes) -> None:
    with contextlib.suppress(OSError):
        for _ in range(200):
            handler.wfile.write(byte)
            time.sleep(0.05)


@pytest.mark.parametrize("dripping", [drip_headers, drip_body])
@pytest.mark.usefixtures("one_second")
def test_ends_a_server_that_drips(
    server: FeedServer, dripping: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    server.answer(dripping)
    with pytest.raises(FeedUnreachable, match="no complete response within 1 seconds"):
        get(server.url)
    assert len(server.asked) == 1


@pytest.mark.usefixtures("one_second")
def test_the_deadline_holds_for_all_tries_together(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 20.0)
    server.answer(Reply(b"", 503, {"Retry-After": "10"}))
    with pytest.raises(FeedUnreachable, match="within 1 seconds"):
        get(server.url)


def test_brings_a_body_of_just_the_limit(server: FeedServer) -> None:
    server.answer(Reply(b" " * (LIMIT_MIB * MEBIBYTE)))
    assert len(get(server.url).body) == 8 * MEBIBYTE


def test_refuses_a_body_over_the_limit(server: FeedServer) -> None:
    server.answer(Reply(b" " * (LIMIT_MIB * MEBIBYTE + 1)))
    with pytest.raises(FeedTooLarge, match="8 MiB"):
        get(server.url)
    assert len(server.asked) == 1


def test_a_board_may_have_a_limit_and_a_deadline_of_its_own(server: FeedServer) -> None:
    server.answer(Reply(b" " * (9 * MEBIBYTE)))
    assert len(get(server.url, rules=Rules(limit_mib=25)).body) == 9 * MEBIBYTE
    with pytest.raises(FeedTooLarge, match="1 MiB"):
        get(server.url, rules=Rules(limit_mib=1))
    server.answer(drip_headers)
    with pytest.raises(FeedUnreachable, match="within 1 seconds"):
        get(server.url, rules=Rules(seconds=0.6))


def test_refuses_a_small_body_that_unpacks_to_a_large_one(server: FeedServer) -> None:
    bomb = gzip.compress(b"\0" * (64 * MEBIBYTE), compresslevel=1)
    assert len(bomb) < MEBIBYTE
    server.answer(Reply(bomb, headers=GZIP))
    with pytest.raises(FeedTooLarge, match="8 MiB"):
        get(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("head", [b"200 OK", b"302 Found\r\nLocation: /api"])
def test_stops_reading_a_body_that_does_not_end(server: FeedServer, head: bytes) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 " + head + b"\r\n\r\n")
            for _ in range(64):
                handler.wfile.write(b" " * MEBIBYTE)
                sent.append(1)

    server.answer(endless, GOOD)
    with contextlib.suppress(FeedTooLarge):
        assert get(server.url, rules=ANYWHERE).body == GOOD.body
    assert len(sent) < 32


def test_refuses_another_packing_than_the_one_it_offered(server: FeedServer) -> None:
    server.answer(Reply(b"x", headers={"Content-Encoding": "br, gzip"}))
    with pytest.raises(FeedUnreadable, match="it is compressed as 'br, gzip'"):
        get(server.url)
    assert len(server.asked) == 1


@pytest.mark.parametrize("encoding", ["GZIP", "x-gzip", " gzip "])
def test_knows_gzip_by_its_other_names(server: FeedServer, encoding: str) -> None:
    server.answer(Reply(gzip.compress(b"[]"), headers={"Content-Encoding": encoding}))
    assert get(server.url).body == b"[]"


def test_takes_identity_for_no_packing(server: FeedServer) -> None:
    server.answer(Reply(b"[]", headers={"Content-Encoding": "identity"}))
    assert get(server.url).body == b"[]"


@pytest.mark.parametrize(
    "broken",
    [b"", gzip.compress(b"[1]")[:-6], b"not gzip", gzip.compress(b"[]")[:-8] + b"x" * 8],
    ids=["empty", "cut", "plain", "wrong sum"],
)
def test_tries_again_when_the_packing_is_broken(server: FeedServer, broken: bytes) -> None:
    server.answer(Reply(broken, headers=GZIP), GOOD)
    assert get(server.url).body == GOOD.body
    assert len(server.asked) == 2


def test_gives_up_on_a_packing_that_stays_broken(server: FeedServer) -> None:
    server.answer(Reply(gzip.compress(b"[1]")[:-6], headers=GZIP))
    with pytest.raises(FeedUnreachable, match="the response was cut short"):
        get(server.url)
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "file:///etc/passwd",
        "ftp://127.0.0.1/api",
        "http://",
        "http://[::1",
        "http://127.0.0.1:x/api",
        "http://a\nb/api",
        "http://\udcff/api",
    ],
    ids=range(8),
)
def test_says_in_a_sentence_that_an_address_is_none(url: str) -> None:
    with pytest.raises(
        AddressMalformed, match=r"is not a valid web address .* Check JOBSEARCH_REMOTEOK_URL"
    ) as caught:
        get(url)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999/api", "http://xn--/api", "http://a..b/api"])
def test_says_in_a_sentence_that_an_address_leads_nowhere(url: str) -> None:
    with pytest.raises((AddressMalformed, FeedUnreachable), match=r"^http"):
        get(url)


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:99999/", "http://127.0.0.1:9/", "http://\x7f/", "http://[::1"]
)
def test_says_in_a_sentence_that_a_redirect_leads_nowhere(server: FeedServer, place: str) -> None:
    server.answer(Reply(b"", 302, {"Location": place}))
    with pytest.raises(FeedUnreachable):
        get(server.url, rules=ANYWHERE)


LONG = "x" * 50_000


@pytest.mark.parametrize(
    "head",
    [
        f"HTTP/9.9 {LONG}",
        f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: gopher{LONG}://a/",
        f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:{'9' * 50_000}/",
        f"HTTP/1.1 200 OK\r\nContent-Encoding: {LONG}",
    ],
    ids=["status line", "scheme", "port", "packing"],
)
def test_says_no_more_than_a_sentence_however_much_a_server_sends(server: FeedServer, head: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"{head}\r\n\r\n".encode())

    server.answer(answer)
    with pytest.raises(FeedError) as failure:
        get(server.url)
    assert len(str(failure.value)) < 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9"),
        ("ALL_PROXY", "nonsense://127.0.0.1:9"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
    ],
)
def test_says_in_a_sentence_that_the_surroundings_are_odd(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.setenv(name, value)
    server.answer(GOOD)
    with pytest.raises(JobSearchError):
        get(server.url)


@pytest.mark.parametrize(
    "reply", [b"", b"\r\n\r\n", b"not HTTP\r\n\r\n", b"HTTP/1.1 99 ?\r\n\r\n", b"\x16\x03\x01"]
)
def test_says_in_a_sentence_that_a_server_speaks_otherwise(server: FeedServer, reply: bytes) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(reply)

    server.answer(answer)
    with pytest.raises(FeedUnreachable, match="could not be reached"):
        get(server.url)
    assert len(server.asked) == 3
