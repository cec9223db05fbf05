"""Routes for saving, showing, and deleting the description of the wanted job."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from jobsearch.files.resume import cleaned
from jobsearch.files.resumes.read import LONGEST
from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS, WRITING, Cached, Instance, Text
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services import wish as service
from jobsearch.services.wish import KeptReport, WishReport

_LEFT = (
    "It was deleted, but words of it may stay in the store's log while another program uses it: "
    "delete it again later."
)

router = APIRouter(tags=["wish"], dependencies=ONLY_KNOWN_PARAMETERS)


def _said(text: str) -> str:
    if not (said := cleaned(text)):
        raise ValueError("The text contains nothing readable")
    return said


class WishGiven(BaseModel):
    """A line or two in the user's own words, or the text of a résumé; the length determines which."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        Text,
        Field(max_length=LONGEST, examples=["python backend, remote in Europe, no crypto"]),
        AfterValidator(_said),
    ]


@router.get("/wish", operation_id="wish", responses=responses())
def wish(settings: Instance, cache: Cached) -> WishReport:
    """Return the description of the wanted job, and the parts that are treated as exclusions."""
    return service.show(settings, cache)


@router.put("/wish", operation_id="put_wish", dependencies=[WRITING], responses=responses(*OF_A_BODY))
def put_wish(settings: Instance, cache: Cached, given: WishGiven) -> KeptReport:
    """Save a description or a résumé for the next POST /train, replacing only the earlier one of its kind."""
    return service.keep(settings, given.text, cache)


class Forgotten(BaseModel):
    """The result of a deletion that may have left text in the store's log."""

    detail: str = _LEFT


@router.delete(
    "/wish",
    operation_id="delete_wish",
    dependencies=[WRITING],
    status_code=204,
    responses={**responses(), 202: {"description": "Forgotten, but in the log", "model": Forgotten}},
)
def delete_wish(settings: Instance, cache: Cached) -> Response:
    """Delete the wish from the store's files; the model keeps what it has learned until the next POST /train.

    Status 202 means that the wish was deleted, but that its text may remain in the store's log, which another
    program is using, until this request is repeated.
    """
    if service.clear(settings, cache).log_erased:
        return Response(status_code=204)
    return JSONResponse(Forgotten().model_dump(), 202)
