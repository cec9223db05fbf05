"""SmartRecruiters, which returns a company's board in pages; each text requires a separate request."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import is_shown, one_place, perhaps_open, places
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.places import Workplace
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

_API = "https://api.smartrecruiters.com/v1/companies"
_PAGE = "https://jobs.smartrecruiters.com"
_EACH = 100
_PAGES = 60
_UNLISTED = {"internal", "private", "draft", "hidden"}
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [replace(first(_address(source, 0), source, validators), state={"offset": 0})]


def _address(source: Source, offset: int) -> str:
    return f"{_API}/{quote(source.account, safe='')}/postings?limit={_EACH}&offset={offset}"


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    answer = decode_json(Content(body), request.url)
    if request.kind == "text" and request.posting is not None:
        return Page((replace(request.posting, description=fields.readable(_text(answer, request.url))),))
    ads = elements(answer, request.url, "content")
    found = collect(ads, lambda ad: _posting(ad, request.source, now), repeats=True)
    total = fields.number(answer.get("totalFound")) or 0
    offset = request.state.get("offset")
    reached = (offset or 0) + len(ads)
    more = offset is not None and ads and reached < total
    left_out = (fields.short_id(ad.get("id")) for ad in perhaps_open(ads, "visibility", _UNLISTED))
    texts = tuple(_text_request(posting, request.source) for posting in found.postings)
    return Page(
        found.postings,
        found.rejections,
        follow=(*_next(request.source, reached), *texts) if more else texts,
        whole=bool(more) or reached >= total,
        listed=found.rejected_ids.union(filter(None, left_out)),
        company=next((posting.company for posting in found.postings), ""),
    )


def _next(source: Source, offset: int) -> tuple[Request]:
    return (Request(_address(source, offset), source, kind="page", state={"offset": offset}),)


def _text_request(posting: Posting, source: Source) -> Request:
    url = f"{_API}/{quote(posting.account, safe='')}/postings/{posting.external_id}"
    return Request(url, source, kind="text", posting=posting)


def _recognises(content: Content) -> bool:
    return any("releasedDate" in ad and "company" in ad for ad in content.objects_at("content"))


def _posting(ad: dict[str, Any], source: Source, now: datetime) -> Posting | None:
    if not is_shown(ad.get("visibility")):
        return None
    external_id = fields.short_id(ad.get("id"))
    title = fields.line(ad.get("name"))
    require(title, external_id)
    company = _object(ad.get("company"))
    account = source.account or fields.line(company.get("identifier"))
    site = _object(ad.get("location"))
    place = fields.line(site.get("fullLocation")) or one_place(site.get("city"), site.get("region"))
    kinds = [_object(ad.get(name)).get("label") for name in ("department", "function", "industry")]
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=f"{_PAGE}/{quote(account, safe='')}/{external_id}",
        title=title,
        company=fields.line(company.get("name")) or source.company or account,
        tags=fields.lines(kinds),
        **places([_tidy(place)], [fields.line(site.get("country")).upper()]).columns(),
        workplace=_workplace(site),
        employment=employment([fields.line(_object(ad.get("typeOfEmployment")).get("label"))]),
        account=account,
        posted_at=fields.moment(ad.get("releasedDate"), now),
        raw=fields.without(ad, ("creator",)),  # personal data that the program does not need
    )


def _tidy(place: str) -> str:
    """Return "Remote, United States" for "Remote, , United States"."""
    return ", ".join(part for part in map(str.strip, place.split(",")) if part)


def _workplace(site: Mapping[str, Any]) -> Workplace:
    """Return the workplace from two flags, which are also both false if nobody set them."""
    if fields.flag(site.get("hybrid")):
        return "hybrid"
    return "remote" if fields.flag(site.get("remote")) else ""


def _text(answer: object, origin: str) -> str:
    """Return the sections of a post's text under their headings. Raises FeedUnreadable without a "jobAd"."""
    if not isinstance(answer, dict) or "jobAd" not in answer:
        raise FeedUnreadable(origin=origin, cause='it has no "jobAd"')
    sections = _object(_object(answer["jobAd"]).get("sections"))
    found = (_object(sections.get(name)) for name in _SECTIONS)
    return fields.html(
        *(
            f"<h3>{html.escape(fields.line(one.get('title')))}</h3>{fields.markup(one.get('text'))}"
            for one in found
            if one.get("text")
        )
    )


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


BOARD = Board(
    name="smartrecruiters",
    display_name="SmartRecruiters",
    home="https://www.smartrecruiters.com",
    covers="the board of a company, each text fetched once",
    terms="Link to the post on the company's board.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    in_pages=True,
    account="name",
    pages=_PAGES,
)
