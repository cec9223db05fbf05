"""What comes before a request is known is bounded alike on both parsers, and answered as a problem."""

import contextlib
import json
import re
import resource
import select
import signal
import socket
import sqlite3
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from support.process import Program
from support.serving import Server, in_thread, served, until

from jobsearch.server import connections
from jobsearch.settings import Settings

HOST = b"Host: localhost\r\n"
GET = b"GET /health HTTP/1.1\r\n" + HOST
POST = b"POST /model/feedback HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
BODY_IN_CHUNKS = b"\r\n2\r\n{}\r\n0\r\n\r\n"
MALFORMED = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello TLS\r\n\r\n",
    "a path of no characters": b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n",
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "two hosts": GET + b"Host: other\r\n\r\n",
    "NUL in a header": GET + b"A: b\x00c\r\n\r\n",
    "a blank before the colon": GET + b"A : b\r\n\r\n",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a length of 5,000 digits": POST + b"Content-Length: " + b"0" * 5_000 + b"2\r\n\r\n{}",
    "a length of nineteen digits": POST + b"Content-Length: 0000000000000000002\r\n\r\n{}",
    "bare LF": (GET + b"\r\n").replace(b"\r\n", b"\n"),
    "one bare LF": GET + b"A: b\nC: d\r\n\r\n",
    "a folded header": GET + b"A: b\r\n c\r\n\r\n",
    "a header folded by a tab": GET + b"A: b\r\n\tc\r\n\r\n",
    "an absolute form": GET.replace(b"/health", b"http://localhost/health") + b"\r\n",
    "CONNECT": b"CONNECT localhost:80 HTTP/1.1\r\n" + HOST + b"\r\n",
    "OPTIONS of all": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
    "PRI": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a negative length": POST + b"Content-Length: -2\r\n\r\n{}",
    "a chunk of no size": POST + CHUNKED + b"\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a length and chunks": POST + b"Content-Length: 2\r\n" + CHUNKED + BODY_IN_CHUNKS,
    "chunks and a length": POST + CHUNKED + b"Content-Length: 2\r\n" + BODY_IN_CHUNKS,
    "chunks of HTTP/1.0": POST.replace(b"1.1", b"1.0") + CHUNKED + BODY_IN_CHUNKS,
}
TOO_MUCH = {
    414: b"GET /" + b"x" * 50_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    431: GET + b"A: " + b"b" * 20_000 + b"\r\n\r\n",
    4310: GET + b"".join(b"A%d: b\r\n" % number for number in range(100)) + b"\r\n",
    4311: GET + b"A: " + b"b" * 300_000 + b"\r\n\r\n",
    4312: b"GET /" + b"x" * 300_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    4313: GET + b"A: " + b"b" * 70_000,
}


