"""Errors as problem details (RFC 9457), the format of all error responses except pages."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import Scope

from jobsearch.errors import (
    ApplicationOver,
    ApplicationUnknown,
    CareersLackPosts,
    CareersNotTrained,
    CareersUnusable,
    ConfigMalformed,
    CorpusModelKept,
    EventUnknown,
    ExaminationNotStarted,
    ExaminationRuns,
    ExperienceMissing,
    FetchRuns,
    IndexDamaged,
    InstanceError,
    InstanceUnusable,
    JobSearchError,
    ModelUnusable,
    NoPosts,
    NothingToCorrect,
    NotTrained,
    PostUnknown,
    StoreBusy,
    StoreCrowded,
    StoreDamaged,
    TitleEmpty,
    TitleUnfit,
    TitleUnknown,
    TrainingRuns,
    UsageError,
    WishUnknown,
)
from jobsearch.server.pages.addresses import asked, is_page, nearest, wants_page
from jobsearch.server.pages.errors import error_page
from jobsearch.server.pages.forms import FormStale, ask_again
from jobsearch.server.pages.next_steps import told as of_pages
from jobsearch.server.parameters import WHAT_IS_WRONG

_STATUS: Sequence[tuple[type[JobSearchError], int]] = (
    (PostUnknown, 404),
    (ApplicationUnknown, 404),
    (EventUnknown, 404),
    (ApplicationOver, 409),
    (NothingToCorrect, 409),
    (TitleEmpty, 404),
    (TitleUnknown, 404),
    (ExperienceMissing, 404),
    (WishUnknown, 404),
    (TrainingRuns, 409),
    (CorpusModelKept, 409),
    (FetchRuns, 409),
    (ExaminationRuns, 409),
    (UsageError, 422),
    (JobSearchError, 503),  # a missing, damaged or locked model or store, which can be fixed
)
# The remedies for clients, which have no commands; other errors concern the administrator of the server.
TOLD: Mapping[type[JobSearchError], str] = {
    InstanceUnusable: "The instance folder {path} cannot be used: {cause}.",
    StoreDamaged: "Part of the store is damaged, so the operation failed.",
    IndexDamaged: "The search index is damaged, so searches cannot run; nothing else is affected.",
    ApplicationUnknown: """There is no application for {key} yet. Use POST /applications/{key}/events
        to record one.""",
    ApplicationOver: "The application for {key} is already accepted, so {stage} cannot follow.",
    EventUnknown: """The application for {key} has no event {number}. GET /applications/{key} lists its
        events.""",
    NothingToCorrect: "The event already has these values. Specify a value to change.",
    PostUnknown: "The store has no post {key}. GET /posts lists the keys.",
    ExperienceMissing: (
        "There is no work experience entry {number}. GET /model/experiences lists the entries."
    ),
    WishUnknown: """No post contains any of the words in your description.
        Use other words in the like parameter.""",
    TitleUnknown: """The career model does not know the title {title}; try {nearest}.
        GET /model/titles lists all titles.""",
    NotTrained: """There is no model yet. Label some posts with PUT /posts/KEY/label (at least two yes and
        two no), then POST /train. Until then, PUT /wish or GET /recommendations?like=TEXT ranks by
        similarity.""",
    ModelUnusable: "The model file {path} cannot be used ({cause}). Use POST /train to train it again.",
    CareersNotTrained: """There is no career model yet. Use POST /train?lesson=careers to train it, which
        needs {titles} titles with {posts} posts each.""",
    CareersLackPosts: """There is no career model yet. It needs {titles} titles with {posts} posts each, so
        about {missing} more posts are needed.""",
    CorpusModelKept: """The career model was trained on {posts} from a corpus. Use POST
        /train?lesson=careers&replaces_corpus=true to replace it with a model trained on the
        stored posts.""",
    CareersUnusable: """The career model {path} cannot be used ({cause}). Use POST /train?lesson=careers to
        train it again.""",
}
_NO_PAGE = "There is no page at this address."
_NOTHING_HERE = {
    400: "The request body is not valid JSON.",
    404: "There is nothing at this address. See /openapi.json for the available addresses.",
}
_VALUE_ERROR = "Value error, "  # Pydantic's prefix for our own messages
_OF_A_STORE_IN_ORDER = (
    PostUnknown,
    ApplicationUnknown,
    EventUnknown,
    NothingToCorrect,
    NoPosts,
    StoreBusy,
    StoreCrowded,
    ConfigMalformed,
    ExaminationRuns,
    ExaminationNotStarted,
)
OF_A_BODY = (413, 415)  # additional errors of requests with bodies
_RETRY_SECONDS = "5"
_SCHEMAS = "#/components/schemas/"
_MEDIA_TYPE = "application/problem+json"
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class FieldError(BaseModel):
    """An invalid value in a request, with the reason."""

    field: str = Field(examples=["experience.0.description"])
    detail: str = Field(examples=["Field required"])


class Problem(BaseModel):
    """A problem and how to fix it (RFC 9457)."""

    type: str = Field("about:blank", examples=["urn:problem-type:jobsearch:post-unknown"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["The store has no post remoteok:7. GET /posts lists the keys."])
    errors: list[FieldError] | None = Field(
        None, description="The invalid values in the request, if the status is 422."
    )
    nearest: list[str] | None = Field(None, description="The learned titles most similar to an unknown one.")


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the errors of a route for the schema, including those common to all routes."""
    every = (400, 401, 403, *statuses, 422, 503)
    return {status: _described(HTTPStatus(status).phrase) for status in every}


