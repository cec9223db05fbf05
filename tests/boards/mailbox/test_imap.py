"""A folder of mail is read by IMAP and stays as it was: against a real server, and against hostile ones."""

import imaplib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import dovecot
from support.dovecot import PASSWORD, Dovecot
from support.mails import alerts, others

from jobsearch.boards.http import certificates
from jobsearch.boards.mailbox import client
from jobsearch.boards.mailbox.address import Mailbox, mailbox
from jobsearch.boards.mailbox.client import get
from jobsearch.errors import (
    CertificateRefused,
    FeedUnreachable,
    MailboxFolderUnknown,
    MailboxNotEncrypted,
    MailboxPasswordMissing,
    MailboxPasswordUnusable,
    MailboxRefused,
    NotConnected,
    SourceUnknown,
)
from jobsearch.mail.mailboxes import mails
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.sources.adding import add_one
from jobsearch.services.sources.listing import list_sources
from jobsearch.settings import Settings

NEEDS_DOVECOT = pytest.mark.skipif(dovecot.DOVECOT is None, reason=dovecot.LACKING)


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    with dovecot.running() as server:
        yield server


@pytest.fixture
def server(running: Dovecot, monkeypatch: pytest.MonkeyPatch) -> Dovecot:
    """The server, whose authority and password are known."""
    monkeypatch.setenv("SSL_CERT_FILE", str(running.authority))
    monkeypatch.setenv("JOBSEARCH_IMAP_PASSWORD", PASSWORD)
    return running


def source(server: Dovecot, user: str = "kim", folder: str = "INBOX", scheme: str = "imaps") -> str:
    port = server.tls_port if scheme == "imaps" else server.port
    return f"{scheme}://{user}@127.0.0.1:{port}/{folder}"


def fetched(settings: Settings, address: str) -> FetchResult:
    return fetch_new(settings, sources=[address])


def flags(server: Dovecot) -> list[object]:
    """Return the flags of all mails, as another program sees them."""
    other = imaplib.IMAP4("127.0.0.1", server.port)
    other.login("other", PASSWORD)
    other.select("INBOX", readonly=True)
    found = other.uid("FETCH", "1:*", "(UID FLAGS)")[1]
    other.logout()
    return found


@NEEDS_DOVECOT
def test_only_what_is_new_is_read_and_nothing_is_changed(server: Dovecot, settings: Settings) -> None:
    made = alerts()[:4]
    for number, mail in enumerate([*(mail for mail, _posts in made[:3]), *others()[:10]]):
        server.deliver(mail, f"{number}.host")
    before, named = flags(server), server.files()
    runs = [fetched(settings, source(server)), fetched(settings, source(server, scheme="imap"))]
    again = fetched(settings, source(server))

    assert [(one.new, one.sources[0].mails) for one in runs] == [(9, 13), (0, 13)]  # which are two addresses
    assert not again.modified
    assert (flags(server), server.files()) == (before, named)
    server.deliver(made[3][0], "99.host")
    later = fetched(settings, source(server))
    assert (later.new, later.sources[0].mails, later.warnings) == (3, 1, ())
    assert not [line for line in flags(server) if b"Seen" in line]  # type: ignore[operator]


@NEEDS_DOVECOT
def test_after_another_uidvalidity_all_is_read_again(server: Dovecot) -> None:
    server.deliver(others()[0], "500.host")
    box, now = _box(source(server)), datetime.now(UTC)
    first = get(box, PASSWORD, "", now, 20)

    assert not get(box, PASSWORD, first.etag, now, 20).modified
    assert get(box, PASSWORD, f"7{first.etag}", now, 20).body == first.body


@NEEDS_DOVECOT
def test_of_a_huge_mail_only_the_beginning_is_read(server: Dovecot) -> None:
    box, now = _box(source(server)), datetime.now(UTC)
    mark = get(box, PASSWORD, "", now, 20).etag
    server.deliver(b"From: a@b.c\nSubject: x\n\n" + b"a" * 76 * 50_000, "501.host")

    assert len(get(box, PASSWORD, mark, now, 20).body) < 1_100_000


