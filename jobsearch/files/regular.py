"""Open regular files only.

Opening a named pipe or reading a terminal may block forever, and a device may never end. Such files are
opened only if they were passed to this process already open, like /dev/stdin and a shell's <(command).
"""

import errno
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_HANDED_OVER = re.compile(r"/dev/stdin|(?:/dev|/proc/self)/fd/[0-9]{1,6}")


def kind_of(path: Path) -> str:
    """Return the kind of a path that is not a regular file, such as "a pipe", or "". Raises OSError."""
    return _kind(path.stat().st_mode)


def opened(path: Path) -> BinaryIO:
    """Open a regular file for reading bytes, without blocking.

    Raises IsADirectoryError for a folder, and OSError for any other non-file, with its kind in `strerror`.
    """
    _check(path.stat().st_mode)
    file = open(path, "rb", opener=_never_waiting)  # noqa: SIM115 - closed by the caller
    try:
        _check(os.fstat(file.fileno()).st_mode)  # a pipe may have replaced it in the meantime
    except OSError:
        file.close()
        raise
    return file


def opened_or_handed_over(path: Path) -> BinaryIO:
    """Open a regular file, or one passed to this process already open: /dev/stdin, /dev/fd/63.

    Raises OSError like opened().
    """
    if not is_handed_over(path):
        return opened(path)
    # Opening it by name would open a pipe a second time and wait for another writer.
    return os.fdopen(os.dup(int(path.name.replace("stdin", "0"))), "rb")


def is_handed_over(path: Path) -> bool:
    """Return whether this process already has a path open as a pipe, terminal, or other special file.

    Raises OSError.
    """
    return bool(_HANDED_OVER.fullmatch(str(path))) and kind_of(path) not in {"", "a folder"}


def read(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file. Raises OSError for any other file or for more than `most` bytes."""
    with opened(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(errno.EFBIG, f"it has more than {most:,} bytes")
    return content


def _check(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if kind := _kind(mode):
        raise OSError(errno.EINVAL, f"it is {kind}, not a file")


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    return next((kind for is_kind, kind in _KINDS if is_kind(mode)), "something else")


def _never_waiting(path: str, flags: int) -> int:
    waits_for_nobody = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    return os.open(path, flags | waits_for_nobody)
