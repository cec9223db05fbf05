"""The Wish page: the description of the wanted job, and the posts that match it best."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Response
from starlette.background import BackgroundTask

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.wish import stated
from jobsearch.errors import JobSearchError
from jobsearch.files.resume import cleaned
from jobsearch.files.resumes.read import LONGEST
from jobsearch.server.lanes import ConcurrencyLimits, Waiting
from jobsearch.server.pages.addresses import WISH, behind
from jobsearch.server.pages.forms import Invalid, Sent
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import Said, told
from jobsearch.server.pages.reading import wants_part
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING
from jobsearch.services import wish

router = APIRouter(include_in_schema=False)
_BEST = 10
_ANYTHING = "work"
_NOTHING_TO_TRY = Invalid("text", "There is nothing to try. Write a line about the job you want.")
_NOTHING_TO_KEEP = Invalid("text", "There is nothing to keep. Write a line about the job you want.")
_TRY = behind(WISH) + "/try"
_LONGEST_NOTE = 20
_NOTES: Mapping[str, str] = {
    "deleted": "Your description and your résumé were deleted. The next training will no longer use them.",
}


@router.get(behind(WISH))
async def wished(
    here: OfList, lane: Waiting, note: Annotated[str, Query(max_length=_LONGEST_NOTE)] = ""
) -> Response:
    """Show the saved description, and the ten posts that match it best."""
    page = await _page(here, lane, "", note)
    # The first list of this kind loads all texts, so that later ones are fast enough while typing.
    page.background = BackgroundTask(_read_texts, here, lane)
    return page


@router.post(_TRY)
async def tried(here: OfList, lane: Waiting, form: Sent) -> Response:
    """Show the ten posts that match a text best, without storing the text, even in the browser history.

    A script that sends the text while the user is typing gets only the list.
    """
    text = form.get("text")
    is_empty = not text.strip() and not wants_part(here.request)  # a script sends what is typed so far
    return await _page(here, lane, text, invalid=_NOTHING_TO_TRY if is_empty else None)


@router.get(_TRY)
async def nothing_tried() -> Response:
    """Redirect from the address for trying out a text to the saved text."""
    return see_other(WISH)


@router.post(behind(WISH), dependencies=[WRITING])
def keep(here: OfList, form: Sent) -> Response:
    """Save the submitted text, or delete the saved text."""
    if form.get("do") == "clear":
        wish.clear(here.settings, here.cache)
        return see_other(f"{WISH}?note=deleted")
    if not (said := cleaned(form.get("text"))):
        context = {**_of_page(here, ""), "text": form.get("text"), "note": "", "invalid": _NOTHING_TO_KEEP}
        return render(here.request, "wish.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    wish.keep(here.settings, said[:LONGEST], here.cache)
    return see_other(WISH)


async def _page(
    here: Here, lane: ConcurrencyLimits, text: str, note: str = "", *, invalid: Invalid | None = None
) -> Response:
    """Return the page for a text, or for the saved text if it is ""; for long texts, this takes a second."""
    if wants_part(here.request):
        best = await run_sync(_context, here, text, limiter=lane.slow)
        return render(here.request, "wish_best.html", best)
    context = await run_sync(_of_page, here, text, limiter=lane.slow)
    context |= {"note": _NOTES.get(note, ""), "invalid": invalid}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if invalid else HTTPStatus.OK
    return render(here.request, "wish.html", context, status=status)


def _of_page(here: Here, given: str) -> dict[str, object]:
    return {**_context(here, given), "learned_at": wish.learned_at(here.settings, here.cache)}


def _context(here: Here, given: str) -> dict[str, object]:
    kept, text = wish.show(here.settings, here.cache), cleaned(given)
    sought = text or kept.words or kept.resume
    posts, problem = _best(here, sought) if sought else ((), None)
    return {
        "kept": kept,
        "text": text or kept.words,
        "refused": wish.refused(stated(text).words) if text else kept.refused,
        "is_tried": bool(text) and text != kept.words,
        "posts": posts,
        "problem": problem,
        "longest": LONGEST,
    }


async def _read_texts(here: Here, lane: ConcurrencyLimits) -> None:
    await run_sync(_best, here, _ANYTHING, limiter=lane.slow)


def _best(here: Here, sought: str) -> tuple[tuple[ListedPost, ...], Said | None]:
    """Return the most similar posts, or an empty tuple and a sentence explaining why."""
    from jobsearch.services.recommend.recommend import recommend  # noqa: PLC0415 - heavy

    query = replace(here.asked.query, like=sought, limit=_BEST, offset=0, min_score=None)
    try:
        return recommend(here.settings, query, cache=here.cache).posts, None
    except JobSearchError as error:
        return (), told(error)
