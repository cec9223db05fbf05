"""The login page, which exchanges the server's token for a session cookie."""

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from jobsearch.server.pages.addresses import HOME, LOGIN, LOGOUT, own
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.render import ON_EVERY_PAGE, render
from jobsearch.server.sessions import LASTS_SECONDS, Sessions

router = APIRouter(include_in_schema=False)
_WRONG = "This is not the server's token."


def _sessions(request: Request) -> Sessions:
    sessions = request.app.state.sessions
    assert isinstance(sessions, Sessions)  # noqa: S101 - create_app put it there
    return sessions


@router.get(LOGIN)
def login(request: Request, to: Annotated[str, Query(alias="next")] = HOME) -> Response:
    """Ask for the token, unless none is required or the user is already logged in."""
    if not request.app.state.access.token or _sessions(request).of(request.cookies):
        return see_other(own(to))
    return render(request, "login.html", {"next": own(to), "wrong": ""})


@router.post(LOGIN)
def log_in(request: Request, form: Sent) -> Response:
    """Start a session if the token is correct."""
    to, token = own(form.get("next")), request.app.state.access.token
    if not token:
        return see_other(to)
    if not _is(form.get("token").strip(), token):
        return render(request, "login.html", {"next": to, "wrong": _WRONG}, status=403)
    answer, sessions = see_other(to), _sessions(request)
    # The guard has verified that the form's origin is this server, so its scheme is the current one.
    is_secure = request.headers.get("origin", "").lower().startswith("https:")
    answer.set_cookie(
        sessions.cookie_over_tls if is_secure else sessions.cookie,
        sessions.begin(),
        max_age=LASTS_SECONDS,
        path="/",
        secure=is_secure,
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post(LOGOUT)
def log_out(request: Request, _form: Sent) -> Response:
    """End the session, and clear the browser's data."""
    sessions = _sessions(request)
    sessions.end(sessions.of(request.cookies))
    answer = see_other(LOGIN)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.delete_cookie(sessions.cookie, path="/", httponly=True, samesite="strict")
    answer.delete_cookie(sessions.cookie_over_tls, path="/", secure=True, httponly=True, samesite="strict")
    return answer


def see_other(address: str) -> RedirectResponse:
    """Return a redirect to an address, so that reloading the page does not resubmit the form."""
    return RedirectResponse(address, 303, ON_EVERY_PAGE)


def _is(given: str, token: str) -> bool:
    """Return whether the token is correct, comparing hashes of equal length in constant time."""
    digests = (hashlib.sha256(text.encode(errors="replace")).digest() for text in (given, token))
    return hmac.compare_digest(*digests)
