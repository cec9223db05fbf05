"""Pages about excluded posts: those excluded for a given cause, and why a single post is excluded."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple
from urllib.parse import quote, urlencode

from anyio.to_thread import run_sync
from fastapi import APIRouter, Response
from fastapi import Query as Parameter

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import Cause, Query
from jobsearch.errors import KeyMalformed, PostUnknown, UsageError
from jobsearch.presentation.causes import cause_phrase, reason_sentence
from jobsearch.presentation.score import percentage
from jobsearch.server.lanes import Waiting
from jobsearch.server.pages.addresses import HOME, LEFT_OUT, Link
from jobsearch.server.pages.given import ANSWERS
from jobsearch.server.pages.here import Here, OfList
from jobsearch.server.pages.render import render
from jobsearch.services.posts.full import given
from jobsearch.services.recommend.untrained import ranked_or_every
from jobsearch.services.recommend.whereabouts import (
    Whereabouts,
    is_address,
    left_out_by,
    posts_at_address,
    posts_with_words,
    threshold,
    whereabouts,
)
from jobsearch.text.folding import fold

router = APIRouter(include_in_schema=False)
WHY = f"{HOME}/why"
_LONGEST = 500
_MATCHES = 50


@router.get(LEFT_OUT)
async def left_out(
    here: OfList, lane: Waiting, cause: Annotated[str, Parameter(max_length=_LONGEST)] = ""
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
    here: OfList, lane: Waiting, key: Annotated[str, Parameter(alias="of", max_length=_LONGEST)] = ""
) -> Response:
    """Show why the post with the given key or page is not listed; for any other words, suggest posts."""
    if not key.strip():
        return _why(here)
    return await run_sync(lambda: _why(here, key, _looked_up(here, key)), limiter=lane.quick)


class _Unknown(NamedTuple):
    """A key or web address, if `is_named`, or else words, that no stored post has."""

    is_named: bool


_LookedUp = Whereabouts | Sequence[ListedPost] | _Unknown


def _looked_up(here: Here, typed: str) -> _LookedUp:
    """Return the post that a text names, or those that it may name, by key, web address, or words."""
    matches: Sequence[ListedPost] = ()
    if is_named := is_address(typed):
        matches = posts_at_address(here.settings, typed, _MATCHES + 1, here.cache)
    if not matches:
        try:
            return _whereabouts(here, typed.strip(), here.asked.query)
        except PostUnknown:
            return _Unknown(is_named=True)
        except KeyMalformed:
            if "://" in typed:
                return _Unknown(is_named=True)
            matches = posts_with_words(here.settings, typed, _MATCHES + 1, here.cache)
    if one := _meant(matches, typed):
        return _whereabouts(here, one.key, here.asked.query)
    return matches or _Unknown(is_named)


def _why(here: Here, typed: str = "", found: _LookedUp | None = None) -> Response:
    """Return the page with the form, and with what was found for the text that was entered in it."""
    context: dict[str, object] = {
        "asked": here.asked,
        "typed": typed,
        "post": None,
        "matches": (),
        "unknown": None,
    }
    if isinstance(found, Whereabouts):
        context |= _of_post(here, found)
    elif isinstance(found, _Unknown):
        context["unknown"] = found
    elif found:
        context |= {"matches": found[:_MATCHES], "most": _MATCHES, "has_more": len(found) > _MATCHES}
    return render(here.request, "why.html", context)


def _of_post(here: Here, found: Whereabouts) -> dict[str, object]:
    post = found.shown.post
    answered = given(found.shown) if not found.is_open else ""
    change: Link | None = None
    if answered:
        change = Link("Change your answer", f"{ANSWERS}?{urlencode({'q': post.key})}#{quote(post.key)}")
    elif found.left_out:
        change = _undoing(here, post.key, found.left_out.cause)
    return {
        "post": post,
        "said": _said(found),
        "words": found.left_out.words if found.left_out else "",
        "change": change,
    }


def _undoing(here: Here, key: str, cause: Cause) -> Link | None:
    """Return where to undo the filter that excludes a post for a cause, or None if it is not a filter."""

    def excludes(query: Query) -> bool:
        left_out = _whereabouts(here, key, query).left_out
        return left_out is not None and left_out.cause is cause

    return here.asked.without_cause(cause, excludes)


def _threshold(here: Here, why: Cause) -> float | None:
    if why is not Cause.BELOW_THE_CUT:
        return None
    query = here.asked.query
    return ranked_or_every(query, lambda asked: threshold(here.settings, asked, here.cache))


def _whereabouts(here: Here, key: str, query: Query) -> Whereabouts:
    return ranked_or_every(query, lambda asked: whereabouts(here.settings, asked, key, here.cache))


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
    return reason_sentence(found.left_out.cause)
