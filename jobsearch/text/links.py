"""Extract the visible lines of HTML, each with the URL it links to."""

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

_LONGEST = 2 * 1024 * 1024
_MOST_LINES = 20_000
_INLINE = frozenset("abbr b bdi em font i mark small span strong sub sup u wbr".split())
_UNSEEN = frozenset(("script", "style", "title", "template"))


class LinkedLine(NamedTuple):
    """A line of text and the URL it links to, or "" if it is not a link.

    A linked image has no text.
    """

    text: str
    address: str


def linked_lines(html: str) -> list[LinkedLine]:
    """Return the lines of HTML, in order.

    Any text is accepted.
    """
    reader = _Reader()
    text = html[:_LONGEST].replace("\x00", "")
    if not text.strip():
        return []
    parser = etree.HTMLParser(target=reader, encoding="utf-8")  # type: ignore[arg-type] # comments: optional
    try:
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        reader.close()
    return reader.lines


class _Reader:
    def __init__(self) -> None:
        self.lines: list[LinkedLine] = []
        self._text: list[str] = []
        self._address = ""
        self._unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str], _namespaces: object = None) -> None:
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self._end_line()
        if tag == "a":
            self._address = attributes.get("href", "").strip()
            self._add("")

    def end(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN
        if tag not in _INLINE:
            self._end_line()
        if tag == "a":
            self._address = ""

    def data(self, text: str) -> None:
        if not self._unseen:
            self._text.append(text)

    def close(self) -> None:
        self._end_line()

    def _end_line(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self._add(text)
        self._text.clear()

    def _add(self, text: str) -> None:
        if len(self.lines) < _MOST_LINES:
            self.lines.append(LinkedLine(text, self._address))
