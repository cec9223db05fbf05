"""Files that the person names."""

import sys
from pathlib import Path

from jobsearch.errors import FileUnreadable, FileUnwritable
from jobsearch.replacing import replacing
from jobsearch.sources.saved import STDIN, name


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
    """Write a text to a file, whole or not at all, or to a pipe or device; raises FileUnwritable."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_text(text, encoding="utf-8")
            return
    except OSError as error:
        raise FileUnwritable(path=path, cause=error.strerror) from error
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
