"""Boards that answer on 127.0.0.1, one server each, as many as a test wants."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from jobsearch.boards.registry import BOARDS
from jobsearch.settings import Settings
from support.feeds import body, element

Answering = Callable[[str], tuple[int, dict[str, str], bytes]]


@dataclass
class BoardServer:
    """A board's server: what it was asked, when, and how many at once.

    `answer` gives status, headers and body by the path; `seconds` passes before each.
    """

    answer: Answering
    seconds: float = 0.0
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    address: str = ""


@contextmanager
def serving(server: BoardServer) -> Iterator[BoardServer]:
    """Serve a board until the end of the block."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                server.asked.append(self.path)
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            time.sleep(server.seconds)
            status, headers, sent = server.answer(self.path)
            with lock:
                server.at_once -= 1
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(sent))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server.address = f"http://127.0.0.1:{httpd.server_address[1]}"
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        httpd.shutdown()
        httpd.server_close()


@contextmanager
def boards_serving(settings: Settings, **boards: BoardServer) -> Iterator[Settings]:
    """Serve these boards; give settings that ask the servers in their place, and follow them all."""
    with ExitStack() as stack:
        urls = {name: stack.enter_context(serving(server)).address for name, server in boards.items()}
        yield Settings(
            instance=settings.instance,
            remoteok_url=f"{urls.get('remoteok', 'http://127.0.0.1:9')}/api",
            source_urls=urls,
            first_sources=tuple(map(followed_name, boards)),
        )


def followed_name(board: str) -> str:
    """Return the source that a test follows of a board."""
    account = {"": "", "address": ":https://rain.example/feed"}.get(BOARDS[board].account, ":acme")
    return f"{board}{account}"


def json_answer(value: Any, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return an answer of JSON."""
    return 200, headers, json.dumps(value).encode()


def remoteok_posts(count: int) -> Answering:
    """Answer with posts of Remote OK."""
    sent = body([element(number) for number in range(1, count + 1)])
    return lambda _path: (200, {}, sent)


def himalayas_pages(pages: int, start: int = 0) -> Answering:
    """Answer with pages of 20, then an empty one."""

    def answer(path: str) -> tuple[int, dict[str, str], bytes]:
        offset = int(parse_qs(urlsplit(path).query)["offset"][0])
        numbers = range(start + offset, start + min(offset + 20, pages * 20))
        return json_answer({"jobs": [himalayas_post(number) for number in numbers]})

    return answer


def himalayas_post(number: int) -> dict[str, Any]:
    """Return a post of Himalayas."""
    address = f"https://himalayas.app/companies/umbrella/jobs/rain-{number}"
    return {
        "title": f"Rain Engineer {number}",
        "companyName": "Umbrella Works",
        "guid": address,
        "applicationLink": address,
        "locationRestrictions": ["Portugal"],
        "timezoneRestrictions": [0],
        "pubDate": int(time.time()) - 3_600,
        "description": f"<p>Rain of kind {number}.</p>",
    }


def made(name: str) -> Answering:
    """Answer with what was made for tests for that board."""
    folder = Path(__file__).resolve().parents[1] / "data" / "boards" / "made"
    sent = next(folder.glob(f"{name}.*")).read_bytes()
    return lambda path: (200, {}, _SMART_TEXT if re.search(r"/postings/\d", path) else sent)


_SMART_TEXT = json.dumps({"jobAd": {"sections": {"jobDescription": {"text": "<p>Rain.</p>"}}}}).encode()


def failing(status: int = 503, **headers: str) -> Answering:
    """Answer with an error."""
    return lambda _path: (status, headers, b"busy")
