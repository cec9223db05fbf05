"""Determine whether the newlines in HTML, or in text with a few tags, are meaningful."""

import re

from jobsearch.text.tags import BLOCKS, BREAKS

_BREAKING = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | BREAKS))})(?=[\s/>])", re.IGNORECASE)
_OPENING = re.compile(r"<(?P<name>div|p|section|article|body|html)\b[^<>]*>", re.IGNORECASE)
# Newlines that are not due to wrapping: before an empty line or an item, or after a sentence.
_MEANT = re.compile(
    "(?:(?<=[^>\\s])|(?<=[^>\\s] ))\n[ \t]*(?:\n\\s*[^<\\s]|[-*\u2022\u2013\u00b7\u25aa][ \t]*\\w)"
    "|(?:(?<=[.:!?;])|(?<=[.:!?;] ))\n[ \t]*[^<\\s]"
)
_FEW = 2


def line_ends_count(html: str) -> bool:
    """Return whether the newlines in HTML are meaningful.

    They are if there are no block or break tags, or if there are few compared with the lines of text.
    """
    inner, wrapped = _unwrapped(html)
    breaks = sum(1 for _tag in _BREAKING.finditer(inner))
    if not breaks and not wrapped:
        return True
    least = max(breaks, _FEW) if breaks else 0
    return inner.count("\n") > least and sum(1 for _end in _MEANT.finditer(inner)) > least


def _unwrapped(html: str) -> tuple[str, bool]:
    """Return the contents of the element that encloses all of the HTML, and whether there is one."""
    html = html.strip()
    opening = _OPENING.match(html)
    if opening is None:
        return html, False
    return html[opening.end() :].removesuffix(f"</{opening['name']}>"), True
