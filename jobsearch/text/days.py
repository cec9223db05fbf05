"""Days in the person's time zone."""

from datetime import UTC, date, datetime, time


def first_moment(day: date) -> datetime:
    """Return when a day begins, as UTC: at midnight, or at one where clocks are put forward at midnight."""
    midnight = datetime.combine(day, time.min)
    found = midnight.astimezone(UTC)
    if found.astimezone().date() == day:
        return found
    return midnight.replace(fold=1).astimezone(UTC)
