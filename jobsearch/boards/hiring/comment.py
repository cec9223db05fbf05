"""Parse a whole "Who is hiring?" comment as a job post.

Company (link) | role, role | location or REMOTE (where) | full-time | pay | link
"""

import re
from dataclasses import dataclass
from html import unescape

from jobsearch.boards.hiring import words
from jobsearch.boards.hiring.first_line import FirstLine, company_in, read_first_line
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay_in_text
from jobsearch.boards.reading.places import Where, Workplace, where
from jobsearch.text.characters import one_line

UNNAMED = "Several roles"

_HREF = re.compile(r'<a\b[^>]{0,200}href="([^"]{4,2000})"', re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,3000}>")
_LINE_END = re.compile(r"<p\b[^>]{0,50}>|<br\s*/?>|\n", re.IGNORECASE)
_BEGINNING = 600
_LABELLED_LINES = 25
_LONGEST_TITLE, _LONGEST_ROLE, _LONGEST_LABEL = 320, 160, 100
_MOST_ROLES, _MOST_WORDS = 3, 10
_FEWEST_PARTS = 3


@dataclass(frozen=True)
class Read:
    """The job data in a comment; missing fields are empty."""

    title: str
    company: str
    location: str
    where: Where
    workplace: Workplace
    employment: tuple[str, ...]
    pay: Pay
    link: str


def read_comment(html: str) -> Read | None:
    """Return the job data in a comment's HTML; None if the comment is not a job post."""
    lines = [line for part in _LINE_END.split(html) if _is_text(line := _plain(part))]
    if not lines:
        return None
    text = "\n".join(lines)
    head = read_first_line(lines[0])
    if words.SEEKS_WORK.search(text[:_BEGINNING]) or not _is_post(head, text):
        return None
    labels = _labels(lines)
    places = head.places or tuple(filter(None, (labels.get("location", ""),)))
    return Read(
        title=_title(labels, head, lines),
        company=labels.get("company", "") or head.company or company_in(lines[0]),
        location="; ".join(places)[: fields.LONGEST_LINE],
        where=where(map(_in_full, places)),
        workplace=_workplace(" | ".join((*places, *head.parts))),
        employment=employment(head.employed),
        pay=head.pay if head.pay != NO_PAY else pay_in_text(labels.get("salary", "")),
        link=_link(html),
    )


def _plain(html: str) -> str:
    return one_line(unescape(_TAG.sub(" ", html)))


def _is_text(line: str) -> bool:
    return any(character.isalpha() for character in line)


def _is_post(head: FirstLine, text: str) -> bool:
    """Return whether a comment is a job post, judging by the parts of its first line or else by its words."""
    if len(head.parts) >= _FEWEST_PARTS and head.says_something:
        return True
    names_work = words.JOB_OR_ROLES.search(text) is not None
    return names_work and (head.says_something or words.HIRES.search(text) is not None)


def _in_full(place: str) -> str:
    """Return a location without any sentence after it, and with abbreviated US towns spelled out."""
    return words.US_TOWN.sub(lambda town: words.US_TOWNS[town[0]], place.split(". ", 1)[0])


def _labels(lines: list[str]) -> dict[str, str]:
    """Return the values of labeled lines such as "Company: Wildkind", by canonical label."""
    found: dict[str, str] = {}
    for line in lines[:_LABELLED_LINES]:
        if label := words.LABEL.match(line):
            found.setdefault(words.LABELS[label["label"].lower()], fields.line(label["value"]))
    return found


def _title(labels: dict[str, str], head: FirstLine, lines: list[str]) -> str:
    """Return the roles from a label, the first line, separate lines, or a sentence that mentions them."""
    labelled = tuple(filter(_is_short, (labels.get("title", ""),)))
    roles = head.roles or labelled or _roles_listed(lines[1:]) or _roles_sought(lines) or _only_role(lines[0])
    title = ", ".join(role[:_LONGEST_ROLE] for role in map(_bare, roles[:_MOST_ROLES]))
    return fields.line(title)[:_LONGEST_TITLE].strip(" |,;:-*") or UNNAMED


def _is_short(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL


def _bare(role: str) -> str:
    bare = words.LEADING_HIRING.sub("", words.LEADING_LABEL.sub("", words.LINK.sub("", role)))
    return one_line(words.EMPTY_PARENTHESES.sub("", bare))


def _roles_listed(lines: list[str]) -> tuple[str, ...]:
    """Return the roles that a text lists on separate lines."""
    found = (words.AFTER_JOB.sub("", _unlisted(line)).strip(" ,;(") for line in lines)
    return tuple(dict.fromkeys(role for role in found if _names_a_role(role)))[:_MOST_ROLES]


def _unlisted(line: str) -> str:
    while (shorter := words.BULLET.sub("", line)) != line:
        line = shorter
    return line


def _names_a_role(line: str) -> bool:
    return (
        1 < len(line.split()) <= _MOST_WORDS
        and line[0].isupper()
        and line[-1] not in ".!?:"
        and words.JOB.search(line) is not None
        and words.TALK.search(line) is None
    )


def _roles_sought(lines: list[str]) -> tuple[str, ...]:
    found = next((found for line in lines if (found := words.SOUGHT.search(line))), None)
    return (found["role"].strip(),) if found else ()


def _only_role(line: str) -> tuple[str, ...]:
    """Return the first line if it consists of a role only."""
    return (line,) if words.JOB.search(line) and len(line) <= _LONGEST_ROLE else ()


def _workplace(line: str) -> Workplace:
    """Return the workplace; a job that can be done remotely is "remote", even if there is an office."""
    if words.REMOTE.search(words.HYBRID.sub("", line)) and not words.NOT_REMOTE.search(line):
        return "remote"
    if words.HYBRID.search(line):
        return "hybrid"
    return "onsite" if words.ON_SITE.search(line) else ""


def _link(html: str) -> str:
    return next((found for one in _HREF.findall(html) if (found := fields.web_address(unescape(one)))), "")
