"""Fetch new mail from a folder without modifying it: EXAMINE, BODY.PEEK (RFC 3501).

connect with TLS, certificate verified -> log in -> EXAMINE -> the emails after the last one read
  -> as many as the limits allow, each truncated where images begin -> one mbox, and the new mark

This module uses imaplib directly, because imap-tools, the best-maintained library built on it, reads each
email in full, regardless of its size.
"""

import base64
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as NotInTime
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from jobsearch.boards.http import certificates
from jobsearch.boards.http.causes import in_words
from jobsearch.boards.http.client import Answer
from jobsearch.boards.http.threads import Daemons
from jobsearch.boards.mailbox.address import Mailbox
from jobsearch.errors import (
    FeedUnreachable,
    MailboxFolderUnknown,
    MailboxNotEncrypted,
    MailboxRefused,
    NotConnected,
)
from jobsearch.mail.mailboxes import mbox
from jobsearch.text.characters import one_line
from jobsearch.text.hosts import is_loopback

FIRST_DAYS = 30  # range of the first visit: most jobs in older alerts are gone
PATIENCE_DAYS = 3  # how long a mail that the server lists but does not send is requested again
_MOST_OF_ONE = 1024 * 1024  # maximum bytes per mail: the remainder is images
_MOST = 32 * 1024 * 1024  # maximum bytes per visit; the next visit continues there
_MOST_LITERAL = 4 * _MOST_OF_ONE  # longer than any legitimate response
_MOST_RECEIVED = 2 * _MOST
_AT_ONCE = 4 * 1024 * 1024  # bytes requested per command
_MOST_NAMED = 200  # mails per command
_SILENCE_SECONDS = 20.0
_CONNECT_SECONDS = 10.0
_GOODBYE_SECONDS = 1.0
_SPARE_SECONDS = 3.0  # reserved for returning the mails read so far
_SIZE = re.compile(rb"UID (\d+) .*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+) .*?UID (\d+)")
_UID = re.compile(rb"UID (\d+)")
_MARK = re.compile(r"(\d{1,10}):(\d{1,10})")
_ATOM = re.compile(r"[\w.@+=/-]+", re.ASCII)
_SAID = 200  # maximum characters kept of a server's message


@dataclass(frozen=True)
class Visit:
    """The parameters of a visit: folder, password, the last visit's mark, time, and deadline."""

    box: Mailbox
    password: str
    mark: str
    now: datetime
    deadline: float


def get(box: Mailbox, password: str, mark: str, now: datetime, seconds: float) -> Answer:
    """Return the emails that arrived in a folder after a mark, as an mbox, and the new mark as `etag`.

    `mark` is "" on the first visit, which reads the last FIRST_DAYS days. Returns, or raises a subclass of
    FeedError, within `seconds`, even if the server hangs.
    """
    visit, guard = Visit(box, password, mark, now, monotonic() + seconds), _Guard()
    running = Daemons().submit(_told, visit, guard)
    try:
        return running.result(timeout=seconds)
    except NotInTime as error:
        guard.end()
        cause = f"no complete response within {seconds:.0f} seconds"
        raise FeedUnreachable(url=box.place, cause=cause) from error


def _told(visit: Visit, guard: "_Guard") -> Answer:
    """Visit a folder, converting every failure to a FeedError."""
    box = visit.box
    try:
        connection = _connected(visit, guard)
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        if refused := certificates.refusal(error, box.host):
            raise refused from error
        raise NotConnected(url=box.place, cause=_cause(error)) from error
    try:
        return _visited(connection, visit)
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        if refused := certificates.refusal(error, box.host):
            raise refused from error
        raise FeedUnreachable(url=box.place, cause=_cause(error)) from error
    finally:
        _end(connection)


def _end(connection: "_Plain") -> None:
    """Log out, with a short timeout, and close the connection."""
    with suppress(OSError, imaplib.IMAP4.error):
        connection.sock.settimeout(_GOODBYE_SECONDS)
        connection.logout()
    with suppress(OSError, imaplib.IMAP4.error):
        connection.shutdown()


