"""Connections with limits on the size and duration of unparsed requests, and with a lingering close.

bytes -> Bounded (this module) -> uvicorn's parser -> Guard -> ...

uvicorn leaves these limits to a proxy. They apply to both of its parsers, h11 and httptools, and rely only on
what uvicorn's two protocol classes have in common.

A connection whose client is still sending is not closed immediately: the operating system would answer
further data with a reset, which can discard the response before the client reads it. Instead, the server
closes its sending side, discards input for a while, and then closes (RFC 9112, 9.6; nginx calls this
lingering).
"""

import asyncio
import sys
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

import h11
import httptools
from h11._receivebuffer import ReceiveBuffer
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from jobsearch.server.guard import NO_OTHER_CODING, NO_OTHER_FORM, ON_EVERY_ANSWER
from jobsearch.server.problems import problem

HEAD_SECONDS = 30.0  # from the first byte of a connection or request to the end of its header
MOST_HEAD_BYTES = 64 * 1024  # before the parser knows the request; the guard limits known requests
MOST_PIPELINED = 16  # requests sent before the first one is answered
LINGER_SECONDS = 30.0  # for discarding input, and for writing the rest
SILENCE_SECONDS = 5.0
MOST_LINGER_BYTES = 256 * 1024 * 1024
SHUTDOWN_BODY_SECONDS = 1.0  # for a body when the server shuts down
MOST_CONNECTIONS = 4_096
_SLICE = 16 * 1024
_LEAST_CONNECTIONS = 16
_DETAILS = {
    400: "This is not an HTTP/1.1 request (RFC 9112).",
    431: f"A request's header can have at most {MOST_HEAD_BYTES:,} bytes.",
    501: NO_OTHER_CODING,
}

if TYPE_CHECKING:
    Protocol = H11Protocol  # uvicorn's other protocol has the same interface
else:
    Protocol = object


def most_connections() -> int:
    """Return the maximum number of open connections: half the number of file descriptors."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource  # noqa: PLC0415 - Unix

    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(_LEAST_CONNECTIONS, min(MOST_CONNECTIONS, soft // 2))


def allow_descriptors() -> None:
    """Raise this process's limit on open files to the number required for MOST_CONNECTIONS, if allowed."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


class _Transport:
    """The transport passed to uvicorn, which delegates closing to the connection."""

    def __init__(self, transport: asyncio.Transport, connection: "Bounded") -> None:
        self._transport, self._connection = transport, connection
        self.write = transport.write
        self.close = connection.close

    def is_closing(self) -> bool:
        return self._connection.is_lingering or self._transport.is_closing()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a transport has
        return getattr(self._transport, name)


