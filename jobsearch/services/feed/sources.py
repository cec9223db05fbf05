"""Request the sources that are due or were named, and record the results."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from itertools import count as numbers
from time import monotonic

from jobsearch.boards.board import Page, Request, Source, Validator
from jobsearch.boards.http.client import Answer
from jobsearch.boards.registry import BOARDS
from jobsearch.errors import (
    AddressMalformed,
    AddressNotAllowed,
    CertificateRefused,
    CertificatesUnreadable,
    InstanceError,
    MailboxPasswordMissing,
    MailboxPasswordUnusable,
    NotConnected,
    ProxyMalformed,
    ProxyRefused,
    ProxyUnreachable,
)
from jobsearch.mail.mailboxes import mails
from jobsearch.services.feed import answers, warnings
from jobsearch.services.feed.addresses import address_of, is_replaced
from jobsearch.services.feed.closing import close_missing
from jobsearch.services.feed.due import is_due, next_due
from jobsearch.services.feed.ingest import Visited, remember_visit, store_page
from jobsearch.services.feed.mails import store_new
from jobsearch.services.feed.memory import LARGE, give_back
from jobsearch.services.feed.result import SourceResult
from jobsearch.services.feed.run import Outcome, Run
from jobsearch.services.feed.trouble import TWICE
from jobsearch.services.feed.visiting import Visit, Visitor
from jobsearch.services.sources.followed import as_source, begin, named, notice
from jobsearch.store import fetches, sources
from jobsearch.store.models import FollowedSource
from jobsearch.store.sqlite.engine import Session, connect, reading, writing
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown, shown_source

ASKING_SECONDS = 55.0  # of the 90 seconds of a run, which also extracts facts and waits for a locked store
_PATIENCE_SECONDS = 3.0  # wait for a locked store to record a failure
# After these errors the board received no request, so the next run may repeat it.
_NOT_ASKED = (
    *(AddressMalformed, AddressNotAllowed, CertificateRefused, CertificatesUnreadable),
    *(NotConnected, ProxyMalformed, ProxyRefused, ProxyUnreachable),
    *(MailboxPasswordMissing, MailboxPasswordUnusable),
)


def ask_sources(
    run: Run, names: Sequence[str], progress: Callable[[str], None] = lambda _step: None
) -> Outcome:
    """Request the named sources, or the due sources, least recently requested first.

    `progress` is called with the number of finished sources. Raises FeedError if the only request failed, and
    UsageError for an unknown name.
    """
    with writing(run.engine) as session:
        followed = begin(session, run.settings, run.now)
        asked = [named(name, followed) for name in names]
        told = notice(followed, run.now)
        session.commit()
    outcome = Outcome(notices=[told] if told else [])
    chosen = _named(run, asked, followed, outcome) if asked else _due(run, followed, outcome)
    visits = [_visit(run, source) for source in chosen]
    ended = numbers(1)

    def finish(visit: Visit) -> None:
        _finish(run, visit)
        progress(f"Querying the boards: {next(ended)} of {len(visits)} done")

    progress(f"Querying the boards: {len(visits)}")
    Visitor(
        ask=lambda visit, request, seconds: answers.get(request, visit.board, run.settings, seconds),
        take=lambda visit, request, answer, last: _take(run, visit, request, answer, last=last),
        finish=finish,
        deadline=monotonic() + ASKING_SECONDS,
    ).visit_all(visits)
    if any(visit.is_large for visit in visits):
        give_back()
    asked_for = {source.name for source in asked}
    _report(run, visits, asked_for, outcome, all_there_is=bool(asked) or len(visits) == len(followed))
    return outcome


def _due(run: Run, followed: Sequence[FollowedSource], outcome: Outcome) -> list[Source]:
    """Return the sources that are due; Remote OK is always due if its address was replaced."""
    due = [
        one
        for one in followed
        if is_due(one, BOARDS[one.board], run.now)
        or (one.board == "remoteok" and is_replaced(one.board, run.settings))
    ]
    if followed and not due:
        soonest = min(next_due(one, BOARDS[one.board], run.now) for one in followed)
        outcome.notices.append(f"No source is due before {_local(soonest)}.")
    if not followed:
        outcome.warnings.append("You do not follow any sources. Run `sources add NAME` to follow one.")
    return [as_source(one) for one in sorted(due, key=_last_asked)]


def _named(
    run: Run, named: Sequence[Source], followed: Sequence[FollowedSource], outcome: Outcome
) -> list[Source]:
    """Return the named sources, except those that must not be requested again yet."""
    known = {one.name: one for one in followed}
    asked = []
    for source in dict.fromkeys(named):
        board, history = BOARDS[source.board], known.get(source.name)
        if history and not is_due(history, board, run.now) and not is_replaced(source.board, run.settings):
            until = _local(next_due(history, board, run.now))
            outcome.warnings.append(
                f"{board.display_name} was requested recently and must not be requested again before {until}."
            )
        else:
            asked.append(as_source(history) if history else source)
    return asked


def _last_asked(one: FollowedSource) -> float:
    return one.asked_at.timestamp() if one.asked_at else 0.0


def _local(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def _visit(run: Run, source: Source) -> Visit:
    board = BOARDS[source.board]
    narrowed = replace(source, tags=run.tags)
    urls = [request.url for request in board.requests(narrowed, {})]
    with reading(run.engine) as session:
        if board.holds == "news":
            mark = Validator(etag=fetches.last_etag(session, source.name))
            validators = dict.fromkeys(urls, mark)
        else:
            validators = {url: _validator(run, session, narrowed, url) for url in urls}
    requests = list(board.requests(narrowed, validators))
    return Visit(source, board, requests, origin=_origin(run, requests[0]))


def _validator(run: Run, session: Session, source: Source, url: str) -> Validator:
    origin = _origin(run, Request(url, source))
    return Validator(*fetches.validators(session, origin, run.now))


def _origin(run: Run, request: Request) -> str:
    return one_line(shown(address_of(request, run.settings)))


def _take(run: Run, visit: Visit, request: Request, answer: Answer, *, last: bool) -> Page:
    """Parse and store a response; with the last response, record the visit in the same transaction."""
    if not answer.modified:
        return Page()
    visit.is_large = visit.is_large or len(answer.body) > LARGE
    page = visit.board.read(answer.body, replace(request, url=_origin(run, request)), run.now)
    visit.seen |= page.seen
    visit.company = visit.company or page.company
    is_news = visit.board.holds == "news"
    if not is_news:
        visit.title = visit.title or next((posting.site for posting in page.postings), "")
    if request.kind == "first":
        visit.validator = Validator(answer.etag, answer.last_modified)
    visit.whole = visit.whole and (page.complete or request.kind == "text")
    if is_news:
        visit.mails = sum(1 for _mail in mails(answer.body))
    with writing(run.engine) as session:
        if is_news:
            stored = store_new(session, run, visit.source, page)
        else:
            stored = store_page(session, visit.source, page, run.tags, run.now)
        visit.counts.append(stored.counts)
        visit.touched |= stored.touched
        visit.odd_fields += stored.odd_fields
        visit.reopened += stored.reopened
        if last and not page.follow:
            _remember(run, session, visit)
            visit.remembered = True
        session.commit()
    return replace(page, follow=tuple(one for one in page.follow if _is_wanted(run, one)))


def _is_wanted(run: Run, request: Request) -> bool:
    """Return False if the request is for the text of an unchanged post whose text is already stored."""
    if request.posting is None:
        return True
    with reading(run.engine) as session:
        return not fetches.has_text(session, request.posting)


def _finish(run: Run, visit: Visit) -> None:
    """Record the result of a visit, unless it was recorded with the last response."""
    if visit.remembered:
        return
    if visit.error:
        # A failure of the store must not hide the first failure from the user.
        engine = connect(run.settings.store_path, busy_seconds=_PATIENCE_SECONDS)
        with suppress(InstanceError), writing(engine) as session:
            _remember(run, session, visit)
            session.commit()
        return
    with writing(run.engine) as session:
        _remember(run, session, visit)
        session.commit()


def _remember(run: Run, session: Session, visit: Visit) -> None:
    validator = Validator() if visit.cut else visit.validator
    if visit.modified and visit.whole and visit.counts and not (visit.error or visit.cut):
        visit.closed = close_missing(session, visit.source, visit.seen, run.now)
    visited = Visited(visit.origin, visit.total, str(visit.error or ""), validator)
    may_gap = visit.board.holds != "news"
    visit.gap = remember_visit(session, visit.source, visited, run.now, may_gap=may_gap)
    if (followed := sources.get(session, visit.source.name)) is not None:
        _remember_health(followed, visit, run.now)


def _remember_health(followed: FollowedSource, visit: Visit, now: datetime) -> None:
    if not isinstance(visit.error, _NOT_ASKED):
        followed.asked_at = now
    if visit.error:
        followed.failures += 1
        followed.problem = str(visit.error)
        return
    followed.failures, followed.answered_at, followed.problem = 0, now, visit.cut
    if visit.modified and visit.board.holds != "news":
        usable = visit.total.new + visit.total.known
        followed.empty_answers = 0 if usable else followed.empty_answers + 1
    if followed.empty_answers >= TWICE:
        followed.problem = f"it has responded {followed.empty_answers} times without a usable post"
    followed.company = followed.company or visit.company
    followed.title = visit.title or followed.title


def _report(
    run: Run, visits: Sequence[Visit], named: AbstractSet[str], outcome: Outcome, *, all_there_is: bool
) -> None:
    """Add the results, and separate the failures that require attention from the others."""
    outcome.results = [_result(visit) for visit in visits]
    outcome.touched = frozenset().union(*(visit.touched for visit in visits))
    outcome.warnings += [_with_name(visits, visit, warnings.GAP) for visit in visits if visit.gap]
    outcome.warnings += warnings.of_results(outcome.results)
    outcome.odd_fields = [(visit.board.name, one) for visit in visits for one in visit.odd_fields]
    failed = [visit for visit in visits if visit.error]
    asked = [visit for visit in visits if visit.reached]
    if all_there_is and len(visits) == 1 and visits[0].error:
        raise visits[0].error
    all_failed = all_there_is and len(failed) == len(asked)
    again = _failed_before(run, failed)
    for visit in failed:
        sentence = _with_name(visits, visit, str(visit.error))
        if all_failed or visit.source.name in named or visit.source.name in again:
            outcome.failures.append(sentence)
        else:
            outcome.notices.append(sentence)
    outcome.notices += [
        _with_name(visits, visit, f"the response is incomplete: {visit.cut}.")
        for visit in visits
        if visit.cut
    ]


def _failed_before(run: Run, failed: Sequence[Visit]) -> set[str]:
    with reading(run.engine) as session:
        histories = [sources.get(session, visit.source.name) for visit in failed]
    return {one.name for one in histories if one is not None and one.failures >= TWICE}


def _with_name(visits: Sequence[Visit], visit: Visit, sentence: str) -> str:
    return f"{_name_of(visit)}: {sentence}" if len(visits) > 1 else sentence


def _name_of(visit: Visit) -> str:
    source, board = visit.source, visit.board
    if visit.title:
        return visit.title
    account = shown_source(source.account)
    return f"{board.display_name} ({account})" if account else board.display_name


def _result(visit: Visit) -> SourceResult:
    return SourceResult(
        **asdict(visit.total),
        source=visit.source.name,
        source_name=_name_of(visit),
        modified=visit.modified,
        closed=visit.closed,
        reopened=visit.reopened,
        error=str(visit.error or ""),
        cut=visit.cut,
        reached=visit.reached,
        mails=visit.mails,
    )
