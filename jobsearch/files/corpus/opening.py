"""Open a corpus file, compressed or not, limiting the length of lines in memory."""

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
    """Raise the program's own errors, and CorpusUnreachable for a system error; return if data is damaged.

    If a library raises an error for malformed data, only that file is lost. A system error, which has an
    error number, may be temporary or specific to this machine, so that the same files would later result in a
    different model.
    """
    if isinstance(error, JobSearchError):
        raise error
    if isinstance(error, OSError) and error.errno not in _OF_BYTES:
        raise CorpusUnreachable(path=path, cause=error.strerror or error) from error


@contextmanager
def unpacked(path: Path, packing: str) -> Iterator[BinaryIO]:
    """Open a file for reading its decompressed bytes; `packing` is "gz", "zst", or "" for none.

    Raises OSError, and any error that damaged data causes during reading.
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
    """Return a Zstandard reader from the standard library (Python 3.14 or later) or the zstandard package."""
    if sys.version_info >= (3, 14):
        return cast("BinaryIO", importlib.import_module("compression.zstd").open(file))
    try:
        import zstandard  # noqa: PLC0415 - the extra `corpus`
    except ImportError as error:
        raise LibraryMissing(what="Zstandard", extra="corpus") from error
    return cast("BinaryIO", _Forgiving(zstandard, file))


class _Forgiving:
    """A zstandard reader that raises OSError, like all other readers, instead of the package's own error."""

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
    """Wrap a file so that carriage returns are read as line feeds."""
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
    """Yield a file's lines up to the last one starting before `end`; None for a line that is too long."""
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
