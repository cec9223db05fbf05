"""One polite GET: named, conditional, bounded in size and in time, tried again when that may help.

try -> 200 or 304: answered
-> connection error, cut-off body, 408, 425, 429, 5xx: wait and try again, three times in all
-> anything else: FeedRefused at once
"""

import asyncio
import random
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

# tenacity retries the whole exchange, reading the body included; httpx-retries stops at the headers.
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, stop_after_attempt

from jobsearch import __version__
from jobsearch.boards.http.gzip import Gzip, Plain, Unpacker
from jobsearch.boards.http.threads import Daemons
from jobsearch.errors import AddressMalformed, FeedRefused, FeedTooLarge, FeedUnreachable, FeedUnreadable
from jobsearch.text.characters import one_line

MEBIBYTE = 1024 * 1024
LIMIT_MIB = 8
TRIES = 3
DEADLINE_SECONDS = 50.0  # which leaves 40 of a run's 90 for its start and a locked store
LONGEST_WAIT_SECONDS = 20.0
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_MOST_REDIRECTS = 5
_LONGEST_CAUSE = 200
_IMF_FIXDATE = re.compile(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT")
_TRY_AGAIN = frozenset({408, 425, 429})
_REMEDIES = {
    401: "The address needs a login; check JOBSEARCH_REMOTEOK_URL",
    403: "It refuses this program; set JOBSEARCH_CONTACT to your mail address, which it will be sent",
    404: "The address is wrong; check JOBSEARCH_REMOTEOK_URL",
    410: "The address is gone; check JOBSEARCH_REMOTEOK_URL",
    429: "It asks for fewer requests; run fetch-new at most once an hour",
}
_LATER = "Nothing was lost; the next fetch-new asks again"


@dataclass(frozen=True)
class Answer:
    """What the server said: the whole body, or nothing new since the date it was asked with.

    Attributes:
        body: the content, unpacked; empty for nothing new.
        modified: whether there is a body.
        last_modified: the body's date, to ask with the next time; "" for none that can be relied on.

    """

    body: bytes
    modified: bool
    last_modified: str


class _TryAgain(Exception):
    """This try failed in a way that the next may not."""

    def __init__(self, cause: str, status: int = 0, wait_seconds: float = 0.0) -> None:
        super().__init__(cause)
        self.status = status
        self.wait_seconds = wait_seconds


def get(url: str, *, contact: str = "", last_modified: str = "") -> Answer:
    """Return the answer to a GET of `url`, conditional when `last_modified` is the date of an earlier one.

    Raises AddressMalformed, FeedUnreachable, FeedRefused, FeedTooLarge or FeedUnreadable, at the latest
    after DEADLINE_SECONDS, whatever the server and the resolver of its name do.
    """
    _check_address(url)
    return asyncio.run(_get_in_time(url, _headers(contact, last_modified)))


def user_agent(contact: str) -> str:
    """Return a user agent that names this program and, where known, how to reach the person who runs it."""
    reach = one_line(contact).encode("ascii", "ignore").decode("ascii")
    return f"jobsearch/{__version__} (personal job recommender{'; ' + reach if reach else ''})"


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("it must begin with http:// or https:// and a host")
        httpx.URL(url)
        _ = parts.port
    except (ValueError, httpx.InvalidURL) as error:
        raise AddressMalformed(url=url, cause=_describe(error)) from error


def _headers(contact: str, last_modified: str) -> dict[str, str]:
    headers = {
        "User-Agent": user_agent(contact),
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
    }
    if date := _past_date(last_modified):
        headers["If-Modified-Since"] = date
    return headers


def _past_date(text: str) -> str:
    """Return the date that a server gave, "" where it is none or lies ahead.

    Sent back, an odd one might stop every later request, and one that lies ahead brings nothing but 304.
    """
    moment = _moment(text)
    return text if moment is not None and moment <= datetime.now(UTC) else ""


def _moment(text: str) -> datetime | None:
    """Read an IMF-fixdate, the one form that servers are to send (RFC 9110, 5.6.7); None for all else."""
    if not _IMF_FIXDATE.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if format_datetime(moment, usegmt=True) == text else None  # another day of the week


async def _get_in_time(url: str, headers: dict[str, str]) -> Answer:
    asyncio.get_running_loop().set_default_executor(Daemons())  # where the names of hosts are looked up
    # A read timeout starts anew with every byte: only this ends a server that drips its headers.
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            return await _get_with_retries(url, headers)
    except TimeoutError as error:
        cause = f"no complete answer within {DEADLINE_SECONDS:.0f} seconds"
        raise FeedUnreachable(url=url, cause=cause) from error


async def _get_with_retries(url: str, headers: dict[str, str]) -> Answer:
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(_TryAgain),
        stop=stop_after_attempt(TRIES),
        wait=_wait_seconds,
        reraise=True,
    )
    try:
        async with httpx.AsyncClient(headers=headers, timeout=_TIMEOUT) as client:
            return await retrying(_try_once, client, url)
    except _TryAgain as error:
        if error.status:
            remedy = _REMEDIES.get(error.status, _LATER)
            raise FeedRefused(url=url, status=error.status, remedy=remedy) from error
        raise FeedUnreachable(url=url, cause=error) from error
    except (httpx.HTTPError, httpx.InvalidURL, ExceptionGroup, ValueError, OSError, ImportError) as error:
        # The last four: a redirect to an address that cannot be, a proxy or certificates that are not there.
        raise FeedUnreachable(url=url, cause=_describe(error)) from error


