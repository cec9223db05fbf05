"""Polite GET requests: identified, conditional, limited in size and time, and retried if that may help.

try -> 200 or 304: done
-> connection error, truncated body, 408, 425, 429, 5xx: wait and retry, three attempts in all
-> anything else, or a wait longer than the run allows: FeedRefused at once
"""

import asyncio
import random
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import httpx

# tenacity retries the whole exchange, including reading the body; httpx-retries stops at the headers.
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt

from jobsearch import __version__
from jobsearch.boards.http.addresses import NotPublic, Trust, check_given, check_redirect, fault_of
from jobsearch.boards.http.gzip import Gzip, Plain, Unpacker
from jobsearch.boards.http.threads import Daemons
from jobsearch.boards.http.transport import JUDGED, Failed, Transport, described
from jobsearch.errors import (
    AddressMalformed,
    AddressNotAllowed,
    FeedError,
    FeedRefused,
    FeedTooLarge,
    FeedUnreachable,
    FeedUnreadable,
    NotConnected,
    RedirectNotAllowed,
)
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown

MEBIBYTE = 1024 * 1024
LIMIT_MIB = 8
TRIES = 3
DEADLINE_SECONDS = 50.0  # leaves 40 of a run's 90 seconds for startup and a locked store
LONGEST_WAIT_SECONDS = 20.0
_LEFT_ALONE_SECONDS = 20.0  # a server that asks for a longer wait is not retried in this run
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_DAY_MINUTES = 1_440
_MOST_REDIRECTS = 5
_LONGEST_PLACE = 100
_IMF_FIXDATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_ENTITY_TAG = re.compile(r'(?:W/)?"[!#-~]{0,200}"')  # RFC 9110, 8.8.3, ASCII only, with a length limit
_TRY_AGAIN = frozenset({408, 425, 429})
_REMEDIES = {
    401: "The address needs a login. Check {variable}",
    403: (
        "The server refuses this program. Set JOBSEARCH_CONTACT to your email address, which is sent with "
        "each request"
    ),
    404: "The address is wrong. Check {variable}",
    410: "The address no longer exists. Check {variable}",
    429: "The server asks for fewer requests. Fetch at most once an hour",
}
_LATER = "Nothing was lost; a fetch will retry when the source is due"


@dataclass(frozen=True)
class Rules:
    """The rules for requesting a board's URLs.

    Attributes:
        trust: the origin of the URL, which determines whether it and its redirects must be public.
        variable: the setting that changes the URL, named in messages.
        accept: the content types of the board's responses, as in an Accept header.
        limit_mib: the maximum size of a body in MiB, both compressed and decompressed.
        seconds: the time limit for all attempts combined; None for DEADLINE_SECONDS.

    """

    trust: Trust = Trust.BUILT_IN
    variable: str = "JOBSEARCH_REMOTEOK_URL"
    accept: str = "application/json"
    limit_mib: int = LIMIT_MIB
    seconds: float | None = None


@dataclass(frozen=True)
class Answer:
    """The server's response: the whole body, or the information that nothing has changed.

    Attributes:
        body: the decompressed content; empty if nothing has changed.
        modified: whether there is a body.
        last_modified: the body's date, for the next conditional request; "" if missing or unreliable.
        etag: the body's entity tag, for the next conditional request; "" if missing.
        content_type: the content type from the server, in lowercase and without parameters.
        url: the URL after all redirects, without a user name and password.

    """

    body: bytes
    modified: bool
    last_modified: str = ""
    etag: str = ""
    content_type: str = ""
    url: str = ""


class _TryAgain(Exception):
    """Raised for a failed attempt that is worth retrying."""

    def __init__(
        self, cause: str, status: int = 0, wait_seconds: float = 0.0, *, connected: bool = True
    ) -> None:
        super().__init__(cause)
        self.connected = connected
        self.status = status
        self.wait_seconds = wait_seconds


_USUAL = Rules()


def get(
    url: str, *, contact: str = "", last_modified: str = "", etag: str = "", rules: Rules = _USUAL
) -> Answer:
    """Return the response to a GET of `url`, conditional if `last_modified` or `etag` is given.

    Raises a subclass of FeedError, at the latest after the rules' time limit, even if the server or the DNS
    resolver hangs. No error message contains the user name or password of a URL.
    """
    if cause := fault_of(url):
        raise AddressMalformed(url=shown(url), cause=cause, variable=rules.variable)
    exchange = _Exchange(url, rules)
    return asyncio.run(exchange.get_in_time(_headers(contact, last_modified, etag, rules.accept)))


