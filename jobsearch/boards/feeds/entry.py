"""One entry of any feed, as its form gives it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Entry:
    """What feeds say of an entry, "" for what it does not.

    Attributes:
        id: the feed's own, unique in it at best.
        url: the page of the entry.
        title: as it is.
        html: its text.
        published: when, in any form of date.
        author: who wrote it, which may be a company.
        categories: its tags.
        fields: everything that it holds, by names in lower case without namespaces.

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
    """A feed: how it is called, its page, its entries (each an Entry, or what is none), where it goes on."""

    title: str = ""
    home: str = ""
    entries: tuple[Any, ...] = ()
    next_url: str = ""
    whole: bool = True
