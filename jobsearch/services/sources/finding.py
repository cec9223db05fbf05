"""Identify a source by its name, or by the address of a careers page, board, post, or feed.

a name, "greenhouse:acme" -> used as given
an address -> identified by its host and path, otherwise by the contents of its page, otherwise as a feed
  -> verified by a request; a response is proof only if the board sends it for existing companies alone
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from jobsearch.boards import feed
from jobsearch.boards.board import Source
from jobsearch.boards.companies.addresses import Located, embedded, locate
from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust, fault_of, fault_of_given
from jobsearch.boards.mailbox.address import is_mailbox
from jobsearch.boards.reading.content import Content
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.errors import AddressNotAllowed, FeedError, SourceUnknown
from jobsearch.services.feed import answers
from jobsearch.services.feed.addresses import is_replaced, on_host
from jobsearch.settings import Settings
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown

SECONDS = 50.0
_PAGE_MIB = 8
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,application/xml;q=0.8,*/*;q=0.5"
_PAGE = "page"  # as in JOBSEARCH_SOURCE_URL_PAGE, for pages named by the user
# These two boards return a valid empty response for companies that do not exist.
_ANSWER_FOR_ANY_NAME = frozenset({"workable", "smartrecruiters"})

By = Literal["name", "address", "page"]


@dataclass(frozen=True)
class FoundSource:
    """A source, how it was found, and the result of verifying it.

    Attributes:
        source: the source, with the company's name if the board states it.
        by: whether it was found by its name, its address alone, or the contents of its page.
        proven: whether a response proves that the board exists.
        posts: the number of posts in the response.
        doubt: the reason why there is no proof, or "" if there is.

    """

    source: Source
    by: By
    proven: bool = False
    posts: int = 0
    doubt: str = ""


def located(settings: Settings, text: str) -> FoundSource:
    """Return the source identified by a name or an address, without requesting anything from the board.

    The page is requested only if the address alone is not sufficient. Raises SourceUnknown if there is no
    source, AddressNotAllowed for an address that is not https or leads to a private network, and FeedError if
    the page cannot be loaded.
    """
    given = one_line(text)
    if not is_address(given):
        return FoundSource(source_named(given), "name")
    address = given if "://" in given else f"https://{given}"
    if found := locate(address):
        _check(address, trusted=_is_trusted(address, found.source.board, settings))
        return FoundSource(found.source, "address")
    return _by_page(settings, address)


def is_address(text: str) -> bool:
    """Return whether the text is an address rather than the name of a source."""
    if is_mailbox(text):
        return False
    name, colon, _account = text.partition(":")
    is_name = name.strip().lower() in BOARDS and (bool(colon) or "." not in name)
    return "://" in text or (not is_name and "." in text.split("/", maxsplit=1)[0])


def proved(settings: Settings, found: FoundSource) -> FoundSource:
    """Verify a source by a single request to its board, and return it with the result."""
    source, board = found.source, BOARDS[found.source.board]
    request = board.requests(source, {})[0]
    try:
        answer = answers.get(request, board, settings, SECONDS)
        page = board.read(answer.body, request, datetime.now(UTC))
    except FeedError as error:
        return replace(found, doubt=str(error))
    named = replace(source, company=source.company or page.company)
    shows = len(page.seen) + len(page.rejections)
    if not shows and source.board in _ANSWER_FOR_ANY_NAME:
        doubt = (
            f"{board.display_name} returned no posts, but it does so for any name, so the board may not "
            "exist. "
            f"Run `sources add {source.name}` to follow it anyway."
        )
        return replace(found, source=named, doubt=doubt)
    return replace(found, source=named, proven=True, posts=len(page.postings))


def _by_page(settings: Settings, address: str) -> FoundSource:
    """Return the source that a page leads to, or the feed at the address."""
    if cause := fault_of(address):
        raise SourceUnknown(
            name=shown(address)[:80], cause=f"is not an address that can be requested: {cause}"
        )
    place = settings.source_urls.get(_PAGE) or settings.source_urls.get(feed.BOARD.name)
    asked = on_host(address, place) if place else address
    trusted = bool(place) or _is_trusted(address, feed.BOARD.name, settings)
    rules = client.Rules(
        trust=Trust.OVERRIDDEN if trusted else Trust.GIVEN,
        variable=answers.variable_of(_PAGE),
        accept=_ACCEPT,
        limit_mib=_PAGE_MIB,
        seconds=SECONDS,
    )
    answer = client.get(asked, contact=settings.contact, rules=rules)
    content = Content(answer.body)
    if found := _of_page(content, address if place else answer.url or address):
        return FoundSource(found.source, "page")
    if feed.BOARD.recognises(content):
        return FoundSource(Source(feed.BOARD.name, address), "address")
    cause = "does not lead to a known board; use the address of the company's list of jobs, or of one job"
    raise SourceUnknown(name=shown(address)[:80], cause=cause)


def _of_page(content: Content, address: str) -> Located | None:
    return locate(address) or (None if feed.BOARD.recognises(content) else embedded(content.text, address))


def _check(address: str, *, trusted: bool) -> None:
    if not trusted and (cause := fault_of_given(address)):
        raise AddressNotAllowed(url=shown(address), cause=cause)


def _is_trusted(address: str, board: str, settings: Settings) -> bool:
    """Return whether the user replaced the board's host or specified this host in a setting."""
    if is_replaced(board, settings):
        return True
    beginning = address.lower()
    return any(
        f"{beginning}/".startswith(f"{base.lower().rstrip('/')}/") for base in settings.source_urls.values()
    )
