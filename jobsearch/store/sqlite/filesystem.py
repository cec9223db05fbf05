"""Detect file systems without the features that SQLite requires: locks and shared memory.

Network file systems may lack both: NFS without its lock service rejects every lock, which SQLite mistakes for
another program's lock and waits for; 9p, some CIFS, and some FUSE file systems cannot map shared files.
(sqlite.org/wal.html, 2.3 and 7; sqlite.org/lockingv3.html, 6)
"""

import errno
import mmap
import os
import sys
from contextlib import suppress
from pathlib import Path

NO_LOCKS = "cannot lock files"
NO_SHARED_MEMORY = "cannot share memory between programs"
UNKNOWN = "unknown"
_MOUNTS = Path("/proc/self/mountinfo")
_HELD = frozenset({errno.EACCES, errno.EAGAIN})  # locked by another program, according to fcntl(2)
_UNTOUCHED_BYTE = 0x40000000 + 4096  # after the bytes locked by SQLite (sqlite.org/fileformat.html, 1.4)
_PAGE = 4096
_MOUNT_POINT = 4  # index of the field (proc(5)); the first field after " - " is the type
_NETWORK = frozenset(
    "9p afs acfs ceph cifs coda davfs drvfs fuse.glusterfs fuse.rclone fuse.s3fs fuse.sshfs glusterfs gpfs "
    "lustre ncpfs nfs nfs3 nfs4 prl_fs smb2 smb3 smbfs vboxsf virtiofs vmhgfs".split()
)


def why_unfit(store: Path) -> str:
    """Return how a store's file system is unfit, to complete "a file system that ...", or "" if it is fit.

    The file system is tested with a temporary file next to the store; the result is "" if the file cannot be
    created.
    """
    # Named like SQLite's own files, for file systems that treat these specially.
    probe = store.with_name(f"{store.name}-{os.urandom(6).hex()}-shm")
    try:
        descriptor = os.open(probe, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return ""
    try:
        return _why_unfit(descriptor)
    finally:
        os.close(descriptor)
        with suppress(OSError):
            probe.unlink()


def refuses_locks(descriptor: int) -> bool:
    """Return whether the file system refuses to lock an open file, regardless of existing locks.

    Closing the file releases the locks that this process holds on it (sqlite.org/howtocorrupt.html, 2.2).
    """
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _UNTOUCHED_BYTE)
    except OSError as error:
        return error.errno not in _HELD
    return False


def kind_of(path: Path) -> str:
    """Return the type of a path's file system, such as "ext4" or "nfs4", or UNKNOWN."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return UNKNOWN
    found, longest = UNKNOWN, -1
    resolved = path.resolve()
    folders = {str(folder) for folder in (resolved, *resolved.parents)}
    for line in lines:
        before, _, after = line.partition(" - ")
        mounted_at = _field(before, _MOUNT_POINT).replace("\\040", " ")
        if mounted_at in folders and len(mounted_at) >= longest:  # the last of several mounts is visible
            found, longest = after.partition(" ")[0], len(mounted_at)
    return found


def _field(line: str, number: int) -> str:
    return "".join(line.split(" ")[number : number + 1])


def is_of_network(kind: str) -> bool:
    """Return whether a file system is shared between machines."""
    return kind in _NETWORK


def _why_unfit(descriptor: int) -> str:
    if refuses_locks(descriptor):
        return NO_LOCKS
    try:
        os.ftruncate(descriptor, _PAGE)
    except OSError:
        return ""
    try:
        mmap.mmap(descriptor, _PAGE).close()
    except OSError:
        return NO_SHARED_MEMORY
    return ""
