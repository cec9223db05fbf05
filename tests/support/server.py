"""A real HTTP server on 127.0.0.1 that answers as a test tells it to."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What to answer to one request."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """One request that came."""

    path: str
    headers: Mapping[str, str]


@dataclass
class FeedServer:
    """The server's address, what it was asked, and what it will answer: the last reply again and again."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    replies: list[Reply | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)

    def answer(self, *replies: Reply | Callable[[BaseHTTPRequestHandler], None]) -> None:
        """Give these replies in turn; a callable writes to the connection itself."""
        self.replies = list(replies)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[FeedServer]:
    """Run a server for as long as the block, in TLS where `tls` is given."""
    feed = FeedServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            feed.asked.append(Asked(self.path, dict(self.headers)))
            reply = feed.replies.pop(0) if len(feed.replies) > 1 else feed.replies[0]
            if not isinstance(reply, Reply):
                self.close_connection = True
                reply(self)
                return
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_arguments: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    feed.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}/api"
    try:
        yield feed
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
