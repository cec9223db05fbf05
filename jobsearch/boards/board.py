"""The contract of a board. Pure: bytes become posts here; the fetcher asks, and knows no board.

    requests(source, validators) -> the first requests
      -> the fetcher asks, politely and within its limits
      -> parse(body, request, now) -> Page: posts, rejections, and what to ask next (`follow`)
      -> asked until nothing is left to follow, or the board's pages or the run's time are used up

A board is a kind (Greenhouse, Remote OK); a source is one that a person follows (`greenhouse:gitlab`).
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
    """One board that a person follows.

    Attributes:
        board: the board's name, such as "greenhouse".
        account: which of its boards: "gitlab" at Greenhouse, a host at Teamtailor, the address of a feed;
            "" where the board is one.
        company: whose board it is, "" for unknown or many.
        tags: what to narrow the question to, where the board can.

    """

    board: str
    account: str = ""
    company: str = ""
    tags: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what a person types: "remoteok", "greenhouse:gitlab"."""
        return f"{self.board}:{self.account}" if self.account else self.board


@dataclass(frozen=True)
class Validator:
    """What a server said of the version it sent, to ask with the next time; both "" for nothing."""

    etag: str = ""
    last_modified: str = ""


NO_VALIDATOR = Validator()


@dataclass(frozen=True)
class Request:
    """One GET.

    Attributes:
        url: the address, as the board documents it (a person's override of the host is the fetcher's work);
            what messages call it where it is a saved response.
        source: whose answer it will be.
        kind: "first" of a source; a further "page", of which a board has at most `pages`; the "text" of one
            post.
        step: the board's own word for what it asked, which parse() gets back.
        state: whatever else parse() will need; never sent.
        posting: for a text, the post without it. It is asked only where the stored post has no text or
            another content hash, and the answer's post has to have the same `raw`.
        accept: the media types to ask for.
        otherwise: where to ask instead where this address knows of no such board, "" for nowhere.
        validator: of an earlier answer that was stored.

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
    """An element of an answer that is not a usable post.

    Attributes:
        reason: why, in a few words that follow "it" or "its".
        external_id: its id, "" when it has none that can be shown.
        raw: its JSON, cut off where it is absurdly long.

    """

    reason: str
    external_id: str
    raw: str


class OddField(NamedTuple):
    """A field of a usable post that could not be used, and why: "its location is not a text but a list"."""

    external_id: str
    reason: str


@dataclass(frozen=True)
class Page:
    """What one answer says.

    Attributes:
        postings: its usable posts, in its order and each id once.
        rejections: its elements that are none.
        follow: what to ask next: the next page, the comments of a thread, the texts of posts.
        whole: whether this page and what it follows are all that the board has: a post that is missing is
            closed. False for a window, of which absence says nothing.
        listed: the ids that it shows to be open besides those of `postings`: of posts whose text is still to
            be asked for, and of elements that were rejected but have an id.
        company: whose board it says it is, "" for nothing said.
        odd_fields: what its posts lack since it could not be used.

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
        """Return the ids of all that this answer shows to be open."""
        return self.listed | {posting.external_id for posting in self.postings}

    @property
    def leads_on(self) -> Request | None:
        """Return the page to ask instead, None for none: Hacker News names the month's thread at first."""
        only = self.follow[0] if len(self.follow) == 1 and not self.postings else None
        return only if only is not None and only.kind == "page" else None

    @property
    def complete(self) -> bool:
        """Return whether what is missing is closed: an element without an id may be any post.

        So may one whose id is none that a key can hold, as its post is stored under another.
        """
        return self.whole and all(is_of_key(one.external_id) for one in self.rejections)


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the program has to know of a board; everything else is in its two functions.

    Attributes:
        name: as in `--source` and in keys, such as "remoteok".
        display_name: as it asks to be named, such as "Remote OK".
        home: its web address, which listings link to.
        covers: what one finds there, in a few words for `sources`.
        terms: one sentence on what it asks of those who show its posts.
        shortest_interval: how long to wait between two visits, at least.
        requests: what to ask first for a source, given the validators of earlier answers by their addresses.
        parse: what an answer says. Raises FeedUnreadable when the whole of it is something else; one bad
            post costs only itself.
        recognises: whether a saved response is this board's, told by its content.
        holds: whether an answer is the whole board, a window of it, or the news since the last answer, which
            may be none.
        in_pages: whether a whole board comes in several answers.
        account: what stands behind the colon of a source: nothing, the name of a company's board, a host, an
            address, or a mailbox.
        follow_redirects: whether an answer on another page is the board's; else it says that there is none.
        pages: how many pages to ask for at most in one visit.
        limit_mib: how large an answer may be.

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
        """Return what an answer says, as `parse` does; raises FeedUnreadable alone.

        Whatever nobody thought of in an answer must cost its source, and not the run.
        """
        try:
            return self.parse(body, request, now)
        except JobSearchError:
            raise
        except Exception as error:
            cause = f"reading it failed ({type(error).__name__}), which is a fault of the program"
            raise FeedUnreadable(origin=request.url, cause=cause) from error


def first(
    url: str, source: Source, validators: Mapping[str, Validator], accept: str = "application/json"
) -> Request:
    """Return the first request of a source, conditional where an earlier answer to it was stored."""
    return Request(url, source, accept=accept, validator=validators.get(url, NO_VALIDATOR))


def further(page: Page, url: str, request: Request, position: int) -> Page:
    """Return a page that goes on at `url`, or ends there where it held nothing.

    `position` is what parse() finds in the further request's state.
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
    """Return the request that a saved response stands for.

    `name` is what messages call it; the source is the board itself where none is named.
    """
    return Request(name, source or Source(board.name))
