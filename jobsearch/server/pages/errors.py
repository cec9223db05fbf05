"""Error pages, with the program's usual message and links to continue."""

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
    """Return a page with a problem and its remedy.

    `again` is an address to retry, "" for none; `meant` is a page that may have been meant.
    """
    context = {"title": HTTPStatus(status).phrase, "detail": detail, "again": again, "meant": meant}
    return bare("error.html", context, status=status, headers=headers)
