"""Lever, which returns a company's board in pages, with requirements in lists separate from the text."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import LIMIT_MIB, account_of, objects, pay_under, places
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.places import workplace
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

_API = "https://api.lever.co/v0/postings"
_IN_EUROPE = ("//api.lever.co/", "//api.eu.lever.co/")
_PAGE = "https://jobs.lever.co"
_ACCOUNT = re.compile(r"//jobs(?:\.eu)?\.lever\.co/([\w.-]+)/", re.ASCII)
_EACH = 100
_TEXTS = (
    "additional additionalPlain description descriptionPlain descriptionBody descriptionBodyPlain lists "
    "opening openingPlain salaryDescription salaryDescriptionPlain"
).split()


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    request = first(_address(source, 0), source, validators)
    return [replace(request, state={"skip": 0}, otherwise=request.url.replace(*_IN_EUROPE))]


def _address(source: Source, skip: int) -> str:
    return f"{_API}/{quote(source.account, safe='')}?mode=json&skip={skip}&limit={_EACH}"


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    answer = decode_json(Content(body), request.url)
    if isinstance(answer, dict) and answer.get("ok") is False:
        raise FeedUnreadable(origin=request.url, cause="it reports that there is no such board")
    jobs = elements(answer, request.url)
    found = collect(jobs, lambda job: _posting(job, request.source, now))
    skip = request.state.get("skip")
    follow = _next(request.source, skip + _EACH) if skip is not None and len(jobs) >= _EACH else ()
    return Page(
        found.postings,
        found.rejections,
        follow=follow,
        # A saved response with a full page of posts may be the first of several.
        whole=skip is not None or len(jobs) != _EACH,
        listed=found.rejected_ids,
    )


def _next(source: Source, skip: int) -> tuple[Request]:
    url = _address(source, skip)
    there = url.replace(*_IN_EUROPE)
    return (Request(url, source, kind="page", state={"skip": skip}, otherwise=there),)


def _recognises(content: Content) -> bool:
    return any("hostedUrl" in job and "categories" in job for job in content.objects_at(""))


def _posting(job: dict[str, Any], source: Source, now: datetime) -> Posting:
    url = fields.web_address(job.get("hostedUrl"))
    external_id = fields.short_id(job.get("id"), url)
    title = fields.line(job.get("text"))
    require(title, external_id)
    account = account_of(source, url, _ACCOUNT)
    given = job.get("categories")
    kinds: dict[str, Any] = given if isinstance(given, dict) else {}
    several = kinds.get("allLocations")
    names = several if isinstance(several, list) and several else [kinds.get("location")]
    text = _text(job)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_PAGE}/{quote(account, safe='')}/{external_id}",
        apply_url=fields.web_address(job.get("applyUrl")),
        title=title,
        company=source.company or account,
        tags=fields.lines([kinds.get(name) for name in ("department", "team")]),
        description=fields.readable(text),
        **places(names, [job.get("country")]).columns(),
        **pay_under(job.get("salaryRange"), "min", "max", "currency", "interval").columns(),
        workplace=workplace(job.get("workplaceType")),
        employment=employment([fields.line(kinds.get("commitment"))]),
        account=account,
        posted_at=fields.moment(job.get("createdAt"), now),
        raw=fields.without(job, _TEXTS) | {"description": text},
    )


def _text(job: Mapping[str, Any]) -> str:
    """Return the HTML of the full text: description, lists under their headings, pay, and closing."""
    lists = (
        f"<h3>{html.escape(fields.line(one.get('text')))}</h3><ul>{fields.markup(one.get('content'))}</ul>"
        for one in objects(job.get("lists"))
    )
    beginning = job.get("description") or job.get("descriptionPlain")
    return fields.html(beginning, *lists, job.get("salaryDescription"), job.get("additional"))


BOARD = Board(
    name="lever",
    display_name="Lever",
    home="https://www.lever.co",
    covers="the board of a company",
    terms="Link to the post on the company's board.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    in_pages=True,
    account="name",
    limit_mib=LIMIT_MIB,
)