def _described(phrase: str) -> dict[str, Any]:
    return {"description": phrase, "content": {_MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMAS}Problem"}}}}


def schemas() -> dict[str, Any]:
    """Return the schemas referenced by the responses, by name."""
    schema = Problem.model_json_schema(ref_template=f"{_SCHEMAS}{{model}}")
    return {**schema.pop("$defs"), "Problem": schema}


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, **members: object
) -> JSONResponse:
    """Return an error response; `members` are additional members of the problem details."""
    content = Problem.model_validate(
        {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}
    )
    return JSONResponse(content.model_dump(exclude_none=True), status, headers, media_type=_MEDIA_TYPE)


def failure(
    scope: Scope, status: int, detail: str, headers: dict[str, str] | None = None, **members: object
) -> Response:
    """Return an error response: a page for browsers and addresses of pages, otherwise problem details."""
    if not _is_read_as_page(scope):
        return problem(status, detail, {"Vary": "Accept", **(headers or {})}, **members)
    # A page requested through another site's link is shown when the user asks for it here.
    again = asked(scope) if status == HTTPStatus.FORBIDDEN and scope["method"] == "GET" else ""
    meant = nearest(scope["path"]) if detail == _NO_PAGE else None
    return error_page(status, detail, {"Vary": "Accept", **(headers or {})}, again, meant)


def _is_read_as_page(scope: Scope) -> bool:
    return is_page(scope["path"]) or wants_page(scope)


def add_handlers(app: FastAPI) -> None:
    """Convert all expected errors of an application to problem details; the guard handles all others."""
    app.add_exception_handler(JobSearchError, _failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(FormStale, ask_again)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, JobSearchError)  # noqa: S101 - it is what the handler is for
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    if isinstance(error, InstanceError) and not isinstance(error, _OF_A_STORE_IN_ORDER):
        request.app.state.cache.clear()
    members: dict[str, Any] = {"type": f"urn:problem-type:jobsearch:{_kebab(type(error).__name__)}"}
    detail = told(error)
    if isinstance(error, TitleUnknown):
        members["nearest"] = list(error.nearest)
    if isinstance(error, TitleUnfit):
        members["errors"] = [FieldError(field="title", detail=detail)]
    headers = {"Retry-After": _RETRY_SECONDS} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    if _is_read_as_page(request.scope):
        said = of_pages(error)
        return error_page(status, said.sentence, {"Vary": "Accept", **(headers or {})}, places=said.places)
    return failure(request.scope, status, detail, headers, **members)


def told(error: JobSearchError) -> str:
    """Return an error's message for an API client, with requests instead of commands."""
    template = TOLD.get(type(error))
    return error.told(template) if template else str(error)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it is what the handler is for
    wrong = [_wrong(one) for one in error.errors()]
    if is_page(request.url.path):
        return failure(request.scope, 422, f"{'; '.join(one.detail for one in wrong)}.")
    if any(one["type"] == "json_invalid" for one in error.errors()):
        return failure(request.scope, HTTPStatus.BAD_REQUEST, "The body is not JSON.")
    told = "; ".join(f"{one.field}: {one.detail}" for one in wrong)
    errors, kind = [one.model_dump() for one in wrong], "urn:problem-type:jobsearch:values-that-cannot-be"
    return failure(request.scope, 422, f"{told}.", errors=errors, type=kind)


def _wrong(error: Any) -> FieldError:  # noqa: ANN401 - a dictionary that Pydantic describes
    where, *path = error["loc"]
    field = ".".join(map(str, path)) or str(where)
    pattern = error.get("ctx", {}).get("pattern")
    return FieldError(
        field=field, detail=WHAT_IS_WRONG.get(pattern) or error["msg"].removeprefix(_VALUE_ERROR)
    )


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is what the handler is for
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(sorted(_methods(request)))
        detail = f"{request.method} is not allowed here. Use one of {allowed}."
        return failure(request.scope, error.status_code, detail, {"Allow": allowed})
    details = {404: _NO_PAGE} if _is_read_as_page(request.scope) else _NOTHING_HERE
    detail = details.get(error.status_code, error.detail)
    return failure(request.scope, error.status_code, detail, dict(error.headers or {}))


def _methods(request: Request) -> set[str]:
    """Return all methods allowed at an address, because Starlette has a separate route for each method."""
    found: set[str] = set()
    for route in (*request.app.state.routes, *request.app.routes):
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return found | {"HEAD"} if "GET" in found else found


def _kebab(name: str) -> str:
    return _WORD.sub("-", name).lower()
