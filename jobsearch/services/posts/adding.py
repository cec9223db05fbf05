"""Add a post found elsewhere, given its web address or a saved page.

an address -> its page, requested once -> its schema.org JobPosting, otherwise its text with a title and
company given by the user -> stored, linked, checked for facts, and scored like any other post
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source
from jobsearch.boards.companies.addresses import locate
from jobsearch.boards.elsewhere.origins import ADDED, Origin, added, origin_of
from jobsearch.boards.elsewhere.posting import of_schema, of_text
from jobsearch.boards.http import client
from jobsearch.boards.http.addresses import Trust
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.schema_org import postings_of
from jobsearch.boards.registry import BOARDS
from jobsearch.domain.posting import Posting, format_key
from jobsearch.errors import FeedError, PageOfSeveralPosts, PageWithoutPost
from jobsearch.files import saved as files
from jobsearch.services.feed import answers
from jobsearch.services.feed.addresses import on_host
from jobsearch.services.feed.fetch import finish
from jobsearch.services.feed.ingest import store_page
from jobsearch.services.posts.pages import get_page
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing
from jobsearch.text.items import items
from jobsearch.text.main_text import headline, main_html, place_in, stated
from jobsearch.text.masking import shown
from jobsearch.text.page import WebPage, read_page

_SECONDS = 30.0
_PAGE = "page"  # as in JOBSEARCH_SOURCE_URL_PAGE, for pages named by the user
_ACCEPT = "text/html,application/xhtml+xml;q=0.9,application/ld+json;q=0.8,*/*;q=0.5"
_MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<div", "<!--", "<?xml")
_NO_PAGE = WebPage("", (), (), takes_files=False, data=(), scripts=(), properties=())


@dataclass(frozen=True)
class AddedPost:
    """The added post.

    Attributes:
        key: the post's key.
        title: its title.
        company: the employer, or "" if unknown.
        new: False if the post was already stored.
        warnings: sentences about steps that failed.

    """

    key: str
    title: str
    company: str
    new: bool
    warnings: tuple[str, ...] = ()


def add(settings: Settings, given: str, *, title: str = "", company: str = "") -> AddedPost:
    """Store the post at an address or in a saved page.

    Raises PageWithoutPost if neither the page nor the user identifies the job, PageOfSeveralPosts if the
    page describes several and the title does not select one, FeedError or FileError if there is no page, and
    InstanceError for the store.
    """
    now = datetime.now(UTC)
    posting = _posting(settings, given, now, fields.line(title), fields.line(company))
    with writing(connect(settings.store_path)) as session:
        stored = store_page(session, Source(posting.source), Page((posting,)), (), now)
        session.commit()
    return AddedPost(
        format_key(posting.source, posting.external_id),
        posting.title,
        posting.company,
        new=stored.counts.new == 1,
        warnings=finish(settings, stored.touched),
    )


def is_address(given: str) -> bool:
    """Return whether the text is the address of a page rather than a file."""
    return bool(fields.web_address(given))


def post_address(given: str) -> str:
    """Return the address of a post, adding a missing scheme.

    Returns "" for text that is not an address, and for the address of a board rather than of one of its
    posts.
    """
    text = given.strip()
    address = text if "://" in text or not text else f"https://{text}"
    if not is_address(address) or "." not in (fields.split(address).hostname or ""):
        return ""
    found = locate(address)
    return address if found is None or found.post else ""


def names_a_post(address: str) -> bool:
    """Return whether the address itself shows that it leads to a single post, as on a known board."""
    found = locate(address)
    return bool(found and found.post) or (bool(address) and origin_of(address) is not None)


def _posting(settings: Settings, given: str, now: datetime, title: str, company: str) -> Posting:
    if is_address(given):
        if found := _of_its_board(settings, given, now):
            return replace(found, title=title or found.title, company=company or found.company)
        body, origin = _asked(settings, given), origin_of(given) or added(given)
    else:
        body, origin = files.read(Path(given)), None
    content = Content(body)
    page, text = _page_of(content)
    name = shown(given) if origin else files.name(Path(given))
    postings = postings_of(replace(page, properties=())) or items(content.text, "JobPosting")
    element = _chosen(postings, page, name, title, origin)
    origin = origin or _origin_stated(element, content.text, text)
    if element:
        found = of_schema(element, origin, now, title=title, company=company)
        if found.title:
            return found
    if not title or not company:
        error = PageWithoutPost(name=name)
        error.title, error.company = headline(content.text), stated(content.text, "og:site_name")
        raise error
    place = place_in([block.text for block in page.blocks])
    return of_text(text, origin, title=title, company=company, location=place)


def _of_its_board(settings: Settings, address: str, now: datetime) -> Posting | None:
    """Return the post at an address from the board's own API, or None if the board does not have it."""
    located = locate(address)
    if located is None or not located.post or located.source.board not in BOARDS:
        return None
    board = BOARDS[located.source.board]
    try:
        page = _read(settings, board, board.requests(located.source, {})[0], now)
        found = [one for one in page.postings if one.external_id == located.post]
        texts = [one for one in page.follow if one.posting and one.posting.external_id == located.post]
        if found and texts and not found[0].description:
            found = [*_read(settings, board, texts[0], now).postings, *found]
    except FeedError:
        return None
    return replace(found[0], company=found[0].company or page.company) if found else None


