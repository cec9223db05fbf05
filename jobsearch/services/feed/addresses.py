"""Which addresses are asked: the boards' own, or what the person put instead of their hosts."""

from urllib.parse import urlsplit, urlunsplit

from jobsearch.boards import remoteok
from jobsearch.boards.board import Request
from jobsearch.settings import REMOTEOK_URL, Settings


def address_of(request: Request, settings: Settings) -> str:
    """Return the address to ask for a request.

    JOBSEARCH_SOURCE_URL_<NAME> gives scheme and host of all addresses of a board, while path and query stay.
    JOBSEARCH_REMOTEOK_URL may also be a whole address.
    """
    if request.source.board == remoteok.SOURCE and settings.remoteok_url != REMOTEOK_URL:
        return _of_remoteok(request, settings.remoteok_url)
    base = settings.source_urls.get(request.source.board, "")
    return on_host(request.url, base) if base else request.url


def is_replaced(board: str, settings: Settings) -> bool:
    """Return whether the person put another host instead of a board's: then it is theirs to ask."""
    own_remoteok = board == remoteok.SOURCE and settings.remoteok_url != REMOTEOK_URL
    return own_remoteok or bool(settings.source_urls.get(board))


def _of_remoteok(request: Request, given: str) -> str:
    try:
        is_host = urlsplit(given).path in {"", "/"}
    except ValueError:
        is_host = False
    return on_host(request.url, given) if is_host else remoteok.address(given, request.source.tags)


def on_host(url: str, base: str) -> str:
    """Return an address with the scheme and the host of another; its path and query stay."""
    parts = urlsplit(url)
    try:
        host = urlsplit(base)
    except ValueError:
        return base  # which the client refuses in a sentence
    return urlunsplit((host.scheme, host.netloc, parts.path, parts.query, parts.fragment))
