"""The Sources page: each source's results and problems, and forms to follow, test, remove, and fetch."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Query, Request, Response

from jobsearch.boards.registry import source_named
from jobsearch.errors import FeedError, FetchRuns, SourceUnknown, UsageError
from jobsearch.presentation.charts.of_sources import Brought, of_sources
from jobsearch.presentation.outcomes import check_sentence, fetch_sentence
from jobsearch.server.pages.addresses import SOURCES
from jobsearch.server.pages.forms import Form, Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import failure_of
from jobsearch.server.pages.render import add_filters, render
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.cache import Cache
from jobsearch.services.feed.background import Fetcher
from jobsearch.services.feed.result import FetchResult
from jobsearch.services.posts.adding import names_a_post, post_address
from jobsearch.services.sources.adding import add_one
from jobsearch.services.sources.changing import check_source, remove_source
from jobsearch.services.sources.changing import follow as following
from jobsearch.services.sources.listing import LATELY, SourceState, is_trained, list_sources, stopped
from jobsearch.services.sources.lists import export_list
from jobsearch.services.sources.suggesting import suggest
from jobsearch.settings import Settings
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown_source

router = APIRouter(include_in_schema=False)
_LONGEST = 2_000  # characters of an address
_DIGITS = 16
_FEED = "feed:"


@dataclass(frozen=True)
class _Said:
    """The result of an action, shown at the top of the page.

    Attributes:
        sentence: the result.
        is_trouble: whether it is a problem.
        post: an address that does not lead to a source but perhaps to a single post; "" if there is none.

    """

    sentence: str
    is_trouble: bool = False
    post: str = ""


class Place(NamedTuple):
    """The context of a request for the sources: the instance and the server's fetcher."""

    request: Request
    settings: Settings
    cache: Cache
    fetcher: Fetcher

    def followed(self) -> list[str]:
        """Return the names of the followed sources."""
        return [one.source for one in list_sources(self.settings, self.cache)]


async def _place(request: Request, settings: Instance, cache: Cached) -> Place:
    fetcher = request.app.state.fetcher
    assert isinstance(fetcher, Fetcher)  # noqa: S101 - create_app put it there
    return Place(request, settings, cache, fetcher)


AtSources = Annotated[Place, Depends(_place)]


@router.get(SOURCES)
def sources(
    place: AtSources, suggesting: Annotated[str, Query(alias="suggest", max_length=10)] = ""
) -> Response:
    """List the followed sources, sorted by the number of wanted posts in the last week, largest first."""
    suggestions = suggest(place.settings, place.cache) if suggesting else None
    return _page(place, suggestions=suggestions)


@router.get(f"{SOURCES}/progress")
def progress(place: AtSources) -> Response:
    """Return the progress of the fetch for a script, which reloads the page at the end."""
    state = place.fetcher.state
    headers = {} if state.state == "running" else {"HX-Refresh": "true"}
    context = {"fetch": state, "failure": failure_of(place.fetcher, state), "brought": ()}
    return render(place.request, "fetching.html", context, headers=headers)


@router.get(f"{SOURCES}/list.txt")
def export(settings: Instance, cache: Cached) -> Response:
    """Return the followed sources as a file for `sources add --from`."""
    headers = {"Content-Disposition": 'attachment; filename="sources.txt"'}
    return Response(export_list(settings, cache), headers=headers, media_type="text/plain; charset=utf-8")


@router.post(f"{SOURCES}/find")
def find(place: AtSources, form: Sent) -> Response:
    """Check a name or address with one request; it is followed only after confirmation."""
    text = form.get("text").strip()
    if not text or len(text) > _LONGEST:
        said = _Said(
            "Enter a board's name, or the address of a careers page, a post, or a feed.", is_trouble=True
        )
        return _page(place, said=said, text=text[:_LONGEST], status=422)
    try:
        found = add_one(place.settings, text, dry_run=True)
    except (SourceUnknown, FeedError) as error:
        said = _Said(str(error), is_trouble=True, post=post_address(text))
        return _page(place, said=said, text=text, status=422)
    known = {one.source for one in list_sources(place.settings, place.cache)}
    is_feed = found.found is not None and found.found.source.board == "feed"
    post = "" if is_feed else post_address(text)
    context = {"added": found, "known": known, "post": post, "is_post": names_a_post(post)}
    return render(place.request, "source.html", context)


