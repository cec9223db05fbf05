"""The Muse, which returns up to 100 pages of 20 posts, mostly on-site and old, without pay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first, further
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.reading.elements import page, require
from jobsearch.boards.reading.places import Workplace, where
from jobsearch.domain.posting import Posting

_HOME = "https://www.themuse.com"
_URL = f"{_HOME}/api/public/jobs?page="
_REMOTE = "remote"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(f"{_URL}0", source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    found = page(body, request, "results", lambda job: _posting(job, now))
    number = request.state.get("position", 0) + 1
    return further(found, f"{_URL}{number}", request, position=number)


def _recognises(content: Content) -> bool:
    return any("landing_page" in fields.mapping(job.get("refs")) for job in content.objects_at("results"))


def _posting(job: dict[str, Any], now: datetime) -> Posting:
    url = fields.web_address(fields.mapping(job.get("refs")).get("landing_page"))
    external_id = fields.short_id(job.get("id"), url)
    title = fields.line(job.get("name"))
    require(title, external_id)
    places = fields.names(job.get("locations"))
    found = where(places)
    html = fields.html(job.get("contents"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=url or _HOME,
        title=title,
        company=fields.line(fields.mapping(job.get("company")).get("name")),
        location="; ".join(places),
        tags=(*fields.names(job.get("categories")), *fields.names(job.get("levels"))),
        description=fields.readable(html),
        workplace=_workplace(places),
        countries=found.countries,
        worldwide=found.worldwide,
        posted_at=fields.moment(job.get("publication_date"), now),
        raw=fields.without(job, ("contents",)) | {"description": html},
    )


def _workplace(places: Sequence[str]) -> Workplace:
    """Return "remote" if a location says so, or else ""; a job with only towns is probably on-site."""
    return "remote" if any(_REMOTE in place.lower() for place in places) else ""


BOARD = Board(
    name="themuse",
    display_name="The Muse",
    home=_HOME,
    covers="jobs at larger companies, mostly on-site in the US",
    terms="Link to the post on The Muse and name The Muse as the source.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
