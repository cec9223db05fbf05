"""Open a corpus file, compressed or not, with a limit on the length of a line in memory."""

import gzip
import importlib
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Self, cast

from jobsearch.errors import LibraryMissing
from jobsearch.files.regular import opened

LONGEST_LINE = 1024 * 1024  # bytes; a longer line is not a job ad
BROKEN = (OSError, EOFError, ValueError, zlib.error)  # raised when reading a damaged file


@contextmanager
def unpacked(path: Path, packing: str) -> Iterator[BinaryIO]:
    """Open a file's decompressed bytes; `packing` is "gz", "zst" or "" for none.

    Raises OSError, and any of BROKEN while damaged bytes are read.
    """
    with opened(path) as file:
        if packing == "gz":
            with gzip.open(file) as found:
                yield cast("BinaryIO", found)
        elif packing == "zst":
            with _zstandard(file) as found:
                yield found
        else:
            yield file


def _zstandard(file: BinaryIO) -> BinaryIO:
    """Return a Zstandard reader: Python's own from 3.14 on, else the zstandard package's."""
    if sys.version_info >= (3, 14):
        return cast("BinaryIO", importlib.import_module("compression.zstd").open(file))
    try:
        import zstandard  # noqa: PLC0415 - the extra `corpus`
    except ImportError as error:
        raise LibraryMissing(what="Zstandard", extra="corpus") from error
    return cast("BinaryIO", _Forgiving(zstandard, file))


class _Forgiving:
    """A zstandard reader that raises OSError, like every other reader, instead of the package's own error."""

    def __init__(self, package: object, file: BinaryIO) -> None:
        import io  # noqa: PLC0415 - needed only here

        self._error = package.ZstdError  # type: ignore[attr-defined] # untyped package
        made = package.ZstdDecompressor(max_window_size=1 << 27)  # type: ignore[attr-defined] # same
        self._reader = io.BufferedReader(made.stream_reader(file, read_across_frames=True), 1 << 16)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._reader.close()

    def readline(self, size: int = -1) -> bytes:
        try:
            return self._reader.readline(size)
        except self._error as error:
            raise OSError(None, str(error)) from error


def lines(file: BinaryIO, end: int | None = None) -> Iterator[bytes | None]:
    """Yield a file's lines up to the last that starts before `end`; None for a line that is too long."""
    place = 0 if end is None else file.tell()
    while (end is None or place < end) and (line := file.readline(LONGEST_LINE + 1)):
        place += len(line)
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
            place += len(line)
        yield None
