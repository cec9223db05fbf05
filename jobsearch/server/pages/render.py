"""Render templates to responses, with the same environment and headers for all pages."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse

from jobsearch.presentation.templating import environment, rendered
from jobsearch.server.pages.addresses import HOME, NAVIGATION, STATIC, named
from jobsearch.server.sessions import Sessions
from jobsearch.settings import called, serves_demo

_PACKAGE = "jobsearch.server"
OFFLINE = "offline.html"
# Nothing is loaded from other sites, no inline code runs, and text becomes HTML in one place: htmx parses
# responses, which the policy "default" of app.js allows; it also allows the address of worker.js, and no
# other.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
# Other sites learn no address from a link. With no-referrer, browsers would send forms with "Origin: null"
# (Fetch, 3.2), which the guard could not distinguish from another site's forms.
ON_EVERY_PAGE = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
}
_HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "defaultSettleDelay": 0,
        "allowNestedOobSwaps": False,
        "historyCacheSize": 0,  # no personal data in the browser's storage
        "includeIndicatorStyles": False,
        "refreshOnHistoryMiss": True,
        "selfRequestsOnly": True,
        "timeout": 15_000,  # milliseconds; a write may wait for ten seconds
    }
)


class File(NamedTuple):
    """A static file."""

    content: bytes
    version: str


def static_file(name: str) -> File | None:
    """Return the file with the given name in the `static` folder, or None if there is none.

    Any text is allowed as a name. The page that browsers show while the server is down includes the command
    that started this server.
    """
    return _static_files().get(name)


@cache
def _static_files() -> Mapping[str, File]:
    found = {place.name: place for place in files(_PACKAGE).joinpath("static").iterdir() if place.is_file()}
    static = {name: _file(place.read_bytes()) for name, place in found.items() if not name.startswith(".")}
    offline = rendered(_PACKAGE, OFFLINE, command=f"{called()} serve", style=f"{STATIC}app.css")
    return static | {OFFLINE: _file(offline.encode())}


def _file(content: bytes) -> File:
    return File(content, hashlib.sha256(content).hexdigest()[:16])


def render(
    request: Request,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Return a page for the client; `context` contains the template's values except those of the layout."""
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)  # noqa: S101 - create_app put it there
    session = sessions.of(request.cookies)
    layout = {
        "form_token": sessions.form_token(session),
        "has_session": bool(session),
        "here": HOME if request.url.path == "/" else named(request.url.path),
    }
    return bare(template, {**layout, **context}, status=status, headers=headers)


def bare(
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Return a page without a session, such as an error from the guard; its template has no forms."""
    usual = {"form_token": "", "has_session": False, "here": "", "is_demo": serves_demo()}
    values = {**usual, **context, "navigation": NAVIGATION, "htmx_config": _HTMX, "static": _static}
    return HTMLResponse(rendered(_PACKAGE, template, **values), status, {**ON_EVERY_PAGE, **(headers or {})})


def _static(name: str) -> str:
    """Return the address of a static file, which changes with its content."""
    found = static_file(name)
    assert found is not None, name  # noqa: S101 - templates name what there is
    return f"{STATIC}{name}?v={found.version}"


def add_filters(**filters: object) -> None:
    """Add filters to the templates."""
    environment(_PACKAGE).filters.update(filters)
