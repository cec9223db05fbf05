"""The bytes of an answer become JSON or XML, whatever they hold: bounded, and as much as can be read."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from jobsearch.errors import FeedUnreadable

MOST_ELEMENTS = 50_000
LONGEST_RAW = 400_000
LONGEST_ID = 18
_MOST_BRACKETS = 400_000  # a response of 100 posts has about 200, a board of 1,700 some 50,000
# Possessive (*+), so that it neither tries a text again nor remembers where it could: 8 MiB are one step.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_WEB_PAGE = ("<!doctype", "<html", "<head", "<body")


@dataclass(frozen=True)
class Unread:
    """The text of an element that could not be decoded, and why."""

    json: str
    reason: str


class Content:
    """An answer, decoded once for all who ask what it may be."""

    def __init__(self, body: bytes) -> None:
        """Take the bytes as they came."""
        self.body = body

    @cached_property
    def text(self) -> str:
        """Its text; one broken byte must not cost the other posts: it becomes U+FFFD."""
        return self.body.decode(json.detect_encoding(self.body), "replace")

    @cached_property
    def beginning(self) -> str:
        """How it begins, in lower case, after a byte-order mark and white space."""
        start = self.body[:4_000]
        return start.decode(json.detect_encoding(start), "replace").lstrip("\ufeff \t\r\n").lower()

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """Its JSON, None where it is none."""
        try:
            return decode_json(self, "")
        except FeedUnreadable:
            return None

    def list_at(self, name: str) -> list[Any]:
        """Return the list that the JSON object holds under `name`, empty where there is none."""
        found = self.json.get(name) if isinstance(self.json, dict) else None
        return found if isinstance(found, list) else []

    def objects_at(self, name: str) -> list[dict[str, Any]]:
        """Return the objects of the list under `name` ("" for a bare list), to tell whose they are."""
        elements = self.list_at(name) if name else self.json if isinstance(self.json, list) else []
        return [element for element in elements if isinstance(element, dict)]


def decode_json(content: Content, origin: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return an answer's JSON.

    A list that is nested too deeply to be read at once is read element by element: what of it cannot be
    becomes Unread. `origin` names the answer in errors. Raises FeedUnreadable.
    """
    decoded = content.text
    if decoded.count("[") + decoded.count("{") > _MOST_BRACKETS:
        raise FeedUnreadable(origin=origin, cause="it holds more lists and objects than any response")
    try:
        return _decode(decoded)
    except RecursionError:
        elements = [_decode_alone(one) for one in islice(_split_array(decoded), MOST_ELEMENTS + 1)]
        if all(isinstance(element, Unread) for element in elements):
            raise FeedUnreadable(origin=origin, cause="it is nested too deeply") from None
        return elements
    except ValueError as error:
        raise FeedUnreadable(origin=origin, cause=_why_not_json(content, error)) from error


def elements(value: Any, origin: str, name: str = "") -> list[Any]:  # noqa: ANN401 - JSON is anything
    """Return the list of posts that JSON is, or that its object holds under `name`; raises FeedUnreadable."""
    if name:
        if not isinstance(value, dict):
            raise FeedUnreadable(origin=origin, cause=f"it is not an object but {kind_of(value)}")
        if name not in value:
            raise FeedUnreadable(origin=origin, cause=f'it has no "{name}"')
        value = value[name]
    if not isinstance(value, list):
        raise FeedUnreadable(origin=origin, cause=f"it is not a list of posts but {kind_of(value)}")
    if len(value) > MOST_ELEMENTS:
        raise FeedUnreadable(origin=origin, cause=f"it holds more than {MOST_ELEMENTS:,} posts")
    return value


def kind_of(value: object) -> str:
    """Return in words what kind of JSON a value is."""
    names = {dict: "an object", str: "a text", bool: "true or false", type(None): "null", list: "a list"}
    return names.get(type(value), "a number")


def why_no_response(content: Content) -> str:
    """Return why an answer is neither JSON nor XML at first sight, "" where it may be either."""
    if not content.beginning:
        return "it is empty"
    if content.beginning.startswith(_WEB_PAGE):
        return "it is a web page; the board may be asking for a human, or the address is wrong"
    return ""


def _why_not_json(content: Content, error: ValueError) -> str:
    return why_no_response(content) or f"it is not JSON: {error}"


def _decode(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    # Not strict: a bare control character in one text, which is cleaned later, must not cost the other posts.
    return json.loads(
        text.removeprefix("\ufeff"),
        strict=False,
        parse_int=_bounded_int,
        parse_float=_finite_float,
        parse_constant=lambda _name: None,
    )


def _decode_alone(text: str) -> Any:  # noqa: ANN401 - same
    try:
        return _decode(text)
    except RecursionError:
        return Unread(text[:LONGEST_RAW].strip(), "it is nested too deeply")
    except ValueError:
        return Unread(text[:LONGEST_RAW].strip(), "it is not JSON")


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
    return int(digits) if len(digits) <= 2 * LONGEST_ID else digits


def _finite_float(digits: str) -> float | None:
    """JSON has no infinity, so that a number too large for a float is none."""
    number = float(digits)
    return number if math.isfinite(number) else None
