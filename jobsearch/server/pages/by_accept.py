"""Addresses that are JSON for programs and pages for people: whoever asks for HTML gets the page.

A browser says that it accepts text/html before anything else; programs that ask for nothing in particular,
or for JSON, get what they always got.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobsearch.server.pages.addresses import OF_BOTH, behind


class ByAccept:
    """Leads requests for pages to the routes of pages."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by the path, or by that of its page."""
        if scope["type"] != "http" or not _is_of_both(scope["path"]):
            await self._app(scope, receive, send)
            return
        if scope["method"] in {"GET", "HEAD"} and _wants_page(scope):
            path = behind(scope["path"])
            scope = {**scope, "path": path, "raw_path": path.encode()}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept")
            await send(message)

        await self._app(scope, receive, sent)


def _is_of_both(path: str) -> bool:
    return path.split("/")[1] in OF_BOTH if path.startswith("/") else False


def _wants_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")
