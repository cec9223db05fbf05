"""Which proxy is asked, which addresses go without one, and who is blamed when it fails."""

import os
import ssl
from collections.abc import Iterator

import pytest
import trustme
from support.proxying import ForwardProxy, proxying
from support.server import FeedServer, Reply

from jobsearch.boards.http import client
from jobsearch.boards.http.client import get
from jobsearch.boards.http.proxies import from_environment
from jobsearch.errors import (
    CertificateRefused,
    FeedUnreachable,
    ProxyMalformed,
    ProxyRefused,
    ProxyUnreachable,
)

GOOD = Reply(b"[]")
DOWN = "http://ann:s3cret@127.0.0.1:9"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of proxies, and no waiting between tries."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        for spelled in (name, name.upper()):
            monkeypatch.delenv(spelled, raising=False)
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 0.0)


@pytest.fixture
def proxy() -> Iterator[ForwardProxy]:
    """A running proxy."""
    with proxying() as running:
        yield running


def is_exempt(no_proxy: str, url: str) -> bool:
    """Tell whether an address goes without the proxy that everything else takes."""
    scheme, _, rest = url.partition("://")
    host, _, port = rest.rpartition(":")
    os.environ.update(ALL_PROXY="http://127.0.0.1:9", NO_PROXY=no_proxy)
    try:
        return from_environment().of(scheme, host.strip("[]"), int(port)) is None
    finally:
        del os.environ["ALL_PROXY"], os.environ["NO_PROXY"]


@pytest.mark.parametrize(
    ("no_proxy", "url"),
    [
        ("*", "http://board.example:80"),
        ("a.example,*", "http://board.example:80"),
        ("board.example", "http://board.example:80"),
        ("BOARD.example.", "http://board.EXAMPLE:80"),
        ("board.example", "https://api.board.example:443"),
        (".board.example", "https://api.board.example:443"),
        (".board.example", "https://board.example:443"),
        ("*.board.example", "https://api.board.example:443"),
        ("board.example:8080", "http://board.example:8080"),
        ("http://board.example", "http://board.example:80"),
        (" a.example , board.example ", "http://board.example:80"),
        ("a.example board.example", "http://board.example:80"),
        ("a.example;board.example", "http://board.example:80"),
        ("b\u00fccher.example", "http://xn--bcher-kva.example:80"),
        ("localhost", "http://localhost:80"),
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("127.0.0.1:80", "http://127.0.0.1:80"),
        ("127.0.0.0/8", "http://127.9.9.9:80"),
        ("10.1.2.3/8", "http://10.200.0.1:80"),
        ("192.168.*", "http://192.168.7.7:80"),
        ("::1", "http://[::1]:80"),
        ("[::1]", "http://[::1]:80"),
        ("[::1]:80", "http://[::1]:80"),
        ("0:0:0:0:0:0:0:1", "http://[::1]:80"),
        ("::1/128", "http://[::1]:80"),
        ("fe80::/10", "http://[fe80::abcd]:80"),
        ("[fe80::]/10", "http://[fe80::abcd]:80"),
        ("fd00::/8", "http://[fd12:3456::1]:80"),
        ("FD00::/8", "http://[fd12:3456::1]:80"),
        ("fe80::1%eth0", "http://[fe80::1]:80"),
        ("127.0.0.1", "http://[::ffff:127.0.0.1]:80"),
    ],
)
def test_goes_without_a_proxy_where_no_proxy_says_so(no_proxy: str, url: str) -> None:
    assert is_exempt(no_proxy, url)


@pytest.mark.parametrize(
    ("no_proxy", "url"),
    [
        ("", "http://board.example:80"),
        (",, ,", "http://board.example:80"),
        ("board.example", "http://otherboard.example:80"),
        ("api.board.example", "http://board.example:80"),
        ("board.example:8080", "http://board.example:80"),
        ("127.0.0.0/8", "http://board.example:80"),
        ("127.0.0.0/8", "http://[::1]:80"),
        ("10.0.0.0/8", "http://11.0.0.1:80"),
        ("::1", "http://127.0.0.1:80"),
        ("fe80::/10", "http://[fd00::1]:80"),
        *(
            (odd, "http://board.example:80")
            for odd in ("[", "[::1", "]", ":", "::", "/", "http://", "[]", "1/2/3")
        ),
        *(
            (odd, "http://127.0.0.1:80")
            for odd in ("127.0.0.0/99", "[127", "::1/999", "fe80::/x", ":80", ".", "*.")
        ),
    ],
)
def test_passes_over_what_no_proxy_does_not_mean(no_proxy: str, url: str) -> None:
    assert not is_exempt(no_proxy, url)


@pytest.mark.parametrize(
    "no_proxy",
    [
        "localhost,127.0.0.1,::1",
        "[::1]",
        "fe80::/10",
        "fd00::/8",
        "localhost,::1/128",
        "[fd00::]/8,[",
        "\u00e9:\u00e9",
    ],
)
def test_an_odd_no_proxy_stops_no_fetch(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch, no_proxy: str
) -> None:
    monkeypatch.setenv("NO_PROXY", no_proxy)
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body


