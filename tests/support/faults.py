"""One fetch-new as a process, against a board that misbehaves: what it cost, said and stored."""

import contextlib
import socket
import sqlite3
import struct
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from support.feeds import body, element
from support.process import Program
from support.server import Asked, Reply, serving

GOOD = [element(number) for number in (1_000_001, 1_000_002, 1_000_003)]
GOOD_IDS = frozenset(post["id"] for post in GOOD)
FEED = body(GOOD)
WELL = Reply(FEED)
MOST_SECONDS = 90.0
MOST_MEBIBYTES = 363.0  # 63 of them what a forked run holds, and a fetch alone does not import
MOST_SENTENCES = 3

Misbehaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Fault:
    """What a board does, and how a fetch is to end.

    Attributes:
        replies: its answers in turn, the last again and again.
        status: the exit status that is right.
        said: words of what stderr says.
        stored: the ids of all posts that are to be stored.
        asked: how many requests are right, None for any number.

    """

    replies: Sequence[Reply | Misbehaviour]
    status: int = 1
    said: str = ""
    stored: frozenset[str] = frozenset()
    asked: int | None = None


@dataclass(frozen=True)
class Outcome:
    """How a fetch ended."""

    status: int
    seconds: float
    mebibytes: float
    out: str
    err: str
    stored: frozenset[str]
    asked: tuple[Asked, ...]


def fails(*replies: Reply | Misbehaviour, said: str = "", asked: int | None = None) -> Fault:
    """Expect that nothing is stored, and that the exit status and a sentence say so."""
    return Fault(replies, 1, said, asked=asked)


def succeeds(
    *replies: Reply | Misbehaviour,
    said: str = "",
    stored: frozenset[str] = GOOD_IDS,
    asked: int | None = None,
) -> Fault:
    """Expect that the posts are stored."""
    return Fault(replies, 0, said, stored, asked)


def fetch(fault: Fault, folder: Path, *, is_fresh: bool = False) -> Outcome:
    """Run `fetch-new` against a server that does this, with an instance in `folder`; see Program.is_fresh."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving() as server:
        server.answer(*fault.replies)
        program = Program(folder / "instance", {"JOBSEARCH_REMOTEOK_URL": server.url}, is_fresh=is_fresh)
        begun = time.monotonic()
        running = program.start("fetch-new")
        done = running.finish()
        seconds = time.monotonic() - begun
    return Outcome(
        done.status,
        seconds,
        running.child.mebibytes,
        done.out,
        done.err,
        stored=stored(program.instance),
        asked=tuple(server.asked),
    )


def fetch_at_once(
    faults: Mapping[str, Fault], folder: Path, processes: int, apart: float = 0.0
) -> dict[str, Outcome]:
    """Run the fetches beside one another, since they do little but wait; they start `apart` seconds apart."""

    def start(number: int, fault: Fault) -> Outcome:
        time.sleep(number * apart)
        return fetch(fault, folder / str(number))

    with ThreadPoolExecutor(processes) as pool:
        return dict(zip(faults, pool.map(start, range(len(faults)), faults.values()), strict=True))


def check(fault: Fault, outcome: Outcome) -> None:
    """Assert what every fetch owes, and what this one does."""
    assert "Traceback" not in outcome.err
    assert (outcome.status, outcome.out) == (fault.status, ""), outcome.err
    sentences = outcome.err.splitlines()
    assert 1 <= len(sentences) <= MOST_SENTENCES
    assert all(len(sentence) < 400 and sentence.isprintable() for sentence in sentences), sentences
    assert fault.said in outcome.err
    assert outcome.stored == fault.stored
    assert outcome.mebibytes < MOST_MEBIBYTES
    assert outcome.seconds < MOST_SECONDS
    assert fault.asked in (None, len(outcome.asked))


def stored(instance: Path) -> frozenset[str]:
    """Return the ids of the stored posts, and see that the store is sound."""
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return frozenset(row[0] for row in connection.execute("SELECT external_id FROM job_posts"))


def sends(*pieces: bytes, every: float = 0.0, hold: float = 0.0) -> Misbehaviour:
    """Send these bytes as they are, some seconds apart, then keep the line open for others."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            for piece in pieces:
                handler.wfile.write(piece)
                time.sleep(every)
            _wait_for_the_end(handler, hold)

    return answer


def drips(start: bytes, drop: bytes, every: float = 0.2) -> Misbehaviour:
    """Send a beginning, and then the same few bytes for as long as anyone listens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            handler.wfile.write(start)
            for _drop in _until(MOST_SECONDS + 10):
                handler.wfile.write(drop)
                time.sleep(every)

    return answer


def sends_late(made: Callable[[], bytes]) -> Misbehaviour:
    """Send what takes long to make, and is made only when somebody asks."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        sends(made())(handler)

    return answer


def resets(after: bytes = b"") -> Misbehaviour:
    """Send these bytes, then break the connection off (TCP RST) instead of closing it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            handler.wfile.write(after)
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()

    return answer


def headed(*headers: str, status: str = "200 OK", content: bytes = FEED) -> bytes:
    """Return an answer with these header lines alone, byte for byte (Latin-1)."""
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode("latin-1") + content


def sized(*headers: str, status: str = "200 OK", content: bytes = FEED) -> bytes:
    """Return an answer that states its own length besides."""
    return headed(f"Content-Length: {len(content)}", *headers, status=status, content=content)


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """Return an answer in chunks; without `end` it is cut short."""
    framed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return headed("Transfer-Encoding: chunked", content=framed + end)


def _until(seconds: float) -> Iterator[None]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield


def _wait_for_the_end(handler: BaseHTTPRequestHandler, seconds: float) -> None:
    if seconds:
        handler.connection.settimeout(seconds)
        handler.rfile.read(1)


def every_third(faults: Mapping[str, Fault]) -> list[Any]:
    """Return faults as parameters of a test, two of three for `-m slow`: each takes a process of its own."""
    return [
        pytest.param(fault, id=name, marks=[pytest.mark.slow] if number % 3 else [])
        for number, (name, fault) in enumerate(faults.items())
    ]
