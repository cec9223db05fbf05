"""Decode a response as JSON or XML, within limits, recovering as much as possible."""

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
_MOST_BRACKETS = 400_000  # a response of 100 posts has about 200, a board of 1,700 posts some 50,000
# Possessive quantifiers (*+) prevent backtracking and its memory use, so 8 MiB are scanned in one pass.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)|[\[\]{},]', re.DOTALL)
_WEB_PAGE = ("<!doctype", "<html", "<head", "<body")


@dataclass(frozen=True)
class Unread:
    """An element that could not be decoded: its text and the reason."""

    json: str
    reason: str


class Content:
    """A response that is decoded only once, however many boards check whether they recognize it."""

    def __init__(self, body: bytes) -> None:
        """Store the raw bytes."""
        self.body = body

    @cached_property
    def text(self) -> str:
        """The decoded text, with invalid bytes replaced by U+FFFD, so that other posts can still be read."""
        return self.body.decode(json.detect_encoding(self.body), "replace")

    @cached_property
    def beginning(self) -> str:
        """The beginning of the text in lowercase, after any byte-order mark and whitespace."""
        start = self.body[:4_000]
        return start.decode(json.detect_encoding(start), "replace").lstrip("\ufeff \t\r\n").lower()

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - JSON is anything
        """The decoded JSON; None if the response is not JSON."""
        try:
            return decode_json(self, "")
        except FeedUnreadable:
            return None

    def list_at(self, name: str) -> list[Any]:
        """Return the list with key `name` in the JSON object; empty if there is none."""
        found = self.json.get(name) if isinstance(self.json, dict) else None
        return found if isinstance(found, list) else []

    def objects_at(self, name: str) -> list[dict[str, Any]]:
        """Return the objects in the list with key `name` ("" for a top-level list), to identify the board."""
        elements = self.list_at(name) if name else self.json if isinstance(self.json, list) else []
        return [element for element in elements if isinstance(element, dict)]


def decode_json(content: Content, origin: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return a response's JSON.

    A list too deeply nested to be decoded at once is decoded element by element; undecodable elements become
    Unread. `origin` identifies the response in errors. Raises FeedUnreadable.
    """
    decoded = content.text
    if decoded.count("[") + decoded.count("{") > _MOST_BRACKETS:
        raise FeedUnreadable(origin=origin, cause="it contains more lists and objects than any response")
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
    """Return the list of posts, which is the JSON itself or its value for `name`. Raises FeedUnreadable."""
    if name:
        if not isinstance(value, dict):
            raise FeedUnreadable(origin=origin, cause=f"it is not an object but {kind_of(value)}")
        if name not in value:
            raise FeedUnreadable(origin=origin, cause=f'it has no "{name}"')
        value = value[name]
    if not isinstance(value, list):
        raise FeedUnreadable(origin=origin, cause=f"it is not a list of posts but {kind_of(value)}")
    if len(value) > MOST_ELEMENTS:
        raise FeedUnreadable(origin=origin, cause=f"it contains more than {MOST_ELEMENTS:,} posts")
    return value


def kind_of(value: object) -> str:
    """Return a phrase for the JSON type of a value."""
    names = {dict: "an object", str: "text", bool: "true or false", type(None): "null", list: "a list"}
    return names.get(type(value), "a number")


def why_no_response(content: Content) -> str:
    """Return why a response is clearly neither JSON nor XML; "" if it may be one of them."""
    if not content.beginning:
        return "it is empty"
    if content.beginning.startswith(_WEB_PAGE):
        return "it is a web page; the board may be asking for a CAPTCHA, or the address is wrong"
    return ""


def _why_not_json(content: Content, error: ValueError) -> str:
    return why_no_response(content) or f"it is not JSON: {error}"


def _decode(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    # Not strict: a bare control character, which is removed later, must not fail the other posts.
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
    """Yield the text of each element of a JSON array, however deeply nested; the last may be truncated."""
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
    """Keep integers of over 4,300 digits as text, because Python would otherwise reject the response."""
    return int(digits) if len(digits) <= 2 * LONGEST_ID else digits


def _finite_float(digits: str) -> float | None:
    """Return None for a number too large for a float, because JSON has no infinity."""
    number = float(digits)
    return number if math.isfinite(number) else None
