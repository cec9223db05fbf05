"""Extract the schema.org JobPosting objects embedded in a page, tolerating slightly broken JSON.

This module is pure.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from jobsearch.text.page import WebPage

_MOST_VALUES = 5_000
# Wrappers that may surround the JSON in a page, once whitespace is stripped.
_BEFORE = re.compile(r"(?:<!--|/{0,2}\*?\s{0,9}<!\[CDATA\[\s{0,9}(?:\*/)?)")
_AFTER = re.compile(r"(?:-->|(?:/\*|//)?\s{0,9}\]\]>\s{0,9}(?:\*/)?)\s{0,9};?\Z")
_LONGEST_AFTER = 40
# No text is scanned twice: an unterminated string extends to the end of the text.
_STRING_OR_COMMA = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z))|,(?=\s*+[}\]])', re.DOTALL)


def postings_of(page: WebPage) -> list[dict[str, Any]]:
    """Return the JobPosting objects in a page's JSON-LD, at any depth, and in its microdata."""
    return [*_postings_in(page.data), *_microdata(page)]


def _postings_in(texts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for text in texts:
        waiting = [_decoded(text)]
        for _count in range(_MOST_VALUES):
            if not waiting:
                break
            one = waiting.pop()
            if isinstance(one, dict):
                if _is_posting(one.get("@type")):
                    yield one
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)


def _decoded(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    """Return the decoded JSON, ignoring comment wrappers and trailing commas; None if it is not JSON."""
    bare = _unwrapped(text)
    for one in (text, bare, _STRING_OR_COMMA.sub(lambda match: match[1] or "", bare)):
        try:
            return json.loads(one, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    text = text.strip()
    text = text[found.end() :] if (found := _BEFORE.match(text)) else text
    tail = max(len(text) - _LONGEST_AFTER, 0)
    text = text[: tail + found.start()] if (found := _AFTER.search(text[tail:])) else text
    return text.strip().rstrip(";")


def _is_posting(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and re.split(r"[/:#]", one)[-1] == "JobPosting" for one in kinds)


def _microdata(page: WebPage) -> list[dict[str, Any]]:
    found = [(name, value) for item, name, value in page.properties if item.endswith("/JobPosting")]
    names = [name for name, _value in found]
    return [dict(found)] if found and len(set(names)) == len(names) else []
