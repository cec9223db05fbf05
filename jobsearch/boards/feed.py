"""Any RSS, Atom, or JSON feed, given its URL, including conventions that some boards use for entries."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first, further
from jobsearch.boards.feeds import json_feed, syndication
from jobsearch.boards.feeds.entry import Entry, Feed
from jobsearch.boards.feeds.shapes import shaped
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import MOST_ELEMENTS, Content, decode_json, why_no_response
from jobsearch.boards.reading.elements import collect, require
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable
from jobsearch.text.xml import NotXmlError, parse_xml

_ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.8"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(source.account, source, validators, _ACCEPT)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    feed = read_feed(Content(body), request.url)
    found = collect(
        (vars(entry) if isinstance(entry, Entry) else entry for entry in feed.entries[:MOST_ELEMENTS]),
        lambda entry: _posting(Entry(**entry), feed, request.source, now),
        repeats=True,
    )
    page = Page(*found)
    if feed.next_url and request.source.account:
        return further(page, feed.next_url, request, request.state.get("position", 0) + 1)
    return page


def read_feed(content: Content, origin: str) -> Feed:
    """Return the feed in a response, in any supported format. Raises FeedUnreadable."""
    if cause := why_no_response(content):
        raise FeedUnreadable(origin=origin, cause=cause)
    if content.beginning.startswith(("{", "[")):
        value = decode_json(content, origin)
        if not json_feed.is_feed(content):
            raise FeedUnreadable(origin=origin, cause="it is JSON, but not a JSON Feed")
        return json_feed.read(value)
    try:
        document = parse_xml(content.body)
    except NotXmlError as error:
        raise FeedUnreadable(origin=origin, cause=error) from error
    if not syndication.is_feed(document):
        raise FeedUnreadable(origin=origin, cause="it is XML, but neither RSS nor Atom")
    return syndication.read(document, content.body)


def _recognises(content: Content) -> bool:
    try:
        return bool(read_feed(content, ""))
    except FeedUnreadable:
        return False


def _posting(entry: Entry, feed: Feed, source: Source, now: datetime) -> Posting:
    shape = shaped(entry, feed)
    url = fields.web_address(entry.url) or fields.web_address(entry.id)
    external_id = _short_id(entry, url, feed, source)
    title = fields.line(shape.title)
    require(title, external_id)
    html = fields.html(shape.html)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or fields.web_address(feed.home) or source.account,
        apply_url=fields.web_address(shape.apply_url),
        title=title,
        company=fields.line(shape.company) or source.company or fields.line(feed.title),
        location=fields.line(shape.location),
        tags=fields.lines(list(entry.categories)),
        description=fields.readable(html),
        **shape.pay.columns(),
        workplace=shape.workplace,
        countries=shape.countries,
        worldwide=shape.worldwide,
        employment=shape.employment,
        account=source.account,
        site=shape.site or fields.line(feed.title),
        posted_at=fields.moment(entry.published, now),
        raw=fields.without(entry.fields, _TEXT_FIELDS) | {"description": html},
    )


_TEXT_FIELDS = ("description", "encoded", "content", "summary", "content_html", "content_text")


def _short_id(entry: Entry, url: str, feed: Feed, source: Source) -> str:
    """Return a hash that identifies the entry among the entries of all feeds.

    An id that is not a URL, such as "17", is unique only within its feed, so the host is hashed with it.
    """
    own = fields.line(entry.id)
    if fields.web_address(own):
        return fields.hashed(fields.plain_address(own))
    if own:
        return fields.hashed(f"{fields.split(feed.home or url or source.account).netloc.lower()} {own}")
    return fields.hashed(fields.plain_address(url)) if url else ""


BOARD = Board(
    name="feed",
    display_name="Feed",
    home="",
    covers="any RSS, Atom, or JSON Feed of jobs, by its address",
    terms="Link to each post and name the feed it came from.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    account="address",
)
