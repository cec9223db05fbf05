"""Admit or reject requests by client, origin, and size, before anything else in them is processed.

The attacker considered here is a page in the user's browser. It can use a host name of its own that resolves
to this machine (DNS rebinding), so host names are checked. It can also send requests without reading the
responses (cross-site request forgery), which could change data, or reveal data by timing or size, so requests
from other origins are rejected.

Pages (pages/addresses.py) are guarded in the same way, except that they also accept a session cookie, accept
forms instead of JSON, and show errors as pages. The cookie does not give access to anything else.
"""

import asyncio
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobsearch.server.pages.addresses import LOGIN, STATIC, asked, is_page, needs_no_login
from jobsearch.server.problems import failure
from jobsearch.server.sessions import Sessions
from jobsearch.settings import Access
from jobsearch.store import damage
from jobsearch.text.hosts import is_address, is_loopback

MOST_BYTES = 1024 * 1024
MOST_TARGET_BYTES = 48 * 1024  # a search text of 5,000 characters may take nine bytes each
MOST_HEADER_BYTES = 16 * 1024
MOST_HEADERS = 100
NO_OTHER_FORM = "A request target must be a path that begins with a slash."
NO_OTHER_CODING = "The only supported Transfer-Encoding is chunked."
_BODY_SECONDS = 30.0
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[^\s:/?#@\[\]\\]+)(?::\d{1,5})?", re.ASCII)
_CALENDAR = re.compile(r"/calendar/([0-9a-f]{64})\.ics", re.ASCII)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN_TO_ALL = frozenset({"/health", "/live"})  # reveal nothing personal, and are requested by containers
ON_EVERY_ANSWER = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True)
class Refusal:
    """The reason for rejecting a request."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    was_read: bool = False  # including the whole body


_WITHOUT_TOKEN = Refusal(
    401,
    "This request requires the token in the header Authorization: Bearer TOKEN.",
    {"WWW-Authenticate": 'Bearer realm="jobsearch"'},
)
_FORM = "application/x-www-form-urlencoded"
_NOBODY = Sessions()
_MISTAKE = Refusal(
    500,
    "This is an error in the program; its log contains the traceback. No partial changes were written.",
    was_read=True,
)
_DAMAGED = Refusal(
    503,
    "Part of the store is damaged, so the operation failed. The server's administrator can find the details.",
    was_read=True,
)
_MOST_DIGITS = 18  # of a length; no real one has more


def refusal(scope: Scope, access: Access, sessions: Sessions | None = _NOBODY) -> Refusal | None:
    """Return the reason for rejecting a request, or None to admit it, without reading its body.

    If `sessions` is None, there are no pages, and no login.
    """
    headers = Headers(scope=scope)
    if unfit := _unfit(scope, headers):
        return unfit
    return _unknown(scope, headers, access, sessions) or (
        _too_large() if _announced(headers) > MOST_BYTES else None
    )


def _unknown(scope: Scope, headers: Headers, access: Access, sessions: Sessions | None) -> Refusal | None:
    """Return the reason for rejecting an unknown client, or None to admit it."""
    server = (scope.get("server") or ("",))[0]
    if not _is_own_name(headers.getlist("host"), server, access):
        return _refuse(400, "The Host header does not name this server.")
    if scope["path"] not in _OPEN_TO_ALL and not needs_no_login(scope["path"]):
        has_token = _has_token(headers, access.token) or _is_calendar(scope, access.token)
        if access.token and not has_token and not _has_session(scope, sessions):
            return _to_login(scope) if sessions and is_page(scope["path"]) else _WITHOUT_TOKEN
        if not access.token and not is_loopback(server):
            return _refuse(
                403, "Without a token, the server responds only to this machine. Start serve with a token."
            )
    if not _is_own_origin(headers):
        return _refuse(403, "Pages from other sites cannot read or write data here.")
    return None


def _to_login(scope: Scope) -> Refusal:
    """Redirect a request for a page to the login page; reject any other request."""
    if scope["method"] != "GET" or Headers(scope=scope).get("hx-request"):
        return _refuse(401, f"Log in at {LOGIN} first. Nothing was changed.")
    return _refuse(303, "Log in first.", {"Location": f"{LOGIN}?next={quote(asked(scope), safe='/')}"})


def _has_session(scope: Scope, sessions: Sessions | None) -> bool:
    """Return whether a request is for a page and has a valid session cookie."""
    if not sessions or not is_page(scope["path"]):
        return False
    cookies = cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))
    return bool(sessions.of(cookies))


def _unfit(scope: Scope, headers: Headers) -> Refusal | None:
    """Return the reason for rejecting a malformed request, independent of the parser, or None."""
    size = sum(len(name) + len(value) for name, value in headers.raw)
    codings = [coding.strip().lower() for coding in headers.getlist("transfer-encoding")]
    version = scope.get("http_version", "1.1")
    if not scope.get("raw_path", b"/").startswith(b"/"):
        found = (400, NO_OTHER_FORM)
    elif version not in {"1.0", "1.1"}:
        found = (505, "The server supports only HTTP/1.1.")
    elif len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MOST_TARGET_BYTES:
        found = (414, f"An address can have at most {MOST_TARGET_BYTES:,} bytes.")
    elif size > MOST_HEADER_BYTES or len(headers.raw) > MOST_HEADERS:
        found = (
            431,
            f"A request can have at most {MOST_HEADERS} headers, with {MOST_HEADER_BYTES:,} bytes in total.",
        )
    elif any(len(length) > _MOST_DIGITS for length in headers.getlist("content-length")):
        found = (400, f"A Content-Length can have at most {_MOST_DIGITS} digits.")
    elif codings and ("content-length" in headers or version == "1.0"):
        found = (400, "A body has a Content-Length or a Transfer-Encoding of HTTP/1.1, not both.")
    elif codings and codings != ["chunked"]:
        found = (501, NO_OTHER_CODING)
    else:
        return None
    return _refuse(*found, {"Connection": "close"})  # the following bytes may not be a request


class Guard:
    """Middleware that rejects inadmissible requests and reads bodies of up to MOST_BYTES."""

    def __init__(self, app: ASGIApp, access: Access, sessions: Sessions | None) -> None:
        """Guard `app`; `sessions` is None for an app without pages."""
        self._app = app
        self._access = access
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on with its complete body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        started = False
        only_head = scope["method"] == "HEAD"  # answered as GET without the body (RFC 9110, 9.3.2)
        scope = {**scope, "method": "GET"} if only_head else scope

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                given = MutableHeaders(scope=message)
                may_be_kept = scope["path"].startswith(STATIC) and "Cache-Control" in given
                kept = {"Cache-Control": given["Cache-Control"]} if may_be_kept else {}
                given.update(ON_EVERY_ANSWER | kept)
            elif only_head:
                message = {**message, "body": b""}
            await send(message)

        noticed = damage.watch()
        try:
            await self._answer_or_refuse(scope, receive, send_safely)
        except Exception:
            if not started:  # otherwise Starlette answers
                await _answer(_DAMAGED if noticed else _MISTAKE, scope, send_safely)
            raise

    async def _answer_or_refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = refusal(scope, self._access, self._sessions)
        body = await _body(receive) if refused is None and _may_have_body(scope) else b""
        refused = refused or (body if isinstance(body, Refusal) else _other_kind(scope, bool(body)))
        if refused is not None:
            await _answer(refused, scope, send)
            return
        assert isinstance(body, bytes)  # noqa: S101 - a refusal was answered
        await self._app(scope, _replay(body, receive), send)


async def _answer(refused: Refusal, scope: Scope, send: Send) -> None:
    """Reject a request and close the connection, so that the rest of its body is not read as a request."""
    headers = dict(refused.headers)
    if _may_have_body(scope) and not refused.was_read:
        headers["Connection"] = "close"
    answer = failure(scope, refused.status, refused.detail, headers)
    await answer(scope, _nothing_more, send)


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}


def _may_have_body(scope: Scope) -> bool:
    """Return whether a request may have a body (RFC 9112, 6.3)."""
    return any(name in {b"content-length", b"transfer-encoding"} for name, _value in scope["headers"])


async def _body(receive: Receive) -> bytes | Refusal:
    """Return the whole body, or the reason for rejecting it."""
    pieces, size = [], 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return _refuse(400, "The request ended before its body was complete.")
                pieces.append(message.get("body", b""))
                size += len(pieces[-1])
                if size > MOST_BYTES:
                    return _too_large()
                more = message.get("more_body", False)
    except TimeoutError:
        return _refuse(408, f"The body took longer than {_BODY_SECONDS:.0f} seconds.")
    return b"".join(pieces)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` function that first returns the whole body."""
    first = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return first.pop() if first else await receive()

    return replayed


