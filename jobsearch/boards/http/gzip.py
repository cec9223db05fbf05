"""Unpack a body piece by piece, so that a small one that inflates without end can be stopped."""

import zlib
from collections.abc import Iterator
from typing import Protocol

_PIECE = 1024 * 1024
_GZIP = zlib.MAX_WBITS | 16


class Unpacker(Protocol):
    """Turns received pieces into the content's bytes."""

    @property
    def complete(self) -> bool:
        """Whether the content may end here."""

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield the content of what was received, a mebibyte at a time; raises zlib.error for other data."""


class Plain:
    """Content that is not packed."""

    complete = True

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield it as it is."""
        yield received


class Gzip:
    """Gzip in one or several members (RFC 1952, 2.2)."""

    def __init__(self) -> None:
        """Expect the first member."""
        self._member = zlib.decompressobj(wbits=_GZIP)

    @property
    def complete(self) -> bool:
        """Whether the last member has come to its end."""
        return self._member.eof

    def unpack(self, received: bytes) -> Iterator[bytes]:
        """Yield the content so far; raises zlib.error for what is not gzip."""
        while received:
            if self._member.eof:
                if not received.strip(b"\0"):
                    return  # padding, as tapes and some proxies leave it
                self._member = zlib.decompressobj(wbits=_GZIP)
            yield self._member.decompress(received, _PIECE)
            received = self._member.unconsumed_tail or self._member.unused_data
