"""Whose certificates are accepted, and what is said of one that is not."""

import datetime as dt
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from support.proxying import proxying
from support.server import FeedServer, Reply, serving

from jobsearch.boards.http import certificates, client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import get
from jobsearch.errors import CertificateRefused, CertificatesUnreadable, FeedError

GOOD = Reply(b"[]")
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
VARIABLES = (
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
    "HTTPS_PROXY",
    "NO_PROXY",
)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that says nothing of certificates, and no waiting between tries."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(client, "LONGEST_WAIT_SECONDS", 0.0)
    certificates._context.cache_clear()  # noqa: SLF001 - what one test adds to it must not stay


@pytest.fixture(scope="module")
def company() -> trustme.CA:
    """An authority that only a company knows."""
    return trustme.CA(organization_name="Acme", organization_unit_name="Network")


@pytest.fixture
def ca_file(company: trustme.CA, tmp_path: Path) -> Path:
    """The company's certificate as a file."""
    company.cert_pem.write_to_path(tmp_path / "company.pem")
    return tmp_path / "company.pem"


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


@pytest.fixture
def board(company: trustme.CA) -> Iterator[FeedServer]:
    """A board whose encrypted connections the company opens."""
    with serving(context_of(company.issue_cert("127.0.0.1", "board.example"))) as running:
        running.answer(GOOD)
        yield running


def test_a_certificate_of_an_unknown_authority_is_refused_with_what_to_do(board: FeedServer) -> None:
    with pytest.raises(
        CertificateRefused, match=r"^The certificate for 127\.0\.0\.1 was rejected"
    ) as refused:
        get(board.url)
    assert "set SSL_CERT_FILE to that file" in str(refused.value)
    assert "will retry" not in str(refused.value)
    assert board.asked == []


def test_a_certificate_is_looked_at_once_and_not_three_times(
    company: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxying() as proxy, serving(context_of(company.issue_cert("board.example"))) as board:
        proxy.hosts = {"board.example:443": int(board.url.split(":")[2].partition("/")[0])}
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with pytest.raises(CertificateRefused, match=r"^The certificate for board\.example was rejected"):
            get("https://board.example/api")
        assert proxy.asked == ["CONNECT board.example:443"]


def test_a_company_that_opens_connections_in_its_proxy_is_accepted_by_its_certificate(
    company: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxying() as proxy, serving(context_of(company.issue_cert("board.example"))) as board:
        board.answer(GOOD)
        proxy.hosts = {"board.example:443": int(board.url.split(":")[2].partition("/")[0])}
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
        assert get("https://board.example/api").body == GOOD.body


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_file_of_certificates_is_accepted(
    board: FeedServer, ca_file: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, str(ca_file))
    assert get(board.url).body == GOOD.body


@pytest.mark.parametrize("name", ["company.pem", "company.crt", "COMPANY.CER"])
@pytest.mark.parametrize("form", ["{0}", "{0}/..:{0}", "{0}:"])
def test_a_folder_of_certificates_is_accepted_whatever_their_names(
    board: FeedServer, ca_file: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str
) -> None:
    folder = ca_file.parent / "certificates"
    folder.mkdir()
    ca_file.rename(folder / name)
    (folder / "notes.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_DIR", form.format(folder))
    assert get(board.url).body == GOOD.body


def test_the_certificates_of_the_system_are_accepted(
    board: FeedServer, ca_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("truststore._openssl._CA_FILE_CANDIDATES", [str(ca_file)])
    nowhere = ssl.DefaultVerifyPaths(None, None, "", "", "", "")  # type: ignore[arg-type]
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nowhere)
    assert get(board.url).body == GOOD.body


def test_others_are_not_accepted_beside_a_file_that_is_named(
    board: FeedServer, ca_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "another.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "another.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(ca_file))
    with pytest.raises(CertificateRefused):
        get(board.url)


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("path", ["missing", "missing/company.pem", "a file/x", "\u00e9"])
def test_says_which_variable_names_a_file_that_is_missing(
    board: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, path: str
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv(variable, str(tmp_path / path))
    with pytest.raises(
        CertificatesUnreadable, match=f"^{variable} is set to {tmp_path / path}, which cannot be read"
    ):
        get(board.url)
    assert board.asked == []


@pytest.mark.parametrize(
    "content", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"]
)
def test_says_that_a_file_holds_no_certificate(
    board: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (tmp_path / "odd.pem").write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "odd.pem"))
    with pytest.raises(CertificatesUnreadable, match="holds no certificate"):
        get(board.url)


def test_says_that_a_folder_was_named_as_the_file(
    board: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path))
    with pytest.raises(CertificatesUnreadable, match=r"^SSL_CERT_FILE is set to"):
        get(board.url)


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
@pytest.mark.parametrize("path", ["/nonexistent.pem", "/", "/dev/null"])
def test_what_another_program_left_in_the_environment_stops_no_fetch(
    board: FeedServer, ca_file: Path, monkeypatch: pytest.MonkeyPatch, variable: str, path: str
) -> None:
    other = "CURL_CA_BUNDLE" if variable == "REQUESTS_CA_BUNDLE" else "REQUESTS_CA_BUNDLE"
    monkeypatch.setenv(variable, path)
    monkeypatch.setenv(other, str(ca_file))
    assert get(board.url).body == GOOD.body


def test_no_certificate_is_read_where_nothing_is_encrypted(
    server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent.pem")
    server.answer(GOOD)
    assert get(server.url).body == GOOD.body


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        (
            lambda ca: ca.issue_cert("other.example"),
            "IP address mismatch.*Another host",
        ),
        (lambda ca: ca.issue_cert("127.0.0.2"), "IP address mismatch.*Another host"),
        (
            lambda ca: ca.issue_cert("127.0.0.1", not_before=LONG_AGO, not_after=LONG_AGO.replace(month=2)),
            "expired.*this machine's clock",
        ),
        (
            lambda ca: ca.issue_cert("127.0.0.1", not_before=LONG_AGO.replace(year=2099)),
            "not yet valid.*this machine's clock",
        ),
        (lambda _ca: trustme.CA().issue_cert("127.0.0.1"), "unable to get local issuer.*set SSL_CERT_FILE"),
        (
            lambda _ca: trustme.CA().create_child_ca().issue_cert("127.0.0.1"),
            "self-signed|unable to get local issuer.*set SSL_CERT_FILE",
        ),
    ],
    ids=["another name", "another address", "expired", "not yet valid", "another authority", "another chain"],
)
def test_says_what_is_wrong_with_a_certificate(
    company: trustme.CA, ca_file: Path, monkeypatch: pytest.MonkeyPatch, certificate: object, said: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    assert callable(certificate)
    with serving(context_of(certificate(company))) as board, pytest.raises(CertificateRefused, match=said):
        get(board.url)


def test_a_name_is_compared_with_the_certificate_of_the_redirect(
    ca_file: Path, monkeypatch: pytest.MonkeyPatch, board: FeedServer
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(ca_file))
    board.answer(Reply(b"", 302, {"Location": board.url.replace("127.0.0.1", "localhost")}))
    with pytest.raises(FeedError) as refused:
        get(board.url, rules=client.Rules(trust=Trust.OVERRIDDEN))
    assert str(refused.value).startswith("The certificate for localhost was rejected")