@pytest.fixture(scope="module", params=[True, False], ids=["httptools", "h11"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an empty instance, with either parser."""
    with in_thread(tmp_path_factory.mktemp("empty") / "instance", fast=request.param) as running:
        yield running


def connected(server: Server) -> socket.socket:
    return socket.create_connection((server.host, server.port), 20)


def heard(connection: socket.socket) -> bytes:
    """Return all that comes until the server says that it sends no more."""
    pieces = []
    while piece := connection.recv(65_536):
        pieces.append(piece)
    return b"".join(pieces)


def sent(server: Server, request: bytes) -> bytes:
    with contextlib.closing(connected(server)) as connection:
        connection.sendall(request)
        return heard(connection)


def problem(answer: bytes, status: int) -> str:
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    assert lines[0].startswith(f"http/1.1 {status} "), lines
    for line in (
        "content-type: application/problem+json",
        "cache-control: no-store",
        "cross-origin-resource-policy: same-origin",
        "x-content-type-options: nosniff",
    ):
        assert line in lines
    content = json.loads(body)
    assert content["status"] == status
    detail: str = content["detail"]
    return detail


@pytest.mark.parametrize("form", MALFORMED)
def test_what_is_no_request_is_a_problem_and_the_end_of_the_connection(server: Server, form: str) -> None:
    after = MALFORMED[form] + (GET + b"\r\n" if "length" in form or "chunks" in form else b"")
    if form in {"no host", "two hosts"}:  # a request in form, whose connection may go on
        after = after.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert problem(sent(server, after), 400)


@pytest.mark.parametrize("number", TOO_MUCH)
def test_addresses_and_headers_are_bounded(server: Server, number: int) -> None:
    status = int(str(number)[:3])
    assert "at most" in problem(sent(server, TOO_MUCH[number]), status)


def test_what_the_bounds_allow_is_answered(server: Server) -> None:
    query = b"x" * (connections.MOST_HEAD_BYTES // 2)
    known = b"GET /nowhere?" + query + b" HTTP/1.1\r\n" + HOST
    answer = sent(server, known + b"A: " + b"b" * 15_000 + b"\r\nConnection: close\r\n\r\n")
    assert problem(answer, 404)


@pytest.mark.parametrize("coding", [b"gzip", b"gzip, chunked", b"deflate", b"identity", b"x"])
def test_another_transfer_coding_is_refused(server: Server, coding: bytes) -> None:
    answer = sent(server, POST + b"Transfer-Encoding: " + coding + b"\r\n\r\n")
    assert answer.startswith((b"HTTP/1.1 501 ", b"HTTP/1.1 400 "))
    assert b"application/problem+json" in answer


@pytest.mark.parametrize("version", [b"2.0", b"3.0", b"0.9", b"1.7"])
def test_another_version_is_refused(server: Server, version: bytes) -> None:
    answer = sent(server, b"GET /health HTTP/" + version + b"\r\n" + HOST + b"\r\n")
    assert answer.startswith((b"HTTP/1.1 505 ", b"HTTP/1.1 400 "))


@pytest.mark.parametrize(
    "coding", ["gzip", "deflate", "br", "GZIP", "identity, gzip", "zstd", "x", "compress"]
)
def test_compressed_bodies_are_refused_by_name(server: Server, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    answered = server.send("POST", "/model/feedback", b"\x1f\x8b", headers)
    assert answered.status == 415
    assert "Content-Encoding" in answered.json["detail"]


@pytest.mark.parametrize(
    ("sent_at_once", "answered"),
    [(1, 1), (2, 2), (5, 5), (16, 16), (17, 17), (18, 17), (100, 17), (5_000, 17)],
)
def test_pipelined_requests_are_answered_up_to_a_bound(
    server: Server, sent_at_once: int, answered: int
) -> None:
    request = b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n"
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert sent(server, request * (sent_at_once - 1) + last).count(b"HTTP/1.1 404 ") == answered


def test_what_was_asked_before_garbage_is_answered(server: Server) -> None:
    answer = sent(server, GET + b"\r\n" + b"\x00garbage\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_body_that_is_no_body_ends_the_request_that_waits_for_it(server: Server) -> None:
    with contextlib.closing(connected(server)) as connection:
        connection.sendall(POST + CHUNKED + b"\r\n2\r\n{}\r\n")
        time.sleep(0.1)
        connection.sendall(b"zz\r\n")
        assert problem(heard(connection), 400)


LABEL = b"PUT /posts/remoteok:3/label HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
YES = b'{"label":"yes"}'
HALF = POST + CHUNKED + b"\r\n2\r\n{}\r\n"


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


@pytest.mark.parametrize("before", [1, 2, 5])
@pytest.mark.parametrize("after", [HALF + b"zz\r\n", b"\x00garbage\r\n\r\n", POST + CHUNKED + b"\r\nzz\r\n"])
def test_a_refusal_waits_for_the_answers_to_what_came_before(
    server: Server, before: int, after: bytes
) -> None:
    whole = LABEL + b"Content-Length: 15\r\n\r\n" + YES
    assert statuses(sent(server, whole * before + after)) == [200] * before + [400]


def test_a_refused_head_gets_no_body(server: Server) -> None:
    answer = sent(server, HALF.replace(b"POST", b"HEAD") + b"zz\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize("offered", [b"h2c", b"websocket", b"x"])
@pytest.mark.parametrize("framing", ["length", "chunks"])
@pytest.mark.parametrize("at_once", [True, False])
def test_an_offer_of_another_protocol_is_ignored(
    server: Server, offered: bytes, framing: str, *, at_once: bool
) -> None:
    """A body behind it is the request's, and no request; curl --http2 offers it with every one."""
    inner = b"GET /nowhere HTTP/1.1\r\n" + HOST + b"\r\n"
    head = LABEL + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + offered + b"\r\n"
    requests = []
    for body in (inner, YES):
        if framing == "length":
            requests.append((head + b"Content-Length: %d\r\n\r\n" % len(body), body))
        else:
            requests.append((head + CHUNKED + b"\r\n", b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)))
    last = (GET + b"Connection: Upgrade, close\r\nUpgrade: " + offered + b"\r\n\r\n", b"")
    with contextlib.closing(connected(server)) as connection:
        for head, body in [*requests, last]:
            for piece in [head + body] if at_once else [head, body[:5], body[5:]]:
                connection.sendall(piece)
                time.sleep(0 if at_once else 0.02)
        assert statuses(heard(connection)) == [400, 200, 200]


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /model/titles HTTP/1.1\r\n" + HOST + b"\r\n" + GET + b"A: ",
        HALF + b"0\r\nA: ",
        HALF + b"2;a=",
    ],
    ids=["a header behind a request", "a trailer", "an extension of a chunk"],
)
@pytest.mark.parametrize("piece", [b"b" * 65_536, b"b\r\nA: " * 8_192])
def test_what_is_no_body_is_bounded_wherever_it_stands(server: Server, begun: bytes, piece: bytes) -> None:
    if begun.endswith(b"=") and b"\r" in piece:
        pytest.skip("that ends an extension")
    with contextlib.closing(connected(server)) as connection:
        connection.sendall(begun)
        time.sleep(0.1)
        for _time in range(3):
            connection.sendall(piece)
        answer = heard(connection)
    assert statuses(answer)[-1] in {400, 431}