@pytest.mark.parametrize("no_proxy", ["127.0.0.1", "127.0.0.0/8", "::1,127.0.0.1", "*"])
def test_a_host_of_no_proxy_is_asked_directly(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch, no_proxy: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", DOWN)
    monkeypatch.setenv("no_proxy", no_proxy)
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("form", ["{}", " {} ", "{}/", "HTTP{}"])
def test_asks_through_the_proxy(
    server: FeedServer, proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    address = proxy.url.removeprefix("http") if form.startswith("HTTP") else proxy.url
    monkeypatch.setenv(name, form.format(address))
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body
    assert proxy.asked == [f"GET {server.url}"]


def test_a_proxy_needs_no_scheme(
    server: FeedServer, proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url.removeprefix("http://"))
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body
    assert proxy.asked


@pytest.mark.parametrize(
    ("login", "typed"),
    [
        ("ann:s3cret", "ann:s3cret"),
        ("ann:s3@cr/et#", "ann:s3%40cr%2Fet%23"),
        ("DOM\\ann:p@ss:w/rd", "DOM%5Cann:p%40ss%3Aw%2Frd"),
        ("ann:", "ann:"),
        ("ann:50%off", "ann:50%25off"),
    ],
)
def test_sends_the_login_of_a_proxy(
    server: FeedServer, proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch, login: str, typed: str
) -> None:
    proxy.login = login
    monkeypatch.setenv("HTTP_PROXY", proxy.with_login(typed))
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body


@pytest.mark.parametrize("url", ["http://board.example/api", "https://board.example/api"])
@pytest.mark.parametrize(
    ("login", "said"),
    [
        ("", "It asks for a login. In ALL_PROXY, put the user name, a colon, the password and an @"),
        ("ann:s3cret", "It did not accept the user name and password in ALL_PROXY"),
    ],
)
def test_says_that_a_proxy_wants_a_login(
    proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch, url: str, login: str, said: str
) -> None:
    proxy.login = "bob:other"
    monkeypatch.setenv("ALL_PROXY", proxy.with_login(login) if login else proxy.url)
    with pytest.raises(
        ProxyRefused, match=f"The proxy {proxy.url}, set in ALL_PROXY, responded with .*407.*{said}"
    ) as refused:
        get(url)
    assert "s3cret" not in str(refused.value)
    assert len(proxy.asked) == 1


@pytest.mark.parametrize(
    ("status", "said", "asked"),
    [
        (403, "It blocks board.example", 1),
        (405, "It blocks board.example", 1),
        (502, "It could not reach board.example", 3),
        (503, "It could not reach board.example", 3),
        (504, "It could not reach board.example", 3),
    ],
)
def test_says_that_a_proxy_refuses_a_host(
    proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch, status: int, said: str, asked: int
) -> None:
    proxy.status = status
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    with pytest.raises(ProxyRefused, match=f"set in HTTPS_PROXY, responded with .*{status}.*{said}"):
        get("https://board.example/api")
    assert len(proxy.asked) == asked


@pytest.mark.parametrize("url", ["http://board.example/api", "https://board.example/api"])
@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy"])
def test_blames_a_proxy_that_is_down_by_its_host(
    monkeypatch: pytest.MonkeyPatch, url: str, name: str
) -> None:
    monkeypatch.setenv(name, DOWN)
    with pytest.raises(
        ProxyUnreachable, match=r"^The proxy http://127\.0\.0\.1:9 could not be reached"
    ) as failed:
        get(url)
    assert f"Check {name}, or add board.example to NO_PROXY" in str(failed.value)
    assert "s3cret" not in str(failed.value)


def test_blames_a_proxy_whose_name_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:s3cret@proxy.invalid:3128")
    with pytest.raises(ProxyUnreachable, match=r"^The proxy http://proxy\.invalid:3128 could not be reached"):
        get("https://board.example/api")


def test_says_that_a_proxy_does_not_speak_tls(proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http:", "https:"))
    with pytest.raises(ProxyUnreachable, match="it does not speak TLS: write http://"):
        get("https://board.example/api")


def test_blames_an_encrypted_proxy_for_its_own_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(tls)
    with proxying(tls) as encrypted:
        monkeypatch.setenv("HTTPS_PROXY", encrypted.with_login("ann:s3cret"))
        with pytest.raises(
            CertificateRefused, match=f"certificate for {encrypted.url} was rejected"
        ) as refused:
            get("https://board.example/api")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://ann:s3cr/et@127.0.0.1:9",
        "http://ann:s3cr#et@127.0.0.1:9",
        "http://ann:s3cr?et@127.0.0.1:9",
        "http://ann:/s3cret@127.0.0.1:9",
        "http://s3cr/et@127.0.0.1:9",
        "ann:s3cr/et@127.0.0.1:9",
        "ann:s3cr#et@127.0.0.1:9",
        "http://ann@corp.example:s3cr/et@127.0.0.1:9",
        "http://ann:12/s3cret@127.0.0.1:9",
        "http://ann:s3cret%40127.0.0.1:9x",
        "http://ann:s3cret@127.0.0.1:port",
        "http://ann:s3cret@[::1",
        "http://ann:s3cret@",
        "socks4://ann:s3cret@127.0.0.1:9",
        "nonsense://ann:s3cret@127.0.0.1:9",
        "socks5://ann:s3cret@127.0.0.1:9",
    ],
)
def test_names_the_variable_of_a_proxy_that_cannot_be_and_quotes_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", address)
    with pytest.raises(ProxyMalformed, match=r"^HTTPS_PROXY is not a valid proxy address") as refused:
        get("https://board.example/api")
    assert [part for part in ("s3cr", "et@", "ann") if part in str(refused.value)] == []


@pytest.mark.parametrize("sign", ["#", "/", "?"])
def test_says_that_a_sign_in_the_password_of_a_proxy_has_to_be_encoded(
    monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://ann:s3cr{sign}et@127.0.0.1:9")
    with pytest.raises(ProxyMalformed, match="must be percent-encoded: %23, %2F, %3F"):
        get("https://board.example/api")


def test_a_host_behind_a_proxy_is_blamed_together_with_it(
    proxy: ForwardProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.hosts = {"board.example:443": 9}
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    with pytest.raises(
        FeedUnreachable, match=f"^https://board.example/api .*, through the proxy {proxy.url}"
    ):
        get("https://board.example/api")
    assert len(proxy.asked) == 3
