"""Whether a file is this user's alone: nobody else can have written it, or can change it."""

import os
import stat
import sys
from pathlib import Path

from jobsearch.files.system import user_id

_OTHERS_WRITE = stat.S_IWOTH
_GROUP_WRITES = stat.S_IWGRP
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def why_not_ours(path: Path, *, secret: bool = False) -> str:
    """Return why a file may be another's work, "" for no reason; of a `secret`, who else can read it, too.

    The file and its folder belong to this user or to root and are writable by nobody else; a group that is
    this user's own counts as this user. Raises OSError where there is none.
    """
    user = user_id()
    if user is None:
        return ""  # the modes of Windows say nothing of other users
    if path.is_symlink():
        return "it is a link"
    file = path.stat()
    if secret and file.st_mode & _OTHERS:
        return "others than its owner may read it"
    return _why_not_ours(file, user, "it") or _why_not_ours(path.parent.stat(), user, "its folder")


def _why_not_ours(found: os.stat_result, user: int, what: str) -> str:
    if found.st_uid not in {user, 0}:
        return f"{what} belongs to another user"
    if found.st_mode & _OTHERS_WRITE or (
        found.st_mode & _GROUP_WRITES and not _is_own_group(found.st_gid, user)
    ):
        return f"{what} may be written by others"
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
