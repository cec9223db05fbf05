"""Addresses that are JSON for programs and pages for people: whoever asks for HTML gets the page.

A browser says that it accepts text/html before anything else; programs that ask for nothing in particular,
or for JSON, get what they always got. An address where there is nothing is a page to a browser as well, so
that whoever mistypes one reads that, and where to go on.
"""

from collections.abc import Set as AbstractSet

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobsearch.server.pages.addresses import OF_BOTH, behind, first_part, is_page, wants_page


class ByAccept:
    """Leads requests for pages to the routes of pages."""

    def __init__(self, app: ASGIApp, known: AbstractSet[str]) -> None:
        """Stand before the application, whose addresses begin with one of the `known` parts."""
        self._app = app
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the path, or by that of its page."""
        if scope["type"] != "http" or not (self._is_nowhere(scope["path"]) or _is_of_both(scope["path"])):
            await self._app(scope, receive, send)
            return
        if scope["method"] in {"GET", "HEAD"} and wants_page(scope):
            path = behind(scope["path"])
            scope = {**scope, "path": path, "raw_path": path.encode()}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept")
            await send(message)

        await self._app(scope, receive, sent)

    def _is_nowhere(self, path: str) -> bool:
        return path.startswith("/") and not is_page(path) and first_part(path) not in self._known


def _is_of_both(path: str) -> bool:
    return first_part(path) in OF_BOTH
