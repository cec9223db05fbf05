"""Whether a file is this user's alone: nobody else can have written it, or can change it."""

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
    """Return why a file may be another's work, "" for no reason; of a `secret`, who else can read it, too.

    The file and its folder belong to this user or to root and are writable by nobody else; a group that is
    this user's own counts as this user. A link is this user's where its own folder is, and then what it leads
    to counts; a secret is never one. Raises OSError where there is none.
    """
    if user_id() is None:
        return ""  # the modes of Windows say nothing of other users
    if secret and path.is_symlink():
        return "it is a link"
    if found := why_place_not_ours(path):
        return found
    file = path.stat()
    if secret and file.st_mode & _OTHERS:
        return "others than its owner may read it"
    return _why_not_ours(file, "it")


def why_place_not_ours(path: Path) -> str:
    """Return why a file written there may become another's work, "" for no reason; there may be none yet.

    That is of its folder, and of those of the links that lead to it. Raises OSError.
    """
    if user_id() is None:
        return ""
    for _link in range(_MOST_LINKS):
        if found := _why_not_ours(path.parent.stat(), "its folder"):
            return found
        if not path.is_symlink():
            return ""
        if path.lstat().st_uid not in {user_id(), 0}:
            return "it is a link of another user"
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
        return f"{what} can be written by others"
    return ""


def _is_own_group(gid: int, user_id: int) -> bool:
    """Tell whether a group has no other member than this user, as many systems make one for each."""
    if sys.platform == "win32":
        return False
    import grp  # noqa: PLC0415 - not on every system
    import pwd  # noqa: PLC0415 - same

    try:
        user, group = pwd.getpwuid(user_id), grp.getgrgid(gid)
    except KeyError:
        return False
    return group.gr_gid == user.pw_gid and group.gr_name == user.pw_name and not group.gr_mem
