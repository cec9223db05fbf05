"""Today: the list at the left, a post of it at the right."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from jobsearch.domain.query import FILTERS, Cause
from jobsearch.errors import NotTrained
from jobsearch.presentation.causes import cause_phrase, warnings
from jobsearch.server.lanes import ConcurrencyLimits, Waiting, find
from jobsearch.server.pages.addresses import HOME
from jobsearch.server.pages.asked import Asked, read
from jobsearch.server.pages.post_text import text_html
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import Cached, Instance, this_minute
from jobsearch.services.cache import Cache
from jobsearch.services.posts.full import PostInFull, show
from jobsearch.services.recommend.recommend import Recommendations
from jobsearch.settings import Settings

router = APIRouter(include_in_schema=False)
_LONGEST_KEY = 200


@router.get("/")
@router.get(HOME)
async def today(
    request: Request,
    settings: Instance,
    cache: Cached,
    lane: Waiting,
    key: Annotated[str, Query(alias="post", max_length=_LONGEST_KEY)] = "",
) -> Response:
    """Show the list that the address asks for, and the post that it names, else the first.

    A script that asks for a post gets that alone.
    """
    asked = read(request.query_params.multi_items(), settings, this_minute())
    if key and request.headers.get("hx-request"):
        alone = await run_in_threadpool(show, settings, key, cache)
        return render(request, "post.html", {"asked": asked, **_of_post(alone, "")})
    found = await _find(settings, cache, lane, asked)
    keys = [post.key for post in found.posts]
    chosen = key or next(iter(keys), "")
    shown = await run_in_threadpool(show, settings, chosen, cache) if chosen else None
    of_post = _of_post(shown, _after(keys, chosen)) if shown else {"shown": None}
    context = {**_of_list(found, asked), **of_post, "chosen": chosen, "is_chosen": bool(key)}
    return render(request, "today.html", context)


async def _find(settings: Settings, cache: Cache, lane: ConcurrencyLimits, asked: Asked) -> Recommendations:
    """Return the list; before the first training that is every open post, the newest first."""
    try:
        return await find(settings, cache, lane, asked.query)
    except NotTrained:
        return await find(settings, cache, lane, replace(asked.query, everything=True))


def _of_list(found: Recommendations, asked: Asked) -> dict[str, object]:
    query, listed = asked.query, len(found.posts) + found.left_out[Cause.BEYOND_THE_LIMIT]
    limit = query.limit or 0
    end = query.offset + len(found.posts)
    not_asked = [(cause, found.left_out[cause]) for cause in Cause if cause not in found.asked_for]
    return {
        "found": found,
        "asked": asked,
        "listed": listed,
        "first": query.offset + 1,
        "chips": asked.chips(HOME, found.left_out),
        "left_out": [
            (number, cause_phrase(cause, number))
            for cause, number in not_asked
            if number and cause is not Cause.BEYOND_THE_LIMIT
        ],
        "warnings": warnings(found),
        "earlier": asked.address(HOME, offset=str(max(query.offset - limit, 0))) if query.offset else "",
        "later": asked.address(HOME, offset=str(end)) if end < listed else "",
        "filters": FILTERS,
    }


def _of_post(shown: PostInFull, after: str) -> dict[str, object]:
    return {
        "shown": shown,
        "text": Markup(text_html(shown)),  # noqa: S704 - text_html escapes all of it, and an allow-list follows
        "after": after,
    }


def _after(keys: list[str], key: str) -> str:
    """Return the key of the post that follows one in the list, "" for none."""
    place = keys.index(key) + 1 if key in keys else len(keys)
    return keys[place] if place < len(keys) else ""
