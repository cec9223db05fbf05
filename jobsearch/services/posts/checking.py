"""Check posts' own pages to see whether the jobs are still open.

page -> verdict (boards/closed.py) -> proof: closed immediately; wording: closed if a check some hours later
finds it again; neither: unchanged, or reopened if an earlier check closed it
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Literal

from jobsearch.boards.closed.page import Answer, Verdict, judge
from jobsearch.boards.elsewhere.origins import OPAQUE
from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.reading.content import Content
from jobsearch.domain.posting import LEFT_ALONE, format_key, parse_key
from jobsearch.errors import FeedError, FeedRefused, PostUnknown
from jobsearch.services.feed import answers
from jobsearch.services.feed.addresses import is_replaced, on_host
from jobsearch.services.posts.pages import get_page
from jobsearch.settings import REMOTEOK_URL, Settings
from jobsearch.store import posts, scores
from jobsearch.store.closed import page_checks
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite.engine import Engine, Session, connect, reading, writing
from jobsearch.text.characters import one_line

Says = Literal["open", "closed", "suspected", "unknown"]

_SECONDS = 20.0
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
_ENOUGH = 2  # checks that found closing words
_APART = timedelta(hours=6)  # such checks; pressing a button twice would find the same page
_LONGEST_WORDS = 200
_AT_ONCE = 10
_SHOWN_LATELY = timedelta(days=3)
_CHECKED_LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Checked:
    """The result of checking a post's page.

    Attributes:
        key: the post's key.
        title: its title.
        says: "closed"; "suspected" if the wording suggests for the first time that it is closed; "open" if
            there is no sign of that; "unknown" if there was no page.
        proof: the kind of evidence: "status", "redirect", "valid_through", "words", or "" for none.
        words: the words of the page, or the reason why there was no page.

    """

    key: str
    title: str
    says: Says
    proof: str = ""
    words: str = ""


def check(settings: Settings, keys: Sequence[str]) -> list[Checked]:
    """Check the pages of these posts, and close or reopen the posts accordingly.

    Raises KeyMalformed and PostUnknown before requesting any page.
    """
    engine = connect(settings.store_path)
    with reading(engine) as session:
        found = [_post(session, key) for key in keys]
    return _visit(settings, engine, found, deadline=None)


def check_those_that_matter(settings: Settings, engine: Engine, seconds: float) -> list[Checked]:
    """Check the pages of a few wanted posts that no board has listed lately, for at most `seconds`."""
    now = datetime.now(UTC)
    with reading(engine) as session:
        model = scores.current_model(session)
        found = page_checks.to_visit(
            session,
            model.cut if model else None,
            unseen_since=now - _SHOWN_LATELY,
            unchecked_since=now - _CHECKED_LATELY,
            limit=_AT_ONCE,
        )
    return _visit(settings, engine, found, deadline=monotonic() + seconds)


def _post(session: Session, key: str) -> JobPost:
    source, external_id = parse_key(key)
    post = posts.get(session, source, external_id)
    if post is None:
        raise PostUnknown(key=format_key(source, external_id))
    return post


def _visit(
    settings: Settings, engine: Engine, found: Iterable[JobPost], deadline: float | None
) -> list[Checked]:
    checked = []
    for post in found:
        seconds = _SECONDS if deadline is None else min(_SECONDS, deadline - monotonic())
        if seconds <= 1:
            break
        checked.append(_one(settings, engine, post, seconds))
    return checked


def _one(settings: Settings, engine: Engine, post: JobPost, seconds: float) -> Checked:
    key, now = format_key(post.source, post.external_id), datetime.now(UTC)
    if not post.url or (post.source in LEFT_ALONE and post.external_id.startswith(OPAQUE)):
        return Checked(key, post.title, "unknown", words="the post has no page")
    try:
        answer = _answer(settings, post, seconds)
    except FeedError as error:
        with writing(engine) as session:
            _remember_silence(session, _post(session, key), now)
            session.commit()
        return Checked(key, post.title, "unknown", words=str(error))
    verdict = judge(answer, now, title=post.title, first_seen=post.first_seen)
    with writing(engine) as session:
        says = _remember(session, key, verdict, answer, now)
        session.commit()
    words = f"its page responded with status {answer.status}" if says == "unknown" else verdict.words
    return Checked(key, post.title, says, verdict.proof, one_line(words)[:_LONGEST_WORDS])


def _remember(session: Session, key: str, verdict: Verdict, answer: Answer, now: datetime) -> Says:
    """Record the verdict, close or reopen the post, and return the result."""
    post = _post(session, key)
    before = page_checks.get(session, post)
    strikes = before.strikes if before else 0
    if verdict.closed:
        if verdict.proof == "words" and before and 0 < strikes < _ENOUGH and now - before.checked_at < _APART:
            return "suspected"
        strikes = min(strikes + 1, _ENOUGH) if verdict.proof == "words" else _ENOUGH
        page_checks.put(session, post, strikes=strikes, words=verdict.words[:_LONGEST_WORDS], now=now)
        if strikes < _ENOUGH:
            return "suspected"
        post.closed_at = post.closed_at or now
        return "closed"
    if answer.status != 200:  # noqa: PLR2004 - OK: any other says nothing
        _remember_silence(session, post, now)
        return "unknown"
    if strikes >= _ENOUGH:  # an earlier check had closed it
        post.closed_at = None
    page_checks.put(session, post, strikes=0, words="", now=now)
    return "closed" if post.closed_at else "open"


def _remember_silence(session: Session, post: JobPost, now: datetime) -> None:
    """Record a check that found no page, which affects only the order of later checks."""
    before = page_checks.get(session, post)
    strikes, words = (before.strikes, before.words) if before else (0, "")
    page_checks.put(session, post, strikes=strikes, words=words, now=now)


def _answer(settings: Settings, post: JobPost, seconds: float) -> Answer:
    """Return the response for a post's page. Raises FeedError if the request fails without a status code."""
    address, trusted = _address(settings, post)
    rules = client.Rules(
        trust=Trust.OVERRIDDEN if trusted else Trust.GIVEN,
        variable=answers.variable_of(post.source),
        accept=_ACCEPT,
        seconds=seconds,
    )
    try:
        got = get_page(settings, address, rules)
    except FeedRefused as error:
        return Answer(address, int(error.details.get("status", 0)))  # type: ignore[call-overload] # a number
    return Answer(address, 200, got.url, Content(got.body).text)


def _address(settings: Settings, post: JobPost) -> tuple[str, bool]:
    """Return the address of a post's page, and whether the user replaced its host."""
    if not is_replaced(post.source, settings):
        return post.url, False
    base = settings.source_urls.get(post.source) or settings.remoteok_url
    return on_host(post.url, base if base != REMOTEOK_URL else post.url), True
