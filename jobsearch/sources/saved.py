"""Saved responses: files, or what another program pipes in."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jobsearch.characters import one_line
from jobsearch.errors import FeedTooLarge, FileUnreadable

LIMIT_MIB = 64
STDIN = Path("-")
_LIMIT = LIMIT_MIB * 1024 * 1024


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: a folder stands for its .json files, in the order of their names.

    A folder in which none can be found stands for itself: read() says what is wrong with it.
    """
    return [file for path in paths for file in (_within(path) or [path])]


def _within(path: Path) -> list[Path]:
    if path == STDIN:
        return []
    try:
        return sorted(file for file in path.iterdir() if _is_response(file.name))
    except OSError:
        return []


def _is_response(name: str) -> bool:
    return name.lower().endswith(".json") and not name.startswith(".")


def name(path: Path) -> str:
    """Return what messages and the store call a file that is read, whatever the bytes of its name."""
    return "standard input" if path == STDIN else one_line(str(path))


def read(path: Path) -> bytes:
    """Return the bytes of a saved response, of standard input for "-".

    Raises FileUnreadable, or FeedTooLarge beyond LIMIT_MIB.
    """
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise OSError(None, "it is closed")
            content = sys.stdin.buffer.read(_LIMIT + 1)
        else:
            with path.open("rb") as file:
                content = file.read(_LIMIT + 1)
    except IsADirectoryError as error:
        raise FileUnreadable(path=name(path), cause="the folder holds no .json file") from error
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    if len(content) > _LIMIT:
        raise FeedTooLarge(origin=name(path), limit=LIMIT_MIB)
    return content
