"""Content negotiation for addresses that have both JSON and a page; clients that accept HTML get the page.

Browsers prefer text/html and get the page; programs that request JSON, or nothing in particular, get JSON.
For an unknown address, browsers also get a page, with links to continue.
"""

from collections.abc import Set as AbstractSet

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobsearch.server.pages.addresses import OF_BOTH, behind, first_part, is_page, wants_page


class ByAccept:
    """Middleware that routes requests for pages to the pages' routes."""

    def __init__(self, app: ASGIApp, known: AbstractSet[str]) -> None:
        """Wrap an application whose addresses begin with one of the `known` parts."""
        self._app = app
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Route a request by its path, or by the path of its page."""
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
