"""The first-run form with the three questions of `start`; pages of an empty instance redirect to it."""

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request, Response

from jobsearch.errors import FetchRuns, SourceUnknown, UsageError
from jobsearch.server.pages.addresses import HOME, START
from jobsearch.server.pages.forms import Form, Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Instance
from jobsearch.services.start import Answers, choices, start
from jobsearch.settings import Settings, called

router = APIRouter(include_in_schema=False)
_LONGEST_COUNTRY = 100


@router.get(START)
def ask(request: Request, settings: Instance) -> Response:
    """Show the three questions."""
    return _page(request, settings, Answers(), "")


@router.post(START, dependencies=[WRITING])
async def begin(request: Request, settings: Instance, form: Sent) -> Response:
    """Save the answers, fetch posts, and redirect to the list; ask again after invalid answers."""
    answers = _answers(form)
    if request.app.state.fetcher.state.state == "running":  # a second fetch would query the boards twice
        return _page(request, settings, answers, str(FetchRuns()), status=409)
    try:
        started = await run_sync(start, settings, answers)
    except (UsageError, SourceUnknown) as error:
        return _page(request, settings, answers, str(error), status=422)
    if started.found is None:
        said = f"{started.problem} What you said is kept: try again when the boards can be reached."
        return _page(request, settings, answers, said, status=503)
    return see_other(HOME)


def _answers(form: Form) -> Answers:
    country = form.get("lives_in").strip()[:_LONGEST_COUNTRY]
    return Answers(form.get("wish"), country, tuple(dict.fromkeys(form.all("source"))))


def _page(
    request: Request, settings: Settings, answers: Answers, problem: str, status: int = 200
) -> Response:
    context = {"boards": choices(settings), "answers": answers, "problem": problem, "program": called()}
    return render(request, "start.html", context, status=status)
