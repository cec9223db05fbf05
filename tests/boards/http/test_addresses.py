"""What is asked and what is not: addresses that a person gave, and those that a redirect leads to."""

import socket
import ssl
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.proxying import proxying
from support.server import FeedServer, Reply, serving

from jobsearch.boards.http import addresses, client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import Rules, get
from jobsearch.errors import AddressMalformed, AddressNotAllowed, FeedUnreachable, RedirectNotAllowed

GOOD = Reply(b"[]")
GIVEN = Rules(trust=Trust.GIVEN, variable="JOBSEARCH_SOURCE_URL_FEED")
OVERRIDDEN = Rules(trust=Trust.OVERRIDDEN)
PUBLIC = "127.0.0.1"  # plays a public address in these tests, as the only one
Resolver = Callable[..., list[Any]]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try follows at once, and no proxy is in between."""
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 0.0)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def one_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world in which 127.0.0.1 is public, and nothing else is."""
    monkeypatch.setattr(addresses, "is_public", lambda address: address == ip_address(PUBLIC))


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """An encrypted board with the names board.example and other.example, whose certificate is accepted."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("board.example", "other.example", PUBLIC).configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with serving(context) as running:
        running.answer(GOOD)
        yield running


def named(board: FeedServer, host: str) -> str:
    """Return the board's address under another name."""
    return board.url.replace(PUBLIC, host)


def resolving(*answers: tuple[str, ...]) -> Resolver:
    """Return a resolver that gives these addresses in turn, the last again and again."""
    left = list(answers)

    def resolve(_host: str, port: int, *_arguments: Any, **_options: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in found
        ]

    return resolve


PRIVATE = [
    *(
        "127.0.0.1",
        "127.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
    ),
    *("[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[2002:a00:1::]"),
    *("2130706433", "0x7f000001", "0x7f.1", "224.0.0.1", "255.255.255.255", "198.51.100.7"),
    *("localhost", "LOCALHOST.", "intranet", "printer.local", "db.internal", "a.localhost", "nas.home.arpa"),
]


@pytest.mark.parametrize("host", PRIVATE)
def test_a_given_address_of_a_private_network_is_not_asked(host: str) -> None:
    with pytest.raises(AddressNotAllowed, match=r"in a private network or on this machine\. Use a public"):
        get(f"https://{host}:9/feed", rules=GIVEN)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_redirect_into_a_private_network_is_not_followed(server: FeedServer, host: str) -> None:
    server.answer(Reply(b"", 302, {"Location": f"http://{host}:9/secret?q=1"}))
    with pytest.raises(
        RedirectNotAllowed, match="is in a private network or on this machine, so the redirect was not foll"
    ):
        get(server.url, rules=Rules(trust=Trust.BUILT_IN))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["http://board.example/feed", "http://203.0.113.9/feed", "HTTP://board.example/"]
)
def test_a_given_address_has_to_be_encrypted(url: str) -> None:
    with pytest.raises(AddressNotAllowed, match=r"not encrypted \(https\). Use a public address that begins"):
        get(url, rules=GIVEN)


@pytest.mark.parametrize(
    "url", ["ftp://board.example/", "file:///etc/passwd", "gopher://board.example/", "//board"]
)
def test_a_given_address_has_to_be_one_of_the_web(url: str) -> None:
    with pytest.raises(AddressMalformed):
        get(url, rules=GIVEN)


@pytest.mark.usefixtures("one_public_address")
@pytest.mark.parametrize("private", ["10.0.0.1", "::1", "169.254.169.254", "fd00::1"])
@pytest.mark.parametrize("rules", [GIVEN, Rules()], ids=["given", "built in"])
def test_a_name_is_judged_by_what_it_leads_to(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch, private: str, rules: Rules
) -> None:
    board.answer(Reply(b"", 302, {"Location": named(board, "other.example")}))
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,), (private,)))
    with pytest.raises(
        RedirectNotAllowed, match=r"redirects to https://other\.example, which is in a private"
    ):
        get(named(board, "board.example"), rules=rules)
    assert len(board.asked) == 1
    monkeypatch.setattr(socket, "getaddrinfo", resolving((private,)))
    with pytest.raises(AddressNotAllowed, match="in a private network"):
        get(named(board, "board.example"), rules=GIVEN)