def user_agent(contact: str) -> str:
    """Return a user agent with the name of this program and, if set, its user's contact information."""
    reach = one_line(contact).encode("ascii", "ignore").decode("ascii")
    return f"jobsearch/{__version__} (personal job recommender{'; ' + reach if reach else ''})"


def _headers(contact: str, last_modified: str, etag: str, accept: str) -> dict[str, str]:
    headers = {"User-Agent": user_agent(contact), "Accept": accept, "Accept-Encoding": "gzip"}
    if date := _past_date(last_modified):
        headers["If-Modified-Since"] = date
    if tag := _entity_tag(etag):
        headers["If-None-Match"] = tag
    return headers


def _entity_tag(text: str) -> str:
    return text if _ENTITY_TAG.fullmatch(text) else ""


def _past_date(text: str) -> str:
    """Return the date sent by a server, or "" if it is invalid or in the future.

    An invalid date could break every later request that sends it, and a future date would always yield 304.
    """
    moment = _moment(text)
    return text if moment is not None and moment <= datetime.now(UTC) else ""


def _moment(text: str) -> datetime | None:
    """Parse an IMF-fixdate, the only format servers may send (RFC 9110, 5.6.7); None for anything else."""
    if not _IMF_FIXDATE.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if format_datetime(moment, usegmt=True) == text else None  # rejects a wrong weekday


