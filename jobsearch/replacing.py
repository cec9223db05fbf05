"""Replace a file whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jobsearch.errors import FileUnwritable


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new, empty file beside `path`, readable by its owner alone, which takes the place of `path`.

    That happens after the block and only if the block succeeds: a crash leaves the earlier file, and what
    was written is on the disk before its name is. Raises FileUnwritable for any OSError.
    """
    target = path.resolve()  # a link is kept, and what it leads to is replaced
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists() and not target.is_file():
            raise OSError(None, "it is not a file")
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield beside
        _sync(beside)
        beside.replace(target)
    except OSError as error:
        raise FileUnwritable(path=path, cause=error.strerror) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
