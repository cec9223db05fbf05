"""Saved responses: files, or what another program pipes in."""

import sys
from collections.abc import Sequence
from pathlib import Path

from jobsearch.errors import FeedTooLarge, FileUnreadable

LIMIT_MIB = 64
STDIN = Path("-")
_LIMIT = LIMIT_MIB * 1024 * 1024


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files that are meant: a folder stands for its *.json files, in the order of their names.

    Raises FileUnreadable for a folder without one.
    """
    return [file for path in paths for file in (_within(path) if path != STDIN and path.is_dir() else [path])]


def _within(folder: Path) -> list[Path]:
    files = sorted(file for file in folder.glob("*.json") if not file.name.startswith("."))
    if not files:
        raise FileUnreadable(path=folder, cause="the folder holds no .json file")
    return files


def name(path: Path) -> str:
    """Return what errors call a saved response."""
    return "standard input" if path == STDIN else str(path)


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
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    if len(content) > _LIMIT:
        raise FeedTooLarge(origin=name(path), limit=LIMIT_MIB)
    return content
