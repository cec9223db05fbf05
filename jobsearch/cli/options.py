"""Values of options that need more than a type."""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import typer

_AGO = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class ListFormat(StrEnum):
    """How recommend prints its list."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def moment(text: str, now: datetime) -> datetime:
    """Read "7d", "12h", "2w" (ago) or a date such as 2026-01-31, which begins at the person's own midnight.

    Raises typer.BadParameter, which ends the program with status 2.
    """
    try:
        if ago := _AGO.fullmatch(text.strip().lower()):
            return now - int(ago[1]) * _UNITS[ago[2]]
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            f"{text[:40]!r} is neither a time ago such as 7d, 12h or 2w nor a date such as 2026-01-31",
            param_hint="--since",
        ) from None
