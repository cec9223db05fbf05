"""A mail without a body is passed over only if the folder no longer has it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from jobsearch.boards.mailbox import client
from jobsearch.boards.mailbox.address import Mailbox, mailbox


class Folder:
    """A connection to a folder, as far as the question whether it has a mail goes."""

    def __init__(self, *uids: bytes) -> None:
        self.uids = uids

    def uid(self, _command: str, _asked: str) -> tuple[str, list[Any]]:
        return "OK", [b" ".join(self.uids)]


@pytest.mark.parametrize(("there", "mark"), [((b"1", b"2", b"3"), "7:1"), ((b"1", b"3"), "7:3")])
def test_the_mark_stops_before_a_mail_that_is_still_there(
    monkeypatch: pytest.MonkeyPatch, there: tuple[bytes, ...], mark: str
) -> None:
    box = mailbox("imap://me@127.0.0.1/INBOX")
    assert isinstance(box, Mailbox)
    for name, found in {"_encrypt": None, "_log_in": None, "_examined": 7}.items():
        monkeypatch.setattr(client, name, lambda *_given, found=found: found)
    mail = b"From: a@b.c\r\nSubject: x\r\n\r\nhi\r\n"
    monkeypatch.setattr(client, "_mails", lambda *_given: iter([(1, mail), (2, b""), (3, mail)]))
    visit = client.Visit(box, "password", "", datetime.now(UTC), 0)
    assert client._visited(Folder(*there), visit).etag == mark  # type: ignore[arg-type] # noqa: SLF001 - a stand-in, without a server
