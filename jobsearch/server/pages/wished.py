"""The wish: what the person seeks, and the posts that come first by it."""

from dataclasses import replace
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request, Response

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.wish import stated
from jobsearch.errors import JobSearchError, UsageError
from jobsearch.files.resume import cleaned
from jobsearch.files.resumes.read import LONGEST
from jobsearch.server.lanes import Waiting
from jobsearch.server.pages.addresses import WISH, behind
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING
from jobsearch.services import wish

router = APIRouter(include_in_schema=False)
_BEST = 10


@router.get(behind(WISH))
async def wished(
    request: Request, here: OfList, lane: Waiting, text: Annotated[str, Query(max_length=5_000)] = ""
) -> Response:
    """Show what is kept, and the ten best posts by it, or by a text that is only tried."""
    kept = wish.show(here.settings, here.cache)
    sought = text.strip() or kept.words or kept.resume
    posts, problem = await run_sync(lambda: _best(here, sought), limiter=lane.slow) if sought else ((), "")
    tried = stated(text) if text.strip() else None
    context = {
        "kept": kept,
        "text": text.strip() or kept.words,
        "refused": wish.refused(tried.words) if tried else kept.refused,
        "is_tried": bool(text.strip()) and text.strip() != kept.words,
        "posts": posts,
        "problem": problem,
        "longest": LONGEST,
    }
    return render(request, "wish.html", context)


@router.post(behind(WISH), dependencies=[WRITING])
def keep(here: OfList, form: Sent) -> Response:
    """Keep a text, or forget what is kept."""
    if form.get("do") == "clear":
        wish.clear(here.settings, here.cache)
        return see_other(WISH)
    if not (said := cleaned(form.get("text"))):
        raise UsageError(cause="there is nothing to read in what you seek")
    wish.keep(here.settings, said[:LONGEST], here.cache)
    return see_other(WISH)


def _best(here: Here, sought: str) -> tuple[tuple[ListedPost, ...], str]:
    """Return the posts most alike, or the sentence that says why there are none."""
    from jobsearch.services.recommend.recommend import recommend  # noqa: PLC0415 - heavy

    query = replace(here.asked.query, like=sought, limit=_BEST, offset=0, min_score=None)
    try:
        return recommend(here.settings, query, cache=here.cache).posts, ""
    except JobSearchError as error:
        return (), str(error)
