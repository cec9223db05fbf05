"""Remotive, which returns its whole feed in one response, to be fetched at most four times a day."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import pay_in_text
from jobsearch.boards.reading.places import where
from jobsearch.domain.posting import Posting

_URL = "https://remotive.com/api/remote-jobs"
_HOME = "https://remotive.com"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(_URL, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    return page(body, request, "jobs", lambda job: _posting(job, now))


def _recognises(content: Content) -> bool:
    jobs = content.objects_at("jobs")
    return any("candidate_required_location" in job for job in jobs) or "0-legal-notice" in (
        content.json or ()
    )


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url = fields.web_address(job.get("url"))
    external_id = fields.short_id(job.get("id"), url)
    title = fields.line(job.get("title"))
    require(title, external_id)
    html = fields.html(job.get("description"))
    location = fields.line(job.get("candidate_required_location"))
    places = where(location.split(","))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_HOME}/remote-jobs/{external_id}",
        title=title,
        company=fields.line(job.get("company_name")),
        location=location,
        tags=fields.lines(job.get("tags")),
        description=fields.readable(html),
        **pay_in_text(fields.line(job.get("salary"))).columns(),
        workplace="remote",
        countries=places.countries,
        worldwide=places.worldwide,
        employment=employment([fields.line(job.get("job_type"))]),
        posted_at=fields.moment(job.get("publication_date"), now),
        raw=fields.without(job, ("company_logo", "company_logo_url", "description")) | {"description": html},
    )


BOARD = Board(
    name="remotive",
    display_name="Remotive",
    home=_HOME,
    covers="remote jobs of all kinds, some 20 to 30 at a time",
    terms="Link to the post on Remotive, name Remotive as the source, and do not repost it to other boards.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    shortest_interval=timedelta(hours=6),
)
