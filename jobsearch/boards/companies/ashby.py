"""Ashby, which returns a company's whole board in one response, with pay by component."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

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
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import Pay, pay
from jobsearch.boards.reading.places import Workplace, workplace
from jobsearch.domain.posting import Posting

_API = "https://api.ashbyhq.com/posting-api/job-board"
_PAGE = "https://jobs.ashbyhq.com"
_ACCOUNT = re.compile(r"//jobs\.ashbyhq\.com/([^/?#]+)/", re.ASCII)
_WORD = re.compile(r"[^\W\d_]{3,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TEXTS = ("descriptionHtml", "descriptionPlain")


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    url = f"{_API}/{quote(source.account, safe='')}?includeCompensation=true"
    return [first(url, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    jobs = elements(decode_json(Content(body), request.url), request.url, "jobs")
    found = collect(jobs, lambda job: _posting(job, request.source, now))
    return Page(found.postings, found.rejections, whole=True, listed=found.rejected_ids)


def _recognises(content: Content) -> bool:
    return any("jobUrl" in job and "isListed" in job for job in content.objects_at("jobs"))


def _posting(job: dict[str, Any], source: Source, now: datetime) -> Posting | None:
    if job.get("isListed") is False:
        return None
    url = fields.web_address(job.get("jobUrl"))
    external_id = fields.short_id(job.get("id"), url)
    title = fields.line(job.get("title"))
    require(title, external_id)
    account = source.account or unquote(account_of(source, url, _ACCOUNT))
    sites = [job, *objects(job.get("secondaryLocations"))]
    found = places(
        [one.get("location") for one in sites], [_address(one).get("addressCountry") for one in sites]
    )
    text = fields.html(job.get("descriptionHtml") or job.get("descriptionPlain"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_PAGE}/{quote(account, safe='')}/{external_id}",
        apply_url=fields.web_address(job.get("applyUrl")),
        title=title,
        company=source.company or account,
        tags=fields.lines([job.get("department"), job.get("team")]),
        description=fields.readable(text),
        **found.columns(),
        **_pay(job.get("compensation")).columns(),
        workplace=_workplace(job),
        employment=employment([_CAMEL.sub(" ", fields.line(job.get("employmentType")))]),
        account=account,
        posted_at=fields.moment(job.get("publishedAt"), now),
        raw=fields.without(job, _TEXTS) | {"description": text},
    )


def _workplace(job: Mapping[str, Any]) -> Workplace:
    """Return the workplace if all fields agree on it.

    `workplaceType` has been reliable since 2026. `isRemote` is also set for jobs that allow occasional work
    from home, so it counts only if the location is not an office, but several towns or a country.
    """
    if said := workplace(_CAMEL.sub(" ", fields.line(job.get("workplaceType")))):
        return said
    name = fields.line(job.get("location"))
    if by_name := workplace_of([name]):
        return by_name
    return "remote" if job.get("isRemote") is True and not _is_town(name, job) else ""


def _is_town(name: str, job: Mapping[str, Any]) -> bool:
    """Return whether a location's name is its address's town: "New York, NY (HQ)" in New York City."""
    town = fields.line(_address(job).get("addressLocality")).casefold()
    return not set(_WORD.findall(town)).isdisjoint(_WORD.findall(name.casefold()))


def _address(place: Mapping[str, Any]) -> dict[str, Any]:
    address = place.get("address")
    found = address.get("postalAddress") if isinstance(address, dict) else None
    return found if isinstance(found, dict) else {}


def _pay(compensation: object) -> Pay:
    """Return the salary from a job's compensation, ignoring equity, bonuses, and commissions."""
    found = objects(compensation.get("summaryComponents")) if isinstance(compensation, dict) else []
    salaries = (one for one in found if one.get("compensationType") == "Salary")
    return believable(widest(map(_pay_of_component, salaries)))


def _pay_of_component(one: Mapping[str, Any]) -> Pay:
    return pay(one.get("minValue"), one.get("maxValue"), one.get("currencyCode"), one.get("interval"))


BOARD = Board(
    name="ashby",
    display_name="Ashby",
    home="https://www.ashbyhq.com",
    covers="the board of a company",
    terms="Link to the post on the company's board.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    account="name",
    limit_mib=LIMIT_MIB,
)
