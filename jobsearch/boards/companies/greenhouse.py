"""Greenhouse, which returns a company's whole board in one response, with twice-escaped HTML."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import (
    LIMIT_MIB,
    account_of,
    believable,
    objects,
    places,
    widest,
    workplace_of,
)
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.pay import Pay, pay
from jobsearch.boards.reading.places import Workplace, workplace
from jobsearch.domain.posting import Posting

_API = "https://boards-api.greenhouse.io/v1/boards"  # also serves European boards
_PAGE = "https://job-boards.greenhouse.io"
_ACCOUNT = re.compile(r"//(?:job-)?boards(?:\.eu)?\.greenhouse\.io/([\w.-]+)/jobs/", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:;|\s\||\s/\s)\s*")
_HOW = re.compile(
    r"(?:location|workplace|work|office|remote)\b.{0,20}\b(?:type|model|policy|setup|mode)", re.IGNORECASE
)
_CENTS = 100
# The fields to keep: `updated_at` changes on unchanged posts, and the API adds fields over time.
_KEPT = (
    "id internal_job_id absolute_url title company_name location departments offices metadata requisition_id "
    "first_published application_deadline pay_input_ranges"
).split()


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    url = f"{_API}/{quote(source.account, safe='')}/jobs?content=true&pay_transparency=true"
    return [first(url, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    answer = decode_json(Content(body), request.url)
    jobs = elements(answer, request.url, "jobs")
    found = collect(jobs, lambda job: _posting(job, request.source, now))
    return Page(
        found.postings,
        found.rejections,
        whole=_is_complete(answer, len(jobs)),
        listed=found.rejected_ids,
        company=next((posting.company for posting in found.postings), ""),
    )


def _is_complete(answer: Mapping[str, Any], given: int) -> bool:
    """Return whether a response contains as many posts as it claims that the board has."""
    meta = answer.get("meta")
    total = fields.number(meta.get("total")) if isinstance(meta, dict) else None
    return total is None or total <= given


def _recognises(content: Content) -> bool:
    return any("internal_job_id" in job and "absolute_url" in job for job in content.objects_at("jobs"))


def _posting(job: dict[str, Any], source: Source, now: datetime) -> Posting:
    url = fields.web_address(job.get("absolute_url"))
    external_id = fields.short_id(job.get("id"))
    title = fields.line(job.get("title"))
    require(title, external_id)
    account = account_of(source, url, _ACCOUNT)
    names = _BETWEEN.split(_name_of(job.get("location")))
    text = fields.html(_unescaped(fields.markup(job.get("content"))))
    found = places(names) if any(names) else places(map(_name_of, objects(job.get("offices"))))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_PAGE}/{quote(account, safe='')}/jobs/{external_id}",
        title=title,
        company=fields.line(job.get("company_name")) or source.company or account,
        tags=fields.lines([_name_of(one) for one in objects(job.get("departments"))]),
        description=fields.readable(text),
        **found.columns(),
        **_pay(job.get("pay_input_ranges")).columns(),
        workplace=_workplace(job, found.names),
        account=account,
        posted_at=fields.moment(job.get("first_published"), now),
        raw={name: job[name] for name in _KEPT if job.get(name) is not None} | {"description": text},
    )


def _unescaped(content: str) -> str:
    """Return the HTML of a text, unescaped once more if the API escaped it twice."""
    return content if "<" in content else html.unescape(content)


def _workplace(job: Mapping[str, Any], names: Sequence[str]) -> Workplace:
    """Return the workplace from a company's own metadata field, or else from the names of the locations."""
    own = (
        workplace(one.get("value"))
        for one in objects(job.get("metadata"))
        if _HOW.search(fields.line(one.get("name")))
    )
    return next(filter(None, own), workplace_of(names))


def _pay(ranges: object) -> Pay:
    """Return the pay from ranges in cents, one per location; only a range's title states the period."""
    return believable(widest(map(_pay_of_range, objects(ranges))))


def _pay_of_range(one: Mapping[str, Any]) -> Pay:
    low, high = (fields.number(one.get(name)) for name in ("min_cents", "max_cents"))
    title = fields.line(one.get("title"))
    return pay(low and low / _CENTS, high and high / _CENTS, one.get("currency_type"), title)


def _name_of(value: object) -> str:
    return fields.line(value.get("name")) if isinstance(value, dict) else ""


BOARD = Board(
    name="greenhouse",
    display_name="Greenhouse",
    home="https://www.greenhouse.com",
    covers="the board of a company",
    terms="Link to the post on the company's board.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    account="name",
    limit_mib=LIMIT_MIB,
)
