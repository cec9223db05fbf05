"""Scores and salaries as a person writes them; pure."""

import re
from datetime import UTC, datetime, timedelta

_AMOUNT = re.compile(r"(\d{1,3}(?:[,_]\d{3}){1,3}|\d{1,12}(?:\.\d{1,6})?)\s?(k?)", re.ASCII)


def score(text: str) -> float:
    """Read a score such as 0.6 or 60%; return it from 0 to 1. Raises ValueError."""
    number = text.strip().removesuffix("%")
    try:
        value = float(number) / (1 if number == text.strip() else 100)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"{text[:40]!r} is not a score from 0 to 1, such as 0.6 or 60%")
    return value


def salary(text: str) -> float | None:
    """Read a yearly salary such as 60000, 60,000 or 60k; 0 stands for none asked for. Raises ValueError."""
    match = _AMOUNT.fullmatch(text.strip().lower())
    if match is None:
        raise ValueError(f"{text[:40]!r} is not a yearly salary such as 60000 or 60k")
    return float(match[1].replace(",", "").replace("_", "")) * (1_000 if match[2] else 1) or None


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