@pytest.mark.usefixtures("one_public_address")
def test_a_given_public_address_is_asked_by_its_name(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,)))
    answer = get(named(board, "ann:s3cret@board.example"), rules=GIVEN)
    assert (answer.body, answer.url) == (GOOD.body, named(board, "board.example"))
    assert board.asked[0].headers["Host"] == named(board, "board.example").split("/")[2]
    assert board.asked[0].headers["Authorization"].startswith("Basic ")


@pytest.mark.usefixtures("one_public_address")
def test_the_address_connected_to_is_the_one_that_was_judged(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,), ("10.0.0.1",)))
    assert get(named(board, "board.example"), rules=GIVEN).body == GOOD.body


@pytest.mark.usefixtures("one_public_address")
@pytest.mark.parametrize("found", [(PUBLIC, "10.0.0.1"), ("10.0.0.1", PUBLIC), ("::1", "fd00::1", PUBLIC)])
def test_of_several_addresses_the_public_one_is_asked(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch, found: tuple[str, ...]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving(found))
    assert get(named(board, "board.example"), rules=GIVEN).body == GOOD.body


def test_where_one_address_is_not_reached_the_next_is_tried(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda _address: True)
    monkeypatch.setattr(socket, "getaddrinfo", resolving(("127.0.0.2", "127.0.0.3", PUBLIC, "::1")))
    assert get(named(board, "board.example"), rules=GIVEN).body == GOOD.body


@pytest.mark.usefixtures("one_public_address")
def test_the_certificate_is_that_of_the_name_and_not_of_the_address(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,)))
    with pytest.raises(Exception, match=r"^The certificate for stranger\.example was rejected"):
        get(named(board, "stranger.example"), rules=GIVEN)


@pytest.mark.usefixtures("one_public_address")
def test_a_given_name_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving(()))
    with pytest.raises(
        FeedUnreachable, match=r"https://board\.example/api could not be reached .*no host of that name"
    ):
        get("https://board.example/api", rules=GIVEN)


@pytest.mark.usefixtures("one_public_address")
@pytest.mark.parametrize("rules", [GIVEN, Rules()], ids=["given", "built in"])
def test_no_redirect_leads_from_what_is_encrypted_to_what_is_not(
    board: FeedServer, server: FeedServer, monkeypatch: pytest.MonkeyPatch, rules: Rules
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,)))
    board.answer(Reply(b"", 301, {"Location": server.url}))
    with pytest.raises(
        RedirectNotAllowed, match=r"which is not encrypted \(https\), so the redirect was not followed"
    ):
        get(named(board, "board.example"), rules=rules)
    assert server.asked == []


@pytest.mark.usefixtures("one_public_address")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("rules", [GIVEN, Rules()], ids=["given", "built in"])
def test_a_redirect_among_public_addresses_is_followed(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch, status: int, rules: Rules
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving((PUBLIC,)))
    board.answer(Reply(b"", status, {"Location": f"{named(board, 'other.example')}/new"}), GOOD)
    assert get(named(board, "ann:s3cret@board.example"), rules=rules).body == GOOD.body
    assert board.asked[1].path == "/api/new"
    assert "Authorization" not in board.asked[1].headers


def test_a_redirect_to_the_encrypted_form_of_an_address_is_followed(
    board: FeedServer, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda _address: True)
    server.answer(Reply(b"", 301, {"Location": board.url}))
    assert get(server.url, rules=Rules()).body == GOOD.body


@pytest.mark.parametrize("status", [301, 302, 307])
def test_an_overridden_address_may_lead_anywhere(board: FeedServer, server: FeedServer, status: int) -> None:
    server.answer(GOOD)
    board.answer(Reply(b"", status, {"Location": server.url}))
    assert get(board.url, rules=OVERRIDDEN).body == GOOD.body


