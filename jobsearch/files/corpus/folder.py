"""A folder of job ads: its files, their columns, and the parts that can be read independently.

    folder -> files by name -> columns, parts -> rows -> job ads, sanitized on input

A file that can be read from its beginning only, packed lines or CSV, is one part. Where it makes much of the
corpus its rows are read by one reader, which hands them on in batches, so that others do the rest.

A file that cannot be read costs itself, as does a row: both are counted.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jobsearch.errors import ColumnsUnknown, CorpusChanged, CorpusEmpty, FileUnreadable, LibraryMissing
from jobsearch.files.corpus.columns import NEEDED, as_moment, as_text, guessed
from jobsearch.files.corpus.opening import BROKEN
from jobsearch.files.corpus.rows import Row, Stretch, columns_of, rows, stretches
from jobsearch.text.html import clean_description, clean_line

_FORMS = {".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "csv", ".tsv": "csv"} | {
    ".parquet": "parquet",
    ".pq": "parquet",
}
_PACKINGS = {".gz": "gz", ".zst": "zst", ".zstd": "zst"}
_NO_ROW = "unreadable row"
_NO_TITLE = "incomplete advertisement"  # lacks a title or text
_NO_REST = "damaged file"
_LARGE = 16 * 1024 * 1024  # bytes of a file
_MUCH = 1 / 32  # of the bytes of a corpus: of more files, each reader has one of its own
_BATCH = 4 * 1024 * 1024  # characters


@dataclass(frozen=True)
class Advertisement:
    """A job ad; `moment` is in seconds since the epoch, and it and `year` are 0 if unknown."""

    title: str
    text: str
    company: str
    location: str
    moment: int
    year: int


@dataclass(frozen=True)
class Batch:
    """Some rows of a file, with which columns hold what; `broken` where those behind them cannot be read."""

    rows: Sequence[Row]
    columns: Mapping[str, str]
    broken: bool = False

    def read(self, faults: Counter[str]) -> Iterator[Advertisement]:
        """Yield the advertisements, and count what cannot be read."""
        for row in self.rows:
            if (found := _advertisement(row, self.columns, faults)) is not None:
                yield found
        faults[_NO_REST] += self.broken


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
        """Yield what can be read apart: the part itself, or batches of the rows that are handed on.

        Raises what read() does.
        """
        if not self.handed_on:
            yield self
            return
        batch: list[Row] = []
        size = 0
        found = self._rows()
        while True:
            try:
                row = next(found)
            except StopIteration:
                break
            except BROKEN:
                yield Batch(batch, self.columns, broken=True)
                return
            batch.append(row)
            size += _size(row)
            if size >= _BATCH:
                yield Batch(batch, self.columns)
                batch, size = [], 0
        yield Batch(batch, self.columns)

    def read(self, faults: Counter[str]) -> Iterator[Advertisement]:
        """Yield the job ads, counting unreadable rows in `faults`.

        Raises CorpusChanged if the file has changed since the survey, or LibraryMissing.
        """
        try:
            for row in self._rows():
                if (found := _advertisement(row, self.columns, faults)) is not None:
                    yield found
        except BROKEN:
            faults[_NO_REST] += 1

    def _rows(self) -> Iterator[Row]:
        """Yield the rows with the columns that count, None for one that cannot be read."""
        try:
            changed = _state(self.path) != self.state
        except OSError:
            changed = True
        if changed:
            raise CorpusChanged(path=self.path)
        names = list(self.columns.values())
        for row in rows(self.path, self.form, self.packing, self.stretch, names):
            yield None if row is None else {name: row.get(name) for name in names}


def _size(row: Row) -> int:
    return 1 + sum(len(value) for value in (row or {}).values() if isinstance(value, str | list | dict))


def _advertisement(row: Row, columns: Mapping[str, str], faults: Counter[str]) -> Advertisement | None:
    if row is None:
        faults[_NO_ROW] += 1
        return None
    given = {field: row.get(column) for field, column in columns.items()}
    title, text = clean_line(as_text(given.get("title"))), clean_description(as_text(given.get("text")))
    if not title or not text:
        faults[_NO_TITLE] += 1
        return None
    moment, year = as_moment(given.get("date"))
    company, location = (clean_line(as_text(given.get(field))) for field in ("company", "location"))
    return Advertisement(title, text, company, location, moment, year)


@dataclass(frozen=True)
class Corpus:
    """The contents of a folder.

    Attributes:
        parts: the parts that can be read independently, ordered by file name.
        files: the number of files they belong to.
        columns: the column mapping of each kind of file found.
        damaged: the files that could not be opened.

    """

    parts: Sequence[FilePart]
    files: int
    columns: Sequence[Mapping[str, str]]
    damaged: Sequence[Path]


def survey(folder: Path, said: Mapping[str, str] | None = None) -> Corpus:
    """Survey the files below a folder, or a single file; `said` gives the columns of some fields.

    Raises FileUnreadable, CorpusEmpty, LibraryMissing, or ColumnsUnknown if no file has columns for both the
    title and the text.
    """
    parts: list[FilePart] = []
    kinds: list[Mapping[str, str]] = []
    damaged: list[Path] = []
    other: dict[str, None] = {}
    files = 0
    for path, form, packing in _files(folder):
        try:
            state, names = _state(path), columns_of(path, form, packing)
            columns = guessed(names, said)
            if not all(field in columns for field in NEEDED):
                other |= dict.fromkeys(names)
                damaged.append(path)
                continue
            pieces = stretches(path, form, packing, state[0])
        except LibraryMissing:
            raise
        except BROKEN:
            damaged.append(path)
            continue
        files += 1
        parts += [FilePart(path, form, packing, piece, columns, state) for piece in pieces]
        if columns not in kinds:
            kinds.append(columns)
    if not files:
        if other:
            raise ColumnsUnknown(folder=folder, names=", ".join(sorted(other)[:30]))
        raise CorpusEmpty(folder=folder)
    return Corpus(_handed_on(parts), files, kinds, damaged)


def _handed_on(parts: Sequence[FilePart]) -> list[FilePart]:
    """Return parts, of which those that are large beside the others are handed on."""
    sizes = {part.path: part.state[0] for part in parts}
    enough = max(_LARGE, _MUCH * sum(sizes.values()))
    return [replace(part, handed_on=part.stretch is None and sizes[part.path] >= enough) for part in parts]


def _files(folder: Path) -> Iterator[tuple[Path, str, str]]:
    try:
        paths = sorted(folder.rglob("*")) if folder.is_dir() else [folder.resolve(strict=True)]
    except OSError as error:
        raise FileUnreadable(path=folder, cause=error.strerror) from error
    for path in paths:
        endings = [ending.lower() for ending in path.suffixes[-2:]]
        packing = _PACKINGS.get(endings[-1], "") if endings else ""
        form = _FORMS.get((endings[:-1] if packing else endings[-1:] or [""])[-1] if endings else "", "")
        if form and not path.name.startswith(".") and path.is_file():
            yield path, form, packing


def _state(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
