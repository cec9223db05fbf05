"""The Applications pages: a board with movable cards by stage, and statistics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from jobsearch.domain.answers import StoredLabel
from jobsearch.domain.application import STAGES, Event, Stage
from jobsearch.errors import ApplicationOver, NothingToCorrect
from jobsearch.presentation.charts.of_applications import of_stats
from jobsearch.presentation.outcomes import job_name
from jobsearch.server.guard import calendar_address
from jobsearch.server.pages.addresses import APPLICATIONS, behind
from jobsearch.server.pages.due import due_lines
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import told
from jobsearch.server.pages.render import render
from jobsearch.server.pages.seen import last_number, seen_number, stage_named
from jobsearch.server.parameters import WRITING, Allowed, Cached, Instance
from jobsearch.services.applications.listing import Application, is_pressing, list_applications
from jobsearch.services.applications.recording import Correction, correct, record_unless
from jobsearch.services.applications.stats import application_stats
from jobsearch.services.cache import Cache
from jobsearch.services.rates import FEWEST
from jobsearch.settings import Settings

router = APIRouter(include_in_schema=False)
BOARD = f"{APPLICATIONS}/board"
_MOST = 50  # cards per stage; the list shows all
_LATER = (
    "This application has changed since the board was loaded, so nothing was recorded. "
    "The board below is up to date."
)


@dataclass(frozen=True)
class Column:
    """A stage with its first applications, and the number of others."""

    stage: Stage
    cards: Sequence[Application]
    more: int


class Move(BaseModel):
    """The last move, as given in the address of the board.

    Attributes:
        moved: the key of the application, or "" if none was moved.
        event: the number of the event recorded by the move.
        was: the answer to the post that the move replaced, or "" if there was none.

    """

    moved: str = Field(default="", max_length=300)
    event: int = 0
    was: str = ""

    def is_last_of(self, application: Application) -> bool:
        """Return whether this move is the last event of an application, so that it can be undone."""
        return (application.key, application.last_event) == (self.moved, self.event)


@router.get(behind(BOARD))
def board(request: Request, settings: Instance, cache: Cached, move: Annotated[Move, Query()]) -> Response:
    """Show the applications by stage, and the last move, which can be undone."""
    return _page(request, settings, cache, move)


@router.post(f"{behind(BOARD)}/move", dependencies=[WRITING])
def move(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Record the new stage of a moved card at the current time.

    The form contains the number of the last event known to the board; if there is a later one, nothing is
    recorded.
    """
    key, seen, now = form.get("key"), seen_number(form.get("seen")), datetime.now(UTC)
    event = Event(0, stage_named(form.get("stage")), now, now)
    try:
        recorded = record_unless(settings, key, event, lambda before: last_number(before) != seen, cache)
    except ApplicationOver as error:
        return _page(request, settings, cache, problem=told(error).sentence)
    if recorded is None:
        return _page(request, settings, cache, problem=_LATER)
    made = Move(moved=key, event=recorded.event.number, was=recorded.replaced or "")
    return see_other(f"{BOARD}?{urlencode(made.model_dump(exclude_defaults=True))}")


@router.post(f"{behind(BOARD)}/take-back", dependencies=[WRITING])
def take_back(request: Request, settings: Instance, cache: Cached, form: Sent) -> Response:
    """Undo the last move and the resulting answer to the post; the history keeps both events."""
    correction = Correction(take_back=True, answer=_answer(form.get("was")))
    try:
        correct(settings, form.get("key"), seen_number(form.get("seen")), correction, cache)
    except NothingToCorrect:
        return _page(request, settings, cache, problem="That move has already been undone.")
    return see_other(BOARD)


@router.get(behind(f"{APPLICATIONS}/stats"))
def statistics(request: Request, settings: Instance, cache: Cached, access: Allowed) -> Response:
    """Show statistics about applications as charts and numbers."""
    found = application_stats(settings, cache)
    context = {
        "stats": found,
        "charts": of_stats(found),
        "fewest": FEWEST,
        "calendar": calendar_address(access.token),
    }
    return render(request, "application_stats.html", context)


def _page(
    request: Request, settings: Settings, cache: Cache, move: Move | None = None, *, problem: str = ""
) -> Response:
    found = list_applications(settings, cache=cache)
    last = next((one for one in found if move and move.is_last_of(one)), None)
    context = {
        "due": {one.key for one in found if is_pressing(one, datetime.now(UTC))},
        "columns": [_column(stage, found) for stage in STAGES],
        "stages": STAGES,
        "moved": last,
        "was": move.was if move else "",
        "calendar": calendar_address(request.app.state.access.token),
        "moved_name": job_name(last.title, last.company) or last.key if last else "",
        "problem": problem,
        **due_lines(settings, cache),
    }
    return render(request, "board.html", context, status=409 if problem else 200)


def _answer(word: str) -> StoredLabel | None:
    return next((one for one in get_args(StoredLabel) if one == word), None)


def _column(stage: Stage, found: Sequence[Application]) -> Column:
    those = [one for one in found if one.stage == stage]
    return Column(stage, those[:_MOST], len(those[_MOST:]))
