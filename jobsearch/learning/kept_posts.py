"""A cache file for the term counts of all posts, reused across similarity rankings.

    the file, or nothing -> load() -> renew(): reads only new and changed posts -> save() -> the file

An invalid file is not an error: all posts are read again. The file contains only numbers and JSON, nothing
executable.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.files.owned import why_not_ours
from jobsearch.learning.counts import Counts, union
from jobsearch.learning.similarity import Measures, ReadPosts
from jobsearch.learning.versions import reading
from jobsearch.learning.views import VIEWS

_FORMAT = 1  # the version of the file format
_ODD = (
    *(OSError, ValueError, TypeError, AttributeError, LookupError, EOFError, MemoryError),
    *(
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
    ),  # the first for an encrypted zip file or one of another version
)

Marks = Mapping[int, str]  # by post id, a value that changes with the post's text
Read = Callable[[Sequence[int]], Iterable[tuple[Marks, Counts]]]


@dataclass(frozen=True)
class KeptPosts:
    """Cached term counts of all posts, with the versions of the posts they were computed from.

    Attributes:
        state: the state of the store when the posts were read.
        marks: the version mark of each post, in order of ID.
        posts: the posts, in the same order.

    """

    state: str
    marks: Marks
    posts: ReadPosts

    @cached_property
    def places(self) -> dict[int, int]:
        """The row index of each post, by ID."""
        return {id_: place for place, id_ in enumerate(self.marks)}


def renew(kept: KeptPosts | None, state: str, marks: Marks, read: Read) -> KeptPosts:
    """Return the counts of all posts in the store, reading only posts that are new or have changed.

    `marks` contains the current mark of each stored post, and `state` the state of the store. Raises
    NothingToLearn if no post contains a word.
    """
    same = [id_ for id_, mark in marks.items() if kept and kept.marks.get(id_) == mark]
    lacking = sorted(marks.keys() - same)
    found: dict[int, str] = {id_: marks[id_] for id_ in same}

    def parts() -> Iterator[Counts]:
        if kept and same:
            yield kept.posts.counts.only([kept.places[id_] for id_ in same])
        for read_marks, counts in read(lacking):
            found.update(read_marks)
            yield counts

    counts = union(parts())
    return _in_order(state, found, counts)


def load(path: Path, state_of_rules: str = "") -> KeptPosts | None:
    """Load the file, or return None if it is missing, invalid, or written by a different version."""
    try:
        if why_not_ours(path):  # training learns from it
            return None
        with regular.opened(path) as opened, np.load(opened, allow_pickle=False) as file:
            _refuse_packed(file.zip, opened)
            return _unpacked(file, _version(state_of_rules))
    except _ODD:
        return None


def save(kept: KeptPosts, path: Path, state_of_rules: str = "") -> None:
    """Replace the file, making it readable only by its owner.

    Raises FileUnwritable if this fails.
    """
    rows, measures = kept.posts.counts.rows, kept.posts.measures
    about = {"version": _version(state_of_rules), "state": kept.state, "names": kept.posts.counts.names}
    with replacing(path) as beside, beside.open("wb") as file:
        np.savez(
            file,
            about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
            ids=np.fromiter(kept.marks, dtype=np.int64),
            marks=np.array(list(kept.marks.values()), dtype=np.bytes_),
            columns=rows.indices,
            ends=rows.indptr,
            numbers=rows.data,
            rarity=measures.rarity,
            lengths=measures.lengths,
        )


def _refuse_packed(archive: zipfile.ZipFile, opened: BinaryIO) -> None:
    """Raise ValueError if the contents are larger than the file, since save() never compresses."""
    if sum(part.file_size for part in archive.infolist()) > os.fstat(opened.fileno()).st_size:
        raise ValueError("it is compressed")


def _version(state_of_rules: str) -> list[Any]:
    return [_FORMAT, reading(), state_of_rules]


def _unpacked(file: Mapping[str, NDArray[Any]], version: Sequence[Any]) -> KeptPosts | None:
    about = json.loads(file["about"].tobytes())
    if about["version"] != version:
        return None
    names, ids, columns, ends = about["names"], file["ids"].tolist(), file["columns"], file["ends"]
    numbers, measures = file["numbers"], Measures(file["rarity"], file["lengths"])
    are_sound = (
        _are_rising(names, str)
        and _are_rising(ids, int)
        and isinstance(about["state"], str)
        and ends.shape == (len(ids) + 1,)
        and (ends[0], ends[-1]) == (0, len(columns))
        and bool((np.diff(ends) >= 0).all())
        and columns.dtype == np.int32
        and columns.min(initial=0) >= 0
        and columns.max(initial=0) < len(names)
        and numbers.shape == columns.shape
        and numbers.dtype.kind == "u"
        and numbers.min(initial=1) > 0
        and (measures.rarity.dtype.str, measures.rarity.shape) == (np.dtype(np.float32).str, (len(names),))
        and measures.lengths.dtype.str == np.dtype(np.float64).str
        and measures.lengths.shape == (len(ids), len(VIEWS))
        and all(bool(np.isfinite(measure).all()) for measure in (measures.rarity, measures.lengths))
    )
    if not are_sound:
        return None
    rows = csr_matrix((numbers, columns, ends), shape=(len(ids), len(names)))
    marks = dict(zip(ids, (mark.decode() for mark in file["marks"].tolist()), strict=True))
    return KeptPosts(about["state"], marks, ReadPosts(Counts(names, rows), measures))


def _are_rising(found: object, kind: type) -> bool:
    """Return whether a value is a strictly increasing list of one type, as written by save()."""
    return (
        isinstance(found, list)
        and all(type(one) is kind for one in found)
        and all(one < following for one, following in pairwise(found))
    )


def _in_order(state: str, marks: dict[int, str], counts: Counts) -> KeptPosts:
    """Sort posts by ID, so that sums over them do not depend on when each post was read."""
    ids = list(marks)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    if order != list(range(len(ids))):
        marks = {ids[place]: marks[ids[place]] for place in order}
        counts = Counts(counts.names, counts.rows[order])
    return KeptPosts(state, marks, ReadPosts(counts))
