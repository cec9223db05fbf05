"""Determine from a post's page whether the job is closed.

    status code -> redirect to the list of jobs -> validThrough date -> closing notices of known boards

A false "closed" hides an available job, which is worse than detecting a closed one late; ambiguous evidence
is therefore ignored.

This module is pure.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qsl

from jobsearch.boards.closed.words import says_closed
from jobsearch.boards.companies.addresses import locate
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.schema_org import postings_of
from jobsearch.text.page import WebPage, read_page

Proof = Literal["status", "redirect", "valid_through", "words", ""]

_GONE = (404, 410)
_OK = 200
_FIRST = datetime(2005, 1, 1, tzinfo=UTC)
_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?$", re.ASCII)
_EVERYWHERE = timedelta(hours=12)  # the last time zones reach midnight 12 hours after UTC
_MOST_BLOCKS = 500  # a closing notice stands near the top of a page
_PARTS = re.compile(r"\s[|\u2013\u2014-]\s")
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?", re.IGNORECASE)
_CAREERS_HOST = re.compile(
    r"^(?:careers?|jobs?|karriere|apply|join|work|werkenbij|emploi|vacatures)\b", re.IGNORECASE
)
_APPLY = re.compile(
    r"(?:easy |quick )?apply(?: (?:now|here|today|online|directly))?(?: (?:for|to) (?:this|the) \w+)?|"
    r"apply with .{1,30}|"
    r"(?:submit|send|start|continue)(?: (?:your|my|an|the))? application|i['\u2019]m interested|"
    r"(?:jetzt |online )?bewerben|(?:je )?postuler?|solliciteer(?: nu| direct)?|ansök(?: nu| här)?|"
    r"(?:inscribirme|solicitar|aplicar)(?: ahora)?|candidatar-se|candidati(?: ora)?|aplikuj(?: teraz)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Verdict:
    """The evidence on a page that a post is closed.

    Attributes:
        proof: the kind of evidence that the post is closed; "" if there is none.
        words: the page's own wording, if that is the evidence; it counts only if a second visit finds it as
            well.

    """

    proof: Proof = ""
    words: str = ""

    @property
    def closed(self) -> bool:
        """Return whether the page shows that the post is closed."""
        return bool(self.proof)


@dataclass(frozen=True)
class Answer:
    """The result of visiting a post's page.

    Attributes:
        address: the requested URL.
        status: the HTTP status of the last response.
        final: the URL after all redirects; "" if it is the requested one.
        html: the page's HTML.

    """

    address: str
    status: int
    final: str = ""
    html: str = ""


NOTHING = Verdict()


def judge(answer: Answer, now: datetime, *, title: str = "", first_seen: datetime | None = None) -> Verdict:
    """Return the verdict on a post based on the response for its page.

    `title` is the post's title, which identifies it if the page has several posts. A `validThrough` date
    before `first_seen`, when the post was known to be open, is ignored as wrong.
    """
    if answer.status in _GONE:
        return Verdict("status")
    if answer.status != _OK:
        return NOTHING
    if _is_back_at_the_list(answer.address, answer.final or answer.address):
        return Verdict("redirect")
    page = read_page(answer.html)
    if _is_over(page, now, title, first_seen):
        return Verdict("valid_through")
    words = "" if _can_be_applied_to(page) else _closing_words(page, answer)
    return Verdict("words", words) if words else NOTHING


def _is_back_at_the_list(address: str, final: str) -> bool:
    asked, came = _split(address), _split(final)
    of_asked, of_final = locate(address), locate(final)
    if of_asked and of_final and of_asked.source == of_final.source and of_asked.post:
        return not of_final.post and not _names(came, of_asked.post)
    if _host(asked) != _host(came):
        return False
    before, after = _steps(asked), _steps(came)
    is_above = len(after) < len(before) and before[: len(after)] == after
    is_list = bool(after) or of_asked is not None or bool(_CAREERS_HOST.match(_host(asked)))
    return is_above and is_list and not any(_names(came, step) for step in before[len(after) :])


def _names(parts: SplitResult, post: str) -> bool:
    """Return whether a URL's query string contains a post's id, as in "?gh_jid=4711"."""
    return any(value == post for _name, value in parse_qsl(parts.query))


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").lower().removeprefix("www.")


def _steps(parts: SplitResult) -> list[str]:
    steps = [step.lower() for step in parts.path.split("/") if step]
    return steps[1:] if steps and _LOCALE.fullmatch(steps[0]) else steps


def _split(address: str) -> SplitResult:
    return fields.split(address)


def _is_over(page: WebPage, now: datetime, title: str, first_seen: datetime | None) -> bool:
    posting = _posting_of(page, title)
    until, day = _end(posting.get("validThrough")), fields.moment(posting.get("datePosted"), now)
    if until is None or until < _FIRST:
        return False
    begins = max(filter(None, (day, first_seen)), default=_FIRST)
    return begins < until < now


def _posting_of(page: WebPage, title: str) -> dict[str, Any]:
    """Return the page's schema.org JobPosting, or {} if it has none, or only several with other titles."""
    found = postings_of(page)
    if len(found) > 1:
        found = [
            one for one in found if title and fields.line(one.get("title")).casefold() == title.casefold()
        ]
    return found[0] if len(found) == 1 else {}


def _end(value: object) -> datetime | None:
    """Return when a date or time has passed in all time zones, or None if `value` is neither."""
    text = fields.line(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment
    whole_day = _DAY_ALONE.fullmatch(text) or _MIDNIGHT.search(text)
    end = moment + (timedelta(days=1) if whole_day else timedelta())
    return end.replace(tzinfo=UTC) + _EVERYWHERE


def _can_be_applied_to(page: WebPage) -> bool:
    return page.takes_files or any(_APPLY.fullmatch(control) for control in page.controls)


def _closing_words(page: WebPage, answer: Answer) -> str:
    if _ashby_has_none(page, answer.final or answer.address):
        return '"posting":null'
    for part in _PARTS.split(page.title):
        if says_closed(part, heading=True):
            return part
    shown = islice((block for block in page.blocks if not block.aside), _MOST_BLOCKS)
    return next((one.text for one in shown if says_closed(one.text, heading=one.heading)), "")


def _ashby_has_none(page: WebPage, address: str) -> bool:
    """Return whether a script-rendered Ashby page contains no post."""
    if not _host(_split(address)).endswith("ashbyhq.com"):
        return False
    return any("__appData" in script and '"posting":null' in script for script in page.scripts)
