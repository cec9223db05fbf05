"""Himalayas, with about 100,000 posts in pages of 20, newest first."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first, further
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import Pay, pay
from jobsearch.boards.reading.places import where
from jobsearch.domain.posting import Posting

_HOME = "https://himalayas.app"
_URL = f"{_HOME}/jobs/api?limit=20&offset="
_SIZE = 20
_NOTE = re.compile(
    r"(?:<p>\s*)?Originally posted on\s*(?:<a\b[^>]{0,300}>\s*)?Himalayas(?:\s*</a>)?\.?(?:\s*</p>)?",
    re.IGNORECASE,
)
_HIGHEST_HOURLY = 1_000


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(f"{_URL}0", source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    found = page(body, request, "jobs", lambda job: _posting(job, now))
    offset = request.state.get("position", 0) + _SIZE
    return further(found, f"{_URL}{offset}", request, position=offset)


def _recognises(content: Content) -> bool:
    return any("locationRestrictions" in job and "companyName" in job for job in content.objects_at("jobs"))


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url = fields.web_address(job.get("guid")) or fields.web_address(job.get("applicationLink"))
    external_id = fields.hashed(fields.plain_address(url))
    title = fields.line(job.get("title"))
    require(title, external_id)
    places = fields.lines(job.get("locationRestrictions"))
    open_to, is_open = where(places), job.get("locationRestrictions") == []
    html = fields.html(job.get("description") or job.get("excerpt"), note=_NOTE)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url,
        apply_url=fields.web_address(job.get("applicationLink")),
        title=title,
        company=fields.line(job.get("companyName")),
        location=", ".join(places) or ("Worldwide" if is_open else ""),
        tags=tuple(tag.replace("-", " ") for tag in fields.lines(job.get("categories"))),
        description=fields.readable(html),
        **_pay(job).columns(),
        workplace="remote",
        countries=open_to.countries,
        worldwide=open_to.worldwide or is_open,
        time_zones=fields.offsets(job.get("timezoneRestrictions")),
        employment=employment([fields.line(job.get("employmentType"))]),
        posted_at=fields.moment(job.get("pubDate"), now),
        raw=fields.without(job, ("companyLogo", "description")) | {"description": html},
    )


def _pay(job: dict[str, Any]) -> Pay:
    amounts = job.get("minSalary"), job.get("maxSalary")
    # Until June 2026, posts gave no salary period and every amount was annual.
    yearly = max(fields.number(amount) or 0 for amount in amounts) >= _HIGHEST_HOURLY
    return pay(*amounts, job.get("currency"), job.get("salaryPeriod") or ("annual" if yearly else ""))


BOARD = Board(
    name="himalayas",
    display_name="Himalayas",
    home=_HOME,
    covers="remote jobs of all kinds, with countries and time zones",
    terms="Link back to the post on Himalayas and name Himalayas as the source.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
