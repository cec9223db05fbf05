"""Request the web pages of individual posts, which are not part of any fetch."""

from dataclasses import replace

from jobsearch.boards.http import client
from jobsearch.errors import FeedUnreachable, PageUnreachable
from jobsearch.settings import Settings

_PAGE_MIB = 8


def get_page(settings: Settings, address: str, rules: client.Rules) -> client.Answer:
    """Return the response to a request for a page of at most 8 MiB.

    Raises PageUnreachable, whose message does not promise a later fetch, and other subclasses of FeedError.
    """
    try:
        return client.get(address, contact=settings.contact, rules=replace(rules, limit_mib=_PAGE_MIB))
    except FeedUnreachable as error:
        raise PageUnreachable(**error.details) from error
