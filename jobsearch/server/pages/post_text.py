"""Render a post's text as HTML with paragraphs, lists, emphasis, and marked words that affect its score.

Everything is escaped here, and the result is also sanitized with an allow-list (nh3), so that a single
mistake does not allow posts to inject HTML.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import NamedTuple

import nh3

from jobsearch.domain.listing import Reason
from jobsearch.services.posts.full import PostInFull
from jobsearch.services.posts.matched import matched
from jobsearch.text.characters import printable

_TAGS = {"p", "ul", "li", "strong", "em", "mark", "br"}
_CLASSES = {"mark": {"for", "against"}}
_BULLET = "•"


class _Wrap(NamedTuple):
    """A part of the text, from `start` to `end` (exclusive), to be enclosed in a pair of tags."""

    start: int
    end: int
    before: str
    after: str


def text_html(shown: PostInFull) -> str:
    """Return the text of a post as HTML with only the tags in _TAGS, or "" if it has no text."""
    text = shown.description
    wraps = [
        _Wrap(span.start, span.end, f"<{span.emphasis}>", f"</{span.emphasis}>") for span in shown.emphasis
    ]
    wraps += _marks(text, shown.post.reasons)
    return _clean("".join(_blocks(text, wraps)))


def title_html(shown: PostInFull) -> str:
    """Return the title of a post as HTML with the same marks."""
    title = shown.post.title
    return _clean(_inline(title, 0, len(title), _marks(title, shown.post.reasons)))


def _clean(html: str) -> str:
    return nh3.clean(html, tags=_TAGS, attributes={"p": {"dir"}, "li": {"dir"}}, allowed_classes=_CLASSES)


def _blocks(text: str, wraps: Sequence[_Wrap]) -> Iterator[str]:
    """Yield the paragraphs and lists, which are separated by blank lines; list items begin with a bullet."""
    lines, place = [], 0
    for line in text.split("\n"):
        lines.append((place, place + len(line)))
        place += len(line) + 1

    def kind(line: tuple[int, int]) -> str:
        written = text[slice(*line)].strip()
        return "" if not written else "ul" if written.startswith(_BULLET) else "p"

    here = _here(lines, wraps)
    for name, group in groupby(lines, kind):
        if name == "p":
            yield f'<p dir="auto">{"<br>".join(_inline(text, *line, next(here)) for line in group)}</p>'
        elif name == "ul":
            items = (_inline(text, text.index(_BULLET, start) + 1, end, next(here)) for start, end in group)
            yield f"<ul>{''.join(map(_item, items))}</ul>"
        else:
            for _line in group:
                next(here)


def _item(html: str) -> str:
    return f'<li dir="auto">{html.strip()}</li>'


def _here(parts: Iterable[tuple[int, int]], wraps: Iterable[_Wrap]) -> Iterator[list[_Wrap]]:
    """Yield, for each part of a text in order, the wraps that overlap it.

    Each wrap is processed only at its ends, because a hostile text can have a mark on every word.
    """
    waiting = deque(sorted(wraps, key=lambda one: one.start))
    begun: list[_Wrap] = []
    for start, end in parts:
        begun = [one for one in begun if one.end > start]
        while waiting and waiting[0].start < end:
            begun.append(waiting.popleft())
        yield [one for one in begun if one.end > start]


def _inline(text: str, start: int, end: int, wraps: Sequence[_Wrap]) -> str:
    """Return a line with each part enclosed in the tags that apply to it."""
    reaching = [one for one in wraps if one.start < end and one.end > start]
    cuts = {start, end, *(min(max(cut, start), end) for one in reaching for cut in (one.start, one.end))}
    parts = list(pairwise(sorted(cuts)))
    return "".join(_part(text, *part, here) for part, here in zip(parts, _here(parts, reaching), strict=True))


def _part(text: str, start: int, end: int, around: Sequence[_Wrap]) -> str:
    written = escape(printable(text[start:end]))
    before = "".join(one.before for one in around)
    return f"{before}{written}{''.join(one.after for one in reversed(around))}"


def _marks(text: str, reasons: Iterable[Reason]) -> list[_Wrap]:
    return [
        _Wrap(one.start, one.end, f'<mark class="{"for" if one.speaks_for else "against"}">', "</mark>")
        for one in matched(text, reasons)
    ]
