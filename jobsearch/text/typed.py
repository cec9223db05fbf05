"""Parse scores, salaries, and times typed by users.

This module is pure.
"""

import re
from datetime import UTC, datetime, timedelta

# Thousands separated in threes (1,200,000 and 1.200.000), as in India (12,00,000), or not at all; then cents.
_MARK = r"[.,_ '\u2019\u00a0\u202f]"
_AMOUNT = re.compile(
    rf"(?P<grouped>[1-9]\d{{0,2}}(?P<mark>{_MARK})\d{{3}}(?:(?P=mark)\d{{3}}){{0,2}}|[1-9]\d?(?:,\d\d){{1,3}},\d{{3}}|"
    rf"\d{{1,12}})(?P<cents>[.,]\d{{1,6}})?\s?(?P<k>k?)",
    re.ASCII,
)
_CURRENCY = re.compile(r"^(?:[a-z]{3}\b|[$€£₹])\s?|\s?(?:\b[a-z]{3}|(?<=k)(?:eur|usd|gbp)|[$€£₹])$")
_THOUSAND = 1_000
_CENTS = 3  # including the decimal point


def score(text: str) -> float:
    """Parse a score such as "0.6" or "60%", and return a number from 0 to 1.

    Raises ValueError for any other text.
    """
    number = text.strip().removesuffix("%")
    try:
        value = float(number) / (1 if number == text.strip() else 100)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"{text[:40]!r} is not a score from 0 to 1, such as 0.6 or 60%")
    return value


def salary(text: str) -> float | None:
    """Parse an annual salary such as "60000", "60,000", "60.000", or "60k".

    "0" means no minimum, for which None is returned. Raises ValueError for anything else, for ambiguous
    numbers such as "60.0000", and for amounts below 1,000, because a user who types "60" means "60k".
    """
    amount = _amount(_CURRENCY.sub("", text.strip().lower(), count=1))
    if amount is None or 0 < amount < _THOUSAND:
        raise ValueError(f"{text[:40]!r} is not a yearly salary such as 60000 or 60k")
    return amount or None


def _amount(text: str) -> float | None:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    cents, mark = match["cents"] or "", match["mark"]
    if cents and (cents[0] == mark or (not match["k"] and len(cents) > _CENTS)):
        return None  # "60.000.00", "60.0000"
    if match["k"] and (mark or len(cents) > _CENTS):
        return None  # "60.000k"
    whole = re.sub(_MARK, "", match["grouped"])
    return float(whole + cents.replace(",", ".")) * (_THOUSAND if match["k"] else 1)


_AGO = re.compile(r"(\d{1,5})([hdw])", re.ASCII)


_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def moment(text: str, now: datetime) -> datetime:
    """Parse an age such as "7d", "12h", or "2w", or a date with or without a time.

    Dates use ISO 8601, such as "2026-01-31". A date without a time means midnight in the user's time zone.
    Raises ValueError for any other text.
    """
    text = text.strip()
    if ago := _AGO.fullmatch(text.lower()):
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        read = datetime.fromisoformat(text.upper())
    except ValueError:
        shown = f"{text[:40]!r}"
        raise ValueError(
            f"{shown} is neither an age such as 7d, 12h or 2w nor a date such as 2026-01-31"
        ) from None
    try:
        return read.astimezone(UTC)
    except (OverflowError, ValueError):
        return read.replace(tzinfo=UTC)  # the first or last representable day
