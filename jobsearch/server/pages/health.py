"""The Health page: the findings of `doctor` with suggested fixes, the status, and the backups."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException

from jobsearch.errors import ExaminationRuns, JobSearchError, UsageError
from jobsearch.presentation.outcomes import backup_here_sentence, repair_sentence, size
from jobsearch.presentation.standing import facts, rejection_sentence
from jobsearch.server.pages.addresses import HEALTH, SETTINGS, SOURCES
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import PLACES, Place, failure_of, told
from jobsearch.server.pages.render import ON_EVERY_PAGE, add_filters, render
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.cache import Cache
from jobsearch.services.instance.background import Examiner
from jobsearch.services.instance.backups import back_up_here, kept, stored_bytes
from jobsearch.services.instance.doctor import Finding, examine
from jobsearch.services.instance.repair import repair as put_right
from jobsearch.services.instance.status import rejected, status
from jobsearch.settings import Settings

router = APIRouter(include_in_schema=False)
_MOST_REJECTED = 50
_CHANGES_BY_ITSELF = ("Disk",)
_SHOWN_ELSEWHERE = ("Next",)
_PUT_RIGHT_AT = {"Feed": Place("See Sources", SOURCES), "Config": Place("See Settings", SETTINGS)}


@router.get(HEALTH)
def health(request: Request, settings: Instance, cache: Cached) -> Response:
    """Show the findings of a quick check, and any additional findings of the last full check."""
    return _page(request, settings, cache)


@router.get(f"{HEALTH}/progress")
def progress(request: Request) -> Response:
    """Return the progress of the check for a script, which reloads the page at the end."""
    examiner = _examiner(request)
    state = examiner.state
    headers = {} if state.state == "running" else {"HX-Refresh": "true"}
    context = {"examination": state, "failure": failure_of(examiner, state)}
    return render(request, "examining.html", context, headers=headers)


@router.post(f"{HEALTH}/examine")
def look_longer(request: Request, form: Sent) -> Response:
    """Start checking the whole store or requesting every source, either of which may take minutes."""
    examiner, what = _examiner(request), form.get("do")
    with suppress(ExaminationRuns):  # shown by the page
        if what == "full":
            examiner.start("full")
        elif what == "feed":
            examiner.start("feed")
        else:
            raise UsageError(cause="The requested health check does not exist")
    return see_other(HEALTH)


@router.post(f"{HEALTH}/repair", dependencies=[WRITING])
def repair(request: Request, settings: Instance, cache: Cached, _form: Sent) -> Response:
    """Repair the recoverable parts of the store."""
    said = repair_sentence(put_right(settings))
    _examiner(request).forget()
    return _page(request, settings, cache, said)


@router.post(f"{HEALTH}/back-up")
def back_up(request: Request, settings: Instance, cache: Cached, _form: Sent) -> Response:
    """Write a backup to the instance's own folder."""
    said = backup_here_sentence(back_up_here(settings, datetime.now(UTC), cache))
    return _page(request, settings, cache, said)


@router.get(f"{HEALTH}/backups/{{name}}")
def download(settings: Instance, name: str) -> Response:
    """Return a backup from the backup folder as a download."""
    backups = kept(settings)
    if name not in {one.name for one in backups} | {one.settings for one in backups if one.settings}:
        raise HTTPException(404)
    kind = "application/vnd.sqlite3" if name.endswith(".db") else "application/toml"
    path = settings.backups_path / name
    return FileResponse(path, headers=ON_EVERY_PAGE, media_type=kind, filename=name)


def _examiner(request: Request) -> Examiner:
    examiner = request.app.state.examiner
    assert isinstance(examiner, Examiner)  # noqa: S101 - create_app put it there
    return examiner


def _page(request: Request, settings: Settings, cache: Cache, said: str = "") -> Response:
    findings, examiner = examine(settings), _examiner(request)
    state = examiner.state
    context = {
        "examination": state,
        "failure": failure_of(examiner, state),
        "examined": _more(state.report or (), findings),
        "findings": sorted(findings, key=lambda one: one.fine),
        "wrong": sum(not one.fine for one in findings),
        "is_store_wrong": any(one.subject == "Store" and not one.fine for one in findings),
        "said": said,
        "size": stored_bytes(settings),
        "backups": kept(settings),
        **_standing(settings, cache),
    }
    return render(request, "health.html", context)


def _more(found: Iterable[Finding], now: Sequence[Finding]) -> list[Finding]:
    """Return the additional findings of a full check, problems first."""
    more = [one for one in found if one not in now and one.subject not in _CHANGES_BY_ITSELF]
    return sorted(more, key=lambda one: one.fine)


def _standing(settings: Settings, cache: Cache) -> dict[str, object]:
    """Return the status, or the reason why it cannot be read; the findings are shown either way."""
    try:
        stands, refused = status(settings, cache), rejected(settings, cache)
    except JobSearchError as error:
        return {"advice": None, "next": told(error), "facts": {}, "last": None, "rejected": ()}
    named = {name: fact for name, fact in facts(stands, drawn=False).items() if name not in _SHOWN_ELSEWHERE}
    sentences = [rejection_sentence(one) for one in refused[:_MOST_REJECTED]]
    return {
        "advice": stands.advice,
        "next": None,
        "facts": named,
        "last": stands.backup,
        "rejected": sentences,
    }


def put_right_at(one: Finding) -> Place | None:
    """Return the page on which a problem can be fixed, or None if there is none."""
    if one.advice is not None:
        place = PLACES[one.advice.step]
        return place if place.path != HEALTH else None  # which has its buttons below
    return None if one.fine else _PUT_RIGHT_AT.get(one.subject)


add_filters(size=size, put_right_at=put_right_at)
