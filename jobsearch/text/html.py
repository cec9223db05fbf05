"""Repair and sanitize text from job boards once, when it is received.

    mojibake -> repeated escaping
    -> unclosed tags -> HTML to readable text -> remaining references
    -> control characters removed

The result is safe to store, learn from, and show in a terminal.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

# lxml parses HTML as a stream of events, in linear time and constant memory at any nesting depth, whereas
# tree-building parsers took seconds for 20,000 nested elements (selectolax) or unclosed comments
# (html.parser).
from lxml import etree

from jobsearch.text.characters import is_visible, one_line, printable
from jobsearch.text.encoding import repair_encoding
from jobsearch.text.escapes import (
    unescape,
    unescape_json,
    unescape_json_line,
    unescape_left,
    unescape_tags,
)
from jobsearch.text.line_ends import line_ends_count
from jobsearch.text.tags import BLOCKS, HIDDEN, close_tags

Emphasis = Literal["strong", "em"]

_LISTS = frozenset({"ol", "ul"})
_EMPHASES: dict[str, Emphasis] = {
    **dict.fromkeys(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"), "strong"),
    **dict.fromkeys(("i", "em"), "em"),
}
_LONGEST_EMPHASISED = 30_000  # characters, to be examined one by one
_DEEPEST_INDENT = 4


class Span(NamedTuple):
    """A span of text, from `start` up to `end`, that the author emphasized."""

    start: int
    end: int
    emphasis: Emphasis


def clean_line(text: str) -> str:
    """Return a one-line field, such as a title, with encoding, entities, and whitespace repaired.

    Other such fields are companies and tags. Returns "" if the field contains no visible character.
    """
    line = unescape_json_line(printable(repair_encoding(text)))
    line = one_line(repair_encoding(unescape_left(unescape(line))))
    return line if is_visible(line) else ""


def clean_description(text: str) -> str:
    """Convert HTML or plain text to readable plain text.

    Paragraphs are separated by one empty line, and list items are lines that begin with "• ".
    """
    text = _prepared(text)
    readable = _parsed(text, _Reader(lines_count=line_ends_count(text))) if "<" in text else unescape(text)
    return _tidy_lines(printable(repair_encoding(unescape_left(readable))))


def emphasised(text: str, readable: str) -> tuple[Span, ...]:
    """Return the emphasized spans of `readable`, which must be the result of clean_description(text).

    The result is empty if the two differ in more than whitespace, or if the text is very long.
    """
    if len(readable) > _LONGEST_EMPHASISED or "<" not in (prepared := _prepared(text)):
        return ()
    reader = _EmphasisReader(lines_count=line_ends_count(prepared))
    written = _parsed(prepared, reader)
    if written.split() and "".join(written.split()) == "".join(readable.split()):
        return tuple(_spans(readable, reader.emphases))
    return ()


def _spans(readable: str, emphases: Sequence[Emphasis | None]) -> Iterator[Span]:
    """Yield the spans of equal emphasis on each line, given the emphasis of each visible character."""
    of_visible = iter(emphases)
    start, end, current = 0, 0, None
    for place, character in enumerate(readable):
        emphasis = current if character == " " else None if character == "\n" else next(of_visible)
        if emphasis != current:
            if current:
                yield Span(start, end, current)
            start, current = place, emphasis
        if not character.isspace():
            end = place + 1
    if current:
        yield Span(start, end, current)


def _prepared(text: str) -> str:
    """Restore HTML or plain text, as far as possible, to the form in which its author wrote it."""
    text = unescape_json(printable(repair_encoding(text)))
    return close_tags(unescape_tags(text))


def _parsed(text: str, reader: "_Reader") -> str:
    # Encode first, because libxml2 would stop at a NUL and guess the encoding of text.
    parser = etree.HTMLParser(target=reader, encoding="utf-8")  # type: ignore[arg-type] # comments: optional
    return str(etree.fromstring(text.encode("utf-8"), parser))


def _tidy_lines(text: str) -> str:
    lines = [_tidy_line(line) for line in text.split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip("\n")


def _tidy_line(line: str) -> str:
    words = line.split()
    indent = line[: len(line) - len(line.lstrip(" "))] if words and words[0] == "•" else ""
    return indent + " ".join(words)


class _Reader:
    """A target for lxml's HTML parser that converts parse events to lines of text.

    A line break is deferred until the next text arrives, so that nested and empty elements add no empty
    lines.
    """

    def __init__(self, *, lines_count: bool) -> None:
        self._parts: list[str] = []
        self._lines_count = lines_count
        self._preformatted = 0
        self._owed = 0
        self._marker = ""
        self._hidden = 0
        self._lists = 0

    def start(self, tag: str, _attributes: object, _namespaces: object = None) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "br":
            self._owed = min(self._owed + 1, 2)
        elif tag == "li":
            self._owe(1)
            self._marker = "  " * min(max(self._lists - 1, 0), _DEEPEST_INDENT) + "• "
        elif tag in {"td", "th"}:
            self._write(" ")
        elif tag in BLOCKS:
            self._break(tag)
            self._lists += tag in _LISTS
            self._preformatted += tag == "pre"

    def end(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden -= 1
        elif tag == "li":
            self._owe(1)
            self._marker = ""
        elif tag in BLOCKS:
            self._lists -= tag in _LISTS
            self._preformatted -= tag == "pre"
            self._break(tag)

    def data(self, text: str) -> None:
        if not self._hidden:
            self._write(text if self._lines_count or self._preformatted else text.replace("\n", " "))

    def close(self) -> str:
        return "".join(self._parts)

    def _break(self, tag: str) -> None:
        self._owe(1 if self._lists or tag == "tr" else 2)

    def _owe(self, newlines: int) -> None:
        self._owed = max(self._owed, newlines)

    def _write(self, text: str) -> None:
        if self._owed:
            text = text.removeprefix("\n")  # the same newline as the tag's
        if not text or (text.isspace() and self._owed):
            return
        self._parts.append("\n" * self._owed + self._marker + text)
        self._owed, self._marker = 0, ""


class _EmphasisReader(_Reader):
    """A reader that also records the emphasis of each visible character."""

    def __init__(self, *, lines_count: bool) -> None:
        super().__init__(lines_count=lines_count)
        self.emphases: list[Emphasis | None] = []
        self._within: list[Emphasis] = []

    def start(self, tag: str, attributes: object, namespaces: object = None) -> None:
        super().start(tag, attributes, namespaces)
        if tag in _EMPHASES:
            self._within.append(_EMPHASES[tag])

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag in _EMPHASES and self._within:
            self._within.pop()

    def _write(self, text: str) -> None:
        written = len(self._parts)
        super()._write(text)
        visible = "".join("".join(self._parts[written:]).split())
        emphasis = self._within[-1] if self._within else None
        self.emphases.extend(None if character == "•" else emphasis for character in visible)