def test_trailers_are_no_headers(server: Server) -> None:
    bare = b"POST /model/feedback HTTP/1.1\r\n" + HOST + b"Connection: close\r\n" + CHUNKED
    trailer = b"0\r\nContent-Type: application/json\r\n\r\n"
    assert problem(sent(server, bare + b"\r\n2\r\n{}\r\n" + trailer), 415)


def test_many_small_chunks_are_a_body(server: Server) -> None:
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in b" " * 100_000 + b"{}")
    request = POST + b"Connection: close\r\n" + CHUNKED + b"\r\n" + chunks + b"0\r\n\r\n"
    assert problem(sent(server, request), 422)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for clients for a moment only."""
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connections, "LINGER_SECONDS", 0.5)
    monkeypatch.setattr(connections, "SILENCE_SECONDS", 0.2)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET ",
        b"GET /health",
        b"GET /health HTTP/1.1\r\n",
        GET,
        GET + b"A: b",
        GET + b"\r\n" + GET,
        POST + b"Content-Length: 2\r\n",
    ],
)
@pytest.mark.parametrize("drips", [False, True])
def test_a_header_that_never_ends_ends_the_connection(server: Server, begun: bytes, drips: object) -> None:
    if begun.count(b"GET") == 2 and not drips:
        pytest.skip("it is closed after five seconds, as any that is idle")
    start = time.monotonic()
    answer = b""
    with contextlib.closing(connected(server)) as connection:
        connection.sendall(begun)
        while time.monotonic() < start + 10:
            if select.select([connection], [], [], 0.05)[0]:
                try:
                    piece = connection.recv(65_536)
                except ConnectionResetError:  # a byte came after the server had closed
                    break
                if not piece:
                    break
                answer += piece
            elif drips and begun.strip():
                with contextlib.suppress(OSError):
                    connection.send(b"x")
    assert 0.3 < time.monotonic() - start < 8
    last = answer.rpartition(b"HTTP/1.1 ")[2]
    assert last.startswith(b"408 ") or not begun.strip() or begun.count(b"GET") == 2


def is_left(connection: socket.socket, request: bytes) -> bool:
    begun = time.monotonic()
    with contextlib.suppress(ConnectionError):
        while time.monotonic() < begun + 10:
            connection.sendall(request * 16)
            time.sleep(0.02)
        return False
    return True


@pytest.mark.usefixtures("hasty")
def test_a_client_that_never_reads_is_left(server: Server) -> None:
    schema = b"GET /openapi.json HTTP/1.1\r\n" + HOST + b"\r\n"
    with contextlib.closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect((server.host, server.port))
        assert is_left(connection, schema)
    assert server.get("/health").status == 200


def test_the_silent_do_not_stop_others(program: Program) -> None:
    """1,024 connections that send half a header stay open for their thirty seconds beside all others."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4_096, hard), hard))
    try:
        with served(program) as server, contextlib.ExitStack() as held:
            for _one in range(1_024):
                silent = held.enter_context(contextlib.closing(connected(server)))
                silent.sendall(GET)
            start = time.monotonic()
            assert [server.get("/health").status for _time in range(20)] == [200] * 20
            assert time.monotonic() - start < 5
            assert server.end() == 0
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_server_in_a_thread_leaves_the_limits_of_its_process(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    try:
        with in_thread(tmp_path / "instance") as server:
            assert server.get("/health").status == 200
            assert connections.most_connections() == 256
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == (512, hard)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_where_descriptors_are_few_the_silent_make_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "most_connections", lambda: 20)
    with in_thread(tmp_path / "instance") as server, contextlib.ExitStack() as held:
        for _one in range(60):
            held.enter_context(contextlib.closing(connected(server))).sendall(GET)
            assert server.get("/health").status == 200


