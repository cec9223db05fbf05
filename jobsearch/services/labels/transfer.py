"""Labels as a file, and one label by its key."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import KeyMalformed, LabelsMalformed
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.services.labels.answers import answer_for
from jobsearch.settings import Settings
from jobsearch.store import labels
from jobsearch.store.labels import Answer
from jobsearch.store.sqlite.engine import reading, writing

COLUMNS = ("key", "label", "labeled_at", "applied_at")
HEADER = "key,label[,labeled_at[,applied_at]]"
Setting = Literal["yes", "no", "unsure", "applied", "clear"]


@dataclass(frozen=True)
class ImportResult:
    """What an import did with its rows.

    Attributes:
        rows: how many there were.
        stored: answers that are new or differ from the stored one.
        kept: rows that changed nothing, since the stored answer is the same or newer.
        waiting: keys whose posts are not stored; their labels wait for them.

    """

    rows: int
    stored: int
    kept: int
    waiting: int


@dataclass(frozen=True)
class _Row:
    answer: Answer
    dated: bool


def import_labels(settings: Settings, text: str, name: str) -> ImportResult:
    """Store the labels of a CSV text, all rows or none; `name` is what errors call it.

    Raises LabelsMalformed at the first row that cannot be read.
    """
    rows = list(_read(text, name, datetime.now(UTC)))
    with writing(open_store(settings)) as session:
        stored = 0
        for row in rows:
            before = labels.answer_of(session, row.answer.source, row.answer.external_id)
            after = _merged(row, before)
            if after != before:
                labels.put(session, after)
                stored += before is None or _differs(after, before)
        keys = {(row.answer.source, row.answer.external_id) for row in rows}
        waiting = len(keys) - len(labels.stored_keys(session, keys))
        session.commit()
    return ImportResult(len(rows), stored, len(rows) - stored, waiting)


def export_labels(settings: Settings) -> str:
    """Return every label as CSV in the order of the keys, as import_labels reads it."""
    with reading(open_store(settings)) as session:
        rows = labels.everything(session)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        applied_at = row.applied_at.isoformat() if row.applied_at else ""
        key = format_key(row.source, row.external_id)
        writer.writerow([key, row.label, row.labeled_at.isoformat(), applied_at])
    return out.getvalue()


@dataclass(frozen=True)
class SetResult:
    """What became of one label: whether there was one before, and whether its post is stored."""

    key: str
    had_label: bool
    post_stored: bool


def set_label(settings: Settings, key: str, setting: Setting, cache: NoCache = UNCACHED) -> SetResult:
    """Label one key, or take its label back with "clear"; "applied" is a strong yes with its date.

    Raises KeyMalformed.
    """
    source, external_id = parse_key(key)
    now = datetime.now(UTC)
    with writing(cache.open_store(settings)) as session:
        had_label = labels.get(session, source, external_id) is not None
        if setting == "clear":
            labels.remove(session, source, external_id)
        else:
            labels.put(session, answer_for(source, external_id, setting, now))
        session.commit()
        stored = bool(labels.stored_keys(session, [(source, external_id)]))
    return SetResult(format_key(source, external_id), had_label, stored)


def _read(text: str, name: str, now: datetime) -> Iterator[_Row]:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        _check_header(reader.fieldnames)
        for row in reader:
            yield _row(row, now)
    except (csv.Error, ValueError, KeyMalformed) as error:
        raise LabelsMalformed(
            path=name, line=max(reader.reader.line_num, 1), cause=str(error).rstrip(".")
        ) from error


def _check_header(names: Sequence[str] | None) -> None:
    missing = [column for column in COLUMNS[:2] if column not in (names or ())]
    if missing:
        raise ValueError(f"the first line must be {HEADER}, and {missing[0]} is missing")


def _row(row: Mapping[str | None, str | None], now: datetime) -> _Row:
    if None in row or None in row.values():
        raise ValueError("it has not as many fields as the first line")
    cells = {name: (value or "").strip() for name, value in row.items() if name}
    source, external_id = parse_key(cells["key"])
    labeled_at = _moment(cells.get("labeled_at", ""))
    applied_at = _moment(cells.get("applied_at", ""))
    answer = answer_for(source, external_id, cells["label"].lower(), labeled_at or now, applied_at)
    return _Row(answer, dated=labeled_at is not None)


def _moment(text: str) -> datetime | None:
    """Read an ISO 8601 date or time, taken as UTC where it names no zone; None for an empty text."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text[:40]!r} is not a time such as 2026-01-31T12:00:00+00:00") from None


def _merged(row: _Row, before: Answer | None) -> Answer:
    """The newer labeled_at wins, and a row without one where it says something else.

    That a person applied is kept from either, with the first date.
    """
    if before is None or (
        row.answer.labeled_at > before.labeled_at if row.dated else _differs(row.answer, before)
    ):
        return row.answer
    return replace(before, applied_at=labels.first_applied(before.applied_at, row.answer.applied_at))


def _differs(answer: Answer, before: Answer) -> bool:
    return answer.label != before.label or (
        labels.first_applied(answer.applied_at, before.applied_at) != before.applied_at
    )
