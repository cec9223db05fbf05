"""Give the system back what large answers took, before facts and scores load what they need."""

import ctypes
from contextlib import suppress

LARGE = 2_000_000  # bytes of an answer, which takes several times as much while it is read


def give_back() -> None:
    """Return the pages that were freed; where the C library has no way to (it is glibc's own), nothing."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
