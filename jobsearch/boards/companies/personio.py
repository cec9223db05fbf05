"""Personio, which returns a company's whole board as one XML document, with each text in sections."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import LIMIT_MIB, objects, pay_under, places, workplace_of
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, why_no_response
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.employment import employment
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable
from jobsearch.text.xml import Document, NotXmlError, name_of, parse_xml, read_elements, simple

_DOMAIN = "jobs.personio.de"
_OTHER_DOMAIN = "jobs.personio.com"
_ROOT = "workzag-jobs"
_TEXTS = ("jobdescriptions",)


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    # Without a language, the answer has no texts.
    url = f"https://{_host(source)}/xml?language=en"
    request = first(url, source, validators, accept="application/xml, text/xml")
    return [replace(request, otherwise=url.replace(_DOMAIN, _OTHER_DOMAIN))]


def _host(source: Source) -> str:
    return source.account if "." in source.account else f"{quote(source.account, safe='')}.{_DOMAIN}"


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    document = _document(Content(body), request.url)
    positions = read_elements(document, body, "position", simple)
    found = collect(positions, lambda position: _posting(position, request.source, now))
    return Page(
        found.postings,
        found.rejections,
        # A truncated document gives no hint of the missing posts.
        whole=document.whole,
        listed=found.rejected_ids,
    )


def _document(content: Content, origin: str) -> Document:
    if cause := why_no_response(content):
        raise FeedUnreadable(origin=origin, cause=cause)
    try:
        document = parse_xml(content.body)
    except NotXmlError as error:
        raise FeedUnreadable(origin=origin, cause=error) from error
    if name_of(document.root) != _ROOT:
        raise FeedUnreadable(origin=origin, cause=f"it is XML, but no <{_ROOT}>")
    return document


def _recognises(content: Content) -> bool:
    return f"<{_ROOT}" in content.beginning


def _posting(position: dict[str, Any], source: Source, now: datetime) -> Posting:
    external_id = fields.short_id(_text(position, "id"))
    title = fields.line(position.get("name"))
    require(title, external_id)
    found = places([position.get("office"), *_offices(position.get("additionaloffices"))])
    text = _html(position)
    kinds = [_text(position, name) for name in ("employmenttype", "schedule")]
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        # A saved response does not name its company.
        url=f"https://{_host(source)}/job/{external_id}" if source.account else "",
        title=title,
        company=fields.line(position.get("subcompany")) or source.company or source.account,
        tags=fields.lines([position.get("department"), *fields.lines(position.get("keywords"))]),
        description=fields.readable(text),
        **found.columns(),
        **pay_under(position.get("salaryinformation"), "min", "max", "currencycode", "type").columns(),
        workplace=workplace_of(found.names),
        employment=employment(kinds),
        account=source.account,
        posted_at=fields.moment(position.get("createdat"), now),
        raw=fields.without(position, _TEXTS) | {"description": text},
    )


def _text(position: Mapping[str, Any], name: str) -> str:
    return fields.line(position.get(name))


def _html(position: Mapping[str, Any]) -> str:
    """Return the descriptions, each under its heading."""
    given = fields.mapping(position.get("jobdescriptions")).get("jobdescription")
    return fields.html(
        *(
            f"<h3>{html.escape(fields.line(one.get('name')))}</h3>{fields.markup(one.get('value'))}"
            for one in objects(given if isinstance(given, list) else [given])
        )
    )


def _offices(given: object) -> list[object]:
    office = fields.mapping(given).get("office")
    return office if isinstance(office, list) else [office]


BOARD = Board(
    name="personio",
    display_name="Personio",
    home="https://www.personio.com",
    covers="the board of a company",
    terms="Link to the post on the company's careers page.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    account="name",
    follow_redirects=False,  # an unknown company redirects to the vendor's own pages
    limit_mib=LIMIT_MIB,
)
