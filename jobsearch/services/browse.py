"""All stored posts, page by page."""

from dataclasses import dataclass

from jobsearch.domain.listing import ListedPost
from jobsearch.errors import PostUnknown
from jobsearch.posting import parse_key
from jobsearch.services.listed import listed
from jobsearch.services.resident import open_store
from jobsearch.settings import Settings
from jobsearch.store import database, pages, standing


@dataclass(frozen=True)
class PostsPage:
    """Some posts, the newest first.

    Attributes:
        posts: those of this page.
        total: how many are stored.
        next: the key to ask the next page with, None on the last.

    """

    posts: tuple[ListedPost, ...]
    total: int
    next: str | None


def posts(settings: Settings, limit: int, after: str | None = None) -> PostsPage:
    """Return at most `limit` posts: those that follow the one with the key `after`, or the newest.

    Posts that come in between two pages move none of the others. Raises KeyMalformed or PostUnknown.
    """
    with database.querying(open_store(settings)) as connection:
        place = pages.find(connection, *parse_key(after)) if after else None
        if after and place is None:
            raise PostUnknown(key=after)
        found = pages.page(connection, limit + 1, place)
        total = standing.count_posts(connection)
    shown = tuple(listed(post, score, reasons) for post, score, reasons in found[:limit])
    return PostsPage(shown, total, shown[-1].key if len(found) > limit else None)
