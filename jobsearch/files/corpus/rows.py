"""Read the rows of a corpus file in batches, as dictionaries; unreadable rows are None."""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from jobsearch.errors import LibraryMissing
from jobsearch.files.corpus.arrow import UNREADABLE, values
from jobsearch.files.corpus.opening import (
    LONGEST_LINE,
    has_old_line_ends,
    lines,
    raise_unless_damaged,
    unpacked,
    with_line_feeds,
)

Row = dict[str, Any] | None
_ROWS_AT_ONCE = 500  # for Parquet
_SEPARATORS = (",", ";", "\t", "|")
_PIECE = 16 * 1024 * 1024  # bytes of lines per task


class Stretch(NamedTuple):
    """A range in a file: bytes for lines, or row groups for Parquet."""

    start: int
    end: int


def stretches(path: Path, form: str, packing: str, size: int) -> Sequence[Stretch | None]:
    """Return the parts of a file that can be read independently; None represents the whole file.

    Compressed lines, and CSV, which may have multi-line values, can be read only from the beginning.
    """
    if form == "parquet":
        groups = _parquet(path).metadata.num_row_groups
        return [Stretch(number, number + 1) for number in range(groups)]
    if form == "csv" or packing:
        return [None]
    return [Stretch(start, min(start + _PIECE, size)) for start in range(0, size, _PIECE)]


def columns_of(path: Path, form: str, packing: str) -> list[str]:
    """Return the names of a file's columns; for JSON Lines, those in the first hundred rows."""
    if form == "parquet":
        return list(_parquet(path).schema_arrow.names)
    names: dict[str, None] = {}
    try:
        for row in islice(rows(path, form, packing, None, None), 1 if form == "csv" else 100):
            names |= dict.fromkeys(row or ())
    except Exception as error:
        raise_unless_damaged(error, path)
        if not names:
            raise
    return list(names)


def rows(
    path: Path, form: str, packing: str, stretch: Stretch | None, columns: Sequence[str] | None
) -> Iterator[Row]:
    """Yield the rows of a part of a file; None for an unreadable row.

    Raises the error of a damaged file after the rows before the damage, or LibraryMissing.
    """
    if form == "parquet":
        yield from _of_parquet(path, stretch, columns)
        return
    if form == "csv":
        with unpacked(path, packing) as file:
            has_old_ends = has_old_line_ends(file)
        with unpacked(path, packing) as file:
            yield from _of_csv(_text(lines(with_line_feeds(file) if has_old_ends else file)))
        return
    with unpacked(path, packing) as file:
        if stretch is not None and stretch.start:
            file.seek(stretch.start - 1)  # a line that starts earlier belongs to the previous part
            for _rest in lines(file, stretch.start):
                break
        yield from map(_of_json, lines(file, stretch.end if stretch else None))


def _of_json(line: bytes | None) -> Row:
    with suppress(ValueError, RecursionError):
        found = json.loads((line or b"").decode("utf-8-sig", "replace"))
        return found if isinstance(found, dict) else None
    return None


def _text(found: Iterator[bytes | None]) -> Iterator[str]:
    encoding = "utf-8-sig"
    for line in found:
        yield (line or b"\n").decode(encoding, "replace").replace("\0", "")
        encoding = "utf-8"


def _of_csv(found: Iterator[str]) -> Iterator[Row]:
    first = next(found, "")
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST_LINE)
    header = next(csv.reader([first], delimiter=separator), [])
    reader = csv.reader(found, delimiter=separator)
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
            continue
        if values:
            yield dict(zip(header, values, strict=False)) if len(values) == len(header) else None


def _of_parquet(path: Path, stretch: Stretch | None, columns: Sequence[str] | None) -> Iterator[Row]:
    file = _parquet(path)
    groups = range(file.metadata.num_row_groups) if stretch is None else range(*stretch)
    for batch in file.iter_batches(_ROWS_AT_ONCE, row_groups=list(groups), columns=columns):
        names, found = batch.schema.names, [values(column) for column in batch.columns]
        for row in zip(*found, strict=True):
            yield None if any(value is UNREADABLE for value in row) else dict(zip(names, row, strict=True))


def _parquet(path: Path) -> Any:  # noqa: ANN401 - a package without types
    """Open a Parquet file with pyarrow, the only complete reader, which is large and therefore optional."""
    try:
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - the extra `corpus`
    except ImportError as error:
        raise LibraryMissing(what="Parquet", extra="corpus") from error
    return ParquetFile(path)