def _other_kind(scope: Scope, has_body: bool) -> Refusal | None:  # noqa: FBT001 - a fact, not a mode
    """Reject a page's body that is not a form, and any other body that is not JSON."""
    headers = Headers(scope=scope)
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not has_body or scope["method"] in _SAFE:
        return None
    if any(one.strip().lower() not in {"", "identity"} for one in headers.getlist("content-encoding")):
        detail = "The body must come as it is, without a Content-Encoding."
        return Refusal(415, detail, {"Accept-Encoding": "identity"}, was_read=True)
    if is_page(scope["path"]):
        unfit = Refusal(415, f"A page takes forms, as Content-Type: {_FORM}.", was_read=True)
        return None if media_type == _FORM else unfit
    if media_type != "application/json":
        return Refusal(415, "The body must be JSON, as Content-Type: application/json.", was_read=True)
    return None


def _is_own_name(named: list[str], server: str, access: Access) -> bool:
    """Return whether a request is addressed to this server; IP addresses cannot be rebound."""
    match = _HOST.fullmatch(named[0]) if len(named) == 1 else None
    if match is None:
        return False
    name = match["name"].strip("[]").lower().removesuffix(".")
    if name == "localhost" or name in access.hosts:
        return True
    return is_address(name) and (bool(access.token) or is_loopback(name) or name == server)


