"""The user's key on this machine, without which nobody can create a model file that the program loads.

The key is stored outside every instance, so that neither a folder from elsewhere nor a backup contains it.
"""

import glob
import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from jobsearch.errors import KeyUnusable
from jobsearch.files import regular
from jobsearch.files.owned import why_not_ours, why_place_not_ours

VARIABLE = "JOBSEARCH_KEY_FILE"
_BYTES = 32
_BESIDE = re.compile(r"\.[0-9a-f]{16}")  # the suffix added by _make
_STALE_SECONDS = 3_600.0  # creation never takes this long


def path() -> Path:
    """Return the key's path: JOBSEARCH_KEY_FILE, or a file in a separate folder for this user's data."""
    if named := os.environ.get(VARIABLE):
        return Path(os.path.expanduser(named)).absolute()  # noqa: PTH111 - Path's own raises for an unknown user
    from platformdirs import user_data_path  # noqa: PLC0415 - needed only for training and loading

    return user_data_path("jobsearch-key", appauthor=False) / "key"


def read() -> bytes | None:
    """Return the key, or None if the user does not have one yet. Raises KeyUnusable."""
    where = path()
    try:
        reason = why_not_ours(where, secret=True)
        content = b"" if reason else regular.read(where, _BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnusable(path=where, cause=error.strerror) from error
    if not reason and len(content) != _BYTES:
        reason = f"it is not {_BYTES} bytes long"
    if reason:
        raise KeyUnusable(path=where, cause=reason)
    return content


def read_or_make() -> bytes:
    """Return the key, creating it if it is missing; if two processes create one, the first wins.

    Raises KeyUnusable.
    """
    return read() or _make()


def _make() -> bytes:
    where = path()
    beside = where.with_name(f"{where.name}.{secrets.token_hex(8)}")
    try:
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if reason := why_place_not_ours(where):
            raise KeyUnusable(path=where, cause=reason)
        _remove_leftovers(where)
        try:
            with open(beside, "xb", opener=_for_its_owner) as file:
                file.write(secrets.token_bytes(_BYTES))
                file.flush()
                os.fsync(file.fileno())
            _put(beside, where)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise KeyUnusable(path=where, cause=error.strerror) from error
    if (content := read()) is None:
        raise KeyUnusable(path=where, cause="it was deleted right after its creation")
    return content


def _put(beside: Path, where: Path) -> None:
    """Rename a complete file to its final name, unless another process did so first."""
    try:
        os.link(beside, where)
    except FileExistsError:
        return
    except OSError:  # some file systems have no hard links
        with suppress(FileExistsError), open(where, "xb", opener=_for_its_owner) as file:
            file.write(beside.read_bytes())
            file.flush()
            os.fsync(file.fileno())


def _remove_leftovers(where: Path) -> None:
    """Remove the keys that killed processes left behind without renaming them."""
    for file in where.parent.glob(f"{glob.escape(where.name)}.*"):
        if _BESIDE.fullmatch(file.name.removeprefix(where.name)):
            with suppress(OSError):  # another process may have removed it
                if time.time() - file.lstat().st_mtime > _STALE_SECONDS:
                    file.unlink()


def _for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
