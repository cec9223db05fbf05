"""Jobicy, which returns its newest 100 posts, in the formats used in 2024 and 2026."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import Pay, pay
from jobsearch.boards.reading.places import where
from jobsearch.domain.posting import Posting

_HOME = "https://jobicy.com"
_URL = f"{_HOME}/api/v2/remote-jobs?count=100"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(_URL, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    return page(body, request, "jobs", lambda job: _posting(job, now))


def _recognises(content: Content) -> bool:
    return any("jobTitle" in job and "jobGeo" in job for job in content.objects_at("jobs"))


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url = fields.web_address(job.get("url"))
    external_id = fields.short_id(job.get("id"), url)
    title = fields.line(job.get("jobTitle"))
    require(title, external_id)
    places = fields.lines(job.get("jobGeo"))
    open_to = where(places)
    html = fields.html(job.get("jobDescription") or job.get("jobExcerpt"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_HOME}/jobs/{external_id}",
        title=title,
        company=fields.line(job.get("companyName")),
        location=", ".join(places),
        tags=fields.lines(job.get("jobIndustry")),
        description=fields.readable(html),
        **_pay(job).columns(),
        workplace="remote",
        countries=open_to.countries,
        worldwide=open_to.worldwide,
        employment=employment(fields.lines(job.get("jobType"))),
        posted_at=fields.moment(job.get("pubDate"), now),
        raw=fields.without(job, ("companyLogo", "clientKey", "jobDescription")) | {"description": html},
    )


def _pay(job: dict[str, Any]) -> Pay:
    currency = job.get("salaryCurrency")
    if "annualSalaryMin" in job or "annualSalaryMax" in job:
        return pay(job.get("annualSalaryMin"), job.get("annualSalaryMax"), currency, "year")
    return pay(job.get("salaryMin"), job.get("salaryMax"), currency, job.get("salaryPeriod"))


BOARD = Board(
    name="jobicy",
    display_name="Jobicy",
    home=_HOME,
    covers="remote jobs of all kinds, the newest 100",
    terms="Name Jobicy with a direct link to its post, and direct every application to that link.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
