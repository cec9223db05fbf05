"""A forward proxy on 127.0.0.1, for CONNECT and for plain requests, that may want a login or refuse."""

import base64
import contextlib
import select
import socket
import ssl
import threading
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class ForwardProxy:
    """The proxy's address, what it was asked, where it leads, and what it wants or answers instead.

    Attributes:
        url: its address, without a login.
        asked: method and target of each request.
        hosts: the port on 127.0.0.1 that each host and port leads to.
        login: the user and password that it wants, as "user:password".
        status: what it answers to everything, 0 for what it is asked for.

    """

    url: str = ""
    asked: list[str] = field(default_factory=list)
    hosts: Mapping[str, int] = field(default_factory=dict)
    login: str = ""
    status: int = 0

    def with_login(self, login: str) -> str:
        """Return its address with a login in it."""
        return self.url.replace("://", f"://{login}@")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: ForwardProxy

    def do_GET(self) -> None:
        if self._refused():
            return
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(self.path) as response:
            body = response.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        if self._refused():
            return
        port = int(self.path.rpartition(":")[2])
        target = ("127.0.0.1", self.proxy.hosts.get(self.path, port))
        self.close_connection = True
        with contextlib.suppress(OSError), socket.create_connection(target, 5) as there:
            self.send_response(200)
            self.end_headers()
            _join(self.connection, there)

    def _refused(self) -> bool:
        self.proxy.asked.append(f"{self.command} {self.path}")
        wanted = f"Basic {base64.b64encode(self.proxy.login.encode()).decode()}"
        unknown = bool(self.proxy.login) and self.headers.get("Proxy-Authorization") != wanted
        status = self.proxy.status or (407 if unknown else 0)
        if status:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()
        return bool(status)

    def log_message(self, *_arguments: object) -> None:
        """Keep the test's output clean."""


def _join(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            ready, _, _ = select.select([one, other], [], [], 10)
            for side in ready:
                received = side.recv(65_536)
                if not received:
                    return
                (other if side is one else one).sendall(received)
            if not ready:
                return


@contextmanager
def proxying(tls: ssl.SSLContext | None = None) -> Iterator[ForwardProxy]:
    """Run a proxy for as long as the block, spoken to in TLS where `tls` is given."""
    proxy = ForwardProxy()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"proxy": proxy}))
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    proxy.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
