"""Whatever a board answers: one sentence, nothing lost, and no other source touched; in process.

A table of (board, fault). A choice of it runs always, all of it behind the marker `slow`.
"""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from support.sources import BoardServer, boards_serving, followed_name, made

from jobsearch.boards.http import client
from jobsearch.boards.registry import BOARDS
from jobsearch.errors import FeedError
from jobsearch.services.feed import sources as asking
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings
from jobsearch.store import counts
from jobsearch.store.sqlite.engine import connect, connect_readonly
from jobsearch.store.tables import POSTS

Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[bytes], Answer]

EVERY = [
    name for name in BOARDS if name not in {"remoteok", "imap"}
]  # which has tables of its own, feed_*.py


def _with_every_value(value: Any, odd: object) -> Any:
    if isinstance(value, dict):
        return {name: _with_every_value(one, odd) for name, one in value.items()}
    return [_with_every_value(one, odd) for one in value] if isinstance(value, list) else odd


def _wrong_types(body: bytes) -> bytes:
    try:
        return json.dumps(_with_every_value(json.loads(body), {"odd": [None, True, 1e300]})).encode()
    except ValueError:
        return body.replace(b"<title>", b"<title><odd/>").replace(b"<link>", b"<link><odd/>")


FAULTS: dict[str, Fault] = {
    "truncated": lambda body: (200, {}, body[: len(body) // 2]),
    "empty": lambda _body: (200, {}, b""),
    "a web page": lambda _body: (200, {"Content-Type": "text/html"}, b"<!doctype html><html><body>Hello"),
    "wrong types": lambda body: (200, {}, _wrong_types(body)),
    "null": lambda _body: (200, {}, b"null"),
    "a list of nothing": lambda _body: (200, {}, b"[null, 1, [], {}]"),
    "an object of nothing": lambda _body: (200, {}, b'{"jobs": {}, "data": 7, "results": null, "hits": "x"}'),
    "utf-16": lambda body: (200, {}, body.decode().replace('encoding="UTF-8"', "").encode("utf-16")),
    "latin-1": lambda body: (200, {}, body.decode().encode("latin-1", "replace")),
    "a bomb": lambda _body: (200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 60_000_000)),
    "nested": lambda _body: (200, {}, b"[" * 100_000),
    "nested elements": lambda _body: (200, {}, b"<rss><channel>" + b"<item>" * 100_000),
    "entities": lambda _body: (
        200,
        {},
        b'<!DOCTYPE r [<!ENTITY a "'
        + b"x" * 10_000
        + b'">]><rss><channel><item><title>'
        + b"&a;" * 10_000
        + b"</title></item></channel></rss>",
    ),
    "a redirect to another host": lambda _body: (302, {"Location": "http://127.0.0.1:9/elsewhere"}, b""),
    "a redirect to a private address": lambda _body: (302, {"Location": "http://10.0.0.1/"}, b""),
    "a redirect to nothing": lambda _body: (302, {"Location": "http://"}, b""),
    "304 unasked": lambda _body: (304, {}, b""),
    "429": lambda _body: (429, {}, b""),
    "429 with a wait": lambda _body: (429, {"Retry-After": "3600"}, b""),
    "500": lambda _body: (500, {}, b"oops"),
    "403": lambda _body: (403, {}, b"no"),
    "shrunk to nothing": lambda body: (200, {}, _nothing(body)),
}


def _nothing(body: bytes) -> bytes:
    try:
        value = json.loads(body)
    except ValueError:
        return b"<rss><channel><title>Jobs</title></channel></rss>"
    return b"[]" if isinstance(value, list) else json.dumps({name: [] for name in value}).encode()


ALL = [(board, fault) for board in EVERY for fault in FAULTS]
CHOICE = [(EVERY[index % len(EVERY)], fault) for index, fault in enumerate(FAULTS)]


@pytest.fixture(autouse=True)
def _no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TRIES", 1)
    monkeypatch.setattr(asking, "ASKING_SECONDS", 12.0)


def _stored(settings: Settings) -> int:
    with connect_readonly(connect(settings.store_path)) as connection:
        return counts.count_posts(connection)


def _open(settings: Settings) -> int:
    with connect_readonly(connect(settings.store_path)) as connection:
        return connection.scalar(select(func.count()).where(POSTS.c.closed_at.is_(None))) or 0


def _asked_again(settings: Settings, board: str) -> str | None:
    """Ask a board; return the sentence that it ended with, None where it answered."""
    try:
        result = fetch_new(settings, sources=[followed_name(board)])
    except FeedError as error:
        return str(error)
    assert result.received == result.new + result.changed + result.unchanged + result.rejected
    return None


def _suffer(settings: Settings, board: str, fault: str) -> None:
    good = made(board)
    server = BoardServer(good)
    with boards_serving(settings, **{board: server}) as one:
        fetch_new(one, sources=[followed_name(board)])
        before = _stored(one)
        assert before == 1
        server.answer = lambda path: FAULTS[fault](good(path)[2])
        said = _asked_again(one, board)
        assert said is None or (said.strip() and "\n" not in said)
        assert _stored(one) >= before
        assert _open(one) >= before
        server.answer = good
        after = fetch_new(one, sources=[followed_name(board)])
        assert not after.failures
        assert _stored(one) >= before


@pytest.mark.parametrize(("board", "fault"), CHOICE)
def test_a_fault_costs_a_sentence(settings: Settings, board: str, fault: str) -> None:
    _suffer(settings, board, fault)


@pytest.mark.slow
@pytest.mark.parametrize(("board", "fault"), [one for one in ALL if one not in CHOICE])
def test_every_fault_of_every_board_costs_a_sentence(settings: Settings, board: str, fault: str) -> None:
    _suffer(settings, board, fault)
