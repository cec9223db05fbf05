"""Moments as a person writes them; pure."""

import re
from datetime import UTC, datetime, timedelta

_AGO = re.compile(r"(\d{1,5})([hdw])", re.ASCII)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment(text: str, now: datetime) -> datetime:
    """Read "7d", "12h", "2w" (ago), or a date such as 2026-01-31, from the person's own midnight, or a time.

    Raises ValueError.
    """
    text = text.strip()
    if ago := _AGO.fullmatch(text.lower()):
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError:
        shown = f"{text[:40]!r}"
        raise ValueError(
            f"{shown} is neither a time ago such as 7d, 12h or 2w nor a date such as 2026-01-31"
        ) from None
    try:
        return read.astimezone(UTC)
    except (OverflowError, ValueError):
        return read.replace(tzinfo=UTC)  # the first or the last day that there is
