"""Get the answer to a board's request, as the board and the person want to be asked."""

from urllib.parse import urlsplit

from jobsearch.boards import remoteok
from jobsearch.boards.board import Board, Request
from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import Answer
from jobsearch.errors import FeedUnreachable
from jobsearch.services.feed.addresses import address_of, is_replaced
from jobsearch.settings import Settings
from jobsearch.text.masking import shown


def get(request: Request, board: Board, settings: Settings, seconds: float) -> Answer:
    """Return the answer to a request within so many seconds; raises FeedError's subclasses."""
    address = address_of(request, settings)
    rules = client.Rules(
        trust=_trust(board, settings),
        variable=variable_of(board.name),
        accept=request.accept,
        limit_mib=board.limit_mib,
        seconds=min(seconds, client.DEADLINE_SECONDS),
    )
    answer = client.get(
        address,
        contact=settings.contact,
        last_modified=request.validator.last_modified,
        etag=request.validator.etag,
        rules=rules,
    )
    if answer.modified and not board.follow_redirects and _host(answer.url) != _host(address):
        cause = f"it leads to {_host(answer.url)}, so that there is no such board"
        raise FeedUnreachable(url=shown(address), cause=cause)
    return answer


def variable_of(board: str) -> str:
    """Return the variable of the environment that puts another host in the place of a board's."""
    if board == remoteok.SOURCE:
        return "JOBSEARCH_REMOTEOK_URL"
    return f"JOBSEARCH_SOURCE_URL_{board.upper()}"


def _trust(board: Board, settings: Settings) -> Trust:
    if is_replaced(board.name, settings):
        return Trust.OVERRIDDEN
    return Trust.GIVEN if board.account in {"host", "address"} else Trust.BUILT_IN


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2].lower()
