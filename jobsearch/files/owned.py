"""Check that only this user can have written a file, and that nobody else can change it."""

import errno
import os
import stat
import sys
from pathlib import Path

from jobsearch.files.system import user_id

_OTHERS_WRITE = stat.S_IWOTH
_GROUP_WRITES = stat.S_IWGRP
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MOST_LINKS = 40  # as in Linux


def why_not_ours(path: Path, *, secret: bool = False) -> str:
    """Return why another user may have written a file (or, for a `secret`, read it), or "".

    The file and its folder must belong to this user or root, and nobody else may be able to write to them,
    except a group with this user as its only member. A symbolic link is checked like a file in its own
    folder, and then its target is checked; a secret must not be a link. Raises OSError if the file does not
    exist.
    """
    if user_id() is None:
        return ""  # Windows modes do not reflect other users' access
    if secret and path.is_symlink():
        return "it is a link"
    if found := why_place_not_ours(path):
        return found
    file = path.stat()
    if secret and file.st_mode & _OTHERS:
        return "users other than its owner can read it"
    return _why_not_ours(file, "it")


def why_place_not_ours(path: Path) -> str:
    """Return why another user could replace a file written to this path, or "".

    The folder and the folders of any links that lead to it are checked; the file need not exist. Raises
    OSError.
    """
    if user_id() is None:
        return ""
    for _link in range(_MOST_LINKS):
        if found := _why_not_ours(path.parent.stat(), "its folder"):
            return found
        if not path.is_symlink():
            return ""
        if path.lstat().st_uid not in {user_id(), 0}:
            return "it is a link owned by another user"
        path = path.parent / path.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _why_not_ours(found: os.stat_result, what: str) -> str:
    user = user_id()
    if user is None:
        return ""
    if found.st_uid not in {user, 0}:
        return f"{what} belongs to another user"
    if found.st_mode & _OTHERS_WRITE or (
        found.st_mode & _GROUP_WRITES and not _is_own_group(found.st_gid, user)
    ):
        return f"{what} is writable by other users"
    return ""


def _is_own_group(gid: int, user_id: int) -> bool:
    """Return whether this user is the only member of a group, as in the per-user groups of many systems."""
    if sys.platform == "win32":
        return False
    import grp  # noqa: PLC0415 - not on every system
    import pwd  # noqa: PLC0415 - same

    try:
        user, group = pwd.getpwuid(user_id), grp.getgrgid(gid)
    except KeyError:
        return False
    return group.gr_gid == user.pw_gid and group.gr_name == user.pw_name and not group.gr_mem