class Bounded(Protocol):
    """A uvicorn connection with size and time limits."""

    is_lingering = False
    _socket: asyncio.Transport
    _since = 0.0  # the start of waiting for the client
    _head_since: float | None = None
    _head_bytes = 0
    _refusal: bytes | None = None  # response to invalid data after requests that are still to be answered
    _is_ending = False  # the server is shutting down
    _is_deaf = False  # input is discarded, because the start of the next request is unknown
    _heard_at = 0.0
    _dropped = 0
    _timers: dict[str, asyncio.TimerHandle]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Open the connection; if there are too many connections, close the least important one."""
        self._socket = cast("asyncio.Transport", transport)
        self._timers = {}
        super().connection_made(cast("asyncio.Transport", _Transport(self._socket, self)))
        self._since = self._head_since = self.loop.time()
        self._after(HEAD_SECONDS, self._look_at_head)
        if len(self.connections) > most_connections():
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Cancel the timers of a closed connection."""
        for timer in self._timers.values():
            timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass input to the parser, or discard it."""
        if self.is_lingering or self._is_deaf:
            self._drop(len(data))
            return
        for start in range(0, len(data), _SLICE):
            piece = data[start : start + _SLICE]
            super().data_received(piece)
            if not self._head_bytes:
                self._since = self.loop.time()
            self._head_since = None if self._owes_answer() else self._head_since or self.loop.time()
            self._head_bytes = 0 if self._came_further() else self._head_bytes + len(piece)
            if self.is_lingering or self._is_deaf or self._socket.is_closing():
                return
            if self._head_bytes > MOST_HEAD_BYTES:
                self.refuse(431, _DETAILS[431])
                return

    def on_response_complete(self) -> None:
        """Wait for the next request, with uvicorn's timeout for its start and this class's for its header."""
        self._head_since, self._head_bytes = None, 0
        self._since = self.loop.time()
        super().on_response_complete()
        if self._refusal is not None and not self._owes_answer() and not self.is_lingering:
            self._socket.write(self._refusal)
            self.close()

    def send_400_response(self, msg: str) -> None:
        """Respond to input that cannot be parsed."""
        status = getattr(sys.exc_info()[1], "error_status_hint", 400)  # from h11
        self.refuse(status, _DETAILS.get(status, msg))

    def refuse(self, status: int, detail: str) -> None:
        """Respond without involving the application, and close after earlier requests have been answered."""
        self._drop_unbegun()
        cycle = self.cycle
        if self._owes_answer() and not cycle.more_body:
            self._refusal = answer(status, detail)
            self._is_deaf = True
            return
        if cycle is None or cycle.response_complete:
            self._socket.write(answer(status, detail))
        elif not cycle.response_started:
            self._socket.write(answer(status, detail, cycle.scope["method"]))
        if cycle is not None:  # the application must not wait for its body any longer
            cycle.disconnected = True
            cycle.message_event.set()
        self._is_deaf = True
        self.close()

    def close(self) -> None:
        """Close the connection immediately, or once the client has received the response."""
        if self.is_lingering or not self._still_comes():
            self._close_now()
            return
        self.is_lingering = True
        self._since = self._heard_at = self.loop.time()
        self.flow.resume_reading()
        try:
            self._socket.write_eof()
        except OSError:
            self._close_now()
            return
        self._after(SILENCE_SECONDS, self._look_at_silence)
        self._after(SHUTDOWN_BODY_SECONDS if self._is_ending else LINGER_SECONDS, self._close_now)

    def shutdown(self) -> None:
        """Shut down with the server: answer complete requests, and wait briefly for incomplete requests."""
        self._is_ending = True
        if self.is_lingering:
            self._close_now()
            return
        if self._owes_answer() and self.cycle.more_body:
            self._after(SHUTDOWN_BODY_SECONDS, self._give_up_body)
        super().shutdown()

    def pause_writing(self) -> None:
        """Pause writing because the client does not read, and abort after a time limit."""
        super().pause_writing()
        self._after(LINGER_SECONDS, self._socket.abort, "writing")

    def resume_writing(self) -> None:
        """Resume writing, and cancel the time limit."""
        super().resume_writing()
        if (timer := self._timers.pop("writing", None)) is not None:
            timer.cancel()

    def _came_further(self) -> bool:
        """Return whether the last input completed a header, which restarts the counting of bytes."""
        return self._owes_answer()

    def _drop_unbegun(self) -> None:
        """Discard a request whose body will not arrive, unless it is already being answered."""

    def _owes_answer(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _still_comes(self) -> bool:
        return self._is_deaf or (self.cycle is not None and self.cycle.more_body)

    def _waits_for_client(self) -> bool:
        is_asking = self._owes_answer() and not self.cycle.more_body
        return self.is_lingering or not (is_asking or self._socket.get_write_buffer_size())

    def _worth(self) -> tuple[int, float]:
        """Return a sort key for the importance of the connection, least important first.

        Connections with incomplete headers and lingering connections come first, then idle connections, then
        connections that are sending a body. Within each group, the connection that has kept the server
        waiting longest comes first.
        """
        if self.is_lingering or self.cycle is None or self._head_bytes:
            return 0, self._since
        return 1 + self._owes_answer(), self._since

    def _after(self, seconds: float, act: Callable[[], object], name: str = "") -> None:
        name = name or getattr(act, "__name__", "")
        if (timer := self._timers.get(name)) is not None:
            timer.cancel()
        self._timers[name] = self.loop.call_later(seconds, act)

    def _look_at_head(self) -> None:
        left = HEAD_SECONDS
        if self._head_since is not None and not self.is_lingering:
            left = self._head_since + HEAD_SECONDS - self.loop.time()
        if left > 0:
            self._after(left, self._look_at_head)
            return
        if self._head_bytes:
            self._socket.write(answer(408, f"The header took longer than {HEAD_SECONDS:.0f} seconds."))
        self._close_now()

    def _look_at_silence(self) -> None:
        left = self._heard_at + SILENCE_SECONDS - self.loop.time()
        if left > 0:
            self._after(left, self._look_at_silence)
        else:
            self._close_now()

    def _drop(self, size: int) -> None:
        self._heard_at = self.loop.time()
        self._dropped += size
        if self._dropped > MOST_LINGER_BYTES:
            self._close_now()

    def _give_up_body(self) -> None:
        if self._owes_answer() and self.cycle.more_body:
            self.refuse(503, "The server shut down before the whole request arrived.")

    def _close_now(self) -> None:
        self.is_lingering = True
        self._socket.close()
        self._after(LINGER_SECONDS, self._socket.abort, "closing")  # in case nobody reads the output

    def _make_room(self) -> None:
        others = [cast("Bounded", one) for one in self.connections if one is not self]
        waiting = [one for one in others if one._waits_for_client()]  # noqa: SLF001 - of this class
        if waiting:
            min(waiting, key=Bounded._worth)._socket.abort()  # noqa: SLF001 - same
        else:
            self.refuse(503, "The server is handling too many requests. Try again.")


class _StrictLines(ReceiveBuffer):
    """h11's header buffer, without the lenient syntax of RFC 9112, 2.2 and 5.2, which llhttp also rejects.

    If two parsers see different line boundaries, an attacker can smuggle a second request.
    """

    def maybe_extract_lines(self) -> list[bytearray] | None:
        """Return a complete header, if available. Raises LocalProtocolError for nonstandard line endings."""
        before = bytes(self._data)
        lines: list[bytearray] | None = super().maybe_extract_lines()
        if lines is not None:
            head = before[: len(before) - len(self)]
            if head.count(b"\n") != head.count(b"\r\n") or any(
                line[:1] in {b" ", b"\t"} for line in map(bytes, lines)
            ):
                raise h11.LocalProtocolError("a line of a header ends with CR LF, and is not folded")
        return lines


class Careful(Bounded, H11Protocol):
    """Connections parsed by h11, which is slower but written in Python, for requests from other machines."""

    _at_once = 0

    def __init__(self, config: Config, *others: Any, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        """Create a connection, and set h11's own limit on headers."""
        config.h11_max_incomplete_event_size = MOST_HEAD_BYTES
        super().__init__(config, *others, **options)
        self.conn._receive_buffer = _StrictLines()  # noqa: SLF001 - h11 has no other way

    def data_received(self, data: bytes) -> None:
        """Parse input."""
        self._at_once = 0
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Continue with any pipelined requests, which h11 has not read yet."""
        self._at_once += 1
        if self._at_once > MOST_PIPELINED and self.conn.trailing_data[0]:
            self._is_deaf = True
            self.close()
        super().on_response_complete()


class _WithoutUpgrades(HttpToolsProtocol):
    """Connections parsed by httptools, without its special treatment of protocol upgrades.

    If a header offers another protocol, httptools ends the request there. A server may ignore the offer (RFC
    9110, 7.8), but must then read the body, which would otherwise be parsed as the next request.
    """

    _has_head = False
    _is_muted = False

    def data_received(self, data: bytes) -> None:
        """Parse input."""
        self._unset_keepalive_if_required()
        try:
            while data:
                data = self._after_upgrade(data)
        except httptools.HttpParserError:
            self.send_400_response("")

    def _after_upgrade(self, data: bytes) -> bytes:
        """Parse input, and return any data that follows a header offering another protocol."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offered:
            if self._offers_upgrade_before_body():
                self._read_body_anew()
            return data[offered.args[0] :]
        return b""

    def _offers_upgrade_before_body(self) -> bool:
        return self.parser.should_upgrade() and any(
            name == b"transfer-encoding" or (name == b"content-length" and value.strip(b"0"))
            for name, value in self.headers
        )

    def _read_body_anew(self) -> None:
        """Pass the body to a new parser that knows only the framing headers."""
        framed = [
            b": ".join(one) for one in self.headers if one[0] in {b"content-length", b"transfer-encoding"}
        ]
        self.parser = httptools.HttpRequestParser(self)
        self._is_muted = True
        self.parser.feed_data(b"\r\n".join([b"POST / HTTP/1.1", *framed, b"", b""]))
        self._is_muted = False

    def on_message_begin(self) -> None:
        """Handle the start of a request."""
        if not self._is_muted:
            self._has_head = False
            super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Handle a part of the URL."""
        if not self._is_muted:
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Handle a header field; trailers are ignored (RFC 9110, 6.5.1)."""
        if not self._has_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Start answering the request."""
        self._has_head = True
        if not self._is_muted:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Handle the end of the body, unless it is going to be parsed again."""
        if not self._offers_upgrade_before_body():
            super().on_message_complete()


