"""Who may ask, from where, and how much."""

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Scope
from support.process import Program
from support.serving import Server, served

from jobsearch.server.guard import (
    MOST_BYTES,
    MOST_HEADER_BYTES,
    MOST_HEADERS,
    MOST_TARGET_BYTES,
    refusal,
)
from jobsearch.settings import Access

TOKEN = "correct horse battery staple"
LEDGER = b'{"experience": [{"description": "ledger"}]}'
JSON = {"Content-Type": "application/json"}


def scope(method: str = "GET", path: str = "/posts", server: str = "127.0.0.1", **headers: str) -> Scope:
    named = {"host": "127.0.0.1:8000"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return {
        "type": "http",
        "method": method,
        "path": path,
        "server": (server, 8000),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in named.items()],
    }


def status(asked: Scope, access: Access | None = None) -> int:
    found = refusal(asked, access or Access())
    return found.status if found else 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("127.8.9.1", 200),
        ("localhost:8000", 200),
        ("LocalHost", 200),
        ("[::1]:8000", 200),
        ("evil.example", 400),
        ("evil.example:8000", 400),
        ("localhost.evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("evil.example@localhost", 400),
        ("10.0.0.1", 400),
        ("", 400),
        ("[::1", 400),
        ("[", 400),
    ],
)
def test_only_names_of_this_machine_are_answered(host: str, expected: int) -> None:
    assert status(scope(host=host)) == expected


def test_one_host_is_named_not_two() -> None:
    asked = scope()
    asked["headers"].append((b"host", b"localhost"))
    assert status(asked) == 400
    asked["headers"].clear()
    assert status(asked) == 400


def test_more_names_can_be_allowed() -> None:
    access = Access(hosts=("jobs.example.org",))
    assert status(scope(host="Jobs.Example.org:8000"), access) == 200
    assert status(scope(host="other.example.org"), access) == 400


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1:8000"}, 200),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "127.0.0.1:8000"}, 403),
        ({"sec_fetch_site": "same-origin"}, 200),
        ({"sec_fetch_site": "none"}, 200),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"])
def test_pages_of_other_sites_may_neither_read_nor_write(
    method: str, headers: dict[str, str], expected: int
) -> None:
    assert status(scope(method, **headers)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"content_length": "2"}, 200),
        ({"transfer_encoding": "chunked"}, 200),
        ({"transfer_encoding": "Chunked "}, 200),
        ({"transfer_encoding": "chunked", "content_length": "2"}, 400),
        ({"transfer_encoding": "gzip"}, 501),
        ({"transfer_encoding": "gzip, chunked"}, 501),
        ({"transfer_encoding": "identity"}, 501),
        ({"transfer_encoding": ""}, 501),
        ({"a": "b" * 16_000}, 200),
        ({"a": "b" * MOST_HEADER_BYTES}, 431),
        ({f"a{number}": "b" for number in range(MOST_HEADERS - 1)}, 200),
        ({f"a{number}": "b" for number in range(MOST_HEADERS)}, 431),
    ],
)
def test_the_form_of_a_request_is_judged_whatever_the_parser(headers: dict[str, str], expected: int) -> None:
    assert status(scope("POST", **headers)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"http_version": "1.0"}, 200),
        ({"http_version": "2"}, 505),
        ({"http_version": "0.9"}, 505),
        ({"raw_path": b"/" * MOST_TARGET_BYTES}, 200),
        ({"raw_path": b"/" * MOST_TARGET_BYTES, "query_string": b"x"}, 414),
        ({"query_string": b"x" * (MOST_TARGET_BYTES + 1)}, 414),
    ],
)
def test_the_line_of_a_request_is_judged_whatever_the_parser(changed: dict[str, Any], expected: int) -> None:
    assert status(scope() | changed) == expected
    chunks = scope("POST", transfer_encoding="chunked") | changed
    assert status(chunks) == (400 if changed == {"http_version": "1.0"} else expected)


@pytest.mark.parametrize(
    ("authorization", "expected"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Basic {TOKEN}", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer ", 401),
        ("Bearer \xff", 401),
        ("", 401),
    ],
)
def test_the_token_is_asked_for_where_there_is_one(authorization: str, expected: int) -> None:
    access = Access(token=TOKEN)
    assert status(scope(authorization=authorization), access) == expected
    assert status(scope(), access) == 401
    assert status(scope(path="/health"), access) == 200


