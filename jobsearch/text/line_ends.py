"""Whether the line ends of a text that is HTML, or has a tag or two, were meant to be seen."""

import re

from jobsearch.text.tags import BLOCKS, BREAKS

_BREAKING = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS | BREAKS))})(?=[\s/>])", re.IGNORECASE)
_OPENING = re.compile(r"<(?P<name>div|p|section|article|body|html)\b[^<>]*>", re.IGNORECASE)
# One that nobody made by wrapping a text: before an empty line or an item, or behind a sentence.
_MEANT = re.compile(
    "(?:(?<=[^>\\s])|(?<=[^>\\s] ))\n[ \t]*(?:\n\\s*[^<\\s]|[-*\u2022\u2013\u00b7\u25aa][ \t]*\\w)"
    "|(?:(?<=[.:!?;])|(?<=[.:!?;] ))\n[ \t]*[^<\\s]"
)
_FEW = 2


def line_ends_count(html: str) -> bool:
    """Return whether the line ends of HTML were meant: no tag makes blocks or breaks, or few beside lines."""
    inner, wrapped = _unwrapped(html)
    breaks = sum(1 for _tag in _BREAKING.finditer(inner))
    if not breaks and not wrapped:
        return True
    least = max(breaks, _FEW) if breaks else 0
    return inner.count("\n") > least and sum(1 for _end in _MEANT.finditer(inner)) > least


def _unwrapped(html: str) -> tuple[str, bool]:
    """Return what one element around all of it holds, and whether there is one."""
    html = html.strip()
    opening = _OPENING.match(html)
    if opening is None:
        return html, False
    return html[opening.end() :].removesuffix(f"</{opening['name']}>"), True
