"""Parse the fields of a post, treating an invalid value as missing, without affecting other fields."""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from jobsearch.text import html as door
from jobsearch.text.characters import one_line

LONGEST_LINE = 500
LONGEST_URL = 2_000
LONGEST_DESCRIPTION = 200_000
MOST_TAGS = 200
_LONGEST_ID = 64
_HASHED = 16  # hex digits: two of a million URLs collide with a probability of 1 in 37 million
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}", re.ASCII)
_FIRST_DATE = datetime(2005, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = -12, 14
_CLOCK_DRIFT = timedelta(days=2)
_MILLISECONDS = 100_000_000_000  # as seconds this is the year 5138, as milliseconds 1973
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_ZONE_APART = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)", re.ASCII)
_UTC_NAMED = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_RFC_822 = re.compile(r"^(?:[A-Za-z]{3,9}, ?)?\d{1,2} [A-Za-z]{3}", re.ASCII)
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id)$", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&(?:amp;)*lt;(?:/(?:p|div|li|ul|ol|h[1-6]|strong|span|em|b|a)\b|br\b)", re.IGNORECASE
)
_HUGE_REFERENCE = re.compile(r"&#[0-9]{100,};?")
_TELLING_TAGS = 2  # a single one may be the subject of a post for a web developer
_MOST_ESCAPED = 3


def line(value: object) -> str:
    """Return text, repaired and on one line, or "" if it is not text or is excessively long."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return door.clean_line(value) if isinstance(value, str) and len(value) <= LONGEST_LINE else ""


def lines(values: object) -> tuple[str, ...]:
    """Return the strings of a list (or of comma-separated text) without duplicates, skipping other values."""
    if isinstance(values, str):
        values = values[: LONGEST_LINE * 4].split(",")
    if not isinstance(values, list | tuple):
        return ()
    return tuple(dict.fromkeys(one for value in values[:MOST_TAGS] if (one := line(value))))


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object unchanged, or {} for any other value."""
    return value if isinstance(value, dict) else {}


def names(values: object, name: str = "name") -> tuple[str, ...]:
    """Return the strings with key `name` in the objects of a list, without duplicates."""
    found = values if isinstance(values, list) else ()
    return lines([mapping(value).get(name) for value in found[:MOST_TAGS]])


def offsets(values: object) -> tuple[float, ...]:
    """Return the UTC offsets of a list in hours, sorted and without duplicates."""
    found = values if isinstance(values, list) else ()
    read = {offset for value in found[:MOST_TAGS] if (offset := number(value)) is not None}
    return tuple(sorted(offset for offset in read if _EARLIEST <= offset <= _LATEST))


def markup(value: object) -> str:
    """Return HTML unchanged, truncated if excessively long; "" if it is not text."""
    return value[:LONGEST_DESCRIPTION] if isinstance(value, str) else ""


def html(*parts: object, note: re.Pattern[str] | None = None) -> str:
    """Return the HTML of a description given in parts, to be stored as `raw["description"]`.

    HTML that was escaped twice is unescaped. Images are removed, because they may be tracking pixels that
    differ between responses, and so is the board's own `note`.
    """
    cleaned = [_IMAGE.sub("", _unescaped(markup(part))) for part in parts]
    if note is not None:
        cleaned = [note.sub("", part) for part in cleaned]
    return "\n<br><br>\n".join(part for part in cleaned if part.strip())


def _unescaped(text: str) -> str:
    for _time in range(_MOST_ESCAPED):
        if len(_ESCAPED_TAG.findall(text)) < _TELLING_TAGS:
            break
        text = unescape(_HUGE_REFERENCE.sub("", text))
    return text


def readable(html: str) -> str:
    """Return HTML or plain text as readable text, using the shared sanitizer."""
    return door.clean_description(html)


def short_id(value: object, *addresses: str) -> str:
    """Return the id of a post on its board, or "" if there is none.

    It is the board's own id if that can be part of a key, otherwise a hash of that id or of the first URL.
    """
    own = stated_id(value)
    if is_of_key(own):
        return own
    return hashed(own or next((plain_address(one) for one in addresses if one), ""))


def is_of_key(external_id: str) -> bool:
    """Return whether an id can be part of a key unchanged."""
    return _ID.fullmatch(external_id) is not None


def stated_id(value: object) -> str:
    """Return an id as stated by the board, or ""; the number 3 may be written as 3, 3.0, or "3"."""
    if isinstance(value, float) and math.isfinite(value):
        value = int(value) if value.is_integer() else str(value)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def hashed(text: str) -> str:
    """Return the first 16 hex digits of the text's SHA-256; "" for empty text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_HASHED] if text else ""


def web_address(value: object) -> str:
    """Return an http(s) URL on one line; "" for any other value."""
    if not isinstance(value, str) or len(value) > LONGEST_URL:
        return ""
    address = one_line(value)
    parts = split(address)
    return address if " " not in address and parts.scheme in {"http", "https"} and parts.netloc else ""


def split(address: str) -> SplitResult:
    """Return the parts of a URL, all empty if it is invalid."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def plain_address(address: str) -> str:
    """Return a URL without its fragment and tracking parameters, which do not identify the page."""
    parts = split(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
    path = parts.path.rstrip("/")
    return urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query, errors="replace"), "")
    )


def moment(value: object, now: datetime) -> datetime | None:
    """Return when a post was published; None if `value` is not a plausible date.

    Accepts seconds and milliseconds since 1970 (also as text), ISO 8601 with or without a zone (default UTC),
    "2026-08-05 10:10:39 UTC", a date alone, and RFC 822. `now` bounds the plausible dates.
    """
    try:
        read = _moment(value)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return read if read is not None and _FIRST_DATE <= read <= now + _CLOCK_DRIFT else None


def _moment(value: object) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(float(value))
    if not isinstance(value, str) or not (text := one_line(value[:LONGEST_LINE])):
        return None
    if _NUMBER.fullmatch(text):
        return _since_1970(float(text))
    if _RFC_822.match(text):
        return _in_utc(parsedate_to_datetime(text))
    return _in_utc(datetime.fromisoformat(_ZONE_APART.sub("", _UTC_NAMED.sub("+00:00", text))))


def _since_1970(number: float) -> datetime:
    return datetime.fromtimestamp(number / 1000 if abs(number) >= _MILLISECONDS else number, UTC)


def _in_utc(read: datetime) -> datetime:
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def number(value: object) -> float | None:
    """Return a number, which may be given as text such as "75,000.00"; None for any other value."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.replace(",", "").replace(" ", "").replace("\xa0", "")
        if not _NUMBER.fullmatch(value) or len(value) > LONGEST_LINE:
            return None
        value = float(value)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


def flag(value: object) -> bool | None:
    """Return a boolean, which may be given as 1, 0, or a word such as "yes"; None if not given."""
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    return words.get(str(value).strip().lower()) if isinstance(value, bool | int | str) else None


def without(element: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return an element without its volatile fields, which must not change the content hash."""
    left_out = frozenset(names)
    return {name: value for name, value in element.items() if name not in left_out}