def _cause(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"no encrypted connection: {error.reason or 'it was cut off'}"
    return in_words(error) or one_line(str(error))[:_SAID] or "its answer is unreadable"


class _Guard:
    """A guard that closes a connection from another thread, in case the server sends a line without end."""

    def __init__(self) -> None:
        self.is_over = False
        self.connection: imaplib.IMAP4 | None = None

    def end(self) -> None:
        self.is_over = True
        with suppress(OSError, AttributeError):  # no socket yet
            self.connection.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr] # same


class _Plain(imaplib.IMAP4):
    """A connection that limits the amount of data received and enforces the deadline."""

    def __init__(self, guard: "_Guard", *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - as imaplib has
        guard.connection = self
        self.guard = guard
        self.received = 0
        super().__init__(*arguments, **options)

    def read(self, size: int) -> bytes:
        if size > _MOST_LITERAL:
            raise self.abort("it sends more than requested")
        return self._counted(super().read(size))

    def readline(self) -> bytes:
        return self._counted(super().readline())

    def _counted(self, content: bytes) -> bytes:
        self.received += len(content)
        if self.guard.is_over or self.received > _MOST_RECEIVED:
            raise self.abort("it sends more than requested")
        return content


class _Encrypted(_Plain, imaplib.IMAP4_SSL):
    """A connection that is encrypted from the start."""


def _connected(visit: Visit, guard: "_Guard") -> _Plain:
    box, context = visit.box, certificates.context()
    if box.encrypted:
        where = {"ssl_context": context, "timeout": _CONNECT_SECONDS}
        connection: _Plain = _Encrypted(guard, box.host, box.port, **where)
    else:
        connection = _Plain(guard, box.host, box.port, timeout=_CONNECT_SECONDS)
    connection.sock.settimeout(_SILENCE_SECONDS)
    return connection


def _visited(connection: _Plain, visit: Visit) -> Answer:
    _encrypt(connection, visit.box)
    _log_in(connection, visit)
    validity = _examined(connection, visit.box)
    last = _last(visit.mark, validity)
    contents, read = [], last
    for uid, content in _mails(connection, visit, last):
        if not content and _may_come(connection, uid, visit.now):
            break  # the next visit fetches it
        contents += [content] if content else []  # a mail deleted in the meantime has no content
        read = max(read, uid)
    if not contents:
        return Answer(b"", modified=False, url=visit.box.place)
    return Answer(mbox(contents), modified=True, etag=f"{validity}:{read}", url=visit.box.place)


def _may_come(connection: _Plain, uid: int, now: datetime) -> bool:
    """Return whether to wait for an email whose body the server did not send.

    There is no need to wait for a deleted email, and an email that arrived more than PATIENCE_DAYS ago would
    block all later emails forever.
    """
    found = _ok(connection.uid("SEARCH", f"UID {uid} SINCE {_day(now - timedelta(days=PATIENCE_DAYS))}"))
    return str(uid).encode() in (found[0] or b"").split()


def _encrypt(connection: _Plain, box: Mailbox) -> None:
    """Upgrade the connection to TLS, which is optional only for a server on this machine."""
    if box.encrypted:
        return
    if "STARTTLS" in connection.capabilities:
        connection.starttls(certificates.context())
    elif not is_loopback(box.host):
        raise MailboxNotEncrypted(url=box.place)


def _log_in(connection: _Plain, visit: Visit) -> None:
    login = f"\0{visit.box.user}\0{visit.password}".encode()
    try:
        if "AUTH=PLAIN" in connection.capabilities:
            connection.authenticate("PLAIN", lambda _challenge: login)
        else:
            connection.login(*_sendable(visit.box.user, visit.password))
    except connection.abort:
        raise
    except connection.error as error:
        raise MailboxRefused(url=visit.box.place) from error


def _sendable(user: str, password: str) -> tuple[str, str]:
    """Return the login if it can be sent safely on one line; imaplib's LOGIN quotes only the password."""
    if not (_ATOM.fullmatch(user) and password.isascii() and password.isprintable()):
        raise ValueError("it does not accept a user name or password with these characters")
    return user, password


def _examined(connection: _Plain, box: Mailbox) -> int:
    """Open the folder read-only and return its UIDVALIDITY."""
    name = _in_utf7(box.folder).replace("\\", "\\\\").replace('"', '\\"')
    status, said = connection.select(f'"{name}"', readonly=True)
    if status != "OK":
        raise MailboxFolderUnknown(url=box.place, said=_words(said))
    _code, found = connection.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def _words(said: Sequence[object]) -> str:
    first = said[0] if said else b""
    return one_line(first.decode("utf-8", "replace"))[:_SAID] if isinstance(first, bytes) else ""


def _last(mark: str, validity: int) -> int:
    """Return the UID of the last email read; 0 if there is none or a new UIDVALIDITY invalidates it."""
    found = _MARK.fullmatch(mark)
    return int(found[2]) if found and int(found[1]) == validity else 0


def _mails(connection: _Plain, visit: Visit, last: int) -> Iterator[tuple[int, bytes]]:
    """Yield the emails after a UID, in order, within the limits on size and time."""
    since = f"SINCE {_day(visit.now - timedelta(days=FIRST_DAYS))}"
    found = _ok(connection.uid("SEARCH", f"UID {last + 1}:*" if last else since))
    # The range n:* always includes the last mail, whatever its UID (RFC 3501, 6.4.8).
    uids = sorted({int(uid) for uid in (found[0] or b"").split() if uid.isdigit() and int(uid) > last})
    left = _MOST
    for start in range(0, len(uids), _MOST_NAMED):
        for several, size in _together(connection, uids[start : start + _MOST_NAMED]):
            left -= size
            if left < 0 or monotonic() > visit.deadline - _SPARE_SECONDS:
                return
            yield from _bodies(connection, several)


def _together(connection: _Plain, uids: list[int]) -> Iterator[tuple[list[int], int]]:
    """Yield groups of emails to request in one command, each with the group's total size."""
    found = _ok(connection.uid("FETCH", _set(uids), "(UID RFC822.SIZE)"))
    sizes = {}
    for line in found:
        if isinstance(line, bytes) and (match := _SIZE.search(line)):
            sizes[int(match[1] or match[4])] = min(int(match[2] or match[3]), _MOST_OF_ONE)
    several: list[int] = []
    size = 0
    for uid in uids:
        if several and size + sizes.get(uid, 0) > _AT_ONCE:
            yield several, size
            several, size = [], 0
        several.append(uid)
        size += sizes.get(uid, 0)
    if several:
        yield several, size


def _bodies(connection: _Plain, uids: list[int]) -> Iterator[tuple[int, bytes]]:
    found = _ok(connection.uid("FETCH", _set(uids), f"(UID BODY.PEEK[]<0.{_MOST_OF_ONE}>)"))
    contents: dict[int, bytes] = {}
    for place, part in enumerate(found):
        if not isinstance(part, tuple):
            continue
        after = found[place + 1] if place + 1 < len(found) else b""
        named = _UID.search(part[0]) or (_UID.search(after) if isinstance(after, bytes) else None)
        if named:
            contents[int(named[1])] = part[1]
    yield from ((uid, contents.get(uid, b"")) for uid in uids)


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    status, found = answer
    if status != "OK":
        raise imaplib.IMAP4.error(_words(found))
    return found


def _set(uids: list[int]) -> str:
    return ",".join(map(str, uids))


def _day(moment: datetime) -> str:
    """Return a date in IMAP's format, independent of the locale: 1-Nov-2026."""
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{moment.day}-{names[moment.month - 1]}-{moment.year}"


def _in_utf7(text: str) -> str:
    """Return a folder's name in IMAP's modified UTF-7 (RFC 3501, 5.1.3)."""
    return re.sub(r"[^\x20-\x7e]+", _shifted, text.replace("&", "&-"))


def _shifted(found: re.Match[str]) -> str:
    letters = base64.b64encode(found[0].encode("utf-16-be")).decode()
    return f"&{letters.rstrip('=').replace('/', ',')}-"
