"""Read saved responses from files, or from another program's output through a pipe."""

import codecs
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from jobsearch.errors import FeedTooLarge, FileTooLarge, FileUnreadable, FileUnwritable
from jobsearch.files.atomic import replacing
from jobsearch.files.regular import opened_or_handed_over
from jobsearch.text.characters import one_line

LIMIT_MIB = 64
STDIN = Path("-")
_ENDINGS = (".json", ".xml", ".rss", ".atom", ".eml", ".mbox")
TEXT_LIMIT_MIB = 16  # 150,000 labels with their dates
_MIB = 1024 * 1024
_LIMIT = LIMIT_MIB * _MIB
_TEXT_LIMIT = TEXT_LIMIT_MIB * _MIB
_BEGINNING = 64 * 1024  # bytes that identify the kind of a file
_LOOKED_AT = 64  # bytes that identify UTF-16 without a byte-order mark


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files at the given paths, replacing a folder with its responses and emails, sorted by name.

    A folder without any is returned as it is, so that read() reports the problem.
    """
    return [file for path in paths for file in (_within(path) or [path])]


def _within(path: Path) -> list[Path]:
    if path == STDIN:
        return []
    try:
        if _is_maildir(path):
            parts = (path / "cur", path / "new")
            return sorted(file for part in parts for file in part.iterdir() if file.is_file())
        return sorted(file for file in path.iterdir() if _is_response(file.name))
    except OSError:
        return []


def of_maildir(path: Path) -> bool:
    """Return whether a file is an email in a Maildir, rather than one of the server's own files there."""
    return path.parent.name in {"cur", "new"} and _is_maildir(path.parent.parent)


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _is_response(name: str) -> bool:
    return name.lower().endswith(_ENDINGS) and not name.startswith(".")


def name(path: Path) -> str:
    """Return a file's name for messages and the store, even if its bytes are not valid text."""
    return "standard input" if path == STDIN else one_line(str(path))


def read(path: Path) -> bytes:
    """Return the bytes of a saved response, or of standard input if the path is "-".

    Raises FileUnreadable, or FeedTooLarge if it exceeds LIMIT_MIB.
    """
    with begun(path) as (beginning, rest):
        return whole(beginning, rest, path)


@contextmanager
def begun(path: Path) -> Iterator[tuple[bytes, BinaryIO]]:
    """Open a saved response or mailbox ("-" for stdin); yield its beginning and the file positioned after it.

    Raises FileUnreadable, including for errors while reading.
    """
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise OSError(None, "it is closed")
            yield sys.stdin.buffer.read(_BEGINNING), sys.stdin.buffer
            return
        with opened_or_handed_over(path) as file:
            yield file.read(_BEGINNING), file
    except IsADirectoryError as error:
        raise FileUnreadable(path=name(path), cause="the folder contains no .json file") from error
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error


def whole(beginning: bytes, rest: BinaryIO, path: Path) -> bytes:
    """Return the whole content of a saved response opened by begun().

    Raises FeedTooLarge if it exceeds LIMIT_MIB.
    """
    content = beginning + rest.read(max(0, _LIMIT + 1 - len(beginning)))
    if len(content) > _LIMIT:
        raise FeedTooLarge(origin=name(path), limit=LIMIT_MIB)
    return content


def read_text(path: Path, most: int = _TEXT_LIMIT) -> str:
    """Return text in UTF-8, UTF-16, or Windows-1252 from a file, or from standard input for "-".

    Raises FileUnreadable, or FileTooLarge if it exceeds `most` bytes, without reading more.
    """
    try:
        content = _beginning(path, most + 1)
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    if len(content) > most:
        raise FileTooLarge(path=name(path), limit=_in_words(most))
    return _decoded(content, name(path))


def _in_words(size: int) -> str:
    return f"{size // _MIB} MiB" if size >= _MIB else f"{size // 1024} KiB"


def _beginning(path: Path, size: int) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(None, "it is closed")
        return sys.stdin.buffer.read(size)
    with opened_or_handed_over(path) as file:
        return file.read(size)


def _decoded(content: bytes, path: str) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileUnreadable(path=path, cause="it is not text in UTF-8 or UTF-16")


def _encodings(content: bytes) -> Sequence[str]:
    """Return the possible encodings of text; in UTF-16, one byte of each Latin letter is zero."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ["utf-16"]
    first, second = content[:_LOOKED_AT:2], content[1:_LOOKED_AT:2]
    if second and not any(second) and all(first):
        return ["utf-16-le"]
    if first and not any(first) and all(second):
        return ["utf-16-be"]
    return ["utf-8-sig", "cp1252"]


def replace_text(path: Path, text: str) -> None:
    """Write text to a file atomically, or to a pipe or device. Raises FileUnwritable."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_text(text, encoding="utf-8")
            return
    except OSError as error:
        raise FileUnwritable(path=path, cause=error.strerror) from error
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