class Fast(Bounded, _WithoutUpgrades):  # type: ignore[misc] # some of its parts have types of their own
    """Connections parsed by httptools, for requests from this machine."""

    _running: Any = None
    _has_come_further = False

    def on_headers_complete(self) -> None:
        """Start answering a request, or queue it until earlier requests are answered."""
        self._has_come_further = True
        if len(self.pipeline) >= MOST_PIPELINED:
            raise ValueError("too many requests at once")  # treated as unparsable; see `refuse`
        if not self.url.startswith(b"/"):  # uvicorn would ignore the host in it
            raise ValueError(NO_OTHER_FORM)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Handle a part of the body."""
        self._has_come_further = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Handle the end of the body."""
        self._has_come_further = True
        super().on_message_complete()

    def _came_further(self) -> bool:
        found, self._has_come_further = self._has_come_further, False
        return found

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:  # noqa: ANN401 - uvicorn's own
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def _drop_unbegun(self) -> None:
        if self.pipeline and self.cycle.more_body:  # the last request; earlier ones are complete
            self.pipeline.popleft()
            last: Any = self.pipeline[0][0] if self.pipeline else self._running
            self.cycle = last


def answer(status: int, detail: str, method: str = "") -> bytes:
    """Return a complete error response for a request that did not reach the application.

    The response to HEAD has no body (RFC 9110, 9.3.2).
    """
    found = problem(status, detail)
    headers = {name.decode(): value.decode() for name, value in found.raw_headers}
    headers |= ON_EVERY_ANSWER | {"Date": formatdate(usegmt=True), "Connection": "close"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if method == "HEAD" else bytes(found.body))
