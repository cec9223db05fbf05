"""Request the followed sources without storing anything.

Each source is requested once, with sequential requests per host and a common deadline. Sources that do not
allow a request yet are skipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import monotonic

from jobsearch.boards.board import Page, Request, Source
from jobsearch.boards.http.client import Answer
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.services.feed import answers
from jobsearch.services.feed.addresses import address_of, is_replaced
from jobsearch.services.feed.due import is_due, next_due
from jobsearch.services.feed.ingest import Counts
from jobsearch.services.feed.visiting import Visit, Visitor
from jobsearch.services.sources.followed import as_source
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.sqlite.engine import connect, reading
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown, shown_source

_SECONDS = 50.0
_MOST_NAMED = 6


@dataclass(frozen=True)
class Reply:
    """A source's response.

    Attributes:
        source: its name as displayed.
        address: the requested address.
        posts: the number of posts received.
        problem: the problem, or "" if there is none.
        asked: False if there was no request, because it was too early or the deadline had passed.
        due: the time from which it may be requested again, if it was too early.

    """

    source: str
    address: str
    posts: int = 0
    problem: str = ""
    asked: bool = True
    due: datetime | None = None


def ask_followed(settings: Settings, seconds: float = _SECONDS) -> list[Reply]:
    """Request each followed source once; without an instance, request the default sources."""
    now = datetime.now(UTC)
    chosen, left = _followed(settings, now)
    visits = [Visit(one, BOARDS[one.board], BOARDS[one.board].requests(one, {})) for one in chosen]
    Visitor(
        ask=lambda visit, request, left: answers.get(request, visit.board, settings, left),
        take=lambda visit, request, answer, _last: _take(settings, visit, request, answer, now),
        finish=lambda _visit: None,
        deadline=monotonic() + seconds,
    ).visit_all(visits)
    return [*(_reply(settings, visit) for visit in visits), *left]


def _followed(settings: Settings, now: datetime) -> tuple[list[Source], list[Reply]]:
    """Return the sources to request, and the last problems of sources that must not be requested yet."""
    if not settings.store_path.exists():
        return [source_named(name) for name in settings.first_sources], []
    asked, left = [], []
    with reading(connect(settings.store_path)) as session:
        for one in sources.followed(session):
            board = BOARDS.get(one.board)
            if board is None:
                continue
            if is_due(one, board, now) or is_replaced(board.name, settings):
                asked.append(as_source(one))
            else:
                name, due = shown_source(one.name), next_due(one, board, now)
                reply = Reply(name, "", problem=one.problem, asked=False, due=due)
                left.append(reply)
    return asked, left


def _take(settings: Settings, visit: Visit, request: Request, answer: Answer, now: datetime) -> Page:
    page = visit.board.read(answer.body, replace(request, url=_address(settings, request)), now)
    counts = Counts(len(page.postings) + len(page.rejections), new=len(page.postings))
    visit.counts.append(replace(counts, rejected=len(page.rejections)))
    return page if page.leads_on and request.kind == "first" else replace(page, follow=())


def _reply(settings: Settings, visit: Visit) -> Reply:
    found = Reply(shown_source(visit.source.name), _address(settings, visit.requests[0]), visit.total.new)
    if not visit.reached:
        return replace(found, asked=False)
    if visit.error or visit.cut:
        return replace(found, problem=str(visit.error or visit.cut))
    may_be_empty = visit.board.holds == "news" or (visit.board.holds == "whole" and not visit.total.rejected)
    if not found.posts and not may_be_empty:
        problem = f"{found.address} returned no posts. Check its response."
        return replace(found, problem=problem)
    return found


def _address(settings: Settings, request: Request) -> str:
    return one_line(shown(address_of(request, settings)))


def in_words(replies: Sequence[Reply]) -> str:
    """Summarize sources without problems: "remoteok returned 98 posts.", or totals if there are many."""
    answered = [one for one in replies if one.asked]
    if len(answered) > _MOST_NAMED:
        return f"{len(answered)} sources returned {sum(one.posts for one in answered):,} posts."
    return " ".join(f"{one.source} returned {one.posts:,} posts." for one in answered)
