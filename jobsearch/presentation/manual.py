"""Render the manual as HTML pages with tables of contents, and search its sections (pure functions)."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

# CommonMark with tables, as Rich renders in the terminal; raw HTML is disabled.
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jobsearch.guide import Page

_NOT_OF_A_NAME = re.compile(r"[^\w]+")
_OF_ANOTHER_PAGE = re.compile(r"(?P<topic>[\w-]+)\.md(?P<anchor>#[\w-]*)?")
_AWAY = re.compile(r"https?://", re.IGNORECASE)
_TOP = "h1"


@dataclass(frozen=True)
class Heading:
    """A heading of a page with its text and anchor."""

    text: str
    anchor: str


@dataclass(frozen=True)
class Section:
    """A section of a page, with its heading and its text without markup."""

    topic: str
    heading: Heading
    text: str


@dataclass(frozen=True)
class Rendered:
    """A rendered page, with its title, its lower-level headings, and its HTML."""

    title: str
    contents: tuple[Heading, ...]
    html: str


def rendered(page: Page, address: Callable[[str], str]) -> Rendered:
    """Return a page of the manual as HTML; `address` returns the URL for a topic.

    All text is escaped. Headings have anchors, links to other pages lead to their URLs, and links to other
    sites send no referrer.
    """
    parser = _parser()
    tokens = parser.parse(page.text)
    headings = list(_anchored(tokens))
    for token in _all(tokens):
        _fit(token, address)
    titles = [heading.text for tag, heading in headings if tag == _TOP]
    contents = tuple(heading for tag, heading in headings if tag != _TOP)
    return Rendered(
        titles[0] if titles else page.topic, contents, parser.renderer.render(tokens, parser.options, {})
    )


def sections(page: Page) -> Iterator[Section]:
    """Yield the sections of a page in order."""
    tokens = _parser().parse(page.text)
    headings = iter([heading for _tag, heading in _anchored(tokens)])
    heading, pieces = Heading(page.topic, ""), list[str]()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            if pieces:
                yield Section(page.topic, heading, " ".join(pieces))
            heading, pieces = next(headings), []
        elif token.type in {"inline", "fence", "code_block"} and tokens[place - 1].type != "heading_open":
            pieces += _plain(token).split()
    yield Section(page.topic, heading, " ".join(pieces))


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _anchored(tokens: list[Token]) -> Iterator[tuple[str, Heading]]:
    """Set an anchor on each heading, numbering repeated names, and yield the headings with their tags."""
    seen: dict[str, int] = {}
    for place, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        text = _plain(tokens[place + 1])
        name = _NOT_OF_A_NAME.sub("-", text.lower()).strip("-") or "section"
        seen[name] = seen.get(name, 0) + 1
        anchor = name if seen[name] == 1 else f"{name}-{seen[name]}"
        token.attrSet("id", anchor)
        yield token.tag, Heading(text, anchor)


def _plain(token: Token) -> str:
    if not token.children:
        return token.content
    return "".join(" " if one.type == "softbreak" else one.content for one in token.children)


def _fit(token: Token, address: Callable[[str], str]) -> None:
    """Resolve links, make scrollable code blocks focusable by keyboard, and remove inline styles."""
    token.attrs.pop("style", None)
    if token.type == "link_open":
        target = str(token.attrGet("href") or "")
        if found := _OF_ANOTHER_PAGE.fullmatch(target):
            token.attrSet("href", f"{address(found['topic'])}{found['anchor'] or ''}")
        elif _AWAY.match(target):
            token.attrSet("target", "_blank")
            token.attrSet("rel", "noopener noreferrer")
    elif token.type in {"fence", "code_block"}:
        token.attrSet("tabindex", "0")  # because the code scrolls
    elif token.type == "th_open":
        token.attrSet("scope", "col")
