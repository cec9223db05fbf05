"""Parse RSS 0.9 to 2.0 and Atom feeds to entries."""

from typing import Any

from jobsearch.boards.feeds.entry import Entry, Feed
from jobsearch.text.xml import Document, Element, name_of, read_elements, simple, text_of

_ROOTS = {"rss": "item", "rdf": "item", "feed": "entry"}
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "issued", "created", "date", "updated", "modified")
_AUTHORS = ("creator", "author")


def is_feed(document: Document) -> bool:
    """Return whether a document is a feed, judging by its root element."""
    return name_of(document.root) in _ROOTS


def read(document: Document, body: bytes) -> Feed:
    """Return the feed with its entries; `body` is used to recover entries from a broken document."""
    wanted = _ROOTS[name_of(document.root)]
    channel = next((child for child in document.root if name_of(child) == "channel"), document.root)
    entries = tuple(read_elements(document, body, wanted, _entry))
    return Feed(
        title=_text(channel, "title"),
        home=_link(channel),
        entries=entries,
        next_url=_link(channel, "next"),
        whole=document.whole,
    )


def _entry(element: Element) -> Entry:
    fields = simple(element)
    return Entry(
        id=first_text(fields, "guid", "id") or str(element.get(_RDF_ABOUT, "")),
        url=_link(element) or first_text(fields, "origlink"),
        title=first_text(fields, "title"),
        html=max((first_text(fields, name) for name in _TEXTS), key=len),
        published=first_text(fields, *_DATES),
        author=_author(fields),
        categories=_categories(element),
        fields=fields,
    )


_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def first_text(fields: dict[str, Any], *names: str) -> str:
    """Return the first non-empty text among the elements with these names, or ""."""
    for name in names:
        values = fields.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and value.strip():
                return value
    return ""


def _author(fields: dict[str, Any]) -> str:
    author = fields.get("author")
    return first_text(author, "name") if isinstance(author, dict) else first_text(fields, *_AUTHORS)


def _text(element: Element, name: str) -> str:
    return next((text_of(child) for child in element if name_of(child) == name), "")


def _link(element: Element, relation: str = "alternate") -> str:
    """Return the URL of an RSS link, or of an Atom link with the given relation."""
    for child in element:
        if name_of(child) != "link":
            continue
        if child.get("href") and child.get("rel", "alternate") == relation:
            return str(child.get("href"))
        if relation == "alternate" and not child.get("href") and (child.text or "").strip():
            return str(child.text)
    return ""


def _categories(element: Element) -> tuple[str, ...]:
    found = (child for child in element if name_of(child) in {"category", "subject"})
    return tuple(str(child.get("term") or child.get("label") or text_of(child)) for child in found)