@NEEDS_DOVECOT
def test_what_one_visit_does_not_reach_the_next_does(
    server: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, now = _box(source(server)), datetime.now(UTC)
    begun = get(box, PASSWORD, "", now, 20).etag
    for number in range(9):
        server.deliver(others()[number], f"60{number}.host")
    whole = get(box, PASSWORD, begun, now, 20)
    monkeypatch.setattr(client, "_AT_ONCE", 1)
    monkeypatch.setattr(client, "_MOST", 1_000)
    mark, bodies = begun, []
    while (answer := get(box, PASSWORD, mark, now, 20)).modified and len(bodies) < 100:
        mark = answer.etag
        bodies.append(answer.body)

    assert len(bodies) > 1
    assert b"".join(bodies) == whole.body
    assert mark == whole.etag


@NEEDS_DOVECOT
def test_a_wrong_password_a_missing_one_and_a_folder_that_is_none_are_a_sentence_each(
    server: Dovecot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MailboxFolderUnknown, match="no readable folder with that name"):
        fetched(settings, source(server, folder="B%C3%BCro/Jobs%20%26%20more"))
    monkeypatch.setenv("JOBSEARCH_IMAP_PASSWORD", "wrong-password")
    with pytest.raises(MailboxRefused, match="rejected the user name and password") as refused:
        fetched(settings, source(server))
    assert "wrong" not in str(refused.value)
    monkeypatch.delenv("JOBSEARCH_IMAP_PASSWORD")
    with pytest.raises(MailboxPasswordMissing, match="JOBSEARCH_IMAP_PASSWORD_127_0_0_1"):
        fetched(settings, source(server))


@NEEDS_DOVECOT
def test_a_certificate_of_nobody_known_is_refused_before_the_password_is_sent(
    server: Dovecot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    for scheme in ("imaps", "imap"):
        with pytest.raises(CertificateRefused, match=r"127\.0\.0\.1 was rejected"):
            fetched(settings, source(server, scheme=scheme))


@pytest.mark.skipif(dovecot.DOVECOT is None, reason=dovecot.LACKING)
def test_without_encryption_the_password_goes_to_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with dovecot.running(tls=False) as plain:
        plain.deliver(others()[0], "1.host")
        box = _box(source(plain, scheme="imap"))
        assert get(box, PASSWORD, "", datetime.now(UTC), 20).modified
        monkeypatch.setattr(client, "is_loopback", lambda _host: False)
        with pytest.raises(MailboxNotEncrypted, match="the password was not sent"):
            get(box, PASSWORD, "", datetime.now(UTC), 20)


@NEEDS_DOVECOT
def test_a_mailbox_is_followed_and_its_password_stored_nowhere(
    server: Dovecot, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(SourceUnknown, match="holds a password") as refused:
        add_one(settings, f"imaps://kim:{PASSWORD}@127.0.0.1/INBOX")
    server.deliver(alerts()[9][0], "700.host")
    added = add_one(settings, source(server, user="kim@example.org"))
    fetched(settings, added.found.source.name)  # type: ignore[union-attr]
    (listed,) = [one for one in list_sources(settings) if one.source_name == "Mailbox"]

    assert added.followed
    assert listed.source.startswith("imap:imaps://kim%40example.org@127.0.0.1:")
    assert listed.problem == ""
    assert listed.posts == listed.new > 0
    assert PASSWORD not in str(refused.value)
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and PASSWORD.encode() in one.read_bytes()]


def test_a_password_is_read_from_a_file_of_ones_own(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    monkeypatch.setenv("JOBSEARCH_IMAP_PASSWORD_FILE", str(file))
    for mode, error in ((0o644, MailboxPasswordUnusable), (0o600, NotConnected)):
        file.chmod(mode)
        with pytest.raises(error):
            fetched(settings, "imap://kim@127.0.0.1:9/INBOX")
    file.write_text("two\nlines")
    with pytest.raises(MailboxPasswordUnusable, match="one line"):
        fetched(settings, "imap://kim@127.0.0.1:9/INBOX")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("imaps://me@mail.example/", "imaps://me@mail.example/INBOX"),
        ("IMAPS://me@x.org@Mail.Example:993", "imaps://me%40x.org@mail.example/INBOX"),
        ("imap://me%40x.org@[::1]/Jobs%2FNew a", "imap://me%40x.org@[::1]/Jobs/New%20a"),
    ],
)
def test_a_mailbox_has_one_name(address: str, name: str) -> None:
    assert _box(address).name == name


@pytest.mark.parametrize(
    "address",
    [
        *("imaps://mail.example/INBOX", "imaps://me@/INBOX", "imaps://me@mail.example:0/x"),
        *(
            "imaps://me@mail.example:99999",
            "imaps://me%0A@mail.example",
            "imaps://me:pw@mail.example",
            "imap://",
        ),
    ],
)
def test_what_names_no_mailbox_is_refused(address: str) -> None:
    assert isinstance(mailbox(address), str)


def _box(address: str) -> Mailbox:
    box = mailbox(address)
    assert isinstance(box, Mailbox)
    return box


@contextmanager
def scripted(serve: Callable[[socket.socket], None]) -> Iterator[Mailbox]:
    """Serve one connection by a function, in a thread."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def run() -> None:
            try:
                with listening.accept()[0] as connection:
                    serve(connection)
            except OSError:
                pass

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        certificates.context()  # takes its time the first time
        yield Mailbox("kim", "127.0.0.1", listening.getsockname()[1], "INBOX", encrypted=False)
    thread.join(2)


def _silent(connection: socket.socket) -> None:
    connection.recv(1)


def _dripping(connection: socket.socket) -> None:
    while True:
        connection.sendall(b"*")
        time.sleep(0.05)


def _endless(connection: socket.socket) -> None:
    connection.sendall(b"* OK hi\r\n")
    while True:
        connection.sendall(b"* 1 EXISTS more and more\r\n" * 2_000)


class _Answers:
    """A server that speaks the protocol as far as a visit goes, and answers a FETCH as it likes."""

    def __init__(self, fetch: bytes) -> None:
        self.fetch = fetch

    def __call__(self, connection: socket.socket) -> None:
        connection.sendall(b"* OK [CAPABILITY IMAP4rev1] hi\r\n")
        with connection.makefile("rb") as lines:
            for line in lines:
                tag, _space, command = line.partition(b" ")
                connection.sendall(self._said(command) + tag + b" OK done\r\n")

    def _said(self, command: bytes) -> bytes:
        if b"SEARCH" in command:
            return b"* SEARCH 5 4294967295 5 x\r\n"
        if b"EXAMINE" in command:
            return b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] hi\r\n"
        return self.fetch if b"BODY" in command else b""


@pytest.mark.parametrize(
    "fetch",
    [
        b"* 1 FETCH (UID 5 BODY[]<0> {9999999999}\r\n",
        b"* 1 FETCH (UID 5 BODY[]<0> {5}\r\nab",
        b"* 1 FETCH (UID 5 BODY[]<0> NIL)\r\n",
        b"* 1 FETCH (UID x BODY[]<0> {2}\r\nhi)\r\n",
        b"* 2 FETCH (UID 77 BODY[]<0> {2}\r\nhi)\r\n",
        b"\xff\x00\r\n",
    ],
    ids=["huge", "short", "nil", "no uid", "another", "bytes"],
)
def test_an_odd_answer_is_a_sentence_or_no_mail(fetch: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_SPARE_SECONDS", 0)
    with scripted(_Answers(fetch)) as box:
        try:
            found = get(box, PASSWORD, "", datetime.now(UTC), 1)
        except FeedUnreachable as error:
            assert str(error).startswith("imap://127.0.0.1:")  # noqa: PT017 - either is right
        else:
            assert not found.modified or list(mails(found.body)) == [b"hi\n\n"]


@pytest.mark.parametrize(
    ("serve", "says"),
    [
        (_silent, "no complete response within 1 seconds"),
        (_dripping, "no complete response within 1 seconds"),
        (_endless, "sends more than requested|no complete response"),
        (lambda connection: connection.sendall(b"HTTP/1.1 400 no\r\n"), "could not be reached"),
        (lambda connection: connection.sendall(b"* BYE busy\r\n"), "could not be reached"),
    ],
    ids=["silent", "dripping", "endless", "web", "bye"],
)
def test_a_server_that_hangs_or_is_none_is_a_sentence(
    serve: Callable[[socket.socket], None], says: str
) -> None:
    begun = time.monotonic()
    with scripted(serve) as box, pytest.raises(FeedUnreachable, match=says):
        get(box, PASSWORD, "", datetime.now(UTC), 1)
    assert time.monotonic() - begun < 5
