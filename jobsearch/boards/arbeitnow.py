"""Arbeitnow, a board for jobs in and around Germany, few of them remote, served in overlapping pages."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first, further
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.places import Workplace, where, workplace_in
from jobsearch.domain.posting import Posting

_HOME = "https://www.arbeitnow.com"
_URL = f"{_HOME}/api/job-board-api?page="
_NUMBER = re.compile(r"-(\d{1,12})$", re.ASCII)
_NOTE = re.compile(
    r"(?:<p>\s*)?Find\s+(?:more\s+)?<a\b[^>]{0,300}>[^<]{0,120}</a>\s*on\s*(?:<a\b[^>]{0,300}>\s*)?Arbeitnow"
    r"(?:\s*</a>)*(?:\s*</p>)?",
    re.IGNORECASE,
)


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(f"{_URL}1", source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    found = page(body, request, "data", lambda job: _posting(job, now), repeats=True)
    # The API's own `links.next` may carry somebody else's search.
    number = request.state.get("position", 1) + 1
    return further(found, f"{_URL}{number}", request, position=number)


def _recognises(content: Content) -> bool:
    return any("slug" in job and "job_types" in job for job in content.objects_at("data"))


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url, slug = fields.web_address(job.get("url")), fields.line(job.get("slug"))
    number = _NUMBER.search(slug)
    external_id = number[1] if number else fields.short_id(slug or None, url)
    title = fields.line(job.get("title"))
    require(title, external_id)
    location = fields.line(job.get("location"))
    places = where([location])
    html = fields.html(job.get("description"), note=_NOTE)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_HOME}/view/{slug}",
        title=title,
        company=fields.line(job.get("company_name")),
        location=location,
        tags=fields.lines(job.get("tags")),
        description=fields.readable(html),
        workplace=_workplace(job, location),
        countries=places.countries,
        worldwide=places.worldwide,
        employment=employment(fields.lines(job.get("job_types"))),
        posted_at=fields.moment(job.get("created_at"), now),
        raw=fields.without(job, ("description",)) | {"description": html},
    )


def _workplace(job: dict[str, Any], location: str) -> Workplace:
    """Return the workplace named in the location, or else the workplace indicated by the `remote` flag.

    The flag is a plain yes or no and cannot express hybrid work: a false flag may still mean a hybrid job.
    """
    return workplace_in(location) or ("remote" if fields.flag(job.get("remote")) else "")


BOARD = Board(
    name="arbeitnow",
    display_name="Arbeitnow",
    home=_HOME,
    covers="jobs in and around Germany, mostly on-site",
    terms="Link back to Arbeitnow.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
