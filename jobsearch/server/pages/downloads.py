"""Downloads of the user's data as CSV, identical to the files that the commands write."""

from anyio.to_thread import run_sync
from fastapi import APIRouter, Response

from jobsearch.presentation.data import posts_to_csv
from jobsearch.server.lanes import Waiting
from jobsearch.server.pages.addresses import APPLICATIONS, HOME, TEACH, behind
from jobsearch.server.pages.here import OfList
from jobsearch.server.pages.today import find_list
from jobsearch.server.parameters import Instance
from jobsearch.services.applications.transfer import export_csv
from jobsearch.services.labels.transfer import export

router = APIRouter(include_in_schema=False)


@router.get(f"{HOME}/list.csv")
async def list_(here: OfList, lane: Waiting) -> Response:
    """Return the whole list specified by the address, like `recommend -o csv`."""
    found = await find_list(here, lane, whole=True)
    return _file(await run_sync(posts_to_csv, found.posts, limiter=lane.slow), "jobs.csv")


@router.get(f"{TEACH}/answers.csv")
def answers(settings: Instance) -> Response:
    """Return all answers, like `labels export`."""
    return _file(export(settings).text, "answers.csv")


@router.get(behind(f"{APPLICATIONS}/events.csv"))
def applications(settings: Instance) -> Response:
    """Return all application events, like `applications export`."""
    return _file(export_csv(settings), "applications.csv")


def _file(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers, media_type="text/csv; charset=utf-8")
