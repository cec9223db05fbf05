"""Replace a file whole or not at all."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jobsearch.errors import FileUnwritable

_ENDING = ".new"
_STALE_SECONDS = 3_600.0  # no writer pauses so long: its process was killed


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a new, empty file beside `path`, readable by its owner alone, which takes the place of `path`.

    That happens after the block and only if the block succeeds: a crash leaves the earlier file, and what
    was written is on the disk before its name is. What a killed run leaves beside it is removed by a later
    one, from an hour on. Raises FileUnwritable for any OSError.
    """
    target = path.resolve()  # a link is kept, and what it leads to is replaced
    # By chance and not by the process's number, which in a container is the same in every run.
    beside = target.with_name(f"{_start(target)}{os.urandom(6).hex()}{_ENDING}")
    try:
        if target.exists() and not target.is_file():
            raise OSError(None, "it is not a file")
        _remove_leftovers(target)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield beside
        _sync(beside, os.O_RDWR)
        beside.replace(target)
        with suppress(OSError):  # not every file system can; the file is there
            _sync(target.parent, os.O_RDONLY)
    except OSError as error:
        raise FileUnwritable(path=path, cause=error.strerror) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _start(target: Path) -> str:
    return f".{target.name}."


def _remove_leftovers(target: Path) -> None:
    for file in target.parent.iterdir():
        if file.name.startswith(_start(target)) and file.name.endswith(_ENDING):
            with suppress(OSError):  # another run may have removed it
                if time.time() - file.stat().st_mtime > _STALE_SECONDS:
                    file.unlink()


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
