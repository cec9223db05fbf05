"""The Guide: the pages of the manual, with tables of contents and a search."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup

from jobsearch.errors import TopicUnknown
from jobsearch.guide import groups, pages
from jobsearch.guide import page as named_page
from jobsearch.presentation.manual import rendered
from jobsearch.presentation.manual_search import excerpt, search
from jobsearch.server.pages.addresses import GUIDE, Link
from jobsearch.server.pages.errors import error_page
from jobsearch.server.pages.render import add_filters, render

router = APIRouter(include_in_schema=False)
_MOST_FOUND = 30


@router.get(GUIDE)
def topics(request: Request, words: Annotated[str, Query(alias="q", max_length=200)] = "") -> Response:
    """List the pages by topic, and the sections that contain the given words."""
    found = search(pages(), words)
    hits = [(one, address_of(one.topic), excerpt(one, words)) for one in found[:_MOST_FOUND]]
    context = {
        "groups": groups(),
        "titles": {one.topic: one.title for one in pages()},
        "words": words.strip(),
        "found": len(found),
        "hits": hits,
    }
    return render(request, "guide.html", context)


@router.get(f"{GUIDE}/{{topic}}")
def read(request: Request, topic: str) -> Response:
    """Show a page with its table of contents; for an unknown topic, suggest the most similar one."""
    try:
        page = named_page(topic)
    except TopicUnknown as error:
        nearest = str(error.details["nearest"])
        sentence = f"The guide has no page “{error.details['topic']}”."
        return error_page(404, sentence, meant=Link(named_page(nearest).title, address_of(nearest)))
    shown = rendered(page, address_of)
    context = {
        "shown": shown,
        "text": Markup(shown.html),  # noqa: S704 - of this program's own pages, with all their text escaped
        "groups": groups(),
        "topic": page.topic,
        "here": GUIDE,
    }
    return render(request, "guide_page.html", context)


def address_of(topic: str) -> str:
    """Return the address of the page about a topic."""
    return f"{GUIDE}/{topic}"


add_filters(page_of_guide=address_of)
