"""Boards that answer at once with a body that is no feed, or with a feed in an odd wrapping."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from support.faults import (
    FEED,
    Fault,
    Misbehaviour,
    check,
    every_third,
    fails,
    fetch,
    sends_late,
    sized,
    succeeds,
)
from support.server import Reply

MEBIBYTE = 1024 * 1024
CHALLENGE = b"<!DOCTYPE html><html><title>Just a moment...</title><script>alert(1)</script>"


def packed(content: Callable[[], bytes]) -> Misbehaviour:
    """Answer with a body that says it is gzip."""
    return sends_late(lambda: sized("Content-Encoding: gzip", content=content()))


FAULTS = {
    "an empty body": fails(Reply(b""), said="it is empty", asked=1),
    "an empty list": succeeds(Reply(b"[]"), said="contained no posts", stored=frozenset()),
    "an object": fails(Reply(b"{}"), said="an object", asked=1),
    "an object with the feed in it": fails(Reply(b'{"jobs": ' + FEED + b"}"), said="an object", asked=1),
    "null": fails(Reply(b"null"), said="null"),
    "a text": fails(Reply(b'"feed"'), said="but text"),
    "a number": fails(Reply(b"5"), said="a number"),
    "half a feed": fails(Reply(FEED[: len(FEED) // 2]), said="not JSON", asked=1),
    "a list of 5 in 100,000 lists": fails(Reply(b"[" * 100_000 + b"5" + b"]" * 100_000), said="too deeply"),
    "100,000 lists without an end": fails(Reply(b"[" * 100_000), said="too deeply"),
    "100,000 objects": fails(Reply(b'{"a":' * 100_000), said="too deeply"),
    "100,000 lists and a text without an end": fails(
        Reply(b"[" * 100_000 + b'"' + b'\\"' * 4_000_000), said="too deeply"
    ),
    "a challenge page": fails(
        Reply(CHALLENGE, headers={"Content-Type": "text/html"}), said="web page", asked=1
    ),
    "9 MiB": fails(Reply(b" " * (9 * MEBIBYTE)), said="size limit for responses (8 MiB)", asked=1),
    "9 MiB of posts": fails(
        Reply(FEED[:-1] + b"," + b" " * (9 * MEBIBYTE) + b"1]"), said="size limit for responses (8 MiB)"
    ),
    "a gzip bomb": fails(
        packed(lambda: gzip.compress(bytes(512 * MEBIBYTE), 1)),
        said="size limit for responses (8 MiB)",
        asked=1,
    ),
    "a gzip bomb of many members": fails(
        packed(lambda: gzip.compress(bytes(MEBIBYTE), 1) * 500),
        said="size limit for responses (8 MiB)",
        asked=1,
    ),
    "300,000 empty gzip members, then the feed": succeeds(
        packed(lambda: gzip.compress(b"", 1) * 300_000 + gzip.compress(FEED))
    ),
    "gzip, padded with zeros": succeeds(packed(lambda: gzip.compress(FEED) + bytes(512))),
    "gzip": succeeds(packed(lambda: gzip.compress(FEED))),
    "another packing": fails(Reply(FEED, headers={"Content-Encoding": "br"}), said="packed as 'br'", asked=1),
    "a byte order mark": succeeds(Reply(b"\xef\xbb\xbf" + FEED)),
    "UTF-16 with a mark": succeeds(Reply(FEED.decode().encode("utf-16"))),
    "UTF-16 without one": succeeds(Reply(FEED.decode().encode("utf-16-be"))),
    "UTF-32": succeeds(Reply(FEED.decode().encode("utf-32"))),
}


@pytest.mark.parametrize("fault", every_third(FAULTS))
def test_what_is_no_feed_is_refused_in_a_sentence(fault: Fault, tmp_path: Path) -> None:
    check(fault, fetch(fault, tmp_path))
