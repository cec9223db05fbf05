"""Parse Remote OK's JSON to posts; unusable elements are rejected individually, with a reason."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlencode, urlsplit

from jobsearch.boards.board import Board, OddField, Page, Request, Source, Validator, first
from jobsearch.boards.reading.content import LONGEST_ID, LONGEST_RAW, Content, decode_json, elements, kind_of
from jobsearch.boards.reading.elements import BadPostError, collect, weigh
from jobsearch.boards.reading.pay import NO_PAY, Pay, period_of
from jobsearch.boards.trap import strip_trap
from jobsearch.domain.posting import Posting
from jobsearch.text import html
from jobsearch.text.characters import one_line

SOURCE = "remoteok"
_HOME = "https://remoteok.com"
_URL = f"{_HOME}/api"
_PAGE = f"{_HOME}/remote-jobs/"
_HOST = re.compile(r"(?:www\.)?remoteok\.(?:com|io)")
_LONGEST_LINE = 500
_LONGEST_URL = 2_000
_LONGEST_DESCRIPTION = 200_000
_MOST_TAGS = 200
_MOST_VALUES = 1_000  # in one post, which normally has 20 plus its tags
_HIGHEST_SALARY = 1_000_000_000
_FIRST_DATE = datetime(2010, 1, 1, tzinfo=UTC)
_CLOCK_DRIFT = timedelta(days=2)

_Value = TypeVar("_Value")


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(address(_URL, source.tags), source, validators)]


class _BadField(ValueError):
    """Raised for a field that cannot be used; the message is the reason."""


class Texts(NamedTuple):
    """The repaired text fields of a posting, named as in Posting."""

    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    description: str


class _Fields:
    """The fields of an element; unusable fields are read as empty, and the reasons are recorded."""

    def __init__(self, element: dict[str, Any]) -> None:
        self.element = element
        self.odd: list[str] = []

    def read(self, read: Callable[[dict[str, Any], str], _Value], name: str, otherwise: _Value) -> _Value:
        try:
            return read(self.element, name)
        except _BadField as error:
            self.odd.append(str(error))
            return otherwise

    def texts(self, title: str, description: str) -> Texts:
        return Texts(
            title=title,
            company=self.read(_line, "company", ""),
            location=self.read(_line, "location", ""),
            tags=self.tags(),
            description=html.clean_description(description),
        )

    def tags(self) -> tuple[str, ...]:
        value = self.element.get("tags")
        tags = value if isinstance(value, list) else []
        usable = [tag for tag in tags[:_MOST_TAGS] if isinstance(tag, str) and len(tag) <= _LONGEST_LINE]
        if value is not None and usable != value:
            self.odd.append("its tags are not a short list of short texts")
        return tuple(dict.fromkeys(filter(None, map(html.clean_line, usable))))


def address(url: str, tags: Sequence[str]) -> str:
    """Return the URL to request: `url`, narrowed to `tags` if there are any."""
    if not tags:
        return url
    base, mark, fragment = url.partition("#")
    separator = "&" if "?" in base else "?"
    return f"{base}{separator}{urlencode({'tags': ','.join(tags)}, errors='replace')}{mark}{fragment}"


def parse(body: bytes, origin: str, now: datetime) -> Page:
    """Parse an API response: a JSON array of posts and one element with the terms.

    `origin` identifies the response in errors; `now` bounds the plausible dates. Raises FeedUnreadable if the
    response as a whole is something else.
    """
    found = elements(decode_json(Content(body), origin), origin)
    posts = (element for element in found if not _is_terms(element))
    odd: dict[str, list[str]] = {}
    postings, rejections = collect(posts, lambda element: _posting(element, now, odd), strip=_strip)
    odd_fields = (OddField(post.external_id, reason) for post in postings for reason in odd[post.external_id])
    short = (replace(one, external_id=one.external_id[: LONGEST_ID + 1]) for one in rejections)
    return Page(postings, tuple(short), odd_fields=tuple(odd_fields))


def _strip(raw: str) -> str:
    """Remove the trap from JSON, because it changes with every fetch and reveals the client's IP address."""
    return strip_trap(raw).text


def _recognises(content: Content) -> bool:
    posts = content.objects_at("")
    return any(map(_is_terms, posts)) or any("position" in post and "epoch" in post for post in posts)


def texts(raw: dict[str, Any]) -> Texts | None:
    """Return the repaired text fields of a posting's raw JSON; None if it has no title."""
    try:
        fields, title = _Fields(raw), _line(raw, "position")
    except _BadField:
        return None
    return fields.texts(title, fields.read(_description, "description", "")) if title else None


def _is_terms(element: object) -> bool:
    return isinstance(element, dict) and element.get("id") in (None, "") and "legal" in element