@dataclass(frozen=True)
class _Exchange:
    """All the attempts to fetch one URL."""

    url: str
    rules: Rules

    @property
    def shown(self) -> str:
        """The URL as shown in messages."""
        return shown(self.url)

    async def get_in_time(self, headers: dict[str, str]) -> Answer:
        asyncio.get_running_loop().set_default_executor(Daemons())  # host names are resolved here
        seconds = DEADLINE_SECONDS if self.rules.seconds is None else self.rules.seconds
        # A read timeout restarts with every byte, so only this deadline stops a server that trickles its
        # headers.
        try:
            async with asyncio.timeout(seconds):
                return await self._get_with_retries(headers)
        except TimeoutError as error:
            raise self._unreachable(f"no complete response within {seconds:.0f} seconds") from error

    async def _get_with_retries(self, headers: dict[str, str]) -> Answer:
        retrying = AsyncRetrying(
            retry=retry_if_exception(_may_help),
            stop=stop_after_attempt(TRIES),
            wait=_wait_seconds,
            reraise=True,
        )
        client = httpx.AsyncClient(headers=headers, timeout=_TIMEOUT, transport=Transport(), trust_env=False)
        try:
            async with client:
                return await retrying(self._try_once, client)
        except Failed as failure:
            raise failure.error from failure
        except _TryAgain as error:
            raise self._given_up(error) from error
        except (httpx.HTTPError, httpx.InvalidURL, ExceptionGroup, ValueError, OSError) as error:
            # The last three: an invalid redirect URL, or a host name that cannot be encoded.
            raise self._unreachable(described(error)) from error

    async def _try_once(self, client: httpx.AsyncClient) -> Answer:
        try:
            return await self._follow(client)
        except httpx.UnsupportedProtocol:
            raise
        except (httpx.TransportError, OSError) as error:
            connected = not isinstance(error, httpx.ConnectError | OSError)
            raise _TryAgain(described(error), connected=connected) from error

    async def _follow(self, client: httpx.AsyncClient) -> Answer:
        """Return the response at the end of the redirects, without reading the bodies of the redirects."""
        request: httpx.Request | None = self._first(client)
        for _hop in range(_MOST_REDIRECTS + 1):
            if request is None:
                break
            response = await self._send(client, request)
            try:
                if not response.has_redirect_location:
                    return await self._read(response)
                request = self._next(response)
            finally:
                await response.aclose()
        raise self._unreachable("it redirects endlessly")

    def _first(self, client: httpx.AsyncClient) -> httpx.Request:
        given = self.rules.trust is Trust.GIVEN
        request = client.build_request("GET", self.url, extensions={JUDGED: given})
        if given:
            try:
                check_given(request.url)
            except NotPublic as reason:
                raise self._not_allowed(request.url, reason) from reason
        return request

    def _next(self, response: httpx.Response) -> httpx.Request | None:
        """Return the request for the target of a redirect, if there is one and it is allowed."""
        request = response.next_request
        if request is None or self.rules.trust is Trust.OVERRIDDEN:
            return request
        try:
            check_redirect(response.request.url, request.url)
        except NotPublic as reason:
            raise self._not_allowed(request.url, reason) from reason
        request.extensions = {**request.extensions, JUDGED: True}
        return request

    async def _send(self, client: httpx.AsyncClient, request: httpx.Request) -> httpx.Response:
        try:
            return await client.send(request, stream=True)
        except NotPublic as reason:
            raise self._not_allowed(request.url, reason) from reason

    async def _read(self, response: httpx.Response) -> Answer:
        sent, received, status = response.request.headers, response.headers, response.status_code
        if status == httpx.codes.NOT_MODIFIED and ("If-Modified-Since" in sent or "If-None-Match" in sent):
            return Answer(b"", modified=False)
        if status in _TRY_AGAIN or response.is_server_error:
            wait = _retry_after_seconds(received.get("Retry-After", ""), received.get("Date", ""))
            raise _TryAgain(f"status {status}", status, wait)
        if status != httpx.codes.OK:
            raise self._refused(status, _REMEDIES.get(status, "Check {variable}"))
        return Answer(
            await self._body(response),
            modified=True,
            last_modified=_past_date(received.get("Last-Modified", "")),
            etag=_entity_tag(received.get("ETag", "")),
            content_type=one_line(received.get("Content-Type", "").partition(";")[0].lower())[:100],
            url=shown(str(response.request.url)),
        )

    async def _body(self, response: httpx.Response) -> bytes:
        """Read and decompress the body in pieces, so that neither input nor output exceeds the limit."""
        unpacker = _unpacker(response.headers.get("Content-Encoding", ""), self.shown)
        body, received = bytearray(), 0
        try:
            async for chunk in response.aiter_raw():
                received += len(chunk)
                for piece in unpacker.unpack(chunk):
                    body += piece
                    if max(received, len(body)) > self.rules.limit_mib * MEBIBYTE:
                        raise FeedTooLarge(origin=self.shown, limit=self.rules.limit_mib)
        except zlib.error as error:
            raise _TryAgain(f"the response is labeled as gzip but is not: {error}") from error
        if not unpacker.complete:
            raise _TryAgain("the response was cut short")
        return bytes(body)

    def _given_up(self, error: _TryAgain) -> FeedError:
        if not error.connected:
            return NotConnected(url=self.shown, cause=str(error))
        if not error.status:
            return self._unreachable(str(error))
        if error.wait_seconds > _LEFT_ALONE_SECONDS:
            minutes = min(max(1, round(error.wait_seconds / 60)), _DAY_MINUTES)
            remedy = f"The server asks for a pause of {minutes} min; nothing was lost"
            return self._refused(error.status, remedy, error.wait_seconds)
        return self._refused(error.status, _REMEDIES.get(error.status, _LATER))

    def _refused(self, status: int, remedy: str, wait_seconds: float = 0.0) -> FeedRefused:
        variable = self.rules.variable
        return FeedRefused(
            url=self.shown, status=status, remedy=remedy.format(variable=variable), wait_seconds=wait_seconds
        )

    def _unreachable(self, cause: str) -> FeedUnreachable:
        return FeedUnreachable(url=self.shown, cause=cause)

    def _not_allowed(self, url: httpx.URL, reason: NotPublic) -> FeedError:
        if url == httpx.URL(self.url):
            return AddressNotAllowed(url=self.shown, cause=reason)
        place = f"{url.scheme}://{url.host}"[:_LONGEST_PLACE]
        return RedirectNotAllowed(url=self.shown, place=place, cause=reason, variable=self.rules.variable)


def _may_help(error: BaseException) -> bool:
    """Return whether a retry may help within the time allowed for a run."""
    if isinstance(error, Failed):
        return error.again
    return isinstance(error, _TryAgain) and error.wait_seconds <= _LEFT_ALONE_SECONDS


def _unpacker(content_encoding: str, url: str) -> Unpacker:
    match content_encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Gzip()
        case other:
            # Only gzip was offered, so a server that applies other encodings is not the board.
            raise FeedUnreadable(origin=url, cause=f"it is compressed as {other[:40]!r}")


def _wait_seconds(state: RetryCallState) -> float:
    """Return the wait that the server requested, or a random backoff (1 to 2 s, then 2 to 4 s) if longer."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait_seconds if isinstance(error, _TryAgain) else 0.0
    backoff = 2.0 ** (state.attempt_number - 1) * (1 + random.random())  # noqa: S311 - jitter, not a secret
    return min(max(asked, backoff), LONGEST_WAIT_SECONDS)


def _retry_after_seconds(retry_after: str, date: str) -> float:
    """Return Retry-After (RFC 9110, 10.2.3: seconds or a date) in seconds; 0 if unusable."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    then, now = _moment(retry_after), _moment(date)
    return (then - now).total_seconds() if then and now else 0.0
