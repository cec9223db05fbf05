"""Extract the visible text blocks and controls of a web page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

_LONGEST = 3 * 1024 * 1024  # characters; the remainder is irrelevant to a single post
_MOST_BLOCKS = 5_000
_INLINE = frozenset(
    "a abbr b bdi cite code em font i img mark q s small span strong sub sup time u wbr".split()
)
_UNSEEN = frozenset("script style template noscript svg head iframe object".split())
_ASIDE = frozenset("nav aside footer blockquote select datalist label figure".split())
_ASIDE_NAMES = re.compile(
    r"related|similar|other-?(?:jobs|positions|openings)|more-?(?:jobs|positions)|recommend|suggest|faq|comment|"
    r"testimonial|review|cookie|sidebar|breadcrumb|also-?like|report",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASSES = frozenset(
    "hidden hide d-none is-hidden invisible sr-only visually-hidden screen-reader-text".split()
)
_PLAIN = frozenset("br div em li p span strong td tr ul".split())  # frequent elements without effect
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True)
class Block:
    """A visible block of text on one line.

    `aside` indicates that it is outside the main content.
    """

    text: str
    aside: bool
    heading: bool


@dataclass(frozen=True)
class WebPage:
    """The visible content of a web page.

    Attributes:
        title: the window title.
        blocks: the text blocks in order.
        controls: the text of links and buttons, except in asides.
        takes_files: whether a form has a file input.
        data: the JSON of the "application/ld+json" scripts.
        scripts: the other scripts.
        properties: microdata as (item type, name, value).

    """

    title: str
    blocks: tuple[Block, ...]
    controls: tuple[str, ...]
    takes_files: bool
    data: tuple[str, ...]
    scripts: tuple[str, ...]
    properties: tuple[tuple[str, str, str], ...]


def read_page(html: str) -> WebPage:
    """Extract the visible content of a page.

    Any text is accepted.
    """
    reader = _Reader()
    text = html[:_LONGEST].replace("\x00", "")
    if text.strip():
        parser = etree.HTMLParser(target=reader, encoding="utf-8")  # type: ignore[arg-type] # comments: optional
        try:
            etree.fromstring(text.encode("utf-8", "replace"), parser)
        except etree.XMLSyntaxError:  # a comment alone has no content
            reader.close()
    return reader.page


@dataclass
class _Open:
    """An open element, with the properties that its contents inherit."""

    tag: str
    unseen: bool
    aside: bool
    heading: bool
    item: str


class _Reader:
    """A target for lxml's HTML parser that converts parse events to a WebPage."""

    def __init__(self) -> None:
        self.page = WebPage("", (), (), takes_files=False, data=(), scripts=(), properties=())
        self._open = [_Open("", unseen=False, aside=False, heading=False, item="")]
        self._blocks: list[Block] = []
        self._controls: list[str] = []
        self._properties: list[tuple[str, str, str]] = []
        self._takes_files = False
        self._line: list[str] = []
        self._raw: dict[str, list[str]] = {"title": [], "data": [], "script": []}
        self._into = ""
        self._control: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str], _namespaces: object = None) -> None:
        around = self._open[-1]
        if tag not in _INLINE:
            self._end_block()
        self._open.append(_within(around, tag, attributes))
        now = self._open[-1]
        self._into = self._raw_of(tag, attributes)
        if self._into:
            self._raw[self._into].append("")
        if tag in {"a", "button"} and not now.unseen and not now.aside and "disabled" not in attributes:
            self._control = []
        if tag == "input" and not now.unseen and not now.aside:
            self._input(attributes)
        if name := attributes.get("itemprop"):
            value = attributes.get("content") or attributes.get("datetime")
            if value:
                self._properties.append((now.item, name, value))

    def end(self, tag: str) -> None:
        if tag in {"a", "button"} and self._control is not None:
            self._controls.append(_line(self._control))
            self._control = None
        if tag not in _INLINE:
            self._end_block()
        self._into = ""
        if len(self._open) > 1:
            self._open.pop()

    def data(self, text: str) -> None:
        if self._into:
            self._raw[self._into][-1] += text
        elif not self._open[-1].unseen:
            self._line.append(text)
            if self._control is not None:
                self._control.append(text)

    def close(self) -> None:
        self._end_block()
        self.page = WebPage(
            title=_line(self._raw["title"][:1]),
            blocks=tuple(self._blocks),
            controls=tuple(self._controls),
            takes_files=self._takes_files,
            data=tuple(self._raw["data"]),
            scripts=tuple(self._raw["script"]),
            properties=tuple(self._properties),
        )

    def _input(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("type", "").lower()
        self._takes_files |= kind == "file"
        if kind == "submit" and "disabled" not in attributes:
            self._controls.append(_line([attributes.get("value", "")]))

    def _raw_of(self, tag: str, attributes: Mapping[str, str]) -> str:
        if tag == "script":
            return "data" if "ld+json" in attributes.get("type", "").lower() else "script"
        return "title" if tag == "title" and self._open[-2].tag in {"head", "html", ""} else ""

    def _end_block(self) -> None:
        if (text := _line(self._line)) and len(self._blocks) < _MOST_BLOCKS:
            now = self._open[-1]
            self._blocks.append(Block(text, now.aside, now.heading))
        self._line.clear()


def is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element is invisible."""
    return (
        tag in _UNSEEN
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (tag == "dialog" and "open" not in attributes)
        or _HIDDEN_STYLE.search(attributes.get("style", "")) is not None
        or not _HIDDEN_CLASSES.isdisjoint(_names(attributes).lower().split())
    )


def is_aside(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element is outside the main content."""
    named = tag not in {"html", "body"} and bool(_ASIDE_NAMES.search(_names(attributes)))
    return tag in _ASIDE or named


def _names(attributes: Mapping[str, str]) -> str:
    return f"{attributes.get('class', '')} {attributes.get('id', '')}"


def _within(around: _Open, tag: str, attributes: Mapping[str, str]) -> _Open:
    if not attributes and tag in _PLAIN:
        return around
    return _Open(
        tag,
        unseen=around.unseen or is_unseen(tag, attributes),
        aside=around.aside or is_aside(tag, attributes),
        heading=tag in _HEADINGS or (around.heading and tag in _INLINE),
        item=attributes.get("itemtype", "") if "itemscope" in attributes else around.item,
    )


def _line(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
