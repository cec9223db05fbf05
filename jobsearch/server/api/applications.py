"""Routes for applications: their current state, new events, and a calendar to subscribe to."""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, HTTPException, Query, Response
from fastapi import Path as PathParameter
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from jobsearch.domain.application import MOST_NOTE, SILENT_DAYS, Event, Stage
from jobsearch.presentation.calendar import to_ics
from jobsearch.server.guard import calendar_address, calendar_secret
from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS, WRITING, Allowed, Cached, Instance, KeyInPath
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services.applications.listing import (
    Application,
    ApplicationInFull,
    list_applications,
    show_application,
)
from jobsearch.services.applications.planned import planned
from jobsearch.services.applications.recording import Correction, Recorded, correct, record
from jobsearch.services.applications.stats import ApplicationStats, application_stats
from jobsearch.services.cache import Cache
from jobsearch.settings import Settings
from jobsearch.text.moments import YEARS

router = APIRouter(tags=["applications"], dependencies=ONLY_KNOWN_PARAMETERS)
_ICS = "text/calendar"
_CALENDAR: dict[int | str, dict[str, Any]] = {
    200: {"description": "The calendar", "content": {_ICS: {"schema": {"type": "string"}}}},
    304: {"description": "The calendar has not changed since the response named by If-None-Match"},
}
_TO_ITS_CORRECTION = {
    "correction": {
        "operationId": "post_correction",
        "parameters": {"key": "$request.path.key", "number": "$response.body#/event/number"},
    }
}
_TO_ITS_HISTORY = {"application": {"operationId": "application", "parameters": {"key": "$request.path.key"}}}


class Listing(BaseModel):
    """The options of a list of applications."""

    model_config = ConfigDict(extra="forbid")

    everything: Annotated[bool, Field(description="Include applications that have ended.")] = True
    days: Annotated[
        int, Field(ge=1, le=365, description="Number of days without a reply until a follow-up is due.")
    ] = SILENT_DAYS


def _of_a_century(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"The time is not between {YEARS[0]} and {YEARS[-1]}")
    return moment


class EventGiven(BaseModel):
    """An event or a future appointment; an event without a stage is a note."""

    model_config = ConfigDict(extra="forbid")

    stage: Stage | None = Field(None, examples=["interview"])
    at: Annotated[AwareDatetime, AfterValidator(_of_a_century)] | None = Field(
        None,
        description="When it happens or happened (default: now).",
        examples=["2026-12-01T15:00:00+01:00"],
    )
    note: str = Field("", max_length=MOST_NOTE, examples=["Ask about the team"])
    interview: Annotated[int, Field(ge=1, le=99)] | None = None


class CorrectionGiven(BaseModel):
    """The corrected values of an event; omitted values remain unchanged."""

    model_config = ConfigDict(extra="forbid")

    stage: Stage | None = Field(None, examples=["interview"])
    at: Annotated[AwareDatetime, AfterValidator(_of_a_century)] | None = Field(
        None, examples=["2026-12-01T15:00:00+01:00"]
    )
    note: str | None = Field(None, max_length=MOST_NOTE)
    interview: Annotated[int, Field(ge=1, le=99)] | None = None
    take_back: bool = Field(default=False, description="Withdraw the whole event.")


class Listed(BaseModel):
    """The applications by next due date, and the address for subscribing to the calendar."""

    applications: list[Application]
    calendar: str = Field(examples=["/applications.ics"])


@router.get("/applications", operation_id="applications", responses=responses())
def applications(
    settings: Instance, cache: Cached, access: Allowed, listing: Annotated[Listing, Query()]
) -> Listed:
    """List the applications by next due date, with their stages, last events, and follow-ups."""
    found = list_applications(settings, everything=listing.everything, days=listing.days, cache=cache)
    return Listed(applications=list(found), calendar=calendar_address(access.token))


@router.get("/applications/stats", operation_id="application_stats", responses=responses())
def stats(settings: Instance, cache: Cached) -> ApplicationStats:
    """Return statistics about the applications; every rate is based on at least ten cases."""
    return application_stats(settings, cache)


@router.get(
    "/applications.ics", operation_id="calendar", response_class=Response, responses=responses() | _CALENDAR
)
def calendar(
    settings: Instance, cache: Cached, if_none_match: Annotated[str, Header(max_length=1_000)] = ""
) -> Response:
    """Return a calendar of interviews and deadlines with alarms, and follow-ups as to-dos."""
    return _calendar(settings, cache, if_none_match)


@router.get(
    "/calendar/{secret}.ics",
    operation_id="calendar_by_address",
    response_class=Response,
    responses=responses(404) | _CALENDAR,
)
def calendar_by_address(
    settings: Instance,
    cache: Cached,
    access: Allowed,
    secret: Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")],
    if_none_match: Annotated[str, Header(max_length=1_000)] = "",
) -> Response:
    """Return the calendar from a secret address, for programs that cannot send the token."""
    if not access.token or not hmac.compare_digest(secret, calendar_secret(access.token)):
        raise HTTPException(404)
    return _calendar(settings, cache, if_none_match)


def _calendar(settings: Settings, cache: Cache, if_none_match: str) -> Response:
    content = to_ics(planned(settings, cache=cache))
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    if known & {etag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_ICS, headers=headers)


@router.get("/applications/{key}", operation_id="application", responses=responses(404))
def application(settings: Instance, cache: Cached, key: KeyInPath) -> ApplicationInFull:
    """Return an application's history, and the post as it was at the time of the application."""
    return show_application(settings, key, cache=cache)


@router.post(
    "/applications/{key}/events",
    operation_id="post_event",
    dependencies=[WRITING],
    status_code=201,
    responses=responses(404, 409, *OF_A_BODY) | {201: {"links": _TO_ITS_HISTORY | _TO_ITS_CORRECTION}},
)
def post_event(settings: Instance, cache: Cached, key: KeyInPath, given: EventGiven) -> Recorded:
    """Record an event without changing earlier ones."""
    now = datetime.now(UTC)
    at = given.at.astimezone(UTC) if given.at else now
    event = Event(0, given.stage or "", now, at, given.interview, given.note)
    return record(settings, key, event, cache)


@router.post(
    "/applications/{key}/events/{number}/corrections",
    operation_id="post_correction",
    dependencies=[WRITING],
    status_code=201,
    responses=responses(404, 409, *OF_A_BODY) | {201: {"links": _TO_ITS_HISTORY}},
)
def post_correction(
    settings: Instance,
    cache: Cached,
    key: KeyInPath,
    number: Annotated[int, PathParameter(ge=1, le=1_000_000, examples=[1])],
    given: CorrectionGiven,
) -> Recorded:
    """Record a correction to an earlier event; the history keeps both."""
    at = given.at.isoformat() if given.at else None
    correction = Correction(given.stage, at, given.note, given.interview, take_back=given.take_back)
    return correct(settings, key, number, correction, cache)
