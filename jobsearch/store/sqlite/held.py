"""Track the files that this process has open through SQLite.

Opening and closing such a file in any other way releases the locks of all its connections in this process
(sqlite.org/howtocorrupt.html, 2.2). The next program that closes the store then assumes that it is the last
one, and deletes the log that this process is still writing to. Code that reads the file directly must check
here first.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

_lock = Lock()
_held: Counter[Path] = Counter()


def hold(path: Path) -> None:
    """Count a new connection before its first statement, after waiting for direct readers of the file."""
    with _lock:
        _held[path.resolve()] += 1


def let_go(path: Path) -> None:
    """Stop counting a connection that has been closed."""
    with _lock:
        _held[path.resolve()] -= 1


@contextmanager
def left_alone(path: Path) -> Iterator[bool]:
    """Yield whether the file has no connections, in which case the block may open and close it directly."""
    with _lock:
        yield _held[path.resolve()] <= 0
