"""Import and export labels, and set individual labels."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jobsearch.domain.answers import LabelSetting, Way
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import KeyMalformed, LabelsMalformed
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.services.labels.answers import Change, TakenBack, answer_for, put_answer, remove_answer
from jobsearch.services.labels.rows import COLUMNS, YEARS, Row, read_rows
from jobsearch.settings import Settings
from jobsearch.store import labels, posts
from jobsearch.store.labels import LabelRecord, StoredRow
from jobsearch.store.sqlite.engine import Session, connect_readonly, writing
from jobsearch.store.tables import ANSWERS
from jobsearch.text.folding import fold


@dataclass(frozen=True)
class ImportResult:
    """The result of an import.

    Attributes:
        rows: the number of rows.
        stored: the number of answers that are new or differ from the stored ones.
        kept: the number of rows without effect, because the stored answer is the same or newer.
        waiting: the number of keys without a stored post; their labels apply when the post is stored.

    """

    rows: int
    stored: int
    kept: int
    waiting: int


def import_labels(settings: Settings, text: str, name: str) -> ImportResult:
    """Store all labels from a CSV text, or none; `name` is the file name for error messages.

    Raises LabelsMalformed at the first invalid row.
    """
    rows = read_rows(text, name, datetime.now(UTC))
    with writing(open_store(settings)) as session:
        rows = _with_keys(session, rows, name)
        keys = {(row.answer.source, row.answer.external_id) for row in rows}
        before = labels.answers(session, keys)
        after, stored = _after(rows, before)
        labels.put_all(
            session, [answer for key, answer in after.items() if answer != before.get(key)], "import"
        )
        waiting = len(keys) - len(labels.stored_keys(session, keys))
        session.commit()
    return ImportResult(len(rows), stored, len(rows) - stored, waiting)


def _with_keys(session: Session, rows: Sequence[Row], name: str) -> list[Row]:
    """Replace the addresses in rows with the keys of their posts."""
    if not (addresses := {row.address for row in rows if row.address}):
        return list(rows)
    posts_at = labels.posts_at(session, addresses)
    keys = {address: found[-1].key for address, found in posts_at.items() if found}
    for row in rows:
        titles = {fold(one.title) for one in posts_at.get(row.address, ())}
        if row.address and len(titles) != 1:
            number = "several stored posts have" if titles else "no stored post has"
            cause = f"{number} the address {row.address[:80]!r}"
            raise LabelsMalformed(path=name, line=row.line, cause=cause)
    return [_of_post(row, *keys[row.address]) if row.address else row for row in rows]


def _of_post(row: Row, source: str, external_id: str) -> Row:
    return replace(row, answer=replace(row.answer, source=source, external_id=external_id))


def _after(
    rows: Sequence[Row], before: Mapping[tuple[str, str], LabelRecord]
) -> tuple[dict[tuple[str, str], LabelRecord], int]:
    """Apply the rows in order; return the resulting answers by key, and the number of changes."""
    after, stored = dict(before), 0
    for row in rows:
        key = (row.answer.source, row.answer.external_id)
        known = after.get(key)
        merged = _merged(row, known)
        if merged != known:
            after[key] = labels.successor(known, merged)
            stored += known is None or _differs(merged, known)
    return after, stored


@dataclass(frozen=True)
class Export:
    """Labels as CSV, along with the keys of damaged labels.

    Attributes:
        text: CSV for import_labels.
        left_out: the keys, as far as readable, of labels that are omitted because the label or its key is
            invalid.
        undated: the keys of labels whose dates are unreadable and therefore left empty.

    """

    text: str
    left_out: tuple[str, ...]
    undated: tuple[str, ...]


def export(settings: Settings) -> Export:
    """Return all labels as CSV for import_labels, ordered by key.

    Damaged labels are listed in the result and do not affect the others.
    """
    with connect_readonly(open_store(settings)) as connection:
        rows = labels.as_stored(connection)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    sound = [row for row in rows if _is_label(row)]
    for row in sound:
        writer.writerow([row.key, row.label, _written(row.labeled_at), _written(row.applied_at)])
    return Export(
        out.getvalue(),
        left_out=tuple(row.key for row in rows if not _is_label(row)),
        undated=tuple(
            row.key for row in sound if not (_written(row.labeled_at) and _has_sound_date(row.applied_at))
        ),
    )


def _is_label(row: StoredRow) -> bool:
    try:
        return row.label in ANSWERS and bool(parse_key(row.key))
    except KeyMalformed:
        return False


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment and _has_sound_date(moment) else ""


def _has_sound_date(moment: datetime | None) -> bool:
    return moment is None or moment.year in YEARS  # an import would reject the file otherwise


@dataclass(frozen=True)
class SetResult:
    """The result for one label: whether it replaced another, and whether its post is stored or closed."""

    key: str
    had_label: bool
    post_stored: bool
    closed_at: datetime | None = None


def set_label(
    settings: Settings,
    key: str,
    setting: LabelSetting,
    cache: NoCache = UNCACHED,
    way: Way = "command",
) -> SetResult:
    """Label the post with this key, or remove its label with "clear"; "applied" is a strong yes with a date.

    Raises KeyMalformed.
    """
    return change_label(settings, key, setting, cache, way)[0]


def change_label(
    settings: Settings, key: str, setting: LabelSetting, cache: NoCache, way: Way
) -> tuple[SetResult, Change | TakenBack | None]:
    """Do the same as set_label, and also return the change for undoing it; None if nothing was removed."""
    source, external_id = parse_key(key)
    now = datetime.now(UTC)
    with writing(cache.open_store(settings)) as session:
        before = labels.answer_of(session, source, external_id)
        change = (
            remove_answer(session, before, now)
            if setting == "clear"
            else put_answer(session, before, answer_for(source, external_id, setting, now), way)
        )
        post = posts.find(session, source, external_id)
        session.commit()  # nothing may fail after this, because the label is stored
    key = format_key(source, external_id)
    return SetResult(key, before is not None, post is not None, post and post.closed_at), change


def _merged(row: Row, before: LabelRecord | None) -> LabelRecord:
    """Return the newer answer according to `labeled_at`; an undated row wins only if its label differs.

    The earliest application date is always kept.
    """
    if before is None or (
        row.answer.labeled_at > before.labeled_at if row.dated else _differs(row.answer, before)
    ):
        return row.answer
    return replace(before, applied_at=labels.first_applied(before.applied_at, row.answer.applied_at))


def _differs(answer: LabelRecord, before: LabelRecord) -> bool:
    return answer.label != before.label or (
        labels.first_applied(answer.applied_at, before.applied_at) != before.applied_at
    )
