"""Parse the messages in an .eml or mbox file, within limits that no legitimate email reaches.

the emails in a file (mailboxes) -> headers and readable text of each -> Message
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.parser import BytesParser

from jobsearch.errors import MailUnreadable
from jobsearch.mail import headers
from jobsearch.text.characters import printable
from jobsearch.text.html import clean_description

_MOST_MESSAGES = 50_000
_MOST_PARTS = 50
_MOST_TEXT = 100_000  # characters
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_NAMED = re.compile(
    rb"^(?:from|subject|date|to|received|message-id|return-path)[ \t]*:", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True)
class Message:
    """A message, with its text repaired and free of control characters.

    Attributes:
        id: the Message-ID; "" if there is none.
        sender: the sender's name; "" if there is none.
        address: the sender's address in lowercase; "" if there is none.
        reply_to: the address for replies; "" if there is none.
        subject: the subject, on one line.
        text: the readable text, without the quoted message that it replies to.
        sent_at: the date sent; None if unknown.

    """

    id: str
    sender: str
    address: str
    reply_to: str
    subject: str
    text: str
    sent_at: datetime | None

    @property
    def domain(self) -> str:
        """The domain of the sender's address, or ""."""
        return headers.domain(self.address)


def read_messages(mails: Iterable[bytes], name: str) -> Iterator[Message]:
    """Yield the messages in a file's emails; `name` identifies the file in errors.

    Invalid messages are skipped. Raises MailUnreadable if all are invalid, or if there are more messages than
    a person could receive.
    """
    refused, found = None, False
    for number, mail in enumerate(mails):
        if number >= _MOST_MESSAGES:
            raise MailUnreadable(path=name, cause=f"it contains more than {_MOST_MESSAGES:,} messages")
        try:
            message = _read(mail, name)
        except MailUnreadable as error:
            refused = error
            continue
        found = True
        yield message
    if refused and not found:
        raise refused


def _read(content: bytes, name: str) -> Message:
    head = content.lstrip(b"\r\n \xef\xbb\xbf")
    beginning = _HEADER.match(head)
    if beginning is None or not _NAMED.search(beginning[0]):
        raise MailUnreadable(path=name, cause="it does not begin with a sender, a subject or a date")
    try:
        parsed = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(head)
        return _message(parsed)
    except (LookupError, RecursionError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise MailUnreadable(path=name, cause="its MIME structure is invalid") from error


def _message(parsed: AnyMessage) -> Message:
    sender, address = headers.address(headers.header(parsed, "From"))
    return Message(
        id=headers.header(parsed, "Message-ID"),
        sender=sender,
        address=address,
        reply_to=headers.address(headers.header(parsed, "Reply-To"))[1],
        subject=headers.header(parsed, "Subject"),
        text=_text(parsed),
        sent_at=headers.sent_at(headers.header(parsed, "Date")),
    )


def _text(parsed: AnyMessage) -> str:
    """Return the plain text of a message, or else the visible text of its HTML."""
    plain, html = "", ""
    for number, part in enumerate(parsed.walk()):
        if number >= _MOST_PARTS:
            break
        kind = part.get_content_type()
        if part.is_multipart() or part.get_filename() or kind not in {"text/plain", "text/html"}:
            continue
        if kind == "text/plain":
            plain = plain or _decoded(part)
        else:
            html = html or _decoded(part)
    text = plain if plain.strip() else clean_description(html)
    return without_quotes(printable(text[:_MOST_TEXT]))


def _decoded(part: AnyMessage) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return content.decode("cp1252", "replace")


_ANSWERED = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:original|urspr|forwarded|weitergeleitet|message d|mensaje|mensagem)"
    r"|on .{5,80} wrote:|am .{5,80} schrieb|le .{5,80} a écrit\s?:|el .{5,80} escribió:"
    r"|em .{5,80} escreveu:)",
    re.IGNORECASE,
)


def without_quotes(text: str) -> str:
    """Return a message without the quoted message that it replies to, whether below it or after ">"."""
    kept = []
    for line in text.splitlines():
        if _ANSWERED.match(line):
            if not line.lstrip().startswith(">"):
                break
            continue
        kept.append(line)
    return "\n".join(kept).strip()
