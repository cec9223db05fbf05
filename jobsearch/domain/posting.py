"""A board's post once it was repaired: what a source hands to the store."""

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jobsearch.errors import KeyMalformed
from jobsearch.text.characters import ascii_lower

SOURCE_NAMES = {"remoteok": "Remote OK"}  # as the boards ask to be named

_LOWEST_YEARLY = 1_000  # nobody is paid as much an hour, nor as little a year

_KEY = re.compile(r"(?P<source>[a-z][a-z0-9_-]{0,30}):(?P<external_id>[A-Za-z0-9_.-]{1,64})", re.ASCII)
# A post's page, or where it sends who applies, as a browser copies it.
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?remoteok\.(?:com|io)/(?:remote-jobs|l)/(?:[^\s/?#]*-)?(?P<id>\d{1,18})/?(?:[?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Posting:
    """One post, its text repaired and free of control characters.

    Attributes:
        source: the board, such as "remoteok".
        external_id: the board's own id, unique within the board.
        url: the post's page on the board.
        apply_url: where to apply, "" if it is the page itself.
        title: one line, never empty.
        company: one line, "" for unknown.
        location: one line as the board gives it, "" for unknown.
        tags: the board's tags, each one line.
        description: readable text, paragraphs apart by an empty line, list items beginning with "• ".
        salary_min: the raw number, None for not stated; yearly or hourly, in any currency.
        salary_max: like salary_min.
        trap_word: the word that an applicant is asked to mention, "" for none.
        posted_at: when the board published it, with its time zone.
        raw: the board's own JSON object without the trap.
        raw_bytes: `raw` as compressed JSON with sorted names: equal posts have equal bytes.
        content_hash: the SHA-256 of that JSON, in hex: it changes when the board changes the post.

    """

    source: str
    external_id: str
    url: str
    title: str
    posted_at: datetime
    company: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    apply_url: str = ""
    salary_min: int | None = None
    salary_max: int | None = None
    trap_word: str = ""
    raw: dict[str, Any] = field(default_factory=dict)
    raw_bytes: bytes = field(init=False, repr=False)
    content_hash: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Pack `raw` here, at the door: the store is locked while it writes."""
        canonical = json.dumps(self.raw, sort_keys=True, separators=(",", ":")).encode("ascii")
        object.__setattr__(self, "raw_bytes", zlib.compress(canonical))
        object.__setattr__(self, "content_hash", hashlib.sha256(canonical).hexdigest())


def salary_period(salary_min: int | None, salary_max: int | None) -> str:
    """Return what a stated pay is for, told by its size: "hour", "year", or "" for none stated."""
    highest = max(salary_min or 0, salary_max or 0)
    if not highest:
        return ""
    return "hour" if highest < _LOWEST_YEARLY else "year"


def format_key(source: str, external_id: str) -> str:
    """Return the key that a person sees and types: "remoteok:1059249"."""
    return f"{source}:{external_id}"


def parse_key(text: str) -> tuple[str, str]:
    """Split a key into source and external id; a bare number or a page of Remote OK is of one of its posts.

    The case of the source does not matter. Raises KeyMalformed.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        text = format_key("remoteok", text)
    elif page := _PAGE.fullmatch(text):
        text = format_key("remoteok", page["id"])
    source, colon, external_id = text.partition(":")
    match = _KEY.fullmatch(f"{ascii_lower(source)}{colon}{external_id}")
    if match is None:
        raise KeyMalformed(key=repr(text[:80]))
    return match["source"], match["external_id"]
