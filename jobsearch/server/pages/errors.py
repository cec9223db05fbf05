"""Error pages, with the program's usual message and links to continue."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi.responses import HTMLResponse

from jobsearch.server.pages.addresses import Link
from jobsearch.server.pages.next_steps import Place
from jobsearch.server.pages.render import bare


def error_page(  # noqa: PLR0913 - what a page says besides
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    again: str = "",
    meant: Link | None = None,
    *,
    places: Sequence[Place] = (),
) -> HTMLResponse:
    """Return a page with a problem and its remedy.

    `again` is an address to retry, "" for none; `meant` is a page that may have been meant; `places` are the
    pages where the detail's advice can be followed.
    """
    context = {
        "title": HTTPStatus(status).phrase,
        "detail": detail,
        "again": again,
        "meant": meant,
        "places": places,
    }
    return bare("error.html", context, status=status, headers=headers)
