"""A refusal is heard by clients that are still sending: what they send is read and dropped for a while."""

import contextlib
import os
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from support.clients import CLIENTS, lacks, nginx, status
from support.serving import Server, in_thread

from jobsearch.server import connections
from jobsearch.settings import Access

MEGABYTE = 1_000_000
TOKEN = "correct horse battery staple"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
REFUSALS: Mapping[int, Mapping[str, str]] = {
    413: BEARER,
    401: {},
    403: BEARER | {"Origin": "https://evil.example"},
    400: BEARER | {"Host": "evil.example"},
    414: BEARER,
    431: BEARER | {"A": "a" * 17_000},
}
PLAIN = [name for name in CLIENTS if not name.startswith(("curl", "Node"))]


@pytest.fixture(scope="module", params=[True, False], ids=["httptools", "h11"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that asks for a token, with either parser."""
    folder = tmp_path_factory.mktemp("empty")
    with in_thread(folder / "instance", Access(TOKEN), fast=request.param) as running:
        yield running


def of_size(folder: Path, megabytes: int) -> Path:
    file = folder / "body"
    file.write_bytes(b"")
    os.truncate(file, megabytes * MEGABYTE)
    return file


def refused(client: str, url: str, file: Path, expected: int) -> bool:
    """Tell whether a client sees why it is refused."""
    if client == "Node fetch" and "Host" in REFUSALS[expected]:
        return True  # it names the host itself
    path = "/posts?" + "x" * 50_000 if expected == 414 else "/model/feedback"
    headers = {"Content-Type": "application/json"} | REFUSALS[expected]
    told = CLIENTS[client](url + path, file, headers)
    assert status(told) == expected, f"{client}: {told}"
    return True


@pytest.mark.parametrize("client", [*PLAIN, "curl", "curl with Expect", "curl without Expect"])
def test_a_client_that_sends_two_megabytes_sees_why_it_is_refused(
    server: Server, tmp_path: Path, client: str
) -> None:
    if lacks(client):
        pytest.skip("it is not installed")
    file = of_size(tmp_path, 2)
    assert all(refused(client, server.url, file, expected) for expected in REFUSALS)


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("before", ["", "nginx", "nginx that keeps bodies"])
@pytest.mark.parametrize("megabytes", [2, 20, 200])
def test_every_client_sees_why_it_is_refused(
    server: Server, tmp_path: Path, megabytes: int, before: str
) -> None:
    if before and lacks("nginx"):
        pytest.skip("nginx is not installed")
    file = of_size(tmp_path, megabytes)
    statuses = [413, 401, 403, 400]
    with contextlib.ExitStack() as held:
        url = server.url
        if before:
            url = held.enter_context(nginx(tmp_path, url, buffering=before.endswith("bodies")))
        for client in CLIENTS:
            assert lacks(client) or all(refused(client, url, file, expected) for expected in statuses)


POST = b"POST /model/feedback HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    ("most", "silence", "seconds"), [(MEGABYTE, 30.0, 30.0), (10**9, 30.0, 0.4), (10**9, 0.3, 30.0)]
)
def test_who_goes_on_sending_is_cut_off(
    server: Server, monkeypatch: pytest.MonkeyPatch, most: int, silence: float, seconds: float
) -> None:
    """By the bytes, by the time, and by being silent."""
    monkeypatch.setattr(connections, "MOST_LINGER_BYTES", most)
    monkeypatch.setattr(connections, "SILENCE_SECONDS", silence)
    monkeypatch.setattr(connections, "LINGER_SECONDS", seconds)
    with contextlib.closing(socket.create_connection((server.host, server.port), 10)) as connection:
        connection.sendall(POST + b"Content-Length: 100000000000\r\n\r\n")
        begun = time.monotonic()
        assert connection.recv(65_536).startswith(b"HTTP/1.1 400 ")
        pause, piece = (0.0, b" " * 65_536) if most == MEGABYTE else (0.02, b" ")
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < begun + 10:
                if silence < 1:
                    time.sleep(2 * silence)
                connection.sendall(piece)  # twice, since the first is what the reset answers
                time.sleep(pause)
        assert time.monotonic() - begun < 8


@pytest.mark.parametrize("length", [0, 1, 100, 70_000])
def test_after_a_refusal_nothing_is_taken_for_a_request(server: Server, length: int) -> None:
    smuggled = b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with contextlib.closing(socket.create_connection((server.host, server.port), 10)) as connection:
        connection.sendall(POST + b"Content-Length: %d\r\n\r\n" % length + b" " * length + smuggled)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1