def _posting(element: dict[str, Any], now: datetime, odd: dict[str, list[str]]) -> Posting:
    """Return a posting, adding to `odd` the reasons why any fields cannot be used."""
    weigh(element, _MOST_VALUES)
    external_id, title = _external_id(element.get("id")), _title(element)
    fields = _Fields(element)
    trapped = strip_trap(fields.read(_description, "description", ""))
    posted_at = _posted_at(fields, now)
    raw = {**element, "description": trapped.text}
    if len(json.dumps(raw)) > LONGEST_RAW:
        raise BadPostError("it is much too long")
    posting = Posting(
        source=SOURCE,
        external_id=external_id,
        url=_page_address(fields.read(_web_address, "url", ""), external_id),
        apply_url=fields.read(_web_address, "apply_url", ""),
        **_pay(fields).columns(),
        trap_word=trapped.word,
        posted_at=posted_at,
        raw=raw,
        **fields.texts(title, trapped.text)._asdict(),
    )
    odd.setdefault(external_id, fields.odd)
    return posting


def _external_id(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID):
        raise BadPostError("its id is missing" if value in (None, "") else "its id is not a number")
    if not (normal := digits.lstrip("0")):
        raise BadPostError("its id is zero")
    return normal


def _title(element: dict[str, Any]) -> str:
    try:
        title = _line(element, "position")
    except _BadField as error:
        raise BadPostError(str(error)) from None
    if not title:
        raise BadPostError("it has no title")
    return title


def _text(element: dict[str, Any], name: str, longest: int) -> str:
    value = element.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadField(f"its {name} is not text but {kind_of(value)}")
    if len(value) > longest:
        raise _BadField(f"its {name} is much too long")
    return value


def _line(element: dict[str, Any], name: str) -> str:
    return html.clean_line(_text(element, name, _LONGEST_LINE))


def _description(element: dict[str, Any], name: str) -> str:
    return _text(element, name, _LONGEST_DESCRIPTION)


def _pay(fields: _Fields) -> Pay:
    """Return the board's two amounts; most are estimates that are not marked as such, without any period."""
    low = fields.read(_salary, "salary_min", None)
    high = fields.read(_salary, "salary_max", None)
    if not (low or high):
        return NO_PAY
    return Pay(low, high, pay_period=period_of(max(low or 0, high or 0)), pay_from="estimate")


def _salary(element: dict[str, Any], name: str) -> int | None:
    value = element.get(name)
    if value is None or value == "":
        return None
    try:
        if not isinstance(value, int | float | str) or isinstance(value, bool):
            raise TypeError(name)
        amount = int(float(value))
    except (TypeError, ValueError, OverflowError):
        raise _BadField(f"its {name} is not a number") from None
    if not 0 <= amount <= _HIGHEST_SALARY:
        raise _BadField(f"its {name} is implausible")
    return amount or None


def _web_address(element: dict[str, Any], name: str) -> str:
    value = one_line(_text(element, name, _LONGEST_URL))
    return value if " " not in value and _split(value).scheme in {"http", "https"} else ""


def _page_address(value: str, external_id: str) -> str:
    """Return the URL of the post's page on the board, built from the id if the board does not provide one.

    An empty slug yields the URL of the home page, and some posts link to another host, but the terms require
    a link to Remote OK.
    """
    parts = _split(value)
    is_page = parts.path.strip("/") not in {"", "remote-jobs"}
    return value if is_page and _HOST.fullmatch(parts.netloc.lower()) else f"{_PAGE}{external_id}"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _posted_at(fields: _Fields, now: datetime) -> datetime | None:
    """Return when a post was published, from its date or, if that is unusable, from its epoch timestamp.

    Returns None if neither is usable: the post then counts from the day it was first seen.
    """
    for name, read in _MOMENTS:
        value = fields.element.get(name)
        if value is None or value == "":
            continue
        try:
            posted_at = read(value)
        except (TypeError, ValueError, OverflowError, OSError):
            fields.odd.append(f"its {name} is not a date")
            continue
        if _FIRST_DATE <= posted_at <= now + _CLOCK_DRIFT:
            return posted_at
        fields.odd.append(f"its {name} is impossible")
    return None


def _from_iso(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _from_epoch(value: str | float) -> datetime:
    if isinstance(value, bool):
        raise TypeError(value)
    return datetime.fromtimestamp(float(value), UTC)


_MOMENTS: tuple[tuple[str, Callable[[Any], datetime]], ...] = (("date", _from_iso), ("epoch", _from_epoch))


BOARD = Board(
    name=SOURCE,
    display_name="Remote OK",
    home=_HOME,
    covers="remote jobs of all kinds, the newest 100",
    terms="Link directly to the post on Remote OK and name Remote OK as the source; do not use its logo.",
    requests=_requests,
    parse=lambda body, request, now: parse(body, request.url, now),
    recognises=_recognises,
)
