"""Parse JSON Feed 1.0 and 1.1 to entries; see https://www.jsonfeed.org/version/1.1/."""

from typing import Any

from jobsearch.boards.feeds.entry import Entry, Feed
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content


def is_feed(content: Content) -> bool:
    """Return whether JSON content is a feed, judging by its mandatory version."""
    version = content.json.get("version") if isinstance(content.json, dict) else ""
    return isinstance(version, str) and "jsonfeed.org/version" in version


def read(value: dict[str, Any]) -> Feed:
    """Return the feed with its entries."""
    items = value.get("items")
    return Feed(
        title=fields.line(value.get("title")),
        home=fields.web_address(value.get("home_page_url")) or fields.web_address(value.get("feed_url")),
        entries=tuple(_entry(item) if isinstance(item, dict) else item for item in items)
        if isinstance(items, list)
        else (),
        next_url=fields.web_address(value.get("next_url")),
    )


def _entry(item: dict[str, Any]) -> Entry:
    return Entry(
        id=fields.line(item.get("id")),
        url=fields.web_address(item.get("url")) or fields.web_address(item.get("external_url")),
        title=fields.line(item.get("title")),
        html=fields.markup(item.get("content_html") or item.get("content_text") or item.get("summary")),
        published=item.get("date_published") or item.get("date_modified"),
        author=next(iter(fields.names(item.get("authors"))), "")
        or fields.line(fields.mapping(item.get("author")).get("name")),
        categories=fields.lines(item.get("tags")),
        fields=item,
    )
