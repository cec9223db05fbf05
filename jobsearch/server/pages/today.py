"""The Today page: the list on the left, a post on the right."""

from dataclasses import replace
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Response
from starlette.concurrency import run_in_threadpool

from jobsearch.domain.query import Cause, Query
from jobsearch.errors import NoPosts, NotTrained
from jobsearch.presentation.causes import cause_phrase, remarks
from jobsearch.presentation.outcomes import checked_phrase
from jobsearch.server.lanes import ConcurrencyLimits, Waiting, find
from jobsearch.server.pages.addresses import HOME, LEFT_OUT, START, Link
from jobsearch.server.pages.asked import Asked
from jobsearch.server.pages.due import due_lines
from jobsearch.server.pages.fields import fields
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.given import ANSWERS
from jobsearch.server.pages.here import Here, OfList, OfListWithReasons
from jobsearch.server.pages.left_out import WHY
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import PLACES
from jobsearch.server.pages.reading import AtPost, Place, of_post, part, wants_part
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING
from jobsearch.services.labels.given import answered_with
from jobsearch.services.posts.checking import check as check_pages
from jobsearch.services.recommend.recommend import Recommendations
from jobsearch.services.sources.listing import unanswered

router = APIRouter(include_in_schema=False)


class Answered(NamedTuple):
    """The number of answered posts that a search finds, and the address of the page with their answers."""

    number: int
    address: str


CHECK = f"{HOME}/check"
_GOOD_MATCH = 0.3


@router.get("/")
@router.get(HOME)
async def today(here: OfListWithReasons, lane: Waiting, place: AtPost) -> Response:
    """Show the requested list and post, by default the first post in the list.

    A script that requests a post receives only the part of the page that shows it.
    """
    if place.key and wants_part(here.request):
        return await run_in_threadpool(lambda: part(here, here.show(place.key), place))
    return await _page(here, lane, place)


@router.post(CHECK, dependencies=[WRITING])
async def check(here: OfList, lane: Waiting, form: Sent) -> Response:
    """Fetch the post's own page to see whether the job is still open, and show the result."""
    key = form.get("key")
    (found,) = await run_in_threadpool(check_pages, here.settings, [key])
    return await _page(here, lane, Place(key, "", ""), checked_phrase(found))


@router.get(CHECK)
async def not_checked(here: OfList, place: AtPost) -> Response:
    """Redirect a GET request for a check to the post.

    Only the button starts a check, with a POST request.
    """
    return see_other(place.address(here.asked))


async def _page(here: Here, lane: ConcurrencyLimits, place: Place, checked: str = "") -> Response:
    """Return the page.

    `checked` is the result of checking the post just now, or "" if it was not checked.
    """
    try:
        found = await find_list(here, lane)
    except NoPosts:
        return see_other(START)  # asks the questions needed for an empty instance
    keys = [post.key for post in found.posts]
    chosen = place.key or next(iter(keys), "")
    shown = await run_in_threadpool(here.show, chosen) if chosen else None
    context = await run_in_threadpool(of_post, here, shown, place, _after(keys, chosen))
    context |= {**_of_list(found, here.asked), "chosen": chosen, "is_chosen": bool(place.key)}
    context["checked"] = checked
    if not found.posts and here.asked.query.search:
        context["answered"] = await run_in_threadpool(_answered, here, here.asked.query.search)
    context |= await run_in_threadpool(due_lines, here.settings, here.cache)
    context["silent"] = await run_in_threadpool(unanswered, here.settings, here.cache)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if here.asked.invalid else HTTPStatus.OK
    return render(here.request, "today.html", context, status=status)


async def find_list(here: Here, lane: ConcurrencyLimits, *, whole: bool = False) -> Recommendations:
    """Return one page of the list, or all of it if `whole` is true.

    If there is neither a model nor a wish, the list contains every open post, newest first. Raises the same
    errors as recommend().
    """
    query = replace(here.asked.query, limit=None, offset=0) if whole else here.asked.query
    try:
        return await find(here.settings, here.cache, lane, query)
    except NotTrained:
        return await find(here.settings, here.cache, lane, replace(query, everything=True))


def _of_list(found: Recommendations, asked: Asked) -> dict[str, object]:
    query, listed = asked.query, len(found.posts) + found.left_out[Cause.BEYOND_THE_LIMIT]
    limit = query.limit or 0
    end = query.offset + len(found.posts)
    not_asked = [(cause, found.left_out[cause]) for cause in Cause if cause not in found.asked_for]
    return {
        "found": found,
        "wider": None if found.posts else asked.wider() or Link("See your answers", ANSWERS),
        "asked": asked,
        "listed": listed,
        "best_match": _weak_match(found, query),
        "first": query.offset + 1,
        "chips": asked.chips(HOME, found.left_out),
        "left_out": [
            (number, cause_phrase(cause, number), asked.address(LEFT_OUT, cause=str(cause), offset=None))
            for cause, number in not_asked
            if number and cause is not Cause.BEYOND_THE_LIMIT
        ],
        "remarks": [(one.what, [PLACES[step] for step in one.steps]) for one in remarks(found)],
        "earlier": asked.address(HOME, offset=str(max(query.offset - limit, 0))) if query.offset else "",
        "later": asked.address(HOME, offset=str(end)) if end < listed else "",
        "fields": fields(asked),
        "why": asked.address(WHY),
        "download": asked.address(f"{HOME}/list.csv", offset=None, limit=None),
    }


def _weak_match(found: Recommendations, query: Query) -> float | None:
    """Return the score of the best post of the list, or None if it is a good match or not in `found`."""
    is_scored = not (query.like or found.everything or query.offset)
    best = next((post.score for post in found.posts), None) if is_scored else None
    return best if best is not None and best < _GOOD_MATCH else None


def _answered(here: Here, search: str) -> Answered:
    """Count the answered posts that contain the words of a search.

    Posts answered with yes or no are not in lists.
    """
    found = answered_with(here.settings, search, here.cache)
    return Answered(found.number, f"{ANSWERS}?{urlencode({'q': found.words})}")


def _after(keys: list[str], key: str) -> str:
    """Return the key of the next post in the list, or "" if there is none."""
    place = keys.index(key) + 1 if key in keys else len(keys)
    return keys[place] if place < len(keys) else ""
