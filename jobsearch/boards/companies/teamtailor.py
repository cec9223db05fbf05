"""Teamtailor, which returns a company's board as paged RSS or JSON Feed, on its own or the vendor's host."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import host_of, objects, one_place, places
from jobsearch.boards.feed import read_feed
from jobsearch.boards.feeds.entry import Entry
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.places import workplace
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

_DOMAIN = "teamtailor.com"
_EACH = 100
_NUMBER = re.compile(r"/jobs/(\d{3,20})(?:[-/?#]|$)", re.ASCII)
_TEXTS = ("description", "encoded", "content_html", "content_text", "summary")


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    request = first(_address(source, 0), source, validators, accept="application/rss+xml")
    return [replace(request, state={"offset": 0})]


def _address(source: Source, offset: int) -> str:
    return f"https://{host_of(source, _DOMAIN)}/jobs.rss?offset={offset}&per_page={_EACH}"


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    feed = read_feed(Content(body), request.url)
    company = request.source.company or fields.line(feed.title)
    found = collect(
        map(_identified, feed.entries),
        lambda entry: _posting(Entry(**entry), request.source, company, now),
        repeats=True,
    )
    offset = request.state.get("offset")
    full = len(feed.entries) >= _EACH
    return Page(
        found.postings,
        found.rejections,
        follow=_next(request.source, offset + len(feed.entries)) if full and offset is not None else (),
        listed=found.rejected_ids,
        whole=feed.whole and (offset is not None or len(feed.entries) != _EACH),
        company=fields.line(feed.title),
    )


def _next(source: Source, offset: int) -> tuple[Request]:
    url = _address(source, offset)
    return (Request(url, source, "page", state={"offset": offset}, accept="application/rss+xml"),)


def _recognises(content: Content) -> bool:
    if content.beginning.startswith("{"):
        return any("_jobposting" in item for item in content.objects_at("items"))
    if "teamtailor.com/locations" not in content.beginning:
        return False
    try:
        return bool(read_feed(content, ""))
    except FeedUnreadable:
        return False


def _identified(entry: object) -> object:
    """Return an entry with the number in its URL as its id, or a short id if the URL has no number."""
    if not isinstance(entry, Entry):
        return entry
    url = fields.web_address(entry.url)
    number = _NUMBER.search(url)
    return vars(entry) | {"id": number[1] if number else fields.short_id(entry.id, url)}


def _posting(entry: Entry, source: Source, company: str, now: datetime) -> Posting:
    url, external_id = fields.web_address(entry.url), entry.id
    title = fields.line(entry.title)
    require(title, external_id)
    host = fields.split(url).netloc.lower()
    text = fields.html(entry.html)
    sites = _sites(entry.fields)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url,
        title=title,
        company=company or source.account,
        tags=fields.lines([entry.fields.get("department")]),
        description=fields.readable(text),
        **places([site.name for site in sites], [site.country for site in sites]).columns(),
        workplace=workplace(entry.fields.get("remotestatus")),
        account=source.account or host.removesuffix(f".{_DOMAIN}"),
        posted_at=fields.moment(entry.published, now),
        raw=fields.without(entry.fields, _TEXTS) | {"description": text},
    )


class _Site(NamedTuple):
    name: str
    country: object


def _sites(given: Mapping[str, Any]) -> list[_Site]:
    """Return the locations from RSS, or from JSON's schema.org object, which uses country codes."""
    of_rss = fields.mapping(given.get("locations")).get("location")
    if of_rss:
        return [
            _Site(one_place(one.get("city"), one.get("country")), one.get("country")) for one in _each(of_rss)
        ]
    of_json = fields.mapping(given.get("_jobposting")).get("jobLocation")
    addresses = (fields.mapping(one.get("address")) for one in _each(of_json))
    return [
        _Site(fields.line(one.get("addressLocality") or one.get("addressRegion")), one.get("addressCountry"))
        for one in addresses
    ]


def _each(value: object) -> Iterable[dict[str, Any]]:
    return objects(value if isinstance(value, list) else [value])


BOARD = Board(
    name="teamtailor",
    display_name="Teamtailor",
    home="https://www.teamtailor.com",
    covers="the board of a company",
    terms="Link to the post on the company's careers site.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    in_pages=True,
    account="host",
)
