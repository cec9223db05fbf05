"""Map a file's columns to the fields of a job ad by name.

This module is pure.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from jobsearch.text.characters import one_line, printable

# The fields of a job ad, each with its common column names, the most likely first.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "jobtitle", "positiontitle", "postingtitle", "position", "jobname", "role", "name"),
    "text": (
        "description", "text", "body", "jobdescription", "fulldescription", "descriptionhtml",
        "descriptiontext", "descriptionplain", "jobtext", "content", "html", "details", "summary",
    ),
    "company": (
        "company", "companyname", "employer", "employername", "hiringorganization", "organization",
        "organisation", "advertiser",
    ),
    "date": (
        "date", "postedat", "dateposted", "posteddate", "posted", "postingdate", "pubdate", "postdate",
        "postedon", "publishedat", "published",
        "publicationdate", "datepublished", "createdat", "created", "listedat", "originallistedtime",
        "timestamp", "year",
    ),
    "location": (
        "location", "joblocation", "place", "city", "region", "candidaterequiredlocation", "country",
    ),
}  # fmt: skip
NEEDED = ("title", "text")
_NOT_IN_A_NAME = re.compile(r"[\W_]+")
_NAMING = ("name", "title", "text", "value")  # the keys of a nested dictionary that hold its text
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = range(1900, 2101)
_MILLISECONDS = 100_000_000_000  # larger numbers are in milliseconds
_MOST_PARTS = 100


def guessed(names: Iterable[str], said: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the column for each field that a file's columns contain; those in `said` take precedence."""
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(_plain(name), name)
    said = {field: by_plain[_plain(name)] for field, name in (said or {}).items() if _plain(name) in by_plain}
    found = dict(said)
    for field, likely in FIELDS.items():
        taken = set(found.values())
        free = (by_plain[name] for name in likely if name in by_plain and by_plain[name] not in taken)
        column = next(free, None)
        if field not in found and column is not None:
            found[field] = column
    return {field: found[field] for field in FIELDS if field in found}


def as_text(value: Any) -> str:  # noqa: ANN401 - whatever a file holds
    """Return a column's value as text: the name in a dictionary, the items of a list, or "" if missing."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return next((as_text(value[key]) for key in _NAMING if isinstance(value.get(key), str)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, (one for one in value[:_MOST_PARTS] if isinstance(one, str))))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def as_moment(value: Any) -> tuple[int, int]:  # noqa: ANN401 - same
    """Return the epoch second and the year of a column's value; (0, 0) if unknown.

    Accepts ISO 8601, numbers of seconds or milliseconds, and Parquet dates; only the year is read from other
    formats.
    """
    try:
        return _moment(value)
    except (ValueError, OverflowError, OSError):
        return 0, 0


def _moment(value: Any) -> tuple[int, int]:  # noqa: ANN401 - same
    if isinstance(value, date):
        value = value.isoformat()
    if isinstance(value, str) and value.strip().lstrip("-").replace(".", "", 1).isdigit():
        value = float(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    if not isinstance(value, str):
        return 0, 0
    if found := _ISO.match(value):
        with suppress(ValueError):  # a date such as the 99th of a month still has a year
            parts = (int(part or 0) for part in found.groups())
            return _in_range(datetime(*parts, tzinfo=UTC))  # type: ignore[arg-type, misc] # six numbers
    year = _YEAR.search(value)
    return _in_range(datetime(int(year[0]), 1, 1, tzinfo=UTC)) if year else (0, 0)


def _of_number(value: float) -> tuple[int, int]:
    if value in _YEARS:
        return _in_range(datetime(int(value), 1, 1, tzinfo=UTC))
    seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
    return _in_range(datetime.fromtimestamp(seconds, UTC)) if value > 0 else (0, 0)


def _in_range(moment: datetime) -> tuple[int, int]:
    return (int(moment.timestamp()), moment.year) if moment.year in _YEARS else (0, 0)


def _plain(name: str) -> str:
    return _NOT_IN_A_NAME.sub("", one_line(printable(name)).casefold())
