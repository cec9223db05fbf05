"""A queue for threads of this process that are waiting to write.

With SQLite alone, waiting writers retry, so that some of many threads would wait for seconds. With this
queue, each writer hands over to the writer that has waited longest.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

DEADLINE: ContextVar[float | None] = ContextVar("DEADLINE", default=None)
"""The deadline for all waits of a writer, as given by time.monotonic(); None for each wait's own limit."""


class Line:
    """A queue that admits one writer at a time."""

    def __init__(self) -> None:
        """Create an empty queue."""
        self._lock = Lock()
        self._is_taken = False
        self.is_blocked = False  # the current writer is waiting for a lock held by another program
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Wait for a turn, and keep it for the with block. Raises TimeoutError after `seconds`."""
        if not self._wait(seconds):
            raise TimeoutError
        try:
            yield
        finally:
            self._hand_on()

    @property
    def waiting(self) -> int:
        """The number of waiting writers."""
        return len(self._waiting)

    def _wait(self, seconds: float) -> bool:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        if called.acquire(timeout=seconds):
            return True
        with self._lock:
            if called not in self._waiting:
                return True  # the turn came at this very moment
            self._waiting.remove(called)
            return False

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
