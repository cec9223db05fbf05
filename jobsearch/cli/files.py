"""Files that the person names."""

import sys
from pathlib import Path

from jobsearch.errors import FileUnreadable
from jobsearch.replacing import replacing

STDIN = Path("-")


def name(path: Path) -> str:
    """Return what messages call a file that is read."""
    return "standard input" if path == STDIN else str(path)


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text, or standard input's for "-"; raises FileUnreadable."""
    try:
        content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(path=name(path), cause="it is not a UTF-8 text") from error
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error


def replace_text(path: Path, text: str) -> None:
    """Write a text to `path`, whole or not at all; raises FileUnwritable."""
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
