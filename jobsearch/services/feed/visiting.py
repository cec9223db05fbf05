"""Ask sources: one request at a time per host, different hosts side by side, within one deadline.

    visit -> its first request -> answer -> taken (parsed and stored, one answer at a time) -> what follows

What is asked and what becomes of an answer is not known here. A source that fails or is slow costs only
itself; one that was not reached in time is no failure.
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

HOSTS_AT_ONCE = 6  # each may hold an answer of 25 MiB
_LEAST_SECONDS = 3.0  # what is left must be worth a request
_FAILED_TEXTS = 3


@dataclass
class Visit:
    """One visit to a source, and what came of it.

    Attributes:
        source: whom.
        board: what kind it is.
        requests: what to ask first.
        origin: what was asked first, as messages and the store have it.
        counts: of each answer that was stored.
        touched: the ids, in the store, of posts that are new or changed.
        seen: the ids of all that its answers showed to be open.
        closed: how many posts its board no longer shows.
        reopened: how many that were closed it shows again.
        pages: how many answers with lists of posts came.
        whole: whether all of its board came.
        modified: False when it said that nothing is new.
        error: why nothing came.
        cut: why not all of it came, "" where it did.
        reached: False where the time was over before it was asked.
        gap: whether posts may have come and gone since the visit before.
        company: whose board it says it is.
        title: how it calls itself, where it is a feed.
        odd_fields: fields that could not be used, of posts that are new or changed.
        validator: what to ask with the next time, where all of it came.
        remembered: whether the store knows how it went.
        is_large: whether one of its answers took much memory.
        mails: how many mails were read, None where it is no mailbox.

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
        """The sum over all its answers."""
        return total(self.counts)


Ask = Callable[[Visit, Request, float], Answer]
Take = Callable[[Visit, Request, Answer, bool], Page]


@dataclass(frozen=True)
class Visitor:
    """Who asks.

    Attributes:
        ask: returns the answer to a request within so many seconds; raises FeedError.
        take: parses and stores an answer, told whether nothing is left to ask; raises FeedError.
        finish: remembers how a visit went.
        deadline: until when to ask, as monotonic() has it.

    """

    ask: Ask
    take: Take
    finish: Callable[[Visit], None]
    deadline: float
    lock: Lock = field(default_factory=Lock)

    def visit_all(self, visits: Sequence[Visit]) -> None:
        """Make the visits, in their order as far as the hosts allow; raises what is no FeedError."""
        lanes = list(_by_host(visits).values())
        if len(lanes) == 1:  # no thread, which an interrupt would have to wait for
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
                visit.cut = "the time was over"
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
        """Ask and take one request; return what of what follows is to be asked."""
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
    """Return why not to ask for a further page, "" for no reason."""
    if repeated and page.postings:
        return "its pages repeat"
    if visit.board.holds == "window" and page.postings and visit.counts and not visit.counts[-1].new:
        return _KNOWN
    if visit.pages >= visit.board.pages:
        return f"it has more than {visit.board.pages} pages" if visit.board.holds == "whole" else _KNOWN
    return ""


def _by_host(visits: Sequence[Visit]) -> dict[str, list[Visit]]:
    """Return the visits by the host of the board, which counts even where another is asked in its place."""
    lanes: dict[str, list[Visit]] = {}
    for visit in visits:
        host = urlsplit(visit.requests[0].url).netloc.lower() if visit.requests else ""
        lanes.setdefault(host, []).append(visit)
    return lanes
