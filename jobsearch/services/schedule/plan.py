"""The times when the timer runs: a time of day, and regular intervals from it. The functions are pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from jobsearch.errors import TimesUnreadable

DAY = 24
_HOURS = tuple(hours for hours in range(1, DAY + 1) if DAY % hours == 0)
_EVERY = re.compile(r"(?P<number>\d{1,3})\s*(?P<unit>h|d)?", re.ASCII)
_AT = re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})", re.ASCII)
_WORDS = {"hourly": 1, "daily": DAY}
_USUAL_HOURS = 6
_MORNING = 7


@dataclass(frozen=True)
class Plan:
    """A plan with an interval that divides the day evenly, so that the times are the same every day.

    Attributes:
        hours: the number of hours between two runs, 24 for one per day.
        first: the time of the first run of a day, in local time.

    """

    hours: int
    first: time

    @property
    def times(self) -> tuple[time, ...]:
        """The times of day at which the timer runs."""
        return tuple(self.first.replace(hour=hour) for hour in range(self.first.hour, DAY, self.hours))

    def latest(self, now: datetime) -> datetime:
        """Return the latest planned time at or before `now`."""
        return max(moment for moment in self._around(now) if moment <= now)

    def next(self, now: datetime) -> datetime:
        """Return the earliest planned time after `now`."""
        return min(moment for moment in self._around(now) if moment > now)

    def is_due(self, last: datetime, now: datetime) -> bool:
        """Return whether a planned time has passed since the last run began, or since the installation.

        A last run in the future is ignored, because it was recorded while the clock was wrong.
        """
        return last > now or last < self.latest(now)

    def __str__(self) -> str:
        """Return text such as "daily at 08:00" or "every 6 hours, at 02:17, 08:17, 14:17, 20:17"."""
        if self.hours == DAY:
            return f"daily at {self.first:%H:%M}"
        if self.hours == 1:
            return f"every hour, at minute {self.first.minute}"
        return f"every {self.hours} hours, at {', '.join(f'{one:%H:%M}' for one in self.times)}"

    def _around(self, now: datetime) -> Iterator[datetime]:
        """Yield the planned times from the day before to the day after, in local time."""
        today = now.astimezone().date()
        for days in (-1, 0, 1):
            for one in self.times:
                yield datetime.combine(today + timedelta(days=days), one).astimezone()


def plan(every: str, at: str, minute: int) -> Plan:
    """Parse an interval and a time; "" selects the default for either, and `minute` is the default minute.

    The default is every six hours, or daily if a time is given. Raises TimesUnreadable.
    """
    hours = _hours(every) if every.strip() else (DAY if at.strip() else _USUAL_HOURS)
    first = _time(at) if at.strip() else time(_MORNING, minute)
    return Plan(hours, first.replace(hour=first.hour % hours))


def _hours(text: str) -> int:
    word = text.strip().lower()
    if word in _WORDS:
        return _WORDS[word]
    if found := _EVERY.fullmatch(word):
        hours = int(found["number"]) * (DAY if found["unit"] == "d" else 1)
        if hours in _HOURS:
            return hours
    raise TimesUnreadable(
        cause=f"{text.strip()[:40]!r} is not one of daily, {', '.join(f'{hours}h' for hours in _HOURS)}"
    )


def _time(text: str) -> time:
    if found := _AT.fullmatch(text.strip()):
        hour, minute = int(found["hour"]), int(found["minute"])
        if hour < DAY and minute < 60:  # noqa: PLR2004 - an hour has as many
            return time(hour, minute)
    raise TimesUnreadable(cause=f"{text.strip()[:40]!r} is not a time of day such as 08:00")
