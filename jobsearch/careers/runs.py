"""Counts of more texts than memory holds: sorted runs of lines, which are merged as they are read.

A run is what a stretch of texts counted, by text in the order of their bytes. Runs are summed line by line
where their texts are the same, so that the sums are the same however the texts were parted (an external
merge sort, Knuth, The Art of Computer Programming, volume 3, section 5.4).
"""

import heapq
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from tempfile import SpooledTemporaryFile

_IN_MEMORY = 1024 * 1024  # bytes of a run that are kept there
_MOST_OPEN = 64  # runs, and so files; more are merged to one
_PIECE = 64 * 1024

Line = tuple[str, str]  # the text that is counted, and what was counted of it
Sum = Callable[[str, list[str]], str]  # of what several runs counted of one text


def packed(counted: Iterable[Line]) -> bytes:
    """Return a run of a stretch's counts; texts hold neither tab nor line end."""
    packer = zlib.compressobj(1)
    pieces = [packer.compress(f"{text}\t{value}\n".encode()) for text, value in sorted(counted)]
    return b"".join([*pieces, packer.flush()])


class Runs:
    """Runs of counts, in files of their own as soon as they are large."""

    def __init__(self, total: Sum) -> None:
        """Begin with none; `total` sums what several runs counted of the same text."""
        self._total = total
        self._files: list[SpooledTemporaryFile[bytes]] = []

    def add(self, run: bytes) -> None:
        """Keep a run that packed() returned."""
        self._keep([run])
        if len(self._files) >= _MOST_OPEN:
            files = self._files
            self._files = []
            self._keep(_repacked(self._summed(files)))
            for file in files:
                file.close()

    def sums(self) -> Iterator[Line]:
        """Yield every text with the sum of what was counted of it, in the order of the texts."""
        return self._summed(self._files)

    def close(self) -> None:
        """Give up the files."""
        for file in self._files:
            file.close()
        self._files = []

    def _keep(self, pieces: Iterable[bytes]) -> None:
        file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - until close()
        for piece in pieces:
            file.write(piece)
        self._files.append(file)

    def _summed(self, files: Iterable["SpooledTemporaryFile[bytes]"]) -> Iterator[Line]:
        merged = heapq.merge(*(_lines(file) for file in files))
        for text, same in groupby(merged, lambda line: line.partition("\t")[0]):
            values = [line[len(text) + 1 :] for line in same]
            yield text, values[0] if len(values) == 1 else self._total(text, values)


def _repacked(counted: Iterator[Line]) -> Iterator[bytes]:
    packer = zlib.compressobj(1)
    for text, value in counted:
        yield packer.compress(f"{text}\t{value}\n".encode())
    yield packer.flush()


def _lines(file: "SpooledTemporaryFile[bytes]") -> Iterator[str]:
    file.seek(0)
    unpacker, rest = zlib.decompressobj(), b""
    while piece := file.read(_PIECE):
        *whole, rest = (rest + unpacker.decompress(piece)).split(b"\n")
        yield from map(bytes.decode, whole)
