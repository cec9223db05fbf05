"""Which files this process holds open through SQLite.

Whoever opens and closes such a file in another way gives up the locks of all its connections here
(sqlite.org/howtocorrupt.html, 2.2): the next program that closes the store takes itself for the last one, and
deletes the log that this process goes on to write to. So who wants to look at a file asks here first.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_lock = Lock()
_held: Counter[Path] = Counter()


def hold(path: Path) -> None:
    """Count one more connection, before its first statement; waits for who looks at the file just now."""
    with _lock:
        _held[path.resolve()] += 1


def let_go(path: Path) -> None:
    """Count one less."""
    with _lock:
        _held[path.resolve()] -= 1


@contextmanager
def left_alone(path: Path) -> Iterator[bool]:
    """Return whether nobody here holds a file, so that it may be opened and closed within the block."""
    with _lock:
        yield _held[path.resolve()] <= 0
