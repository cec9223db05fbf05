"""The server as a person runs it: `serve` as a process, asked over HTTP."""

import contextlib
import http.client
import json
import os
import re
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jobsearch.settings import Access, Settings
from support.forked import Child
from support.process import Program

PATIENCE_SECONDS = 60.0
_LISTENS = re.compile(r"running on http://(?P<host>\S+):(?P<port>\d+) ")


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, which must be JSON of the type that its header names."""
        assert self.headers["content-type"] in {"application/json", "application/problem+json"}
        assert (self.headers["content-type"] == "application/problem+json") is (self.status >= 400)
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running server."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://{self.host}:{self.port}"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answered:
        """Send one request, `body` as JSON; an underscore in the name of a header stands for a dash."""
        content = None if body is None else json.dumps(body).encode()
        given = {"Content-Type": "application/json"} if content else {}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send(method, path, content, given)

    def send(self, method: str, path: str, content: Any, headers: Mapping[str, str]) -> Answered:
        """Send one request as it is given."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_SECONDS)
        with contextlib.closing(connection):
            # A server that refuses a body may answer and close before all of it was sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.request(method, path, content, dict(headers))
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answered(answer.status, names, answer.read())

    def get(self, path: str) -> Answered:
        """Get an address."""
        return self.ask("GET", path)


@dataclass(frozen=True)
class ServingProcess(Server):
    """A server that runs as a process."""

    child: Child
    log: Path

    def end(self) -> int:
        """Ask it to end, as systemd and Docker do; return its exit status."""
        self.child.kill(signal.SIGTERM)
        return self.child.wait(PATIENCE_SECONDS)


@contextmanager
def in_thread(
    instance: Path, access: Access | None = None, *, fast: bool = True, port: int = 0
) -> Iterator[Server]:
    """Run the same application in a thread of the test, which takes no second to start."""
    uvicorn = pytest.importorskip("uvicorn")
    from jobsearch.server import create_app  # noqa: PLC0415 - heavy, and not in every installation
    from jobsearch.server.connections import Careful, Fast  # noqa: PLC0415 - same

    application = create_app(Settings(instance), access or Access())
    config = uvicorn.Config(
        application,
        port=port,
        log_level="error",
        ws="none",
        server_header=False,
        http=Fast if fast else Careful,
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        until(lambda: running.started, "the server's start")
        yield Server("127.0.0.1", running.servers[0].sockets[0].getsockname()[1])
    finally:
        running.should_exit = True
        thread.join()


@contextmanager
def served(program: Program, *options: str, **environment: str) -> Iterator[ServingProcess]:
    """Run `serve` on a free port for as long as the block; what is left of it at the end is killed."""
    log = program.instance.with_name(f"{program.instance.name}-serve.log")
    with log.open("wb") as out, Path(os.devnull).open("rb") as nothing:
        streams = [nothing.fileno(), out.fileno(), out.fileno()]
        child = program.start_on(streams, ("serve", "--port", "0", *options), environment)
    try:
        yield _listening(child, log)
    finally:
        child.kill()
        child.wait()


def _listening(child: Child, log: Path) -> ServingProcess:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (found := _LISTENS.search(log.read_text())) is None:
        assert not child.has_ended(), log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.05)
    return ServingProcess("127.0.0.1", int(found["port"]), child, log)


def until(is_so: Any, what: str) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        time.sleep(0.05)