def test_who_asks_again_and_again_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "most_connections", lambda: 20)
    with in_thread(tmp_path / "instance") as server, contextlib.ExitStack() as held:
        active = held.enter_context(contextlib.closing(connected(server)))
        for _one in range(60):
            active.sendall(GET + b"\r\n")
            answer = HTTPResponse(active)  # head and body may come in two pieces
            answer.begin()
            assert (answer.status, bool(answer.read())) == (200, True)
            held.enter_context(contextlib.closing(connected(server))).sendall(GET)


def test_who_still_reads_an_answer_is_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "most_connections", lambda: 20)
    schema = b"GET /openapi.json HTTP/1.1\r\n" + HOST + b"\r\n"
    last = schema.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with in_thread(tmp_path / "instance") as server, contextlib.ExitStack() as held:
        size = len(server.get("/openapi.json").body)
        slow = held.enter_context(contextlib.closing(socket.socket()))
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        slow.settimeout(20)
        slow.connect((server.host, server.port))
        slow.sendall(schema * 15 + last)
        time.sleep(0.5)
        for _one in range(60):
            held.enter_context(contextlib.closing(connected(server))).sendall(GET)
        assert len(heard(slow)) > 16 * size


def test_a_body_that_drips_does_not_hold_the_end(program: Program) -> None:
    with served(program) as server, contextlib.closing(connected(server)) as dripping:
        dripping.sendall(POST + b"Content-Length: 1000\r\n\r\n{")
        time.sleep(0.2)
        start = time.monotonic()
        server.child.kill(signal.SIGTERM)
        while not server.child.has_ended() and time.monotonic() < start + 20:
            with contextlib.suppress(OSError):
                dripping.sendall(b" ")
            time.sleep(0.5)
        assert time.monotonic() - start < 6


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_the_end_waits_for_what_was_asked_and_not_for_half_a_body(
    program: Program, ending: signal.Signals
) -> None:
    halves = [POST + b"Content-Length: 20\r\n\r\n{", POST + CHUNKED + b"\r\n1\r\n{\r\n", GET]
    with served(program) as server, contextlib.ExitStack() as held:
        half, chunk, silent = [held.enter_context(contextlib.closing(connected(server))) for _one in halves]
        for connection, begun in zip((half, chunk, silent), halves, strict=True):
            connection.sendall(begun)
        assert server.ask("PUT", "/posts/remoteok:1/label", {"label": "no"}).status == 200
        store = sqlite3.connect(Settings(program.instance).store_path, isolation_level=None)
        asked = held.enter_context(contextlib.closing(connected(server)))
        with contextlib.closing(store):
            store.execute("BEGIN IMMEDIATE")  # which lets the writer wait
            asked.sendall(LABEL + b"Content-Length: 15\r\n\r\n" + YES)
            time.sleep(0.5)
            start = time.monotonic()
            server.child.kill(ending)
            time.sleep(1)
            assert not select.select([asked], [], [], 0)[0]
            store.execute("ROLLBACK")
        assert heard(asked).startswith(b"HTTP/1.1 200 ")
        assert [problem(heard(connection), 503) for connection in (half, chunk)]
        assert heard(silent) == b""
        assert server.child.wait(30) == 0
        assert time.monotonic() - start < 10
        assert "Traceback" not in server.log.read_text()


def test_nothing_is_left_open(server: Server) -> None:
    before = open_sockets()
    for form in (*MALFORMED.values(), *TOO_MUCH.values()):
        with contextlib.closing(connected(server)) as connection:
            connection.sendall(form[:200_000])
    until(lambda: open_sockets() <= before + 2, "the end of connections whose clients are gone")


def open_sockets() -> int:
    own = Path("/proc/self/fd")
    found = 0
    for one in own.iterdir():
        with contextlib.suppress(OSError):
            found += one.readlink().name.startswith("socket:")
    return found
