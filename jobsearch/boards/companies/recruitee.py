"""Recruitee, which returns a company's whole board in one response, possibly on the company's own host."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import (
    LIMIT_MIB,
    host_of,
    is_shown,
    objects,
    one_place,
    pay_under,
    perhaps_open,
    places,
)
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.places import Workplace
from jobsearch.domain.posting import Posting

_DOMAIN = "recruitee.com"
_LEFT_OUT = ("updated_at", "position", "sharing_image", "cover_image", "mailbox_email", "requirements")
_UNLISTED = {"draft", "internal", "closed", "archived", "hidden", "unlisted"}
_FLAGS: tuple[tuple[str, Workplace], ...] = (
    ("hybrid", "hybrid"),
    ("remote", "remote"),
    ("on_site", "onsite"),
)


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(f"https://{host_of(source, _DOMAIN)}/api/offers/", source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    offers = elements(decode_json(Content(body), request.url), request.url, "offers")
    found = collect(offers, lambda offer: _posting(offer, request.source, now))
    left_out = map(_external_id, perhaps_open(offers, "status", _UNLISTED))
    return Page(
        found.postings,
        found.rejections,
        whole=True,
        listed=found.rejected_ids.union(filter(None, left_out)),
        company=next((posting.company for posting in found.postings), ""),
    )


def _recognises(content: Content) -> bool:
    return any("careers_url" in offer for offer in content.objects_at("offers"))


def _posting(offer: dict[str, Any], source: Source, now: datetime) -> Posting | None:
    if not is_shown(offer.get("status")):
        return None
    url = fields.web_address(offer.get("careers_url"))
    external_id = _external_id(offer)
    title = fields.line(offer.get("title"))
    require(title, external_id)
    account = source.account or fields.split(url).netloc.lower().removesuffix(f".{_DOMAIN}")
    several = [one for one in objects(offer.get("locations")) if one.get("city") or one.get("country")]
    sites = several or [offer | {"state": offer.get("state_name")}]
    text = fields.html(offer.get("description"), offer.get("requirements"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"https://{host_of(source, _DOMAIN)}/o/{fields.line(offer.get('slug'))}",
        apply_url=fields.web_address(offer.get("careers_apply_url")),
        title=title,
        company=fields.line(offer.get("company_name")) or source.company or account,
        tags=fields.lines([offer.get("department"), *fields.lines(offer.get("tags"))]),
        description=fields.readable(text),
        **places(map(_place, sites), [one.get("country_code") for one in sites]).columns(),
        **pay_under(offer.get("salary"), "min", "max", "currency", "period").columns(),
        workplace=next((how for name, how in _FLAGS if fields.flag(offer.get(name))), ""),
        employment=employment([fields.line(offer.get("employment_type_code"))]),
        account=account,
        posted_at=fields.moment(offer.get("published_at") or offer.get("created_at"), now),
        raw=fields.without(offer, _LEFT_OUT) | {"description": text},
    )


def _external_id(offer: Mapping[str, Any]) -> str:
    return fields.short_id(offer.get("id"), fields.web_address(offer.get("careers_url")))


def _place(site: Mapping[str, Any]) -> str:
    return one_place(site.get("city"), site.get("state"), site.get("country"))


BOARD = Board(
    name="recruitee",
    display_name="Recruitee",
    home="https://recruitee.com",
    covers="the board of a company",
    terms="Link to the post on the company's careers site.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    account="host",
    limit_mib=LIMIT_MIB,
)
