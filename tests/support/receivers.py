"""Receivers on 127.0.0.1: a webhook that keeps what it took, and may fail as often as a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Webhook:
    """A receiver: what it took, and how often it refused."""

    fails: Callable[[], bool] = lambda: False
    took: list[dict[str, str]] = field(default_factory=list)
    refused: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        """Its address for Apprise's JSON service; its password is a secret."""
        return f"json://me:hunter2secret@127.0.0.1:{self.port}/hook"

    def texts(self) -> str:
        """Return all that it took."""
        return "\n".join(f"{one['title']}\n{one['message']}" for one in self.took)


@contextmanager
def webhook(fails: Callable[[], bool] = lambda: False) -> Iterator[Webhook]:
    """Serve a receiver until the end of the block."""
    found = Webhook(fails)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                if failed := found.fails():
                    found.refused += 1
                else:
                    found.took.append(json.loads(sent))
            self.send_response(503 if failed else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
