"""Whether a file is this user's alone: nobody else can have written it, or can change it."""

import os
import stat
from pathlib import Path

_OTHERS_WRITE = stat.S_IWOTH
_GROUP_WRITES = stat.S_IWGRP
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def why_not_ours(path: Path, *, secret: bool = False) -> str:
    """Return why a file may be another's work, "" for no reason; of a `secret`, who else can read it, too.

    The file and its folder belong to this user or to root and are writable by nobody else; a group that is
    this user's own counts as this user. Raises OSError where there is none.
    """
    if not hasattr(os, "geteuid"):
        return ""  # elsewhere than on POSIX systems the modes say nothing
    if path.is_symlink():
        return "it is a link"
    file = path.stat()
    if secret and file.st_mode & _OTHERS:
        return "others than its owner may read it"
    return _why_not_ours(file, "it") or _why_not_ours(path.parent.stat(), "its folder")


def _why_not_ours(found: os.stat_result, what: str) -> str:
    if found.st_uid not in {os.geteuid(), 0}:
        return f"{what} belongs to another user"
    if found.st_mode & _OTHERS_WRITE or (found.st_mode & _GROUP_WRITES and not _is_own_group(found.st_gid)):
        return f"{what} may be written by others"
    return ""


def _is_own_group(gid: int) -> bool:
    """Tell whether a group has no other member than this user, as many systems make one for each."""
    import grp  # noqa: PLC0415 - not on every system
    import pwd  # noqa: PLC0415 - same

    try:
        user, group = pwd.getpwuid(os.geteuid()), grp.getgrgid(gid)
    except KeyError:
        return False
    return group.gr_gid == user.pw_gid and group.gr_name == user.pw_name and not group.gr_mem
