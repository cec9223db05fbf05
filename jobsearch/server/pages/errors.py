"""An error as a page: the sentence that the program has for it anywhere, and a way on."""

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
    """Return what went wrong and what to do.

    `again` is an address to try once more, "" for none; `meant` a page that may have been meant; `places`
    are those where what the detail asks for is done.
    """
    context = {
        "title": HTTPStatus(status).phrase,
        "detail": detail,
        "again": again,
        "meant": meant,
        "places": places,
    }
    return bare("error.html", context, status=status, headers=headers)
