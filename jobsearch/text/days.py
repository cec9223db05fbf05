"""Days in the user's time zone."""

from datetime import UTC, date, datetime, time


def first_moment(day: date) -> datetime:
    """Return the start of a day in the user's time zone, as a UTC time.

    This is midnight, or 1 a.m. if daylight saving time starts at midnight.
    """
    midnight = datetime.combine(day, time.min)
    found = midnight.astimezone(UTC)
    if found.astimezone().date() == day:
        return found
    return midnight.replace(fold=1).astimezone(UTC)
