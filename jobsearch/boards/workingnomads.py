"""Working Nomads, which returns its newest 30 to 46 remote jobs in one response."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.places import where
from jobsearch.domain.posting import Posting

_HOME = "https://www.workingnomads.com"
_URL = f"{_HOME}/api/exposed_jobs/"
_NUMBER = re.compile(r"/job/go/(\d{1,12})\b", re.ASCII)


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(_URL, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    return page(body, request, "", lambda job: _posting(job, now))


def _recognises(content: Content) -> bool:
    return any("category_name" in job and "pub_date" in job for job in content.objects_at(""))


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url = fields.web_address(job.get("url"))
    number = _NUMBER.search(url)
    external_id = number[1] if number else fields.short_id(job.get("id"), url)
    title = fields.line(job.get("title"))
    require(title, external_id)
    location = fields.line(job.get("location"))
    places = where(location.split(",") if location.count(",") > 1 else [location])
    category = fields.line(job.get("category_name"))
    html = fields.html(job.get("description"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or f"{_HOME}/jobs",
        title=title,
        company=fields.line(job.get("company_name")),
        location=location,
        tags=tuple(dict.fromkeys(filter(None, (*fields.lines(job.get("tags")), category)))),
        description=fields.readable(html),
        workplace="remote",
        countries=places.countries,
        worldwide=places.worldwide,
        posted_at=fields.moment(job.get("pub_date"), now),
        raw=fields.without(job, ("description",)) | {"description": html},
    )


BOARD = Board(
    name="workingnomads",
    display_name="Working Nomads",
    home=_HOME,
    covers="remote jobs of all kinds, the newest 30 to 46",
    terms="Link to the post on Working Nomads and name it as the source.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
