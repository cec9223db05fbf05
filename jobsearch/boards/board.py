"""The interface that every board implements.

Boards are pure: a board turns bytes into posts, and the fetcher makes the requests.

    requests(source, validators) -> the first requests
      -> the fetcher sends them, within its rate and size limits
      -> parse(body, request, now) -> Page: posts, rejections, and further requests (`follow`)
      -> repeated until no requests are left, or the board's page limit or the run's time is used up

A board is a kind of site (Greenhouse, Remote OK); a source is a board, or one account on it, that the user
follows (`greenhouse:gitlab`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.fields import is_of_key
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable, JobSearchError

MOST_PAGES = 25


@dataclass(frozen=True)
class Source:
    """A board, or one account on it, that the user follows.

    Attributes:
        board: the board's name, such as "greenhouse".
        account: the account on the board: "gitlab" on Greenhouse, a host on Teamtailor, or the URL of a feed;
            "" for a board without accounts.
        company: the company that owns the account; "" if unknown or if there are several.
        tags: the tags to narrow the request by, on boards that support it.

    """

    board: str
    account: str = ""
    company: str = ""
    tags: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the source as the user types it: "remoteok", "greenhouse:gitlab"."""
        return f"{self.board}:{self.account}" if self.account else self.board


@dataclass(frozen=True)
class Validator:
    """The validators of a stored response, for the next conditional request; "" if not given."""

    etag: str = ""
    last_modified: str = ""


NO_VALIDATOR = Validator()


@dataclass(frozen=True)
class Request:
    """One GET request.

    Attributes:
        url: the URL as the board documents it (the fetcher applies the user's host override); for a saved
            response, the name that messages use for it.
        source: the source that the response belongs to.
        kind: "first" for a source's first request; "page" for a further page, limited to the board's
            `pages`; "text" for the text of a single post.
        step: the board's own label for the request, passed back to parse().
        state: any other data that parse() needs; never sent.
        posting: for a "text" request, the post without its text. The request is sent only if the stored post
            has no text or a different content hash, and the resulting post must have the same `raw`.
        accept: the media types to request.
        otherwise: the fallback URL if this one does not know the account; "" for no fallback.
        validator: the validator of an earlier stored response.

    """

    url: str
    source: Source
    kind: Literal["first", "page", "text"] = "first"
    step: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)
    posting: Posting | None = None
    accept: str = "application/json"
    otherwise: str = ""
    validator: Validator = NO_VALIDATOR


@dataclass(frozen=True)
class Rejection:
    """An element of a response that is not a usable post.

    Attributes:
        reason: a short reason that can follow "it" or "its".
        external_id: the element's id; "" if it has none that can be displayed.
        raw: the element's JSON, truncated if excessively long.

    """

    reason: str
    external_id: str
    raw: str


class OddField(NamedTuple):
    """An unusable field of a usable post, and the reason, such as "its location is not text but a list"."""

    external_id: str
    reason: str


@dataclass(frozen=True)
class Page:
    """The contents of one response.

    Attributes:
        postings: the usable posts, in the order of the response, without duplicate ids.
        rejections: the elements that are not usable posts.
        follow: the requests to send next: the next page, the comments of a thread, the texts of posts.
        whole: whether this page and the pages that follow it cover the entire board, so that a missing post
            is closed; False for a window of the board, where absence proves nothing.
        listed: the ids of other open posts besides `postings`: posts whose text has yet to be fetched, and
            rejected elements with an id.
        company: the company that the response names as the owner; "" if it names none.
        odd_fields: the unusable fields of the posts.

    """

    postings: tuple[Posting, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    follow: tuple[Request, ...] = ()
    whole: bool = False
    listed: frozenset[str] = frozenset()
    company: str = ""
    odd_fields: tuple[OddField, ...] = ()

    @property
    def seen(self) -> frozenset[str]:
        """Return the ids of all posts that this response shows to be open."""
        return self.listed | {posting.external_id for posting in self.postings}

    @property
    def leads_on(self) -> Request | None:
        """Return the request for the page to read instead of this one, or None.

        For example, Hacker News first returns a search result that points to the month's thread.
        """
        only = self.follow[0] if len(self.follow) == 1 and not self.postings else None
        return only if only is not None and only.kind == "page" else None

    @property
    def complete(self) -> bool:
        """Return whether every stored post that is missing from the response is closed.

        This is not the case if a rejected element has no id, or an id that is too long to be a key: such an
        element could be any stored post.
        """
        return self.whole and all(is_of_key(one.external_id) for one in self.rejections)


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board's metadata, limits, and two functions: everything the program needs to know about it.

    Attributes:
        name: the name in `--source` and in keys, such as "remoteok".
        display_name: the name as the board writes it, such as "Remote OK".
        home: the board's website, which listings link to.
        covers: a few words on the board's coverage, for `sources`.
        terms: one sentence on the board's conditions for displaying its posts.
        shortest_interval: the minimum time between two visits.
        requests: the first requests for a source, given the validators of earlier responses by URL.
        parse: the parser of a response. Raises FeedUnreadable if the response as a whole is not the board's;
            a single bad post is rejected on its own.
        recognises: whether a saved response comes from this board, judging by its content.
        holds: whether a response contains the whole board, a window of it, or only the posts that are new
            since the last response, possibly no posts at all.
        in_pages: whether a whole board spans several responses.
        account: the kind of account after the colon in a source: nothing, the name of a company's board, a
            host, a URL, or a mailbox.
        follow_redirects: whether a redirected response still belongs to the board; if not, a redirect means
            that the account does not exist.
        pages: the maximum number of pages per visit.
        limit_mib: the maximum size of a response, in MiB.

    """

    name: str
    display_name: str
    home: str
    covers: str
    terms: str
    requests: Callable[[Source, Mapping[str, Validator]], Sequence[Request]]
    parse: Callable[[bytes, Request, datetime], Page]
    recognises: Callable[[Content], bool]
    shortest_interval: timedelta = timedelta(hours=1)
    holds: Literal["window", "whole", "news"] = "window"
    in_pages: bool = False
    account: Literal["", "name", "host", "address", "mailbox"] = ""
    follow_redirects: bool = True
    pages: int = MOST_PAGES
    limit_mib: int = 8

    def read(self, body: bytes, request: Request, now: datetime) -> Page:
        """Return the contents of a response, like `parse`; the only JobSearchError raised is FeedUnreadable.

        An unexpected exception fails only its source, not the whole run.
        """
        try:
            return self.parse(body, request, now)
        except JobSearchError:
            raise
        except Exception as error:
            cause = f"reading it failed ({type(error).__name__}), which is a bug in the program"
            raise FeedUnreadable(origin=request.url, cause=cause) from error


def first(
    url: str, source: Source, validators: Mapping[str, Validator], accept: str = "application/json"
) -> Request:
    """Return a source's first request, which is conditional if an earlier response was stored."""
    return Request(url, source, accept=accept, validator=validators.get(url, NO_VALIDATOR))


def further(page: Page, url: str, request: Request, position: int) -> Page:
    """Add a request for the next page at `url` to a page, unless the page has no elements.

    `position` is passed to parse() in the state of the next request.
    """
    if not page.postings and not page.rejections:
        return page
    return replace(
        page,
        follow=(
            *page.follow,
            Request(url, request.source, "page", state={"position": position}, accept=request.accept),
        ),
    )


def saved(board: Board, name: str, source: Source | None = None) -> Request:
    """Return the request that a saved response is assumed to answer.

    `name` identifies the response in messages; `source` defaults to the board itself.
    """
    return Request(name, source or Source(board.name))
