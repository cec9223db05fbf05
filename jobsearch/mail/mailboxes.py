"""Iterate over the emails in an .eml or mbox file, without loading it into memory."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

MOST_BYTES = 2 * 1024 * 1024  # per email: the remainder is images
LOOKED_AT = 64 * 1024
_LINE = 64 * 1024  # maximum bytes read at once from a long line
# As in RFC 4155: the sender, and an asctime date; "From January 2026 on we are closed." is a sentence.
_FROM_LINE = re.compile(
    rb"From [^\r\n]*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\r\n]*\d\d?:\d\d[^\r\n]*\d{4}[^\r\n]*\r?\n?\Z"
)
_QUOTED = re.compile(rb"(?m)^>(>*From )")
_HEADER = re.compile(rb"\A\s*[!-9;-~]{2,60}:[^\r\n]*\r?\n")
_NAMED = re.compile(
    rb"^(?:from|subject|date|to|received|message-id|return-path|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


def is_mail(content: bytes) -> bool:
    """Return whether a file is an email or an mbox, judging by its beginning."""
    beginning = content[:LOOKED_AT]
    first_line = beginning[: beginning.find(b"\n") + 1]
    is_header = _HEADER.match(beginning) is not None and _NAMED.search(beginning) is not None
    return _FROM_LINE.match(first_line) is not None or is_header


def mails(beginning: bytes, rest: BinaryIO | None = None) -> Iterator[bytes]:
    """Yield the email in a file, or the emails in an mbox, each truncated to MOST_BYTES.

    `beginning` contains the bytes already read, and `rest` is the file positioned after them.
    """
    first = beginning + (rest.readline(_LINE) if rest else b"")
    lines: Iterable[bytes] = chain(first.splitlines(keepends=True), _lines(rest) if rest else ())
    is_box = _FROM_LINE.match(first[: first.find(b"\n") + 1]) is not None
    yield from _of_box(lines) if is_box else _only(lines)


def mbox(several: Iterable[bytes]) -> bytes:
    """Return emails as one mbox (RFC 4155) that mails() can read."""
    parts = []
    for one in several:
        quoted = re.sub(rb"(?m)^(>*From )", rb">\1", one.replace(b"\r\n", b"\n"))
        parts.append(b"From jobsearch Thu Jan  1 00:00:00 1970\n" + quoted + b"\n\n")
    return b"".join(parts)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(_LINE):
        yield line


def _only(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a single email, possibly without a From line; anything beyond the limit is not read."""
    kept, size = [], 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size >= MOST_BYTES:
            break
    yield b"".join(kept)[:MOST_BYTES]


def _of_box(lines: Iterable[bytes]) -> Iterator[bytes]:
    kept: list[bytes] = []
    size, after_blank, begun = 0, True, False
    for line in lines:
        if after_blank and line.startswith(b"From ") and _FROM_LINE.match(line):
            if begun:
                yield _joined(kept)
            kept, size, begun = [], 0, True
        elif size < MOST_BYTES:
            kept.append(line)
            size += len(line)
        after_blank = line in {b"\n", b"\r\n"}
    yield _joined(kept)


def _joined(lines: list[bytes]) -> bytes:
    return _QUOTED.sub(rb"\1", b"".join(lines)[:MOST_BYTES])
