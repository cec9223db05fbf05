"""Files that a training writes: replaced whole, and read only when they are the files that were written.

Such a file is a cache of what the store holds, so whatever is odd about one has a single remedy: train again.
"""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from jobsearch.errors import FileUnwritable, ModelUnusable, ModelUnwritable
from jobsearch.files import regular
from jobsearch.files.atomic import replacing

_MOST_BYTES = 1_000_000_000  # a model of 100,000 posts has 40 million
_OF_THE_PROGRAM = frozenset({"recipe", "reading"})


def write(content: bytes, path: Path) -> str:
    """Write a file, readable by its owner alone, and return its SHA-256 in hex.

    A crash leaves the earlier file. Raises ModelUnwritable.
    """
    try:
        with replacing(path) as beside:
            beside.write_bytes(content)
    except FileUnwritable as error:
        raise ModelUnwritable(**error.details) from error
    return hashlib.sha256(content).hexdigest()


def read(
    path: Path,
    sha256: str,
    trained_with: Mapping[str, object],
    versions: Mapping[str, object],
    unusable: type[ModelUnusable] = ModelUnusable,
) -> bytes:
    """Return the bytes of the file at `path` if it has that hash and was made with the versions in use.

    Raises `unusable`.
    """
    try:
        content = regular.read(path, _MOST_BYTES)
    except OSError as error:
        raise unusable(path=path, cause=error.strerror) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise unusable(path=path, cause="it is not the file that train wrote")
    if reason := why_outdated(trained_with, versions):
        raise unusable(path=path, cause=reason)
    return content


def why_outdated(trained_with: Mapping[str, object], versions: Mapping[str, object]) -> str:
    """Return which version is another than the one trained with, "" for none."""
    for name, now in versions.items():
        if (before := trained_with.get(name)) != now:
            return _trained_with(name, before, now)
    return ""


def digest_of(sources: Iterable[str]) -> str:
    """Return the SHA-256 of modules of this program, named by their paths below jobsearch/."""
    contents = (files("jobsearch").joinpath(path).read_bytes() for path in sources)
    return hashlib.sha256(b"\0".join(contents)).hexdigest()


def _trained_with(name: str, before: object, now: object) -> str:
    if name in _OF_THE_PROGRAM:
        return "it was trained by an earlier version of this program"
    return f"it was trained with {name} {before}, and this is {now}"