@router.post(f"{SOURCES}/follow", dependencies=[WRITING])
def follow(place: AtSources, form: Sent) -> Response:
    """Follow a source that was just found or was followed earlier."""
    name = form.get("name")[:_LONGEST] or _named(form, stopped(place.settings, place.cache))
    try:
        source = source_named(name.removeprefix(_FEED))  # feeds are named by their address alone
    except SourceUnknown as error:
        return _page(place, said=_Said(str(error), is_trouble=True), text=name, status=422)
    company = one_line(form.get("company"))[:_LONGEST]
    change = following(place.settings, replace(source, company=company), place.cache)
    became = "is followed now; the next fetch asks it" if change.changed else "was followed already"
    return _page(place, said=_Said(f"{shown_source(change.source)} {became}."))


@router.post(f"{SOURCES}/remove", dependencies=[WRITING])
def remove(place: AtSources, form: Sent) -> Response:
    """Stop following a source; its posts are kept."""
    name = remove_source(place.settings, _named(form, place.followed()), place.cache).source
    said = _Said(f"{shown_source(name)} is no longer followed; its posts are kept.")
    return _page(place, said=said)


@router.post(f"{SOURCES}/check")
def check(place: AtSources, form: Sent) -> Response:
    """Request a source once and show the result, without storing anything."""
    try:
        said = _Said(
            check_sentence(check_source(place.settings, _named(form, place.followed()), place.cache))
        )
    except FeedError as error:
        said = _Said(str(error), is_trouble=True)
    return _page(place, said=said)


@router.post(f"{SOURCES}/fetch")
def fetch(place: AtSources, form: Sent) -> Response:
    """Start fetching from one source or from those that are due, or show a fetch that is already running."""
    place.cache.open_store(place.settings)  # a fetch would create a missing store
    names = (_named(form, place.followed()),) if form.get("source") else ()
    with suppress(FetchRuns):  # a second fetch would query the boards twice
        place.fetcher.start(names)
    return see_other(SOURCES)


def _page(
    place: Place,
    *,
    said: _Said | None = None,
    text: str = "",
    suggestions: Sequence[object] | None = None,
    status: int = 200,
) -> Response:
    listed = sorted(list_sources(place.settings, place.cache), key=_worth, reverse=True)
    now, state = datetime.now(UTC), place.fetcher.state  # later than what is due since a moment ago
    known = [one for one in listed if one.last_answer or one.posts]
    context = {
        "sources": listed,
        "charts": of_sources(
            Brought(shown_source(one.source), one.new, one.wanted, LATELY.days) for one in known
        )
        if known
        else (),
        "due": {one.source for one in listed if one.next_due <= now},
        "has_model": is_trained(place.settings, place.cache),
        "stopped": stopped(place.settings, place.cache),
        "terms": {one.source_name: one.terms for one in listed if one.terms},
        "said": said,
        "text": text,
        "suggestions": suggestions,
        "fetch": state,
        "failure": failure_of(place.fetcher, state),
        "brought": _sentences(state.report) if state.report else (),
    }
    return render(place.request, "sources.html", context, status=status)


def _worth(one: SourceState) -> tuple[int, int, int]:
    return one.wanted or 0, one.new, one.posts


def _sentences(report: FetchResult) -> tuple[str, ...]:
    return (*report.failures, *report.warnings, *fetch_sentence(report).splitlines(), *report.notices)


def _named(form: Form, names: Sequence[str]) -> str:
    """Return the source that a form refers to. Raises UsageError if it is not in `names`."""
    for name in names:
        if mark(name) == form.get("source"):
            return name
    raise UsageError(cause="The source is not followed, or is no longer followed; open Sources again")


def mark(name: str) -> str:
    """Return an identifier for a source in forms, because the address of a feed may contain a secret."""
    return hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]


add_filters(mark=mark, display=shown_source)
