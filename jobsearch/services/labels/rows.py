"""Parse label files, including those saved by spreadsheet programs."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.posting import parse_key
from jobsearch.errors import KeyMalformed, LabelsMalformed
from jobsearch.services.labels.answers import answer_for
from jobsearch.store.labels import LabelRecord

COLUMNS = ("key", "label", "labeled_at", "applied_at")
HEADER = "key,label[,labeled_at[,applied_at]]"
_DELIMITERS = ",;\t|"
_AROUND = " \t\u00a0'\"="  # wrappers that mark a number or formula as text
_WRITTEN = re.compile(
    r"(?:(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)"
    r"|(?P<iso_year>\d{4})(?P<mark>[/-])(?P<iso_month>\d{1,2})(?P=mark)(?P<iso_day>\d{1,2}))"
    r"(?:(?:,?\s+|T)(?P<hour>\d{1,2})(?P<rest>:.*))?",
    re.ASCII | re.IGNORECASE,
)
YEARS = range(2000, 2101)
_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Row:
    """A row with its answer, its line, and whether it is dated.

    Attributes:
        answer: the label, without a post if the row identifies the post only by its page.
        dated: whether the row states when the label was given.
        line: the last line of the row in the file, from 1.
        address: the page given instead of a key, or "" for a key.

    """

    answer: LabelRecord
    dated: bool
    line: int
    address: str = ""


@dataclass(frozen=True)
class _Line:
    number: int
    cells: list[str]


def read_rows(text: str, name: str, now: datetime) -> list[Row]:
    """Return the rows of a CSV text, whose first line determines the delimiter.

    The delimiter is a comma, semicolon, tab, or vertical bar. Empty rows and a first line such as "sep=;" are
    ignored. `name` is the file name for error messages, and `now` is the time for labels without a date.
    Raises LabelsMalformed at the first invalid row.
    """
    lines = _lines(text.removeprefix("\ufeff"))
    number = 1
    try:
        header = next(lines, _Line(1, []))
        columns = _columns(header.cells)
        rows = []
        for line in lines:
            number = line.number
            rows.append(_row(columns, line, now))
    except _Unreadable as error:
        raise LabelsMalformed(path=name, line=error.line, cause=error.cause) from error
    except (ValueError, KeyMalformed) as error:
        raise LabelsMalformed(path=name, line=number, cause=str(error).rstrip(".")) from error
    return rows


class _Unreadable(Exception):
    """Raised if the text is not valid CSV from this line onward."""

    def __init__(self, line: int, cause: str) -> None:
        self.line, self.cause = line, cause


def _lines(text: str) -> Iterator[_Line]:
    """Yield the non-empty lines with stripped cells."""
    first, offset, text = _without_separator_line(text)
    delimiter = first or _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
            if len(cells) == 1 and delimiter in cells[0]:  # each row was saved as one quoted cell
                cells = next(csv.reader(io.StringIO(cells[0], newline=""), delimiter=delimiter))
        except StopIteration:
            return
        except csv.Error as error:
            raise _Unreadable(max(reader.line_num, 1) + offset, str(error)) from error
        cells = [cell.strip(_AROUND) for cell in cells]
        if any(cells):
            yield _Line(reader.line_num + offset, cells)


def _without_separator_line(text: str) -> tuple[str, int, str]:
    """Split off a line such as "sep=;", which specifies the delimiter for Excel.

    Returns the delimiter, the number of lines removed, and the rest.
    """
    line, end, rest = text.replace("\r\n", "\n", 1).replace("\r", "\n", 1).partition("\n")
    said = line.strip(' "')
    if said.lower().startswith("sep=") and len(said.rstrip(" ")) in {4, 5}:
        named = (said[4:] or line.strip('"')[4:5] or "\t")[:1]
        return (named if named in _DELIMITERS else ""), 1 if end else 0, rest
    return "", 0, text


def _delimiter(text: str) -> str:
    """Return the delimiter that splits the first line into column names that include "key" and "label"."""
    first = text.lstrip("\r\n ").splitlines()[:1]
    for delimiter in _DELIMITERS:
        if first and {"key", "label"} <= set(_names(first[0].replace('"', "").split(delimiter))):
            return delimiter
    return ","


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip(_AROUND).lower().replace(" ", "_") for cell in cells]


def _columns(cells: Sequence[str]) -> dict[str, int]:
    columns = {name: place for place, name in reversed(list(enumerate(_names(cells)))) if name}
    missing = [column for column in COLUMNS[:2] if column not in columns]
    if missing:
        found = ",".join(cells)[:60] or "empty"
        raise ValueError(f"the first line must be {HEADER}, and {missing[0]} is missing; it is {found!r}")
    return columns


def _row(columns: dict[str, int], line: _Line, now: datetime) -> Row:
    width = max(columns.values()) + 1
    if any(line.cells[width:]) or len(line.cells) <= max(columns["key"], columns["label"]):
        raise ValueError("the line does not have as many fields as the first one")
    cells = {name: line.cells[place] for name, place in columns.items() if place < len(line.cells)}
    (source, external_id), address = _post(cells["key"])
    labeled_at, applied_at = _moment(cells.get("labeled_at", "")), _moment(cells.get("applied_at", ""))
    answer = answer_for(source, external_id, cells["label"].lower(), labeled_at or now, applied_at)
    return Row(answer, labeled_at is not None, line.number, address)


def _post(cell: str) -> tuple[tuple[str, str], str]:
    """Return the key in a cell, or the address of a page whose post may be stored."""
    try:
        return parse_key(cell), ""
    except KeyMalformed:
        if cell.lower().startswith(_WEB) and " " not in cell:
            return ("", ""), cell
        raise


def _moment(text: str) -> datetime | None:
    """Parse an ISO 8601 date or time, assuming UTC if it has no time zone; None for empty text.

    Also accepts two spreadsheet formats: dots with the day first ("31.1.26, 9:05"), and slashes with the year
    first ("2026/01/31 9:05").
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(_as_iso(text))
        if moment.year not in YEARS:
            raise ValueError(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text[:40]!r} is not a time such as 2026-01-31T12:00:00+00:00") from None


def _as_iso(text: str) -> str:
    """Return a spreadsheet's date as ISO 8601; any other text is returned unchanged."""
    if (found := _WRITTEN.fullmatch(text)) is None:
        return text
    year = found["iso_year"] or (found["year"] if len(found["year"]) > 2 else f"20{found['year']}")  # noqa: PLR2004 - digits
    date = f"{year}-{found['month'] or found['iso_month']:0>2}-{found['day'] or found['iso_day']:0>2}"
    return f"{date}T{found['hour']:0>2}{found['rest'].upper()}" if found["hour"] else date
