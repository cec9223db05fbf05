"""Decode the headers of an email; unreadable headers are "" or None."""

from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from jobsearch.text.characters import one_line

_MOST_LINE = 998  # maximum characters kept of a header (RFC 5322, 2.1.1)
_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
_UNTIL = datetime(2101, 1, 1, tzinfo=UTC)


def header(parsed: Message, name: str) -> str:
    """Return a header on one line, or "" if it is missing."""
    raw = str(parsed.get(name, ""))[:_MOST_LINE]
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (LookupError, ValueError, UnicodeError):
        return one_line(raw)


def address(text: str) -> tuple[str, str]:
    """Return the name and the lowercase address in a header such as From."""
    found = getaddresses([text])
    name, at = found[0] if found else ("", "")
    return one_line(name), at.lower() if "@" in at else ""


def domain(at: str) -> str:
    """Return the domain of an address, or ""."""
    return at.rpartition("@")[2]


def sent_at(text: str) -> datetime | None:
    """Return the time in a header such as Date, in UTC; None if it is missing or implausible."""
    try:
        moment = parsedate_to_datetime(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if _SINCE <= moment < _UNTIL else None