def test_with_a_token_the_machine_may_be_called_by_any_address_but_by_no_name() -> None:
    bearer = f"Bearer {TOKEN}"
    access = Access(token=TOKEN)
    assert status(scope(host="192.168.1.5", server="172.17.0.2", authorization=bearer), access) == 200
    assert status(scope(host="evil.example", server="172.17.0.2", authorization=bearer), access) == 400


@pytest.mark.parametrize("server", ["192.168.1.5", "172.17.0.2", "::", "", "/run/jobsearch.sock"])
def test_without_a_token_nobody_is_answered_from_elsewhere(server: str) -> None:
    assert status(scope(server=server)) == 403


@pytest.mark.parametrize(
    ("length", "expected"),
    [(MOST_BYTES, 200), (MOST_BYTES + 1, 413), (10**17, 413), (10**30, 400), ("x", 200)],
)
def test_what_announces_more_than_a_mebibyte_is_refused(length: object, expected: int) -> None:
    assert status(scope("POST", content_length=str(length))) == expected


@given(st.text(st.characters(max_codepoint=255)), st.text(st.characters(max_codepoint=255)))
def test_any_headers_are_judged(host: str, origin: str) -> None:
    assert status(scope("POST", host=host, origin=origin, authorization=origin)) in {200, 400, 403}


def sent(server: Server, start: bytes, *pieces: bytes) -> bytes:
    """Send bytes as they are, and return the beginning of the answer."""
    with closing(socket.create_connection((server.host, server.port), 10)) as connection:
        connection.sendall(start)
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                break
        return connection.recv(65_536)


POST = b"POST /model/similar_jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


def test_a_body_of_a_mebibyte_is_read_and_one_of_a_byte_more_is_not(server: Server) -> None:
    text = b'{"experience": [{"description": "ledger"}], "more": "%s"}'
    whole = text % (b"x" * (MOST_BYTES - len(text) + 2))
    assert len(whole) == MOST_BYTES
    assert server.send("POST", "/model/similar_jobs", whole, JSON).status == 200
    large = server.send("POST", "/model/similar_jobs", whole + b" ", JSON)
    assert (large.status, large.json["title"]) == (413, large.json["title"])
    assert "1,048,576 bytes" in large.json["detail"]


def test_a_large_body_is_refused_before_it_is_sent(server: Server) -> None:
    announced = POST + b"Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n"
    assert sent(server, announced).startswith(b"HTTP/1.1 413 ")


def test_a_large_body_in_chunks_is_refused_before_its_end(server: Server) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = sent(server, POST + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 17)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert server.get("/health").status == 200


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (b"{", JSON, 400),
        (b"\xff", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b"1" * 100_000, JSON, 400),
        (b"NaN", JSON, 422),
        (b"", JSON, 422),
        (LEDGER, {}, 415),
        (LEDGER, {"Content-Type": "text/plain"}, 415),
        (b"experience=ledger", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (
            LEDGER,
            {"Content-Type": "application/json; charset=utf-8"},
            200,
        ),
    ],
    ids=range(10),
)
def test_any_other_body_than_json_is_a_problem(
    server: Server, body: bytes, headers: dict[str, str], expected: int
) -> None:
    answered = server.send("POST", "/model/similar_jobs", body, headers)
    assert answered.status == expected
    assert answered.json


def test_every_answer_is_private_and_of_the_type_that_it_says(server: Server) -> None:
    for path in ("/posts", "/nowhere", "/model/skills/x"):
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers


def test_names_the_methods_of_an_address(server: Server) -> None:
    answered = server.ask("PATCH", "/posts/remoteok:1/label")
    assert (answered.status, answered.headers["allow"]) == (405, "DELETE, PUT")
    assert answered.json["detail"] == "PATCH is not allowed here. Use one of DELETE, PUT."
    assert server.ask("OPTIONS", "/posts").headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["/posts", "/model/titles", "/model/skills/nobody", "/nowhere", "/train?x=1"]
)
def test_head_is_answered_as_get_without_the_body(server: Server, path: str) -> None:
    head, get = server.ask("HEAD", path), server.get(path)
    assert (head.status, head.body) == (get.status, b"")
    assert head.headers["content-length"] == str(len(get.body))
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("path", ["/posts/", "//posts", "/posts/remoteok:1/label/"])
def test_nothing_is_at_an_address_that_is_another(server: Server, path: str) -> None:
    answered = server.get(path)
    assert answered.status == 404
    assert answered.json["detail"].startswith("There is nothing at this address")


