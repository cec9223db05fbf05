"""Error pages, with the program's usual message and links to continue."""

from collections.abc import Mapping, Sequence

from fastapi.responses import HTMLResponse

from jobsearch.server.pages.addresses import Link
from jobsearch.server.pages.next_steps import Place
from jobsearch.server.pages.render import bare

_TITLES: Mapping[int, str] = {
    400: "This cannot be read",
    401: "You are not logged in",
    403: "This is not allowed",
    404: "Not found",
    405: "This is not possible here",
    409: "This is not possible now",
    413: "This is too large",
    422: "This cannot be used",
    503: "This is not available now",
}


def error_page(  # noqa: PLR0913 - what a page says besides
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    again: str = "",
    meant: Link | None = None,
    *,
    places: Sequence[Place] = (),
) -> HTMLResponse:
    """Return a page that describes a problem and how to fix it.

    `again` is an address for trying again, or "" for none; `meant` is a page that the user may have meant;
    `places` are the pages on which the user can follow the advice in `detail`.
    """
    context = {
        "title": _TITLES.get(status, "Something went wrong"),
        "detail": detail,
        "again": again,
        "meant": meant,
        "places": places,
    }
    return bare("error.html", context, status=status, headers=headers)
