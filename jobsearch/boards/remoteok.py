"""Remote OK's JSON becomes Postings; what cannot is rejected alone, with its reason."""

import contextlib
import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from urllib.parse import SplitResult, urlencode, urlsplit

from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.domain.posting import SOURCE_NAMES, Posting
from jobsearch.errors import FeedUnreadable
from jobsearch.settings import REMOTEOK_URL
from jobsearch.text import html
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown

SOURCE = "remoteok"
SOURCE_NAME = SOURCE_NAMES[SOURCE]
_PAGE = "https://remoteok.com/remote-jobs/"
_HOST = re.compile(r"(?:www\.)?remoteok\.(?:com|io)")
_LONGEST_ID = 18
_LONGEST_LINE = 500
_LONGEST_URL = 2_000
_LONGEST_DESCRIPTION = 200_000
_LONGEST_RAW = 400_000
_MOST_TAGS = 200
_HIGHEST_SALARY = 1_000_000_000
_FIRST_DATE = datetime(2010, 1, 1, tzinfo=UTC)
_DEEPEST = 20
_MOST_ELEMENTS = 50_000
_MOST_BRACKETS = 200_000  # a response of 100 posts has about 200
_MOST_VALUES = 1_000  # in one post, which has 20 and its tags
# Possessive (*+), so that it neither tries a text again nor remembers where it could: 8 MiB are one step.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_ID = re.compile(r'"id"\s{0,9}:\s{0,9}"?(\d{1,18})\b', re.ASCII)
_CLOCK_DRIFT = timedelta(days=2)

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Rejection:
    """An element of a response that is not a usable post.

    Attributes:
        reason: why, in a few words.
        external_id: its id, "" when it has none that can be shown.
        raw: its JSON, cut off where it is absurdly long.

    """

    reason: str
    external_id: str
    raw: str


class OddField(NamedTuple):
    """A field of a usable post that could not be used, and why: "its location is not a text but a list"."""

    external_id: str
    reason: str


@dataclass(frozen=True)
class Feed:
    """One response: its usable posts, in its order and each id once, what they lack, and the rest."""

    postings: tuple[Posting, ...]
    rejections: tuple[Rejection, ...]
    odd_fields: tuple[OddField, ...] = ()


@dataclass(frozen=True)
class Fetched:
    """An answer of the board: its feed, None for "nothing new", and the date to name the next time."""

    feed: Feed | None
    last_modified: str


@dataclass(frozen=True)
class _Unread:
    """The text of an element that could not be decoded, and why."""

    json: str
    reason: str


class _BadPost(ValueError):
    """This element cannot become a Posting; the message is the reason."""


class _BadField(ValueError):
    """This field cannot be used; the message is the reason."""


class Texts(NamedTuple):
    """The fields of a posting that are text which was repaired, by their names there."""

    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    description: str


class _Fields:
    """The fields of an element; those that cannot be used are empty, and remembered with their reasons."""

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
            self.odd.append("its tags are not a list of a few short texts")
        return tuple(dict.fromkeys(filter(None, map(html.clean_line, usable))))


def address(url: str, tags: Sequence[str]) -> str:
    """Return the address to ask: `url`, narrowed to `tags` where there are any."""
    if not tags:
        return url
    base, mark, fragment = url.partition("#")
    separator = "&" if "?" in base else "?"
    return f"{base}{separator}{urlencode({'tags': ','.join(tags)}, errors='replace')}{mark}{fragment}"


def fetch(url: str, *, contact: str, last_modified: str, now: datetime) -> Fetched:
    """Ask the board once, and read what it answers; raises FeedError's subclasses."""
    answer = client.get(url, contact=contact, last_modified=last_modified, rules=_rules(url))
    feed = parse(answer.body, shown(url), now) if answer.modified else None
    return Fetched(feed, answer.last_modified)


def _rules(url: str) -> client.Rules:
    is_own = url.startswith(REMOTEOK_URL)
    return client.Rules(trust=Trust.BUILT_IN if is_own else Trust.OVERRIDDEN)


def parse(body: bytes, origin: str, now: datetime) -> Feed:
    """Read a response of the API: a JSON array of posts and one element with the terms.

    `origin` names the response in errors; `now` bounds the dates that can be.
    Raises FeedUnreadable when the whole of it is something else.
    """
    postings: dict[str, Posting] = {}
    rejections, odd_fields = [], []
    for element in _elements(body, origin):
        if _is_terms(element):
            continue
        try:
            posting, odd = _posting(element, now)
            if posting.external_id in postings:
                raise _BadPost("its id occurs twice")
            postings[posting.external_id] = posting
            odd_fields += [OddField(posting.external_id, reason) for reason in odd]
        except _BadPost as error:
            rejections.append(_rejection(element, str(error)))
        except Exception:  # noqa: BLE001 - whatever nobody thought of must not cost the other posts either
            rejections.append(_rejection(element, "it could not be read"))
    return Feed(tuple(postings.values()), tuple(rejections), tuple(odd_fields))


