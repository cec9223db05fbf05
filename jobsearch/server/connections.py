"""One connection: how much may come before a request is known, how long that may take, and how it ends.

    bytes -> Bounded (this) -> uvicorn's parser -> Guard -> ...

uvicorn leaves all of this to a proxy. What follows holds for both of its parsers, h11 and httptools, as long
as they keep to what uvicorn's own protocols have in common.

A connection whose client still sends is not closed at once: the system would answer what comes then with a
reset, which takes the answer from the client that has not read it yet. The server says that it sends no more,
reads and drops for a while, and closes then (RFC 9112, 9.6; nginx calls it lingering).
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

HEAD_SECONDS = 30.0  # from a connection's or a request's first byte to the end of its header
MOST_HEAD_BYTES = 64 * 1024  # before the parser knows the request; the guard judges what it knows
MOST_PIPELINED = 16  # requests that may be sent before the first is answered
LINGER_SECONDS = 30.0  # for reading and dropping, and for writing the rest
SILENCE_SECONDS = 5.0
MOST_LINGER_BYTES = 256 * 1024 * 1024
SHUTDOWN_BODY_SECONDS = 1.0  # that a body may still take when the server ends
MOST_CONNECTIONS = 4_096
_SLICE = 16 * 1024
_LEAST_CONNECTIONS = 16
_DETAILS = {
    400: "This is not an HTTP/1.1 request (RFC 9112).",
    431: f"A request's header has at most {MOST_HEAD_BYTES:,} bytes.",
    501: NO_OTHER_CODING,
}

if TYPE_CHECKING:
    Protocol = H11Protocol  # what is used here of it, uvicorn's other one has as well
else:
    Protocol = object


def most_connections() -> int:
    """Return how many connections may be open at once: half of the descriptors, which others need, too."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource  # noqa: PLC0415 - Unix

    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(_LEAST_CONNECTIONS, min(MOST_CONNECTIONS, soft // 2))


def allow_descriptors() -> None:
    """Let this process open as many files as MOST_CONNECTIONS need, or as the system lets it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * MOST_CONNECTIONS
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


class _Transport:
    """What uvicorn writes to: closing it is left to the connection."""

    def __init__(self, transport: asyncio.Transport, connection: "Bounded") -> None:
        self._transport, self._connection = transport, connection
        self.write = transport.write
        self.close = connection.close

    def is_closing(self) -> bool:
        return self._connection.is_lingering or self._transport.is_closing()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a transport has
        return getattr(self._transport, name)


class Bounded(Protocol):
    """A connection of uvicorn's, bounded in bytes and seconds."""

    is_lingering = False
    _socket: asyncio.Transport
    _since = 0.0  # when it began to keep the server waiting
    _head_since: float | None = None
    _head_bytes = 0
    _refusal: bytes | None = None  # for what came after requests that are still to be answered
    _is_ending = False  # with the server
    _is_deaf = False  # what comes is dropped, since nothing is known of where a request in it begins
    _heard_at = 0.0
    _dropped = 0
    _timers: dict[str, asyncio.TimerHandle]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; where too many are open, the one that has kept the server waiting longest is closed."""
        self._socket = cast("asyncio.Transport", transport)
        self._timers = {}
        super().connection_made(cast("asyncio.Transport", _Transport(self._socket, self)))
        self._since = self._head_since = self.loop.time()
        self._after(HEAD_SECONDS, self._look_at_head)
        if len(self.connections) > most_connections():
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        for timer in self._timers.values():
            timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came: to the parser, or to nobody."""
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
        """Wait for the next request: for a few seconds as uvicorn does, for its whole header as this does."""
        self._head_since, self._head_bytes = None, 0
        self._since = self.loop.time()
        super().on_response_complete()
        if self._refusal is not None and not self._owes_answer() and not self.is_lingering:
            self._socket.write(self._refusal)
            self.close()

    def send_400_response(self, msg: str) -> None:
        """Answer what the parser could not read."""
        status = getattr(sys.exc_info()[1], "error_status_hint", 400)  # of h11
        self.refuse(status, _DETAILS.get(status, msg))

    def refuse(self, status: int, detail: str) -> None:
        """Answer below the application and close; requests that came before are answered first."""
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
        if cycle is not None:  # whatever waits for its body ends, and is not heard
            cycle.disconnected = True
            cycle.message_event.set()
        self._is_deaf = True
        self.close()

    def close(self) -> None:
        """Close the connection: at once, or once its client has heard the answer."""
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
        """End with the server: what was asked is answered, and what was only begun gets a moment."""
        self._is_ending = True
        if self.is_lingering:
            self._close_now()
            return
        if self._owes_answer() and self.cycle.more_body:
            self._after(SHUTDOWN_BODY_SECONDS, self._give_up_body)
        super().shutdown()

    def pause_writing(self) -> None:
        """Wait for a client that does not read, but not for ever."""
        super().pause_writing()
        self._after(LINGER_SECONDS, self._socket.abort, "writing")

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        if (timer := self._timers.pop("writing", None)) is not None:
            timer.cancel()

    def _came_further(self) -> bool:
        """Tell whether what came last was more than a part of a header, so that the count begins anew."""
        return self._owes_answer()

    def _drop_unbegun(self) -> None:
        """Forget a request whose body will not come, if nobody has begun to answer it."""

    def _owes_answer(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _still_comes(self) -> bool:
        return self._is_deaf or (self.cycle is not None and self.cycle.more_body)

    def _waits_for_client(self) -> bool:
        is_asking = self._owes_answer() and not self.cycle.more_body
        return self.is_lingering or not (is_asking or self._socket.get_write_buffer_size())

    def _worth(self) -> tuple[int, float]:
        """Tell how little it matters to close this one, the least first.

        Who has begun a header, or is only heard out, comes before who may ask again, and both before who
        sends a body; of each kind, who has kept the server waiting the longest.
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
            self.refuse(503, "The server ended before the whole request had come.")

    def _close_now(self) -> None:
        self.is_lingering = True
        self._socket.close()
        self._after(LINGER_SECONDS, self._socket.abort, "closing")  # where nobody reads what was written

    def _make_room(self) -> None:
        others = [cast("Bounded", one) for one in self.connections if one is not self]
        waiting = [one for one in others if one._waits_for_client()]  # noqa: SLF001 - of this class
        if waiting:
            min(waiting, key=Bounded._worth)._socket.abort()  # noqa: SLF001 - same
        else:
            self.refuse(503, "Too many requests are being answered: try again.")


class _StrictLines(ReceiveBuffer):
    """What h11 reads headers from, without the forms of RFC 9112, 2.2 and 5.2, that llhttp refuses as well.

    Where one parser sees two lines and the next sees one, what the first lets pass may be another request.
    """

    def maybe_extract_lines(self) -> list[bytearray] | None:
        """Return a whole header, if it has come; raises LocalProtocolError for other ends of lines."""
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
    """h11 is slower and written in Python: for what strangers send."""

    _at_once = 0

    def __init__(self, config: Config, *others: Any, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        """Begin, with the bound of headers that h11 keeps itself."""
        config.h11_max_incomplete_event_size = MOST_HEAD_BYTES
        super().__init__(config, *others, **options)
        self.conn._receive_buffer = _StrictLines()  # noqa: SLF001 - h11 has no other way

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._at_once = 0
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Go on with what came together with the request that is answered: h11 has not read it yet."""
        self._at_once += 1
        if self._at_once > MOST_PIPELINED and self.conn.trailing_data[0]:
            self._is_deaf = True
            self.close()
        super().on_response_complete()


class _WithoutUpgrades(HttpToolsProtocol):
    """httptools, which ends a request at its header where the client offers to go on in another protocol.

    A server may ignore the offer (RFC 9110, 7.8), and reads the body then as any other: else it would be
    taken for the next request.
    """

    _has_head = False
    _is_muted = False

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._unset_keepalive_if_required()
        try:
            while data:
                data = self._after_upgrade(data)
        except httptools.HttpParserError:
            self.send_400_response("")

    def _after_upgrade(self, data: bytes) -> bytes:
        """Parse, and return what is left to parse behind a header with such an offer."""
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
        """Give the body to a parser that knows of its header only how the body is framed."""
        framed = [
            b": ".join(one) for one in self.headers if one[0] in {b"content-length", b"transfer-encoding"}
        ]
        self.parser = httptools.HttpRequestParser(self)
        self._is_muted = True
        self.parser.feed_data(b"\r\n".join([b"POST / HTTP/1.1", *framed, b"", b""]))
        self._is_muted = False

    def on_message_begin(self) -> None:
        """Begin a request."""
        if not self._is_muted:
            self._has_head = False
            super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a part of the address."""
        if not self._is_muted:
            super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; trailers are none (RFC 9110, 6.5.1)."""
        if not self._has_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        self._has_head = True
        if not self._is_muted:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """End the body, which has not begun where it is read anew."""
        if not self._offers_upgrade_before_body():
            super().on_message_complete()


class Fast(Bounded, _WithoutUpgrades):  # type: ignore[misc] # some of its parts have types of their own
    """httptools: for this machine."""

    _running: Any = None
    _has_come_further = False

    def on_headers_complete(self) -> None:
        """Begin to answer a request, or keep it until those that came before are answered."""
        self._has_come_further = True
        if len(self.pipeline) >= MOST_PIPELINED:
            raise ValueError("too many requests at once")  # as what cannot be read: see `refuse`
        if not self.url.startswith(b"/"):  # uvicorn would drop the name in it
            raise ValueError(NO_OTHER_FORM)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body."""
        self._has_come_further = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End the body."""
        self._has_come_further = True
        super().on_message_complete()

    def _came_further(self) -> bool:
        found, self._has_come_further = self._has_come_further, False
        return found

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:  # noqa: ANN401 - uvicorn's own
        self._running = cycle
        super()._start_asgi_task(cycle, app)

    def _drop_unbegun(self) -> None:
        if self.pipeline and self.cycle.more_body:  # it came last, and those before it are whole
            self.pipeline.popleft()
            last: Any = self.pipeline[0][0] if self.pipeline else self._running
            self.cycle = last


def answer(status: int, detail: str, method: str = "") -> bytes:
    """Return a whole answer of a problem, for a client whose request reached no application.

    To HEAD it is all but the body (RFC 9110, 9.3.2).
    """
    found = problem(status, detail)
    headers = {name.decode(): value.decode() for name, value in found.raw_headers}
    headers |= ON_EVERY_ANSWER | {"Date": formatdate(usegmt=True), "Connection": "close"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if method == "HEAD" else bytes(found.body))
