"""A post for reading and labeling, shown on the right side of the Today page or on its own."""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from jobsearch.domain.answers import CHOICES
from jobsearch.domain.application import ENDED, stage
from jobsearch.server.pages.addresses import HOME
from jobsearch.server.pages.asked import Asked
from jobsearch.server.pages.here import Here
from jobsearch.server.pages.post_text import text_html, title_html
from jobsearch.server.pages.render import render
from jobsearch.server.pages.steps import ANSWERED_ELSEWHERE, CHANGED_SINCE, latest_step
from jobsearch.services.gap import beside, needs_resume
from jobsearch.services.instance.configuring import company_exclusions
from jobsearch.services.posts.full import PostInFull, given

_LONGEST = 200
NOTES: Mapping[str, str] = {
    "": "",
    "elsewhere": ANSWERED_ELSEWHERE,
    "changed": CHANGED_SINCE,
    "later": "The post is stored. Its facts or its match are still missing; the next fetch adds them.",
    "gone": "There is nothing to undo: the answer was given earlier, or the server has been restarted since.",
}


class Place(NamedTuple):
    """The current post and the step that led to it (both "" if there is none), and a note from NOTES."""

    key: str
    did: str
    note: str

    def address(self, asked: Asked) -> str:
        """Return the address of this post in a list."""
        return asked.address(HOME, post=self.key or None, did=self.did or None, note=self.note or None)


async def _place(
    key: Annotated[str, Query(alias="post", max_length=_LONGEST)] = "",
    did: Annotated[str, Query(max_length=_LONGEST)] = "",
    note: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> Place:
    return Place(key, did, note)


AtPost = Annotated[Place, Depends(_place)]


def wants_part(request: Request) -> bool:
    """Return whether a script requests a part for the current page."""
    return request.headers.get("hx-request") == "true"


def of_post(here: Here, shown: PostInFull | None, place: Place, after: str) -> dict[str, object]:
    """Return the template values for a post; `after` is the key of the next post, or "" if there is none."""
    history = here.history(shown) if shown else ()
    latest = latest_step(here.request, here.settings, here.cache)  # whichever page it was given on
    return {
        "shown": shown,
        # The functions escape and sanitize the text.
        "text": Markup(text_html(shown)) if shown else "",  # noqa: S704 - see above
        "title": Markup(title_html(shown)) if shown else "",  # noqa: S704 - same
        "given": given(shown) if shown else "",
        "choices": CHOICES,
        "after": after,
        "did": place.did or latest.name,
        "latest": latest,
        "is_end": bool(place.did),  # of a list that was gone through, in contrast to one without a hit
        "history": history,
        "is_applied_for": stage(history) not in {*ENDED, ""},
        "gap": beside(here.settings, shown, here.cache) if shown else None,
        "needs_resume": needs_resume(here.settings, shown, here.cache) if shown else False,
        "note": NOTES.get(place.note, ""),
        "can_check": True,
        "exclusions": company_exclusions(here.settings, shown.post.company) if shown else None,
    }


def part(here: Here, shown: PostInFull | None, place: Place) -> HTMLResponse:
    """Return a post on its own; the script takes the next post from the list on its page."""
    context = {"asked": here.asked, **of_post(here, shown, place, "")}
    return render(here.request, "part.html", context)