def _is_own_origin(headers: Headers) -> bool:
    """Return False if a page of another origin sent the request (Fetch, 3.2; Fetch Metadata, 2.3)."""
    origin = headers.get("origin")
    if origin is not None:
        scheme, _, host = origin.lower().partition("://")
        if scheme not in {"http", "https"} or host != headers["host"].lower():
            return False
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


def _has_token(headers: Headers, token: str) -> bool:
    """Return whether the token is correct, comparing hashes of equal length in constant time."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    digests = (hashlib.sha256(text.strip().encode()).digest() for text in (given, token))
    return hmac.compare_digest(*digests) and scheme.lower() == "bearer"


def calendar_secret(token: str) -> str:
    """Return the secret in the calendar's address, derived from the token without revealing it."""
    return hmac.new(token.encode(), b"calendar of applications", hashlib.sha256).hexdigest()


def calendar_address(token: str) -> str:
    """Return the address for calendar subscriptions; `token` is the server's token, or "" if it has none."""
    return f"/calendar/{calendar_secret(token)}.ics" if token else "/applications.ics"


def _is_calendar(scope: Scope, token: str) -> bool:
    """Return whether the request is for the calendar's secret address, which serves in place of the token."""
    found = _CALENDAR.fullmatch(scope["path"])
    return (
        found is not None
        and scope["method"] in {"GET", "HEAD"}
        and hmac.compare_digest(found[1], calendar_secret(token))
    )


def _announced(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def _refuse(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Refusal:
    return Refusal(status, detail, headers or {})


def _too_large() -> Refusal:
    return _refuse(413, f"A body can have at most {MOST_BYTES:,} bytes.")
