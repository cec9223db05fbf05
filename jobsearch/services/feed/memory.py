"""Release the memory used by large responses before facts and scores need it."""

import ctypes
from contextlib import suppress

LARGE = 2_000_000  # bytes of a response, which takes several times as much memory while it is parsed


def give_back() -> None:
    """Return freed memory to the operating system, if the C library is glibc."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
