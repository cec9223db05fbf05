"""The posts that a mail links to, by its structure: a link to a post, and the lines that stand around it.

bytes -> headers, and its HTML, else its plain text -> lines, some with links -> one card a post: title,
company, place
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from jobsearch.mail import headers
from jobsearch.text.characters import one_line
from jobsearch.text.links import LinkedLine, linked_lines

_MOST_PARTS = 50
_MOST_CARDS = 2_000
_MOST_LINES = 4  # of a card around its link
_LONGEST = 200
_URL = re.compile(r"https?://[^\s<>\"']{4,2000}")
_PRESSED = re.compile(
    r"^(?:view|see|apply|open|show|go to|easy apply|save|read more|learn more|details|ansehen|jetzt bewerben|"
    r"zur stelle|zum job|voir|ver|new|neu)\b(?:\W|\w+\b){0,4}[:>\u2192]?$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*$|\b(?:\d+|a|vor) ?(?:minutes?|hours?|days?|weeks?|tagen?|stunden?)\b|^(?:easy apply|actively|"
    r"promoted|be an early|new|neu|just posted|sponsored|posted)\b|^[\W\d]*[$€£]",
    re.IGNORECASE,
)
_RATING = re.compile(r"\s+[1-5][.,]\d\s*[★*☆]*$")
_PARTS = re.compile(r"\s+[·•|–—-]\s+|\s*·\s*")


@dataclass(frozen=True)
class Card:
    """A post as a mail shows it; `address` as it stands there."""

    address: str
    title: str
    company: str = ""
    place: str = ""


@dataclass(frozen=True)
class Mail:
    """A mail as a list of lines, some of them links.

    Attributes:
        domain: of who sent it, "" for unknown.
        sender: their name and address as the mail gives them.
        subject: one line.
        sent_at: None where that cannot be told.
        parts: the lines of its HTML, and those of its plain text.

    """

    domain: str
    sender: str
    subject: str
    sent_at: datetime | None
    parts: tuple[list[LinkedLine], list[LinkedLine]]


NO_MAIL = Mail("", "", "", None, ([], []))


def read_mail(content: bytes) -> Mail:
    """Return what a mail shows; what is none shows nothing."""
    try:
        parsed = BytesParser(policy=policy.compat32).parsebytes(content)
        plain, html = _bodies(parsed)
        sender = headers.header(parsed, "From")
        return Mail(
            headers.domain(headers.address(sender)[1]),
            sender,
            headers.header(parsed, "Subject"),
            headers.sent_at(headers.header(parsed, "Date")),
            (linked_lines(html) if html else [], _plain_lines(plain)),
        )
    except (MessageError, LookupError, RecursionError, ValueError, TypeError, AttributeError):
        return NO_MAIL


def cards(mail: Mail, post_of: Callable[[str], Hashable | None]) -> list[Card]:
    """Return the posts of a mail, each once; `post_of` tells which post an address leads to, if any."""
    html, plain = mail.parts
    return _cards(html, post_of) or _cards(plain, post_of)


def _bodies(parsed: Message) -> tuple[str, str]:
    bodies = {"text/plain": "", "text/html": ""}
    waiting: list[Message] = [parsed]
    for _count in range(_MOST_PARTS):
        if not waiting:
            break
        part = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting += [one for one in payload if isinstance(one, Message)]
        elif part.get_content_type() in bodies and not part.get_filename():
            bodies[part.get_content_type()] += _decoded(part)
    return bodies["text/plain"], bodies["text/html"]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(str(part.get_content_charset() or "utf-8"))
    except (LookupError, ValueError):
        return content.decode("cp1252", "replace")


def _plain_lines(text: str) -> list[LinkedLine]:
    lines = []
    for line in text.splitlines():
        address = _URL.search(line)
        words = one_line(_URL.sub("", line)).strip(" <>()[]")
        lines.append(LinkedLine(words, address[0].rstrip(").,>") if address else ""))
    return lines


def _cards(lines: list[LinkedLine], post_of: Callable[[str], Hashable | None]) -> list[Card]:
    posts = [post_of(one.address) if one.address else None for one in lines]
    found: dict[Hashable, Card] = {}
    for number, post in enumerate(posts):
        if post is None or post in found or len(found) >= _MOST_CARDS:
            continue
        if (card := _card(lines, posts, number)) is not None:
            found[post] = card
    return list(found.values())


def _card(lines: list[LinkedLine], posts: list[Hashable | None], number: int) -> Card | None:
    """Return the post of a link: its own words and what follows, or what precedes a bare "View job"."""
    end = next((n for n in range(number, len(lines)) if posts[n] != posts[number] and posts[n]), len(lines))
    own = [n for n in range(number, end) if posts[n] == posts[number] and _is_title(lines[n].text)]
    if own:
        texts = [lines[n].text for n in range(own[0], end) if not lines[n].address or posts[n] is not None]
    else:
        before: list[str] = []
        for n in range(number - 1, -1, -1):
            if posts[n] is not None or len(before) >= _MOST_LINES or (before and not lines[n].text):
                break
            before.append(lines[n].text)
        texts = list(reversed(before))
    kept = [one for one in texts if _is_title(one)][:_MOST_LINES]
    if not kept:
        return None
    rest = [part for line in kept[1:3] for part in _PARTS.split(line) if part and not _NOTE.search(part)]
    company, place = [*(_RATING.sub("", one)[:_LONGEST] for one in rest), "", ""][:2]
    return Card(lines[number].address, kept[0][:_LONGEST], company, place)


def _is_title(text: str) -> bool:
    return bool(text) and not _PRESSED.match(text) and not _NOTE.search(text)
