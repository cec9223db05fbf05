"""A mail without a body is passed over only if the folder no longer has it, or has had it for days."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobsearch.boards.mailbox import client
from jobsearch.boards.mailbox.address import Mailbox, mailbox


class Folder:
    """A connection to a folder, as far as the question whether it has a mail goes: when each arrived."""

    def __init__(self, arrived: dict[int, datetime]) -> None:
        self.arrived = arrived

    def uid(self, command: str, asked: str) -> tuple[str, list[Any]]:
        _uid, uid, _since, day = asked.split()
        since = datetime.strptime(day, "%d-%b-%Y").replace(tzinfo=UTC)
        is_found = (
            command == "SEARCH" and self.arrived.get(int(uid), datetime.min.replace(tzinfo=UTC)) >= since
        )
        return "OK", [uid.encode() if is_found else b""]


@pytest.mark.parametrize(
    ("days", "mark"), [(0, "7:1"), (2, "7:1"), (client.PATIENCE_DAYS + 1, "7:3"), (None, "7:3")]
)
def test_the_mark_stops_before_a_mail_that_may_still_come(
    monkeypatch: pytest.MonkeyPatch, days: int | None, mark: str
) -> None:
    box = mailbox("imap://me@127.0.0.1/INBOX")
    assert isinstance(box, Mailbox)
    for name, found in {"_encrypt": None, "_log_in": None, "_examined": 7}.items():
        monkeypatch.setattr(client, name, lambda *_given, found=found: found)
    mail = b"From: a@b.c\r\nSubject: x\r\n\r\nhi\r\n"
    monkeypatch.setattr(client, "_mails", lambda *_given: iter([(1, mail), (2, b""), (3, mail)]))
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    folder = Folder({} if days is None else {2: now - timedelta(days=days)})
    visit = client.Visit(box, "password", "", now, 0)
    assert client._visited(folder, visit).etag == mark  # type: ignore[arg-type] # noqa: SLF001 - a stand-in, without a server
