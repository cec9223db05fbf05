"""A folder of job ads: its files, their columns, and the parts that can be read independently.

    folder -> files by name -> columns, parts -> rows -> job ads, sanitized on input

A file that can be read only from its beginning (compressed lines or CSV) is a single part. If it is a large
part of the corpus, one reader passes on its rows in batches, and others do the remaining work.

A damaged row, file, or rest of a file is skipped and counted. A file that is only inaccessible, although its
content may be intact, stops the reading.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from jobsearch.errors import (
    ColumnsUnknown,
    CorpusChanged,
    CorpusEmpty,
    CorpusUnreachable,
    CorpusUnreadable,
    FileUnreadable,
)
from jobsearch.files.corpus.columns import NEEDED, as_moment, as_text, guessed
from jobsearch.files.corpus.faults import INCOMPLETE, UNREADABLE_ROW, damaged, some
from jobsearch.files.corpus.opening import raise_unless_damaged
from jobsearch.files.corpus.rows import Row, Stretch, columns_of, rows, stretches
from jobsearch.text.characters import one_line
from jobsearch.text.html import clean_description, clean_line

_FORMS = {".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "csv", ".tsv": "csv"} | {
    ".parquet": "parquet",
    ".pq": "parquet",
}
_PACKINGS = {".gz": "gz", ".zst": "zst", ".zstd": "zst"}
_LARGE = 16 * 1024 * 1024  # minimum bytes of a file that is read in batches
_MUCH = 1 / 32  # minimum share of a corpus's bytes; with more files, each reader has its own
_BATCH = 4 * 1024 * 1024  # characters


@dataclass(frozen=True)
class Advertisement:
    """A job ad; `moment` is in seconds since the epoch; `moment` and `year` are 0 if unknown."""

    title: str
    text: str
    company: str
    location: str
    moment: int
    year: int


@dataclass(frozen=True)
class Batch:
    """A batch of rows from a file, with the column mapping and any faults that follow the rows."""

    path: Path
    rows: Sequence[Row]
    columns: Mapping[str, str]
    faults: Mapping[str, int] = field(default_factory=dict)

    def read(self, faults: Counter[str]) -> Iterator[Advertisement]:
        """Yield the job ads, counting unreadable rows in `faults`."""
        for row in self.rows:
            if (found := _advertisement(row, self.columns, faults)) is not None:
                yield found
        faults.update(self.faults)


@dataclass(frozen=True)
class FilePart:
    """A part of a file, with its column mapping and the state of the file when it was surveyed."""

    path: Path
    form: str
    packing: str
    stretch: Stretch | None
    columns: Mapping[str, str]
    state: tuple[int, int]
    handed_on: bool = False

    def pieces(self) -> "Iterator[FilePart | Batch]":
        """Yield the pieces that can be read independently: the part itself, or batches of its rows.

        Raises the errors of read().
        """
        if not self.handed_on:
            yield self
            return
        batch: list[Row] = []
        size = 0
        faults: Counter[str] = Counter()
        for row in self._sound_rows(faults):
            batch.append(row)
            size += _size(row)
            if size >= _BATCH:
                yield Batch(self.path, batch, self.columns)
                batch, size = [], 0
        yield Batch(self.path, batch, self.columns, faults)

    def read(self, faults: Counter[str]) -> Iterator[Advertisement]:
        """Yield the job ads, counting unreadable rows in `faults`.

        Raises CorpusChanged if the file has changed since the survey, CorpusUnreachable or LibraryMissing.
        """
        for row in self._sound_rows(faults):
            if (found := _advertisement(row, self.columns, faults)) is not None:
                yield found

    def _sound_rows(self, faults: Counter[str]) -> Iterator[Row]:
        """Yield the rows before the first damaged part of the file, and record that the file is damaged."""
        try:
            yield from self._rows()
        except Exception as error:  # noqa: BLE001 - any error that a library raises for malformed bytes
            raise_unless_damaged(error, self.path)
            faults[damaged(one_line(self.path.name))] += 1

    def _rows(self) -> Iterator[Row]:
        """Yield the rows with the mapped columns; None for an unreadable row."""
        try:
            changed = _state(self.path) != self.state
        except FileNotFoundError:
            changed = True
        except OSError as error:
            raise CorpusUnreachable(path=self.path, cause=error.strerror) from error
        if changed:
            raise CorpusChanged(path=self.path)
        names = list(self.columns.values())
        for row in rows(self.path, self.form, self.packing, self.stretch, names):
            yield None if row is None else {name: row.get(name) for name in names}


def _size(row: Row) -> int:
    return 1 + sum(len(value) for value in (row or {}).values() if isinstance(value, str | list | dict))


def _advertisement(row: Row, columns: Mapping[str, str], faults: Counter[str]) -> Advertisement | None:
    if row is None:
        faults[UNREADABLE_ROW] += 1
        return None
    given = {name: row.get(column) for name, column in columns.items()}
    title, text = clean_line(as_text(given.get("title"))), clean_description(as_text(given.get("text")))
    if not title or not text:
        faults[INCOMPLETE] += 1
        return None
    moment, year = as_moment(given.get("date"))
    company, location = (clean_line(as_text(given.get(name))) for name in ("company", "location"))
    return Advertisement(title, text, company, location, moment, year)


@dataclass(frozen=True)
class Corpus:
    """The contents of a folder.

    Attributes:
        parts: the parts that can be read independently, ordered by file name.
        files: the number of files.
        columns: the column mapping of each kind of file found.
        damaged: the files that could not be opened.

    """

    parts: Sequence[FilePart]
    files: int
    columns: Sequence[Mapping[str, str]]
    damaged: Sequence[Path]


def survey(folder: Path, said: Mapping[str, str] | None = None) -> Corpus:
    """Survey the files below a folder, or a single file; `said` maps some fields to columns.

    Raises FileUnreadable, CorpusUnreachable, LibraryMissing, CorpusEmpty, CorpusUnreadable if all files are
    damaged, or ColumnsUnknown if no file has columns for both the title and the text.
    """
    parts: list[FilePart] = []
    kinds: list[Mapping[str, str]] = []
    unread: list[Path] = []
    other: dict[str, None] = {}
    files = 0
    for path, form, packing in _files(folder):
        try:
            state, names = _state(path), columns_of(path, form, packing)
            columns = guessed(names, said)
            if not all(name in columns for name in NEEDED):
                other |= dict.fromkeys(names)
                unread.append(path)
                continue
            pieces = stretches(path, form, packing, state[0])
        except Exception as error:  # noqa: BLE001 - as in FilePart
            raise_unless_damaged(error, path)
            unread.append(path)
            continue
        files += 1
        parts += [FilePart(path, form, packing, piece, columns, state) for piece in pieces]
        if columns not in kinds:
            kinds.append(columns)
    if not files:
        if other:
            raise ColumnsUnknown(folder=folder, names=", ".join(sorted(other)[:30]))
        if unread:
            raise CorpusUnreadable(folder=folder, files=some([path.name for path in unread]))
        raise CorpusEmpty(folder=folder)
    return Corpus(_handed_on(parts), files, kinds, unread)


def _handed_on(parts: Sequence[FilePart]) -> list[FilePart]:
    """Return the parts, marking those large enough, relative to the rest, to be read in batches."""
    sizes = {part.path: part.state[0] for part in parts}
    enough = max(_LARGE, _MUCH * sum(sizes.values()))
    return [replace(part, handed_on=part.stretch is None and sizes[part.path] >= enough) for part in parts]


def _files(folder: Path) -> Iterator[tuple[Path, str, str]]:
    try:
        paths = _below(folder) if folder.is_dir() else [folder.resolve(strict=True)]
    except OSError as error:
        raise FileUnreadable(path=folder, cause=error.strerror) from error
    for path in paths:
        endings = [ending.lower() for ending in path.suffixes[-2:]]
        packing = _PACKINGS.get(endings[-1], "") if endings else ""
        form = _FORMS.get((endings[:-1] if packing else endings[-1:] or [""])[-1] if endings else "", "")
        if form and not path.name.startswith(".") and _is_file(path):
            yield path, form, packing


def _below(folder: Path) -> Sequence[Path]:
    # Path.rglob() silently skips unreadable folders.
    walked = os.walk(folder, onerror=_raise_unreachable)
    return sorted(Path(where, name) for where, _folders, names in walked for name in names)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        _raise_unreachable(error)


def _raise_unreachable(error: OSError) -> NoReturn:
    raise CorpusUnreachable(path=error.filename, cause=error.strerror) from error


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
