"""Replace a file atomically."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jobsearch.errors import FileUnwritable
from jobsearch.files.system import user_id

_ENDING = ".new"
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)  # not available on Windows
_MOST_LINKS = 40  # as in Linux
_STALE_SECONDS = 3_600.0  # no writer pauses this long, so its process was killed


@contextmanager
def replacing(path: Path, *, make_folder: bool = False) -> Iterator[Path]:
    """Yield the path of a new file next to `path` that replaces `path` on success.

    The new file is empty and readable only by its owner. The replacement happens after the block, and only if
    the block succeeds: a crash leaves the previous file, and the contents are flushed to disk before the
    rename. Leftovers from killed runs are removed by later runs once they are an hour old. A symbolic link is
    kept and its target replaced, unless the link is in a folder that others can write to, in which case the
    file replaces the link. If `make_folder` is set, a missing folder is created, accessible only to its
    owner. Raises FileUnwritable for any OSError.
    """
    beside: Path | None = None
    try:
        if make_folder:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = _destination(path)
        if not target.is_symlink() and target.exists() and not target.is_file():
            raise OSError(None, "it is not a file")
        _remove_leftovers(target)
        # Random rather than based on the process id, which in a container is the same on every run.
        beside = target.with_name(f"{_start(target)}{os.urandom(6).hex()}{_ENDING}")
        made = _make(beside)
        yield beside
        if _identity(os.lstat(beside)) != made:
            raise OSError(None, "another program replaced it in the meantime")
        _sync(beside, os.O_RDWR)
        beside.replace(target)
        with suppress(OSError):  # not supported by every file system; the file itself is in place
            _sync(target.parent, os.O_RDONLY)
    except OSError as error:
        raise FileUnwritable(path=path, cause=error.strerror) from error
    finally:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()


def _destination(path: Path) -> Path:
    """Return the path to replace: the end of a chain of links, or the first link that others may control."""
    for folder in path.absolute().parents:
        if folder.is_symlink() and _others_may_write(folder.parent) and _is_of_another(folder):
            raise OSError(None, f"{folder} is a link created by another user")
    place = path.parent.resolve() / path.name
    for _link in range(_MOST_LINKS):
        if not place.is_symlink() or _others_may_write(place.parent):
            return place
        leads_to = place.parent / place.readlink()
        place = leads_to.parent.resolve() / leads_to.name
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _others_may_write(folder: Path) -> bool:
    return bool(folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)) or _is_of_another(folder)


def _is_of_another(path: Path) -> bool:
    """Return whether a file, folder, or link belongs to neither this user nor the system."""
    user = user_id()
    return user is not None and path.lstat().st_uid not in {0, user}


def _make(file: Path) -> tuple[int, ...]:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW, 0o600)
    try:
        return _identity(os.fstat(descriptor))
    finally:
        os.close(descriptor)


def _identity(found: os.stat_result) -> tuple[int, ...]:
    """Return a file's identity; the inode number alone may be reused right after a file is removed."""
    return found.st_dev, found.st_ino, stat.S_IFMT(found.st_mode), found.st_uid


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