def texts(raw: dict[str, Any]) -> Texts | None:
    """Return the texts of a posting's raw JSON as they are repaired today, None where it has no title."""
    try:
        fields, title = _Fields(raw), _line(raw, "position")
    except _BadField:
        return None
    return fields.texts(title, fields.read(_description, "description", "")) if title else None


def has_tag(posting: Posting, tags: Sequence[str]) -> bool:
    """Tell whether the post carries one of `tags`, whatever its case; any post does when there are none."""
    wanted = {tag.casefold().strip() for tag in tags}
    return not wanted or any(tag.casefold() in wanted for tag in posting.tags)


def _elements(body: bytes, origin: str) -> list[Any]:
    # One broken byte must not cost the other posts: it becomes U+FFFD.
    decoded = body.decode(json.detect_encoding(body), "replace")
    if decoded.count("[") + decoded.count("{") > _MOST_BRACKETS:
        raise FeedUnreadable(origin=origin, cause="it holds more lists and objects than any response")
    try:
        elements = _decode(decoded)
    except RecursionError:
        texts = islice(_split_array(decoded), _MOST_ELEMENTS + 1)
        elements = [_decode_alone(element) for element in texts]
        if all(isinstance(element, _Unread) for element in elements):
            raise FeedUnreadable(origin=origin, cause="it is nested too deeply") from None
    except ValueError as error:
        raise FeedUnreadable(origin=origin, cause=_why_not_json(decoded, error)) from error
    if not isinstance(elements, list):
        raise FeedUnreadable(origin=origin, cause=f"it is not a list of posts but {_kind(elements)}")
    if len(elements) > _MOST_ELEMENTS:
        raise FeedUnreadable(origin=origin, cause=f"it holds more than {_MOST_ELEMENTS:,} posts")
    return elements


def _decode(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    # Not strict: a bare control character in one text, which is cleaned later, must not cost the other posts.
    return json.loads(
        text,
        strict=False,
        parse_int=_bounded_int,
        parse_float=_finite_float,
        parse_constant=lambda _name: None,
    )


def _decode_alone(text: str) -> Any:  # noqa: ANN401 - same
    try:
        return _decode(text)
    except RecursionError:
        return _Unread(text[:_LONGEST_RAW].strip(), "it is nested too deeply")
    except ValueError:
        return _Unread(text[:_LONGEST_RAW].strip(), "it is not JSON")


def _split_array(array: str) -> Iterator[str]:
    """Yield the texts of a JSON array's elements, however deep they are nested; the last may be cut off."""
    depth, start = 0, 0
    for token in _TOKEN.finditer(array):
        match token[0]:
            case "[" | "{":
                depth += 1
                start = token.end() if depth == 1 else start
            case "]" | "}":
                depth -= 1
                if depth == 0:
                    yield array[start : token.start()]
            case "," if depth == 1:
                yield array[start : token.start()]
                start = token.end()
    if depth > 0:
        yield array[start:]


def _bounded_int(digits: str) -> int | str:
    """Python refuses to read integers of over 4,300 digits, and with them the whole response."""
    return int(digits) if len(digits) <= 2 * _LONGEST_ID else digits


def _finite_float(digits: str) -> float | None:
    """JSON has no infinity, so that a number too large for a float is none."""
    number = float(digits)
    return number if math.isfinite(number) else None


def _why_not_json(decoded: str, error: ValueError) -> str:
    start = decoded.lstrip("\ufeff \t\r\n")[:15].lower()
    if not start:
        return "it is empty"
    if start.startswith(("<!doctype", "<html", "<head", "<body")):
        return "it is a web page; the board may be asking for a human, or the address is wrong"
    return f"it is not JSON: {error}"


def _kind(value: object) -> str:
    names = {dict: "an object", str: "a text", bool: "true or false", type(None): "null", list: "a list"}
    return names.get(type(value), "a number")


def _is_terms(element: object) -> bool:
    return isinstance(element, dict) and element.get("id") in (None, "") and "legal" in element


def _posting(element: object, now: datetime) -> tuple[Posting, list[str]]:
    """Return a posting, and why it lacks fields that could not be used."""
    if isinstance(element, _Unread):
        raise _BadPost(element.reason)
    if not isinstance(element, dict):
        raise _BadPost(f"it is not an object but {_kind(element)}")
    _weigh(element)
    external_id, title = _external_id(element.get("id")), _title(element)
    fields = _Fields(element)
    trapped = html.strip_trap(fields.read(_description, "description", ""))
    posted_at = _posted_at(fields, now)
    raw = {**element, "description": trapped.text}
    if len(json.dumps(raw)) > _LONGEST_RAW:
        raise _BadPost("it is absurdly long")
    posting = Posting(
        source=SOURCE,
        external_id=external_id,
        url=_page_address(fields.read(_web_address, "url", ""), external_id),
        apply_url=fields.read(_web_address, "apply_url", ""),
        salary_min=fields.read(_salary, "salary_min", None),
        salary_max=fields.read(_salary, "salary_max", None),
        trap_word=trapped.word,
        posted_at=posted_at,
        raw=raw,
        **fields.texts(title, trapped.text)._asdict(),
    )
    return posting, fields.odd


def _weigh(element: dict[str, Any]) -> None:
    """Refuse what is too much or too deep to be copied and written again, without doing either."""
    containers: list[Any] = [element]
    values = 0
    for _depth in range(_DEEPEST):
        values += sum(map(len, containers))
        if values > _MOST_VALUES:
            raise _BadPost("it is absurdly long")
        children = (one.values() if isinstance(one, dict) else one for one in containers)
        containers = [child for some in children for child in some if isinstance(child, dict | list)]
    if containers:
        raise _BadPost("it is nested too deeply")


def _external_id(value: object) -> str:
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_ID):
        raise _BadPost("its id is missing" if value in (None, "") else "its id is not a number")
    if not (normal := digits.lstrip("0")):
        raise _BadPost("its id is zero")
    return normal


