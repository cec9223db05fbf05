"""Feeds and entries, independent of their format."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; missing fields are "".

    Attributes:
        id: the feed's own id, ideally unique within the feed.
        url: the URL of the entry's page.
        title: the title, unchanged.
        html: the entry's text as HTML.
        published: the publication date, in any format.
        author: the author, possibly a company.
        categories: the tags.
        fields: all fields, by lowercase name without namespace.

    """

    id: str = ""
    url: str = ""
    title: str = ""
    html: str = ""
    published: Any = ""
    author: str = ""
    categories: tuple[str, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """A feed: its title, home page, entries (unchanged if they cannot be parsed), and next page."""

    title: str = ""
    home: str = ""
    entries: tuple[Any, ...] = ()
    next_url: str = ""
    whole: bool = True
