"""An error as a page: the sentence that the program has for it anywhere, and a way on."""

from collections.abc import Mapping
from http import HTTPStatus

from fastapi.responses import HTMLResponse

from jobsearch.server.pages.addresses import Link
from jobsearch.server.pages.render import bare


def error_page(
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    again: str = "",
    meant: Link | None = None,
) -> HTMLResponse:
    """Return what went wrong and what to do.

    `again` is an address to try once more, "" for none; `meant` a page that may have been meant.
    """
    context = {"title": HTTPStatus(status).phrase, "detail": detail, "again": again, "meant": meant}
    return bare("error.html", context, status=status, headers=headers)
