"""Applications: what is due, what became of each, and an event more."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response

from jobsearch.domain.application import STAGES, Stage, effective
from jobsearch.errors import UsageError
from jobsearch.server.pages.addresses import APPLICATIONS, behind
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Cached, Instance, KeyInPath
from jobsearch.services.applications.listing import is_due, list_applications, show_application
from jobsearch.services.applications.recording import add_note, set_stage

router = APIRouter(include_in_schema=False)


@router.get(behind(APPLICATIONS))
def applications(request: Request, settings: Instance, cache: Cached, ended: str = "") -> Response:
    """List the applications by what is due next, those that have ended on demand."""
    found = list_applications(settings, everything=bool(ended), cache=cache)
    now = datetime.now(UTC)
    due = {one.key for one in found if is_due(one, now)}
    context = {"applications": found, "due": due, "ended": bool(ended), "stages": STAGES}
    return render(request, "applications.html", context)


@router.get(behind(APPLICATIONS) + "/{key}")
def application(request: Request, settings: Instance, cache: Cached, key: KeyInPath) -> Response:
    """Show one with its history, and its post as it was when it was applied to."""
    found = show_application(settings, key, cache=cache)
    context = {"found": found, "events": effective(found.events), "stages": STAGES}
    return render(request, "application.html", context)


@router.post(behind(APPLICATIONS) + "/{key}", dependencies=[WRITING])
def record(settings: Instance, cache: Cached, key: KeyInPath, form: Sent) -> Response:
    """Record a stage, with its time and a note, or a note alone; what was recorded stays."""
    stage, note = form.get("stage"), form.get("note")
    if stage:
        set_stage(settings, key, _stage(stage), at=form.get("at").strip() or None, note=note, cache=cache)
    elif note.strip():
        add_note(settings, key, note, cache=cache)
    else:
        raise UsageError(cause="there is neither a stage nor a note")
    return see_other(f"{APPLICATIONS}/{key}")


def _stage(word: str) -> Stage:
    for one in STAGES:
        if one == word:
            return one
    raise UsageError(cause=f"{word[:40]!r} is not a stage: use {', '.join(STAGES)}")
