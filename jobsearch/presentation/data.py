"""Export lists as complete, stable data: JSON, JSON Lines, CSV, and keys, with the store's field names."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobsearch.domain.listing import ListedPost

if TYPE_CHECKING:
    from jobsearch.careers.gap import Gap
    from jobsearch.services.posts.full import PostInFull
    from jobsearch.services.recommend.left_out import LeftOut  # services load slowly

COLUMNS = tuple(field.name for field in fields(ListedPost))
_OF_LISTED = {"reasons", "unknown"}  # fields that only listed posts have
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_json(value: object) -> str:
    """Return dataclasses, dictionaries, and lists as indented JSON, with times in ISO 8601."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=_plain_value) + "\n"


def posts_to_json(posts: Iterable[ListedPost]) -> str:
    """Return posts as a JSON array, in order."""
    return to_json([as_row(post) for post in posts])


def post_to_json(shown: "PostInFull", gap: "Gap | None" = None) -> str:
    """Return a post in full as a JSON object, with the stated facts and the words under `stated`.

    If a résumé is saved, the comparison with the résumé is under `gap`.
    """
    row = {name: value for name, value in vars(shown).items() if name not in {"emphasis", "countries"}}
    stated = [{"fact": one.fact, "words": one.words} for one in shown.stated]
    beside = {"gap": asdict(gap)} if gap else {}
    return to_json(row | {"post": as_row(shown.post), "stated": stated} | beside)


def posts_to_json_lines(posts: Iterable[ListedPost]) -> str:
    """Return posts as JSON objects, one per line (jsonlines.org)."""
    return "".join(to_json_line(as_row(post)) for post in posts)


def to_json_line(value: object) -> str:
    """Return a value as one line of JSON Lines."""
    return json.dumps(value, ensure_ascii=False, default=_plain_value) + "\n"


def posts_to_csv(posts: Iterable[ListedPost], names: Sequence[str] = COLUMNS) -> str:
    """Return the given columns of posts as CSV with a header row, protected against formula injection.

    Text that begins like a formula is prefixed with an apostrophe (OWASP, CSV Injection).
    """
    return _csv(map(_flat_row, posts), names)


def posts_to_keys(posts: Iterable[ListedPost]) -> str:
    """Return the keys of posts, one per line."""
    return "".join(f"{post.key}\n" for post in posts)


def left_out_to_json(explained: Iterable["LeftOut"]) -> str:
    """Return excluded posts as a JSON array, in order, each with `left_out` and `words`."""
    return to_json([_explained_row(one) for one in explained])


def left_out_to_json_lines(explained: Iterable["LeftOut"]) -> str:
    """Return excluded posts as JSON objects, one per line."""
    rows = (json.dumps(_explained_row(one), ensure_ascii=False, default=_plain_value) for one in explained)
    return "".join(f"{row}\n" for row in rows)


def left_out_to_csv(explained: Iterable["LeftOut"]) -> str:
    """Return excluded posts as CSV with a header row."""
    return _csv(
        map(_explained_row, explained),
        [*(name for name in COLUMNS if name not in _OF_LISTED), "left_out", "words"],
    )


def as_row(post: ListedPost) -> dict[str, Any]:
    """Return a post as a dictionary with the field names of the data formats."""
    return vars(post) | {"reasons": [vars(reason) for reason in post.reasons]}


def _explained_row(one: "LeftOut") -> dict[str, Any]:
    row = {name: value for name, value in vars(one.post).items() if name not in _OF_LISTED}
    return row | {"left_out": one.cause, "words": one.words}


def _flat_row(post: ListedPost) -> dict[str, Any]:
    reasons = "; ".join(f"{reason.term} {reason.weight:+.2f}" for reason in post.reasons)
    return vars(post) | {"reasons": reasons}


def _csv(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _plain_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
