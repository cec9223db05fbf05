"""The addresses of requests: the boards' own, or replacements that the user configured."""

from urllib.parse import urlsplit, urlunsplit

from jobsearch.boards import remoteok
from jobsearch.boards.board import Request
from jobsearch.settings import REMOTEOK_URL, Settings


def address_of(request: Request, settings: Settings) -> str:
    """Return the address to request.

    JOBSEARCH_SOURCE_URL_<NAME> replaces the scheme and host of all addresses of a board, but not the path and
    query. JOBSEARCH_REMOTEOK_URL may also be a complete address.
    """
    if request.source.board == remoteok.SOURCE and settings.remoteok_url != REMOTEOK_URL:
        return _of_remoteok(request, settings.remoteok_url)
    base = settings.source_urls.get(request.source.board, "")
    return on_host(request.url, base) if base else request.url


def is_replaced(board: str, settings: Settings) -> bool:
    """Return whether the user configured another host for a board, and so took responsibility for it."""
    own_remoteok = board == remoteok.SOURCE and settings.remoteok_url != REMOTEOK_URL
    return own_remoteok or bool(settings.source_urls.get(board))


def _of_remoteok(request: Request, given: str) -> str:
    try:
        is_host = urlsplit(given).path in {"", "/"}
    except ValueError:
        is_host = False
    return on_host(request.url, given) if is_host else remoteok.address(given, request.source.tags)


def on_host(url: str, base: str) -> str:
    """Return the address with the scheme and host of `base`."""
    parts = urlsplit(url)
    try:
        host = urlsplit(base)
    except ValueError:
        return base  # rejected by the client with an error message
    return urlunsplit((host.scheme, host.netloc, parts.path, parts.query, parts.fragment))
