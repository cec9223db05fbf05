"""The line in which the threads of one process wait to write, the first come first.

SQLite lets writers of different processes meet by trying again and again, which among many threads lets some
wait for seconds. Here each hands its turn to the one that has waited longest.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

DEADLINE: ContextVar[float | None] = ContextVar("DEADLINE", default=None)
"""Until when, by time.monotonic(), who writes may wait in all; None for as long as each wait may take."""


class Line:
    """Where one writes at a time."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._lock = Lock()
        self._is_taken = False
        self.is_blocked = False  # whoever has the turn waits for a lock that another program holds
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Give the turn for as long as the block; raises TimeoutError where it does not come in time."""
        if not self._wait(seconds):
            raise TimeoutError
        try:
            yield
        finally:
            self._hand_on()

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
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
                return True  # it was called in this very moment
            self._waiting.remove(called)
            return False

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False