def _title(element: dict[str, Any]) -> str:
    try:
        title = _line(element, "position")
    except _BadField as error:
        raise _BadPost(str(error)) from None
    if not title:
        raise _BadPost("it has no title")
    return title


def _text(element: dict[str, Any], name: str, longest: int) -> str:
    value = element.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadField(f"its {name} is not a text but {_kind(value)}")
    if len(value) > longest:
        raise _BadField(f"its {name} is absurdly long")
    return value


def _line(element: dict[str, Any], name: str) -> str:
    return html.clean_line(_text(element, name, _LONGEST_LINE))


def _description(element: dict[str, Any], name: str) -> str:
    return _text(element, name, _LONGEST_DESCRIPTION)


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
        raise _BadField(f"its {name} is absurd")
    return amount or None


def _web_address(element: dict[str, Any], name: str) -> str:
    value = one_line(_text(element, name, _LONGEST_URL))
    return value if " " not in value and _split(value).scheme in {"http", "https"} else ""


def _page_address(value: str, external_id: str) -> str:
    """Return the post's page on the board, made from the id where the board names none of its own.

    An empty slug gives the address of the front page, and some posts name another host; the terms ask
    for a link to Remote OK.
    """
    parts = _split(value)
    is_page = parts.path.strip("/") not in {"", "remote-jobs"}
    return value if is_page and _HOST.fullmatch(parts.netloc.lower()) else f"{_PAGE}{external_id}"


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _posted_at(fields: _Fields, now: datetime) -> datetime:
    """Return when a post was published: its date or, where that cannot be used, the epoch beside it."""
    reasons = []
    for name, read in _MOMENTS:
        value = fields.element.get(name)
        if value is None or value == "":
            continue
        try:
            posted_at = read(value)
        except (TypeError, ValueError, OverflowError, OSError):
            reasons.append(f"its {name} is not a date")
            continue
        if _FIRST_DATE <= posted_at <= now + _CLOCK_DRIFT:
            fields.odd += reasons
            return posted_at
        reasons.append(f"its {name} cannot be")
    raise _BadPost(reasons[0] if reasons else "it has no date")


def _from_iso(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _from_epoch(value: str | float) -> datetime:
    if isinstance(value, bool):
        raise TypeError(value)
    return datetime.fromtimestamp(float(value), UTC)


_MOMENTS: tuple[tuple[str, Callable[[Any], datetime]], ...] = (("date", _from_iso), ("epoch", _from_epoch))


def _rejection(element: object, reason: str) -> Rejection:
    if isinstance(element, _Unread):
        found = _ID.search(element.json)
        return Rejection(reason, found[1] if found else "", html.strip_trap(element.json).text)
    external_id = ""
    if isinstance(element, dict):
        external_id = str(id_) if isinstance(id_ := element.get("id"), str | int | float) else ""
        if isinstance(description := element.get("description"), str):
            # Without the trap it is the same the next time, and names nobody's network address.
            element = {**element, "description": html.strip_trap(description).text}
    return Rejection(reason, one_line(external_id[: _LONGEST_ID + 1]), _beginning(element))


def _beginning(element: object) -> str:
    """Return an element as JSON, cut off where it is too long or too deep."""
    pieces, length = [], 0
    with contextlib.suppress(RecursionError):
        for piece in json.JSONEncoder().iterencode(element):
            pieces.append(piece)
            length += len(piece)
            if length > _LONGEST_RAW:
                break
    return "".join(pieces)[:_LONGEST_RAW]
