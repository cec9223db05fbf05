"""Read and write the files that training creates, which are loaded only if they have not changed.

Such a file is a cache of the store's data, replaced atomically, so any problem with it has the same fix:
train again. Loading a file may run code. The store therefore does not contain a plain hash, which the creator
of a malicious file could compute, but a hash with a key stored elsewhere (key.py); a file that others could
have written is not read at all.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from jobsearch.errors import (
    CareersOfOthers,
    CareersUnusable,
    FileUnwritable,
    KeyUnusable,
    ModelOfOthers,
    ModelUnusable,
    ModelUnwritable,
)
from jobsearch.files import key, regular
from jobsearch.files.atomic import replacing
from jobsearch.files.owned import why_not_ours, why_place_not_ours

MOST_BYTES = 1_000_000_000  # a model of 100,000 posts has 40 million
_OF_OTHERS: Mapping[type[ModelUnusable], type[ModelUnusable]] = {
    ModelUnusable: ModelOfOthers,
    CareersUnusable: CareersOfOthers,
}
_OF_THE_PROGRAM = frozenset({"recipe", "reading"})


def write(content: bytes, path: Path) -> str:
    """Write a file, readable only by its owner, and return its HMAC-SHA-256 under this user's key, in hex.

    A crash leaves the previous file. Raises ModelUnwritable and KeyUnusable.
    """
    found = keyed_hash(content)
    try:
        with replacing(path) as beside:
            beside.write_bytes(content)
    except FileUnwritable as error:
        raise ModelUnwritable(**error.details) from error
    return found


def check_place(path: Path, unusable: type[ModelUnusable] = ModelUnusable) -> None:
    """Raise the error that `read` would raise for a file written here, if others can write here too."""
    try:
        cause = why_place_not_ours(path)
    except OSError as error:
        raise unusable(path=path, cause=error.strerror) from error
    if cause:
        raise _OF_OTHERS[unusable](path=path, cause=cause, folder=path.parent)


def read(
    path: Path,
    sha256: str,
    trained_with: Mapping[str, object],
    versions: Mapping[str, object],
    unusable: type[ModelUnusable] = ModelUnusable,
) -> bytes:
    """Return the bytes of the file at `path` if its keyed hash and the versions used to create it match.

    Raises `unusable`.
    """
    try:
        others = why_not_ours(path)
        content = b"" if others else regular.read(path, MOST_BYTES)
        own = key.read()
    except OSError as error:
        raise unusable(path=path, cause=error.strerror) from error
    except KeyUnusable as error:
        raise unusable(
            path=path, cause=f"the key {key.path()} cannot be used: {error.details['cause']}"
        ) from error
    if others:
        raise _OF_OTHERS[unusable](path=path, cause=others, folder=path.parent)
    if own is None or not hmac.compare_digest(_keyed(content, own).encode(), sha256.encode()):
        raise unusable(path=path, cause="it is not the file that train wrote here")
    if reason := why_outdated(trained_with, versions):
        raise unusable(path=path, cause=reason)
    return content


def keyed_hash(content: bytes) -> str:
    """Return the HMAC-SHA-256 of bytes under this user's key, in hex. Raises KeyUnusable."""
    return _keyed(content, key.read_or_make())


def _keyed(content: bytes, own: bytes) -> str:
    return hmac.new(own, content, hashlib.sha256).hexdigest()


def why_outdated(trained_with: Mapping[str, object], versions: Mapping[str, object]) -> str:
    """Return which version differs from the one used in training, or ""."""
    for name, now in versions.items():
        if (before := trained_with.get(name)) != now:
            return _trained_with(name, before, now)
    return ""


def digest_of(sources: Iterable[str]) -> str:
    """Return the SHA-256 of this program's modules at the given paths below jobsearch/."""
    contents = (files("jobsearch").joinpath(path).read_bytes() for path in sources)
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _trained_with(name: str, before: object, now: object) -> str:
    if name in _OF_THE_PROGRAM:
        return "it was trained by an earlier version of this program"
    return f"it was trained with {name} {before}, but {now} is installed"
