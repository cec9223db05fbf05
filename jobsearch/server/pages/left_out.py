"""Pages about excluded posts: those excluded for a given cause, and why a single post is excluded."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import quote, urlencode

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Response

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import Cause
from jobsearch.errors import KeyMalformed, UsageError
from jobsearch.presentation.causes import cause_phrase
from jobsearch.presentation.score import percentage
from jobsearch.server.lanes import Waiting
from jobsearch.server.pages.addresses import HOME, LEFT_OUT
from jobsearch.server.pages.given import ANSWERS
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.render import render
from jobsearch.services.posts.full import given
from jobsearch.services.recommend.untrained import ranked_or_every
from jobsearch.services.recommend.whereabouts import (
    Whereabouts,
    left_out_by,
    posts_with_words,
    threshold,
    whereabouts,
)
from jobsearch.text.folding import fold

router = APIRouter(include_in_schema=False)
WHY = f"{HOME}/why"
_LONGEST = 500
_MATCHES = 10


@router.get(LEFT_OUT)
async def left_out(
    here: OfList, lane: Waiting, cause: Annotated[str, Query(max_length=_LONGEST)] = ""
) -> Response:
    """List the posts excluded for a cause, best first, each with the words that led to its exclusion."""
    if cause not in list(Cause):
        raise UsageError(cause=f"{cause[:40]!r} is not a reason for excluding a post")
    why = Cause(cause)
    query = here.asked.query
    found = await run_sync(
        lambda: ranked_or_every(query, lambda asked: left_out_by(here.settings, asked, why, here.cache)),
        limiter=lane.slow,
    )
    limit = query.limit or 0
    least = await run_sync(lambda: _threshold(here, why), limiter=lane.quick)
    context = {
        "asked": here.asked,
        "threshold": None if least is None else percentage(least),
        "phrase": cause_phrase(why, 2),
        "posts": found,
        "first": query.offset + 1,
        "earlier": _page(here, cause, query.offset - limit) if query.offset else "",
        "later": _page(here, cause, query.offset + limit) if len(found) == limit else "",
    }
    return render(here.request, "left_out.html", context)


@router.get(WHY)
async def why_not(
    here: OfList, lane: Waiting, key: Annotated[str, Query(alias="of", max_length=_LONGEST)] = ""
) -> Response:
    """Show why the post with the given key or page is not listed; for any other words, suggest posts."""
    nothing = {
        "asked": here.asked,
        "post": None,
        "said": "",
        "words": "",
        "matches": (),
        "searched": False,
        "change": "",
    }
    if not key.strip():
        return render(here.request, "why.html", nothing)
    try:
        found = await run_sync(lambda: _whereabouts(here, key), limiter=lane.quick)
    except KeyMalformed:
        matches = await run_sync(
            lambda: posts_with_words(here.settings, key, _MATCHES, here.cache), limiter=lane.quick
        )
        if (one := _meant(matches, key)) is None:
            return render(here.request, "why.html", {**nothing, "matches": matches, "searched": True})
        found = await run_sync(lambda: _whereabouts(here, one.key), limiter=lane.quick)
    words = found.left_out.words if found.left_out else ""
    post = found.shown.post
    answered = given(found.shown) if not found.is_open else ""
    change = f"{ANSWERS}?{urlencode({'q': post.key})}#{quote(post.key)}" if answered else ""
    context = {**nothing, "post": post, "said": _said(found), "words": words, "change": change}
    return render(here.request, "why.html", context)


def _threshold(here: Here, why: Cause) -> float | None:
    if why is not Cause.BELOW_THE_CUT:
        return None
    query = here.asked.query
    return ranked_or_every(query, lambda asked: threshold(here.settings, asked, here.cache))


def _whereabouts(here: Here, key: str) -> Whereabouts:
    return ranked_or_every(here.asked.query, lambda asked: whereabouts(here.settings, asked, key, here.cache))


def _meant(matches: Sequence[ListedPost], text: str) -> ListedPost | None:
    """Return the only match or the only post with exactly that title, or None if the user has to choose."""
    if len(matches) == 1:
        return matches[0]
    named = [one for one in matches if fold(one.title) == fold(text.strip())]
    return named[0] if len(named) == 1 else None


def _page(here: Here, cause: str, offset: int) -> str:
    return here.asked.address(LEFT_OUT, cause=cause, offset=str(max(offset, 0)))


def _said(found: Whereabouts) -> str:
    """Return a sentence about where a post is listed or why it is not listed."""
    answered = given(found.shown)
    if not found.is_open and answered in {"yes", "no", "applied"}:
        return f"It is not in the list of open posts, because you answered it: {answered}."
    if not found.is_open:
        return "It is not in the list of open posts, because you applied to another post for the same job."
    if found.left_out is None:
        return "It is in this list."
    score, least = found.left_out.post.score, found.threshold
    if found.left_out.cause is Cause.BELOW_THE_CUT and score is not None and least is not None:
        return (
            f"Its match is {percentage(score)}, which is below the threshold of this list "
            f"({percentage(least)}). Its page shows the words that counted for and against it."
        )
    return f"It is left out of this list for this reason: {cause_phrase(found.left_out.cause, 2)}."