def _read(settings: Settings, board: Board, request: Request, now: datetime) -> Page:
    return board.read(answers.get(request, board, settings, _SECONDS).body, request, now)


def _asked(settings: Settings, address: str) -> bytes:
    place = settings.source_urls.get(_PAGE)
    rules = client.Rules(
        trust=Trust.OVERRIDDEN if place else Trust.GIVEN,
        variable=answers.variable_of(_PAGE),
        accept=_ACCEPT,
        seconds=_SECONDS,
    )
    asked = on_host(address, place) if place else address
    return get_page(settings, asked, rules).body


def _page_of(content: Content) -> tuple[WebPage, str]:
    """Return the page and the HTML of its main content; a JSON document becomes a page of data."""
    if content.beginning.startswith(("{", "[")):
        return WebPage(**{**vars(_NO_PAGE), "data": (content.text,)}), ""
    if not content.beginning.startswith(_MARKUP) and "</" not in content.text:
        return _NO_PAGE, content.text
    return read_page(content.text), main_html(content.text)


def _chosen(
    found: list[dict[str, Any]], page: WebPage, name: str, title: str, origin: Origin | None
) -> dict[str, Any]:
    """Return the posting on a page: the only one, or the one that matches the address or title."""
    if len(found) > 1 and origin:
        same = [one for one in found if _address(one) == origin.url]
        found = same if len(same) == 1 else found
    if len(found) > 1:
        heading = (title or page.title).casefold()
        fitting = [
            one for one in found if (own := fields.line(one.get("title")).casefold()) and own in heading
        ]
        if len({fields.line(one.get("title")) for one in fitting}) != 1:
            raise PageOfSeveralPosts(name=name, count=len(found))
        found = fitting[:1]
    return found[0] if found else {}


def _address(element: Mapping[str, Any]) -> str:
    address = fields.web_address(element.get("url"))
    found = (origin_of(address) or added(address)) if address else None
    return found.url if found else ""


def _origin_stated(element: Mapping[str, Any], page: str, text: str) -> Origin:
    """Return the origin of a saved page: the address stated on it, or else a hash of its content."""
    given = fields.web_address(element.get("url"))
    address = (
        given or fields.web_address(stated(page, "canonical")) or fields.web_address(stated(page, "og:url"))
    )
    if address:
        return origin_of(address) or added(address)
    told = "\n".join(fields.line(element.get(name)) for name in ("title", "datePosted"))
    return Origin(ADDED, fields.hashed(told.strip() + text), "", "a saved page")
