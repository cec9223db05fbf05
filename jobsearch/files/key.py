"""The key of this user on this machine: whoever does not have it cannot make a model file that is loaded.

It stands outside of every instance, so that neither a folder that came from elsewhere nor a backup holds it.
"""

import os
import secrets
from pathlib import Path

from jobsearch.errors import KeyUnusable
from jobsearch.files import regular
from jobsearch.files.owned import why_not_ours

VARIABLE = "JOBSEARCH_KEY_FILE"
_BYTES = 32


def path() -> Path:
    """Return where the key is: JOBSEARCH_KEY_FILE, or a folder of its own beside this user's data."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - only what trains or loads needs it

    return user_data_path("jobsearch-key", appauthor=False) / "key"


def read() -> bytes | None:
    """Return the key, None where this user has none yet; raises KeyUnusable."""
    where = path()
    try:
        reason = why_not_ours(where, secret=True)
        content = b"" if reason else regular.read(where, _BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeyUnusable(path=where, cause=error.strerror) from error
    if not reason and len(content) != _BYTES:
        reason = f"it does not have {_BYTES} bytes"
    if reason:
        raise KeyUnusable(path=where, cause=reason)
    return content


def read_or_make() -> bytes:
    """Return the key, and make it where there is none; of two processes that make one, the first wins.

    Raises KeyUnusable.
    """
    return read() or _make()


def _make() -> bytes:
    where = path()
    beside = where.with_name(f"{where.name}.{secrets.token_hex(8)}")
    try:
        where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        raise KeyUnusable(path=where, cause="it was deleted at once")
    return content


def _put(beside: Path, where: Path) -> None:
    """Give a whole file its name, unless another process was first."""
    try:
        os.link(beside, where)
    except FileExistsError:
        return
    except OSError:  # some file systems have no links
        if not where.exists():
            beside.replace(where)


def _for_its_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