async def _try_once(client: httpx.AsyncClient, url: str) -> Answer:
    try:
        return await _follow(client, url)
    except httpx.UnsupportedProtocol:
        raise
    except httpx.TransportError as error:
        raise _TryAgain(_describe(error)) from error


async def _follow(client: httpx.AsyncClient, url: str) -> Answer:
    """Read the answer at the end of the redirects, whose own bodies, of any size, are left unread."""
    request: httpx.Request | None = client.build_request("GET", url)
    for _hop in range(_MOST_REDIRECTS + 1):
        if request is None:
            break
        response = await client.send(request, stream=True)
        try:
            if not response.has_redirect_location:
                return await _read(response, url)
            request = response.next_request
        finally:
            await response.aclose()
    raise FeedUnreachable(url=url, cause="it redirects without end")


async def _read(response: httpx.Response, url: str) -> Answer:
    asked_for_news = "If-Modified-Since" in response.request.headers
    if response.status_code == httpx.codes.NOT_MODIFIED and asked_for_news:
        return Answer(b"", modified=False, last_modified="")
    if response.status_code in _TRY_AGAIN or response.is_server_error:
        wait = _retry_after_seconds(response.headers.get("Retry-After", ""), response.headers.get("Date", ""))
        raise _TryAgain(f"status {response.status_code}", response.status_code, wait)
    if response.status_code != httpx.codes.OK:
        remedy = _REMEDIES.get(response.status_code, "Check JOBSEARCH_REMOTEOK_URL")
        raise FeedRefused(url=url, status=response.status_code, remedy=remedy)
    body = await _read_body(response, url)
    return Answer(body, modified=True, last_modified=_past_date(response.headers.get("Last-Modified", "")))


async def _read_body(response: httpx.Response, url: str) -> bytes:
    """Read and unpack the body piece by piece, so that neither side of the unpacking grows past the limit."""
    unpacker = _unpacker(response.headers.get("Content-Encoding", ""), url)
    body, received = bytearray(), 0
    try:
        async for chunk in response.aiter_raw():
            received += len(chunk)
            for piece in unpacker.unpack(chunk):
                body += piece
                if max(received, len(body)) > LIMIT_MIB * MEBIBYTE:
                    raise FeedTooLarge(origin=url, limit=LIMIT_MIB)
    except zlib.error as error:
        raise _TryAgain(f"the answer is not gzip, as it says: {error}") from error
    if not unpacker.complete:
        raise _TryAgain("the answer was cut short")
    return bytes(body)


def _unpacker(content_encoding: str, url: str) -> Unpacker:
    match content_encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip":
            return Gzip()
        case other:
            # Only gzip was offered: whoever answers with more layers is not the board.
            raise FeedUnreadable(origin=url, cause=f"it is packed as {other[:40]!r}")


def _wait_seconds(state: RetryCallState) -> float:
    """Wait as long as the server asked for, or 1 to 2, then 2 to 4 seconds: jittered, so that crons part."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait_seconds if isinstance(error, _TryAgain) else 0.0
    backoff = 2.0 ** (state.attempt_number - 1) * (1 + random.random())  # noqa: S311 - jitter, not a secret
    return min(max(asked, backoff), LONGEST_WAIT_SECONDS)


def _retry_after_seconds(retry_after: str, date: str) -> float:
    """Return Retry-After (RFC 9110, 10.2.3: seconds or a date) in seconds, 0 where it says nothing usable."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:6])
    then, now = _moment(retry_after), _moment(date)
    return (then - now).total_seconds() if then and now else 0.0


def _describe(error: Exception) -> str:
    """Return what an error says, cut off where it quotes at length what the server sent."""
    said = one_line(str(error)).rstrip(".") or type(error).__name__
    return said if len(said) <= _LONGEST_CAUSE else f"{said[:_LONGEST_CAUSE]}..."