def test_brackets_in_brackets_are_a_problem(server: Server) -> None:
    body = b'{"a":' * 20_000 + b"1" + b"}" * 20_000
    answered = server.send("POST", "/model/similar_jobs", body, JSON)
    assert (answered.status, answered.json["detail"]) == (400, "The request body is not valid JSON.")


def test_a_rebound_name_and_a_foreign_page_get_nothing_from_the_running_server(server: Server) -> None:
    assert server.ask("GET", "/posts", Host="evil.example:80").status == 400
    foreign = server.ask("PUT", "/posts/remoteok:1/label", {"label": "yes"}, Origin="https://evil.example")
    assert foreign.status == 403
    assert server.ask("POST", "/train", Origin="https://evil.example").status == 403
    assert server.ask("GET", "/posts", Sec_Fetch_Site="cross-site").status == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "jobs.example.org"])
def test_does_not_start_for_other_machines_without_a_token(program: Program, host: str) -> None:
    done = program.run("serve", "--host", host)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{host} can be reached from other machines, so it needs a token. ")


@pytest.mark.parametrize(("mode", "told"), [(0o600, False), (0o640, True), (0o604, True)])
def test_a_token_that_others_can_read_is_told(
    program: Program, tmp_path: Path, mode: int, told: object
) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN)
    file.chmod(mode)
    with served(program, "--token-file", str(file)) as running:
        assert (f"Other users can read {file}" in running.log.read_text()) is told


@pytest.mark.parametrize(
    ("token", "host"),
    [
        ("", "127.0.0.1"),
        (" \n", "0.0.0.0"),
        ("short", "127.0.0.1"),
        ("of two\nlines, each of many signs", "0.0.0.0"),
        ("\xe9" * 30, "127.0.0.1"),
    ],
)
def test_a_token_that_keeps_nobody_out_is_refused(
    program: Program, tmp_path: Path, token: str, host: str
) -> None:
    (tmp_path / "token").write_text(token)
    done = program.run("serve", "--host", host, "--token-file", tmp_path / "token")
    assert (done.status, "openssl rand -hex 32" in done.err) == (2, True)


def test_a_token_of_nothing_in_the_environment_is_refused(program: Program) -> None:
    assert program.run("serve", JOBSEARCH_TOKEN="").status == 2


def test_an_address_that_is_taken_or_not_there_is_told_in_a_sentence(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = program.run("serve", "--port", port)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert done.err.startswith(f"The server cannot listen on 127.0.0.1, port {port} (Address already in use)")
    assert program.run("serve", "--host", "192.0.2.1", JOBSEARCH_TOKEN="x" * 16).status == 1


def test_a_token_file_that_is_missing_is_told(program: Program, tmp_path: Path) -> None:
    assert program.run("serve", "--host", "0.0.0.0", JOBSEARCH_TOKEN=" ").status == 2
    assert program.run("serve", "--token-file", tmp_path / "missing").status == 1


@pytest.fixture(scope="module")
def with_token(both_models: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that other machines reach."""
    file = tmp_path_factory.mktemp("token") / "token"
    file.write_text(f"{TOKEN}\n")
    with served(both_models, "--host", "0.0.0.0", "--token-file", str(file)) as running:
        yield running


def test_a_server_for_other_machines_asks_for_its_token(with_token: Server) -> None:
    refused = with_token.get("/posts")
    assert refused.status == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert with_token.ask("GET", "/posts", Authorization=f"Bearer {TOKEN}").status == 200
    assert with_token.get("/health").status == 200


def test_the_schema_says_that_a_token_is_needed(with_token: Server) -> None:
    schema = with_token.ask("GET", "/openapi.json", Authorization=f"Bearer {TOKEN}").json
    assert schema["security"] == [{"token": []}]
    assert schema["paths"]["/health"]["get"]["security"] == []
