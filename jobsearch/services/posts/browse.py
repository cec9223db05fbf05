"""All stored posts, page by page."""

from dataclasses import dataclass

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.posting import parse_key
from jobsearch.errors import PostUnknown
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.posts.listed import listed
from jobsearch.services.posts.meant import with_meant
from jobsearch.settings import Settings
from jobsearch.store import counts
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class PostsPage:
    """A page of posts, newest first.

    Attributes:
        posts: the posts of this page.
        total: the number of stored posts.
        next: the key for requesting the next page, or None on the last page.

    """

    posts: tuple[ListedPost, ...]
    total: int
    next: str | None


def posts(settings: Settings, limit: int, after: str | None = None, cache: NoCache = UNCACHED) -> PostsPage:
    """Return at most `limit` posts that follow the post with key `after`, or the newest posts.

    Posts stored between two requests do not shift the pages. Raises KeyMalformed or PostUnknown.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        place = stored_posts.find(connection, *parse_key(after)) if after else None
        if after and place is None:
            raise PostUnknown(key=after)
        found = with_meant(connection, stored_posts.page(connection, limit + 1, place))
        total = counts.count_posts(connection)
    shown = tuple(listed(post, score, reasons) for post, score, reasons in found[:limit])
    return PostsPage(shown, total, shown[-1].key if len(found) > limit else None)
