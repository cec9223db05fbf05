"""Labels as a file, and one label by its key."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jobsearch.domain.answers import LabelSetting, Way
from jobsearch.domain.posting import format_key, parse_key
from jobsearch.errors import KeyMalformed, LabelsMalformed
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.services.labels.answers import answer_for
from jobsearch.services.labels.rows import COLUMNS, YEARS, Row, read_rows
from jobsearch.settings import Settings
from jobsearch.store import applications, labels, posts
from jobsearch.store.labels import LabelRecord, StoredRow
from jobsearch.store.sqlite.engine import Session, connect_readonly, writing
from jobsearch.store.tables import ANSWERS


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


def import_labels(settings: Settings, text: str, name: str) -> ImportResult:
    """Store the labels of a CSV text, all rows or none; `name` is what errors call it.

    Raises LabelsMalformed at the first row that cannot be read.
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
    """Give the rows that name a post by its page the post's key."""
    if not (addresses := {row.address for row in rows if row.address}):
        return list(rows)
    keys = labels.keys_of(session, addresses)
    for row in rows:
        if row.address and row.address not in keys:
            cause = f"no stored post has the address {row.address[:80]!r}"
            raise LabelsMalformed(path=name, line=row.line, cause=cause)
    return [_of_post(row, *keys[row.address]) if row.address else row for row in rows]


def _of_post(row: Row, source: str, external_id: str) -> Row:
    return replace(row, answer=replace(row.answer, source=source, external_id=external_id))


def _after(
    rows: Sequence[Row], before: Mapping[tuple[str, str], LabelRecord]
) -> tuple[dict[tuple[str, str], LabelRecord], int]:
    """Return what is answered about each key once the rows count, one by one, and how many changed that."""
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
    """Labels as CSV, and what of them is damaged.

    Attributes:
        text: what import_labels reads.
        left_out: the keys of labels that are no labels, or of no post, as far as they can be read.
        undated: the keys of those whose dates could not be read, and are empty.

    """

    text: str
    left_out: tuple[str, ...]
    undated: tuple[str, ...]


def export(settings: Settings) -> Export:
    """Return every label as CSV in the order of the keys, as import_labels reads it.

    What is damaged is named, and costs no other label anything.
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
    return moment is None or moment.year in YEARS  # or the import would refuse the file


@dataclass(frozen=True)
class SetResult:
    """What became of one label: whether there was one before, whether its post is stored, and closed."""

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
            labels.put(session, answer_for(source, external_id, setting, now), way)
            if setting == "applied":
                applications.apply_again(session, (source, external_id), now)
        post = posts.find(session, source, external_id)
        session.commit()  # after it nothing may fail: the label is stored
    return SetResult(format_key(source, external_id), had_label, post is not None, post and post.closed_at)


def _merged(row: Row, before: LabelRecord | None) -> LabelRecord:
    """The newer labeled_at wins, and a row without one where it says something else.

    That a person applied is kept from either, with the first date.
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
