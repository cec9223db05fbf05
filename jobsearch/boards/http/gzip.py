"""Decompress a body in pieces, so that a decompression bomb can be stopped."""

import zlib
from collections.abc import Iterator
from typing import Protocol

_PIECE = 1024 * 1024
_GZIP = zlib.MAX_WBITS | 16


class Unpacker(Protocol):
    """A decoder of received data."""

    @property
    def complete(self) -> bool:
        """Whether the content may end here."""

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield the decoded content, up to a mebibyte at a time. Raises zlib.error for invalid data."""


class Plain:
    """A decoder for uncompressed content."""

    complete = True

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield the data unchanged."""
        yield received


class Gzip:
    """A decoder for gzip content with one or more members (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        """Prepare to read the first member."""
        self._member = zlib.decompressobj(wbits=_GZIP)

    @property
    def complete(self) -> bool:
        """Whether the last member is complete."""
        return self._member.eof

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield the content decompressed so far. Raises zlib.error for invalid gzip data."""
        while received:
            if self._member.eof:
                if not received.strip(b"\0"):
                    return  # padding, as written by tape drives and some proxies
                self._member = zlib.decompressobj(wbits=_GZIP)
            yield self._member.decompress(received, _PIECE)
            received = self._member.unconsumed_tail or self._member.unused_data
