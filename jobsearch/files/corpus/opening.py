"""Open a corpus file, compressed or not, with a limit on the length of a line in memory."""

import errno
import gzip
import importlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from jobsearch.errors import CorpusUnreachable, JobSearchError, LibraryMissing
from jobsearch.files.regular import opened

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_LINE = 1024 * 1024  # bytes; a longer line is not a job ad
# None for a library's own error; EINVAL if damaged bytes refer to an impossible position in the file.
_OF_BYTES = (None, errno.EINVAL)


def raise_unless_damaged(error: Exception, path: Path) -> None:
    """Raise the program's own errors, and CorpusUnreachable for a system error; return for damaged bytes.

    An error that a library raises for malformed bytes only costs the file. A system error, which has a
    number, may be temporary or specific to this machine, so that the same files would later yield a different
    model.
    """
    if isinstance(error, JobSearchError):
        raise error
    if isinstance(error, OSError) and error.errno not in _OF_BYTES:
        raise CorpusUnreachable(path=path, cause=error.strerror or error) from error


@contextmanager
def unpacked(path: Path, packing: str) -> Iterator[BinaryIO]:
    """Open a file's decompressed bytes; `packing` is "gz", "zst" or "" for none.

    Raises OSError, and any error caused by damaged bytes during reading.
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
    """Return a Zstandard reader: Python's own from 3.14 on, or else the zstandard package's."""
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


def has_old_line_ends(file: BinaryIO) -> bool:
    """Return whether lines end with a bare carriage return, judging by the first line of a file."""
    return b"\r" in file.readline(LONGEST_LINE).removesuffix(b"\n").removesuffix(b"\r")


def with_line_feeds(file: BinaryIO) -> BinaryIO:
    """Return a file with line feeds in place of carriage returns."""
    return cast("BinaryIO", io.BufferedReader(_LineFeeds(file)))


class _LineFeeds(io.RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, room: "WriteableBuffer") -> int:
        with memoryview(room) as view:
            found = self._file.readline(len(view)).replace(b"\r", b"\n")
            view[: len(found)] = found
        return len(found)


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
