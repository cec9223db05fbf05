"""Messages of an .eml or mbox file, read by the standard library, within bounds that no honest mail meets.

bytes -> messages of an mbox, or one -> headers and the readable text -> Message
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.message import Message as AnyMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from jobsearch.errors import MailUnreadable
from jobsearch.text.characters import one_line, printable
from jobsearch.text.html import clean_description

_MOST_MESSAGES = 5_000
_MOST_BYTES = 2 * 1024 * 1024  # of one message that are looked at: beyond it are pictures
_MOST_PARTS = 50
_MOST_TEXT = 100_000  # characters
_MOST_LINE = 998  # characters of a header that are kept (RFC 5322, 2.1.1)
_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+")
_NAMED = re.compile(
    rb"^(?:from|subject|date|to|received|message-id|return-path)[ \t]*:", re.IGNORECASE | re.MULTILINE
)
_SINCE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Message:
    """A message, its text repaired and free of control characters.

    Attributes:
        id: its Message-ID, "" for none.
        sender: the name of who sent it, "" for none.
        address: their address in lower case, "" for none.
        reply_to: where an answer goes, "" for none.
        subject: one line.
        text: what there is to read, without the message that it answers.
        sent_at: None where that cannot be told.

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
        """The domain of the address, "" for none."""
        return self.address.rpartition("@")[2]


def read_messages(content: bytes, name: str) -> Iterator[Message]:
    """Yield the messages of a file; `name` is what errors call it. Raises MailUnreadable for what is none."""
    starts = list(_FROM_LINE.finditer(content))[: _MOST_MESSAGES + 1]
    if len(starts) > _MOST_MESSAGES:
        raise MailUnreadable(path=name, cause=f"it holds more than {_MOST_MESSAGES:,} messages")
    if not starts or starts[0].start() != 0:
        yield _read(content, name)
        return
    ends = [match.start() for match in starts[1:]] + [len(content)]
    for match, end in zip(starts, ends, strict=True):
        part = re.sub(rb"(?m)^>(>*From )", rb"\1", content[match.end() : min(end, match.end() + _MOST_BYTES)])
        yield _read(part, name)


def _read(content: bytes, name: str) -> Message:
    head = content.lstrip(b"\r\n \xef\xbb\xbf")[:_MOST_BYTES]
    headers = _HEADER.match(head)
    if headers is None or not _NAMED.search(headers[0]):
        raise MailUnreadable(path=name, cause="it does not begin with a sender, a subject or a date")
    try:
        parsed = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(head)
        return _message(parsed)
    except (LookupError, RecursionError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise MailUnreadable(path=name, cause="its parts cannot be told apart") from error


def _message(parsed: AnyMessage) -> Message:
    sender, address = _address(_header(parsed, "From"))
    return Message(
        id=_header(parsed, "Message-ID"),
        sender=sender,
        address=address,
        reply_to=_address(_header(parsed, "Reply-To"))[1],
        subject=_header(parsed, "Subject"),
        text=_text(parsed),
        sent_at=_sent_at(_header(parsed, "Date")),
    )


def _header(parsed: AnyMessage, name: str) -> str:
    raw = str(parsed.get(name, ""))[:_MOST_LINE]
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (LookupError, ValueError, UnicodeError):
        return one_line(raw)


def _address(header: str) -> tuple[str, str]:
    found = getaddresses([header])
    name, address = found[0] if found else ("", "")
    return one_line(name), address.lower() if "@" in address else ""


def _sent_at(header: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if moment >= _SINCE else None


def _text(parsed: AnyMessage) -> str:
    """Return the plain text of a message, else what its HTML shows."""
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
    """Return a message without the one that it answers, which stands below or behind ">"."""
    kept = []
    for line in text.splitlines():
        if _ANSWERED.match(line):
            if not line.lstrip().startswith(">"):
                break
            continue
        kept.append(line)
    return "\n".join(kept).strip()