@pytest.mark.usefixtures("one_public_address")
@pytest.mark.parametrize("host", ["localhost", "intranet", "10.0.0.1", "[::1]", "db.internal"])
def test_a_proxy_is_not_asked_for_what_is_private(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    with proxying() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(AddressNotAllowed):
            get(f"https://{host}/feed", rules=GIVEN)
        assert proxy.asked == []


@pytest.mark.usefixtures("one_public_address")
def test_behind_a_proxy_a_name_that_leads_to_a_private_address_here_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with proxying() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setattr(socket, "getaddrinfo", resolving(("10.0.0.1",)))
        with pytest.raises(AddressNotAllowed):
            get("https://board.example/feed", rules=GIVEN)
        assert proxy.asked == []


@pytest.mark.usefixtures("one_public_address")
def test_behind_a_proxy_a_name_that_only_the_proxy_knows_is_asked(
    board: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo

    def ignorant(host: str, *arguments: Any, **options: Any) -> Any:
        return resolving(())(host, 0) if host == "board.example" else resolve(host, *arguments, **options)

    with proxying() as proxy:
        proxy.hosts = {"board.example:443": int(board.url.split(":")[2].partition("/")[0])}
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setattr(socket, "getaddrinfo", ignorant)
        assert get("https://board.example/feed", rules=GIVEN).body == GOOD.body
        assert proxy.asked == ["CONNECT board.example:443"]


MISTYPED = [
    "http://ann:s3cr#et@127.0.0.1:9/api",
    "http://ann:s3cr/et@127.0.0.1:9/api",
    "http://ann:s3cr?et@127.0.0.1:9/api",
    "http://ann:12#s3cret@127.0.0.1:9/api",
    "http://ann:/s3cret@127.0.0.1:9/api",
    "http://ann#s3cret@127.0.0.1:9/api",
    "http://ann@corp.example:s3cr/et@127.0.0.1:9/api",
    "ann:s3cret@127.0.0.1:9/api",
    "http:/ann:s3cret@127.0.0.1:9/api",
    "http:ann:s3cret@127.0.0.1:9/api",
    "//ann:s3cret@127.0.0.1:9/api",
    "htp://ann:s3cret@127.0.0.1:9/api",
    "http://ann:s3cret@127.0.0.1:port/api",
    "http://ann:s3cret@[::1/api",
    "http://ann:s3cret@/api",
    "http://ann:s3cret%40127.0.0.1/api",
    "http://ann:s3 cr/et@127.0.0.1:9/api",
]


@pytest.mark.parametrize("url", MISTYPED)
def test_a_mistyped_address_names_its_variable_and_no_part_of_its_password(url: str) -> None:
    with pytest.raises(AddressMalformed, match="Check JOBSEARCH_REMOTEOK_URL") as refused:
        get(url)
    assert [part for part in ("s3cr", "et@", "12") if part in str(refused.value).replace("127.0", "")] == []


@pytest.mark.parametrize("sign", ["#", "/", "?"])
def test_says_that_a_sign_in_a_password_has_to_be_percent_encoded(sign: str) -> None:
    with pytest.raises(AddressMalformed, match="must be percent-encoded: %23, %2F, %3F, %40"):
        get(f"http://ann:s3cr{sign}et@127.0.0.1:9/api")


@pytest.mark.parametrize(
    "typed", ["s3cr%23et", "s3cr%2Fet", "s3cr%3Fet", "s3cr@et", "s3cr%40et", "s3cr et", ""]
)
def test_a_password_that_is_percent_encoded_is_sent(server: FeedServer, typed: str) -> None:
    server.answer(GOOD)
    assert get(server.url.replace("://", f"://ann:{typed}@")).body == GOOD.body
    assert server.asked[0].headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize("path", ["/@acme", "/feed/@acme.rss", "/api?mail=a@b.example", "/api#a@b"])
def test_an_at_in_a_path_is_no_password(path: str) -> None:
    with pytest.raises(FeedUnreachable):
        get(f"http://localhost{path}", rules=Rules(trust=Trust.OVERRIDDEN, seconds=2))
