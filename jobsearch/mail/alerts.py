"""Extract the posts that an email links to, each from a link and the lines around it.

bytes -> headers, and its HTML, else its plain text -> lines, some with links -> one card per post: title,
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
_MOST_LINES = 4  # in a card around its link
_LONGEST = 200
_URL = re.compile(r"https?://[^\s<>\"']{4,2000}")
# Full lines only: a title may start with any of these words ("Open Source Engineer", "New Business Manager").
_PRESSED = re.compile(
    r"^\W*(?:(?:view|see|show|open|save|apply|go|read|learn|check|ver|voir|postuler|"
    r"aplicar|candidatar-se|quick|easy)"
    r"(?:(?: |')(?:this|the|all|more|to|for|on|it|out|job|jobs|post|posting|opening|offer|offers|role|"
    r"position|details?|now|here|apply|site|online|similar|about|la|le|les|l|el|a|o|una|vaga|vagas|oferta|ofertas|offre|"
    r"offres|empleo|empleos|stelle|linkedin|indeed|\d+))*|"
    r"(?:\d+ )?(?:(?:new|neue|latest|top|more|similar|recommended|your|nouvelles|ähnliche) )+"
    r"(?:jobs?|job alerts?|matches|stellen|stellenangebote|offres)(?: (?:for|für|pour|in|near) .*)?|"
    r"details?|more|(?:zur|zum|alle) (?:stelle|stellen|job|jobs|anzeige)|(?:jobs?|stellen?|details) ?ansehen|"
    r"ansehen|mehr|mehr erfahren|(?:jetzt )?bewerben)\W*$",
    re.IGNORECASE,
)
_AGE = (
    r"(?:posted|published|veröffentlicht|publiée?|publicado)?:? ?(?:(?:about|vor|hace|il y a|há|over) )?"
    r"(?:\d+\+?|an?|einer?|einem|un|une|una|uma?) ?(?:min|mins|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|"
    r"minuten?|stunden?|tage?n?|wochen?|monate?n?|jours?|heures?|semaines?|mois|d[ií]as?|horas?|semanas?)"
    r"(?: ago)?"
)
_NOTE = re.compile(
    rf"^\W*$|^\W*(?:{_AGE}|new|neu|nuevo|novo|promoted|sponsored|just posted|easy apply|today|yesterday|"
    r"be an early applicant|be among .* applicants|actively (?:recruiting|hiring)|"
    r"posted (?:.*\bago|today|yesterday|on .*\d.*))"
    r"\W*$|^[\W\d]*[$€£]",
    re.IGNORECASE,
)
_RATING = re.compile(r"\s+[1-5][.,]\d\s*[★*☆]*$")
_PARTS = re.compile(r"\s+[·•|–—-]\s+|\s*·\s*")


@dataclass(frozen=True)
class Card:
    """A post as shown in an email; `address` is the unchanged URL."""

    address: str
    title: str
    company: str = ""
    place: str = ""


@dataclass(frozen=True)
class Mail:
    """An email as lines of text, some of them links.

    Attributes:
        domain: the sender's domain; "" if unknown.
        sender: the sender's name and address as given.
        subject: the subject, on one line.
        sent_at: the date sent; None if unknown.
        parts: the lines of the HTML, and those of the plain text.

    """

    domain: str
    sender: str
    subject: str
    sent_at: datetime | None
    parts: tuple[list[LinkedLine], list[LinkedLine]]


NO_MAIL = Mail("", "", "", None, ([], []))


def read_mail(content: bytes) -> Mail:
    """Return the contents of an email; empty if the bytes are not an email."""
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
    """Return the posts in an email without duplicates; `post_of` identifies the post at a URL, if any."""
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
    ends = _ends(posts)
    wordless: set[int] = set()  # the ends of runs of links to a post that have no text
    found: dict[Hashable, Card] = {}
    for number, post in enumerate(posts):
        if post is None or post in found or len(found) >= _MOST_CARDS:
            continue
        own = [] if ends[number] in wordless else _titles(lines, posts, number, ends[number])
        if not own:
            wordless.add(ends[number])
        if (card := _card(lines, posts, number, own, ends[number])) is not None:
            found[post] = card
    return list(found.values())


def _ends(posts: list[Hashable | None]) -> list[int]:
    """Return, for each line with a post, the start of the next different post, in linear time."""
    ends = [len(posts)] * len(posts)
    following = len(posts)
    for number in range(len(posts) - 1, -1, -1):
        if posts[number] is not None:
            again = following < len(posts) and posts[following] == posts[number]
            ends[number] = ends[following] if again else following
            following = number
    return ends


def _titles(lines: list[LinkedLine], posts: list[Hashable | None], number: int, end: int) -> list[int]:
    return [n for n in range(number, end) if posts[n] == posts[number] and _is_title(lines[n].text)]


def _card(
    lines: list[LinkedLine], posts: list[Hashable | None], number: int, own: list[int], end: int
) -> Card | None:
    """Return the post for a link, from its text and the lines after it, or before it if it is "View job"."""
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
    parts = [part[:_LONGEST] for line in kept[1:3] for part in _PARTS.split(line)]
    rest = [part for part in parts if part and not _NOTE.search(part)]
    company, place = [*(_RATING.sub("", one)[:_LONGEST] for one in rest), "", ""][:2]
    return Card(lines[number].address, kept[0][:_LONGEST], company, place)


def _is_title(text: str) -> bool:
    if len(text) > _LONGEST:  # longer than any button or note, and not worth matching
        return True
    return bool(text) and not _PRESSED.match(text) and not _NOTE.search(text)
