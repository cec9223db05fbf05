"""Visit sources: hosts in parallel, requests to each host in sequence, all within a common deadline.

visit -> first request -> response -> parsed and stored, one response at a time -> further requests

This module does not interpret requests or responses. A source that fails or is slow does not affect the
others. A source that is not reached in time does not count as a failure.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import wait
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from urllib.parse import urlsplit

from jobsearch.boards.board import NO_VALIDATOR, Board, OddField, Page, Request, Source, Validator
from jobsearch.boards.http.client import Answer
from jobsearch.boards.http.threads import Daemons
from jobsearch.errors import FeedError
from jobsearch.services.feed.ingest import Counts, total

HOSTS_AT_ONCE = 6  # each may hold a response of 25 MiB
_LEAST_SECONDS = 3.0  # minimum remaining time for a new request
_FAILED_TEXTS = 3


@dataclass
class Visit:
    """One visit to a source and its result.

    Attributes:
        source: the source.
        board: its kind of board.
        requests: the first requests.
        origin: the first requested address, as in messages and the store.
        counts: the counts of each stored response.
        touched: the database ids of new or changed posts.
        seen: the ids of all posts listed as open.
        closed: the number of posts no longer listed.
        reopened: the number of closed posts listed again.
        pages: the number of responses with lists of posts.
        whole: whether the complete board was received.
        modified: False if the source reported no changes.
        error: the reason for a complete failure.
        cut: the reason for an incomplete result, or "" if it is complete.
        reached: False if there was no time for the request.
        gap: whether posts may have been missed since the previous visit.
        company: the company named by the board.
        title: the title of a feed.
        odd_fields: unusable fields of new or changed posts.
        validator: the validator for the next visit, if the result is complete.
        remembered: whether the result is recorded in the store.
        is_large: whether a response used a lot of memory.
        mails: the number of emails read, or None if the source is not a mailbox.

    """

    source: Source
    board: Board
    requests: Sequence[Request] = ()
    origin: str = ""
    counts: list[Counts] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    closed: int = 0
    reopened: int = 0
    pages: int = 0
    whole: bool = True
    modified: bool = True
    error: FeedError | None = None
    cut: str = ""
    reached: bool = True
    gap: bool = False
    company: str = ""
    title: str = ""
    odd_fields: list[OddField] = field(default_factory=list)
    validator: Validator = NO_VALIDATOR
    remembered: bool = False
    is_large: bool = False
    mails: int | None = None

    @property
    def total(self) -> Counts:
        """The sum of the counts from all responses."""
        return total(self.counts)


Ask = Callable[[Visit, Request, float], Answer]
Take = Callable[[Visit, Request, Answer, bool], Page]


@dataclass(frozen=True)
class Visitor:
    """The scheduler of visits.

    Attributes:
        ask: returns the response to a request within the given number of seconds; raises FeedError.
        take: parses and stores a response, given whether it is the last one; raises FeedError.
        finish: records the result of a visit.
        deadline: the end of the requests, as given by monotonic().

    """

    ask: Ask
    take: Take
    finish: Callable[[Visit], None]
    deadline: float
    lock: Lock = field(default_factory=Lock)

    def visit_all(self, visits: Sequence[Visit]) -> None:
        """Make the visits in order, as far as the per-host limits allow.

        Propagates every exception except FeedError.
        """
        lanes = list(_by_host(visits).values())
        if len(lanes) == 1:  # without a thread, which an interrupt would have to wait for
            self._visit_in_turn(lanes[0])
            return
        lanes_left = deque(lanes)
        with_threads = Daemons()
        running = [with_threads.submit(self._visit_lanes, lanes_left) for _lane in lanes[:HOSTS_AT_ONCE]]
        wait(running)
        for one in running:
            one.result()

    def _visit_lanes(self, lanes: "deque[list[Visit]]") -> None:
        while True:
            try:
                lane = lanes.popleft()
            except IndexError:
                return
            self._visit_in_turn(lane)

    def _visit_in_turn(self, visits: Iterable[Visit]) -> None:
        for visit in visits:
            if self._seconds_left() < _LEAST_SECONDS:
                visit.reached = False
            else:
                self._visit(visit)

    def _visit(self, visit: Visit) -> None:
        pending = deque(visit.requests)
        failed_texts = 0
        while pending:
            if (seconds := self._seconds_left()) < _LEAST_SECONDS:
                visit.cut = "the time limit was reached"
                break
            request = pending.popleft()
            try:
                pending.extend(self._follow(visit, request, seconds, last=not pending))
            except FeedError as error:
                if request.kind == "first" and not visit.pages:
                    visit.error = error
                    break
                visit.cut = str(error)
                failed_texts += request.kind == "text"
                if request.kind != "text" or failed_texts >= _FAILED_TEXTS:
                    break
        with self.lock:
            self.finish(visit)

    def _follow(self, visit: Visit, request: Request, seconds: float, *, last: bool) -> list[Request]:
        """Make one request and process its response; return any further requests to make."""
        answer = self.ask(visit, request, seconds)
        with self.lock:
            before = len(visit.seen)
            page = self.take(visit, request, answer, last)
        if not answer.modified:
            visit.modified = False
            return []
        visit.pages += request.kind != "text"
        further = [one for one in page.follow if one.kind == "page"]
        texts = [one for one in page.follow if one.kind == "text"]
        repeated = request.kind == "page" and len(visit.seen) == before
        if further and (stop := _why_stop(visit, page, repeated=repeated)):
            visit.whole = False
            visit.cut = stop if stop != _KNOWN else ""
            further = []
        return [*further, *texts]

    def _seconds_left(self) -> float:
        return self.deadline - monotonic()


_KNOWN = "what comes is known"


def _why_stop(visit: Visit, page: Page, *, repeated: bool) -> str:
    """Return the reason not to request another page, or "" if there is none."""
    if repeated and page.postings:
        return "its pages repeat"
    if visit.board.holds == "window" and page.postings and visit.counts and not visit.counts[-1].new:
        return _KNOWN
    if visit.pages >= visit.board.pages:
        return f"it has more than {visit.board.pages} pages" if visit.board.holds == "whole" else _KNOWN
    return ""


def _by_host(visits: Sequence[Visit]) -> dict[str, list[Visit]]:
    """Group the visits by the board's original host, even if its address was replaced."""
    lanes: dict[str, list[Visit]] = {}
    for visit in visits:
        host = urlsplit(visit.requests[0].url).netloc.lower() if visit.requests else ""
        lanes.setdefault(host, []).append(visit)
    return lanes
