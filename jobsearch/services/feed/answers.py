"""Make requests to boards, respecting the board's rules and the user's settings."""

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from jobsearch.boards import remoteok
from jobsearch.boards.board import NO_VALIDATOR, Board, Request
from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.http.client import Answer
from jobsearch.boards.mailbox.address import mailbox
from jobsearch.boards.mailbox.client import get as get_mails
from jobsearch.boards.mailbox.password import password_of
from jobsearch.errors import BoardElsewhere, FeedRefused, FeedUnreachable
from jobsearch.services.feed.addresses import address_of, is_replaced
from jobsearch.settings import Settings
from jobsearch.text.masking import shown

_GONE = 404


def get(request: Request, board: Board, settings: Settings, seconds: float) -> Answer:
    """Return the response to a request within `seconds`. Raises subclasses of FeedError."""
    if board.account == "mailbox":
        return _mailbox(request, seconds)
    try:
        return _get(request, board, settings, seconds)
    except (FeedRefused, BoardElsewhere) as error:
        if not request.otherwise or getattr(error, "details", {}).get("status", _GONE) != _GONE:
            raise
    there = replace(request, url=request.otherwise, validator=NO_VALIDATOR)
    return _get(there, board, settings, seconds)


def _mailbox(request: Request, seconds: float) -> Answer:
    box = mailbox(request.url)
    if isinstance(box, str):
        raise FeedUnreachable(url=shown(request.url), cause=f"it {box}")
    return get_mails(box, password_of(box), request.validator.etag, datetime.now(UTC), seconds)


def _get(request: Request, board: Board, settings: Settings, seconds: float) -> Answer:
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
        cause = f"it redirects to {_host(answer.url)}, so this board does not exist"
        raise BoardElsewhere(url=shown(address), cause=cause)
    return answer


def variable_of(board: str) -> str:
    """Return the environment variable that replaces the host of a board."""
    if board == remoteok.SOURCE:
        return "JOBSEARCH_REMOTEOK_URL"
    return f"JOBSEARCH_SOURCE_URL_{board.upper()}"


def _trust(board: Board, settings: Settings) -> Trust:
    if is_replaced(board.name, settings):
        return Trust.OVERRIDDEN
    return Trust.GIVEN if board.account in {"host", "address"} else Trust.BUILT_IN


def _host(address: str) -> str:
    return urlsplit(address).netloc.rpartition("@")[2].lower()
