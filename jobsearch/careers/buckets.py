"""Out-of-core counts of texts, stored in a file and partitioned by text hash.

    counts of a batch -> parted(): blocks of rows, one per bucket -> Buckets, appended to a file
                      -> one bucket's rows after another, with all rows of a text in the same bucket

A text is identified by 64 bits of its hash; see key_of(). All sums are integers, so they do not depend on how
the texts were partitioned. This is partitioned aggregation (Graefe 1993, "Query evaluation techniques for
large databases", section 4.2).
"""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.void]  # a structured type whose first field is "key"

_BITS = 6  # leading bits of a key that select its bucket: 64 buckets
_IN_MEMORY = 16 * 1024 * 1024  # bytes of a file that are kept in memory


def key_of(text: str) -> int:
    """Return a 64-bit hash of a text.

    Collisions are unlikely even among a million texts.
    """
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


@dataclass(frozen=True)
class Block:
    """The rows of one bucket from a batch.

    Attributes:
        bucket: the number of the bucket.
        rows: the bytes of the rows, sorted by key.
        texts: the compressed texts of the keys, in the same order; empty if texts are not stored.

    """

    bucket: int
    rows: bytes
    texts: bytes = b""


def parted(rows: Rows, texts: Sequence[str] | None = None) -> Iterator[Block]:
    """Split rows, which must be sorted by key, into blocks.

    `texts` contains the text of each distinct key, in order, without newlines; if it is None, no texts are
    stored.
    """
    bounds = np.arange(1, 1 << _BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
    ends = [*np.searchsorted(rows["key"], bounds).tolist(), len(rows)]
    first = np.r_[True, rows["key"][1:] != rows["key"][:-1]].cumsum() if len(rows) else np.zeros(0, int)
    start = 0
    for bucket, end in enumerate(ends):
        if start < end:
            kept = b"" if texts is None else _packed(texts[first[start] - 1 : first[end - 1]])
            yield Block(bucket, rows[start:end].tobytes(), kept)
        start = end


def _packed(texts: Sequence[str]) -> bytes:
    return zlib.compress("\n".join(texts).encode("utf-8", "replace"), 1)


@dataclass(frozen=True)
class _Place:
    """The position and size of a block in the file."""

    start: int
    rows: int
    texts: int


class Buckets:
    """Blocks of rows of one dtype, which are moved from memory to a file when they grow large."""

    def __init__(self, dtype: "np.dtype[Any]") -> None:
        """Initialize without any blocks."""
        self._dtype = dtype
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - until close()
        self._places: defaultdict[int, list[_Place]] = defaultdict(list)
        self._end = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """Add the blocks yielded by parted()."""
        self._file.seek(self._end)
        for block in blocks:
            place = _Place(self._end, len(block.rows), len(block.texts))
            self._places[block.bucket].append(place)
            self._file.write(block.rows)
            self._file.write(block.texts)
            self._end += place.rows + place.texts

    def __iter__(self) -> Iterator["Bucket"]:
        """Yield the non-empty buckets."""
        for _bucket, places in sorted(self._places.items()):
            yield Bucket([self._rows(place) for place in places], [self._texts(place) for place in places])

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _rows(self, place: _Place) -> Rows:
        self._file.seek(place.start)
        return np.frombuffer(self._file.read(place.rows), dtype=self._dtype)

    def _texts(self, place: _Place) -> bytes:
        self._file.seek(place.start + place.rows)
        return self._file.read(place.texts)


class Bucket:
    """All rows for a set of keys."""

    def __init__(self, blocks: Sequence[Rows], texts: Sequence[bytes]) -> None:
        """Store the blocks, each with its compressed texts."""
        self._blocks, self._texts = blocks, texts

    def rows(self) -> Rows:
        """Return the rows in arbitrary order."""
        return np.concatenate(self._blocks)

    def texts(self, keys: NDArray[np.uint64]) -> dict[int, str]:
        """Return the text of each given key."""
        found: dict[int, str] = {}
        for rows, packed in zip(self._blocks, self._texts, strict=True):
            of_block = np.unique(rows["key"])
            places = np.flatnonzero(np.isin(of_block, keys)).tolist()
            new = [place for place in places if int(of_block[place]) not in found]
            if new:
                texts = zlib.decompress(packed).decode().split("\n")
                found |= {int(of_block[place]): texts[place] for place in new}
        return found
