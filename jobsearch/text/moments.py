"""Parse dates and times typed by users, such as "mon 15:00" and "1 Dec".

For appointments, a weekday or a date without a year means the next such day; otherwise, it means the last
such day. Both include today as long as the time is possible. A day without a time means midnight in the
user's time zone. A time without a time zone is in this machine's time zone, which is the user's. This is the
only module that uses dateparser.
"""

import re
import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from jobsearch.text.days import first_moment

Order = Literal["dmy", "mdy", ""]

YEARS = range(2000, 2101)
_MOST = 60  # in characters
# The weekdays from Monday on, in English, German, French, Spanish and Portuguese.
_WEEK = (
    "mon monday montag mo lundi lun lunes segunda segunda-feira",
    "tue tues tuesday dienstag di mardi martes terça terça-feira",
    "wed wednesday mittwoch mi mercredi miércoles miercoles quarta quarta-feira",
    "thu thur thurs thursday donnerstag do jeudi jueves quinta quinta-feira",
    "fri friday freitag fr vendredi viernes sexta sexta-feira",
    "sat saturday samstag sonnabend sa samedi sábado sabado",
    "sun sunday sonntag so dimanche domingo",
)
_WEEKDAYS = {name: number for number, names in enumerate(_WEEK) for name in names.split()}
_OFFSETS = {
    **dict.fromkeys("yesterday gestern hier ayer ontem".split(), -1),
    **dict.fromkeys("today heute aujourd'hui hoy hoje".split(), 0),
    **dict.fromkeys("tomorrow morgen demain mañana amanhã".split(), 1),
}
_NAMES = "|".join(sorted({*_WEEKDAYS, *_OFFSETS}, key=len, reverse=True))
_HOUR = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)?)?\s?(?:(?P<half>[ap]m)|uhr|h)?"
_DAY = re.compile(rf"(?P<day>{_NAMES})(?:(?:\s*,|\s+(?:at|um|à|a las|às))?\s+{_HOUR})?")
_NEXT, _LAST = re.compile(r"(?:next|nächsten?)\s+"), re.compile(r"(?:last|letzten?)\s+")
_NUMERIC = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)(?P<rest>\D.*)?",
    re.ASCII,
)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:[T,]|\s)\s*(.+))?", re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:(?P<before>um|at|à|a las|às|@)\s+)?(?P<hour>\d{1,2})(?:(?P<mark>[:.h])(?P<minute>\d\d))?"
    r"\s?(?:(?P<half>[ap]m)|(?P<unit>uhr|h)(?:\s?(?P<after>\d\d))?)?",
    re.ASCII | re.IGNORECASE,
)
_AT_THE_END = re.compile(rf"(?:(?P<rest>.*?[^\s,])(?:\s*,)?\s+)?{_CLOCK.pattern}", re.ASCII | re.IGNORECASE)
_AT_THE_START = re.compile(
    rf"{_CLOCK.pattern}\s+(?:on |am |le |el )?(?P<rest>\D.*)", re.ASCII | re.IGNORECASE
)
_DAY_AND_MONTH = re.compile(r"(?P<first>\d{1,2})\.\s?(?P<second>\d{1,2})\.", re.ASCII)
_VAGUE = re.compile(r"\b(?:tonight|morning|afternoon|evening|night|noon|midnight|abend|mittag|soir|noche)\b")
_RELATIVE = re.compile(
    r"\b(?:ago|in|vor|hace|il y a|há|dans|en|dentro|atrás|seit|since|last|next|before|after|later)\b"
)
_MONTHS_IN_A_YEAR = 12
_NOON = 12


class _AmbiguousError(ValueError):
    """Raised for a date that could be either of two days."""


def when(text: str, now: datetime, *, appointment: bool = False, order: Order = "") -> datetime:
    """Parse a date or time, and return it in UTC.

    `now` must be time-zone aware. `order` is the order of day and month in dates such as 1/2/2026. Raises
    ValueError if the text is not a date or time or is ambiguous.
    """
    given = " ".join(text.split())
    if not given or len(given) > _MOST:
        raise _none(text)
    read = _numbers(given, order) or _weekday(_plain(given), now, appointment=appointment)
    read = read or _with_clock(given, now, appointment=appointment)
    return _in_zone(read or _by_words(given, now, None, appointment=appointment), text)


def order_of(texts: list[str]) -> Order:
    """Return the order of day and month in a column of dates, or "" if it is unclear."""
    found = [match for text in texts if (match := _NUMERIC.fullmatch(text.strip()))]
    if any(int(one["first"]) > _MONTHS_IN_A_YEAR for one in found):
        return "dmy"
    return "mdy" if any(int(one["second"]) > _MONTHS_IN_A_YEAR for one in found) else ""


def _none(text: str) -> ValueError:
    return ValueError(f"{text[:40]!r} is not a date: write 2026-12-31, 31 Dec, mon 15:00, today or yesterday")


def _numbers(text: str, order: Order) -> datetime | None:
    """Parse dates such as 2026-12-31 and 31.12.2026, with or without a time.

    Returns None for other formats.
    """
    try:
        if iso := _ISO.fullmatch(text):
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
            return datetime.combine(day, time.min) if iso[4] is None else _at(day, iso[4])
        if match := _NUMERIC.fullmatch(text):
            return _with_order(match, order)
    except _AmbiguousError:
        raise
    except ValueError:
        raise _none(text) from None
    return None


def _at(day: date, clock: str) -> datetime:
    if (match := _CLOCK.fullmatch(clock.strip())) is not None:
        return datetime.combine(day, _clock_of(match))
    clock = clock.strip().upper()
    padded = re.sub(r"^(\d)(?=[:H])", r"0\1", clock)
    return datetime.fromisoformat(f"{day.isoformat()}T{padded}")


def _with_order(match: re.Match[str], order: Order) -> datetime:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
    if not order and match["mark"] == ".":
        order = "dmy"
    if not order and first != second and max(first, second) <= _MONTHS_IN_A_YEAR:
        raise _AmbiguousError(
            f"{match[0][:40]!r} could be two different days; write the year first (2026-12-31)"
        )
    day_first = order == "dmy" or (not order and first > _MONTHS_IN_A_YEAR)
    day = date(year, second, first) if day_first else date(year, first, second)
    rest = (match["rest"] or "").strip(" ,T")
    return _at(day, rest) if rest else datetime.combine(day, time.min)


def _weekday(text: str, now: datetime, *, appointment: bool) -> datetime | None:
    """Parse a weekday or relative day, with or without a time.

    Returns None for anything else.
    """
    is_next, is_last = _NEXT.match(text), _LAST.match(text)
    prefix = is_next or is_last
    match = _DAY.fullmatch(text[prefix.end() :] if prefix else text.removeprefix("on "))
    if match is None:
        return None
    local = now.astimezone().replace(tzinfo=None)
    clock = None if match["hour"] is None else _clock(match["hour"], match["minute"], match["half"])
    if (days := _OFFSETS.get(match["day"])) is not None:
        if days == 0 and clock is None and not appointment:
            return local
        return datetime.combine(local.date() + timedelta(days=days), clock or time.min)
    ahead = (_WEEKDAYS[match["day"]] - local.weekday()) % 7
    found = datetime.combine(local.date() + timedelta(days=ahead), clock or time.min)
    if (appointment and not is_last) or is_next:
        is_over = found < local if clock else found.date() < local.date()
        return found + timedelta(days=7) if is_over or (is_next and ahead == 0) else found
    return found - timedelta(days=7) if found > local or (is_last and ahead == 0) else found


def _clock(hour: str, minute: str | None, half: str | None) -> time:
    hours = int(hour)
    if half:
        if not 1 <= hours <= _NOON:
            raise ValueError(f"{hour} {half} is not a time of day")
        hours = hours % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hours, int(minute or 0))
    except ValueError:
        raise ValueError(f"{hour}:{minute or '00'} is not a time of day") from None


def _clock_of(match: re.Match[str]) -> time:
    half = (match["half"] or "").lower() or None
    return _clock(match["hour"], match["minute"] or match["after"], half)


def _plain(text: str) -> str:
    """Normalize a day such as "lun.", "el lunes", "kommenden Montag", or "lundi prochain"."""
    text = re.sub(r"^(?:el|am|le|kommenden?|coming)\s+", "", text.lower())
    text = re.sub(r"^([^\W\d_]{2,5})\.(?=\s|,|$)", r"\1", text)
    return re.sub(r"^([\w-]+) (?:prochaine?|próximo|que viene)$", r"next \1", text)


def _with_clock(text: str, now: datetime, *, appointment: bool) -> datetime | None:
    """Parse a day with a time before or after it, or a day and month.

    Returns None for anything else. An example of a day and month is "1.12.".
    """
    match = _AT_THE_END.fullmatch(text) or _AT_THE_START.fullmatch(text)
    if match is None or not (match["before"] or match["mark"] or match["half"] or match["unit"]):
        return _nearest_day(text, now, None, appointment=appointment)
    clock = _clock_of(match)
    day = match["rest"] or "today"
    if found := _weekday(f"{_plain(day)} {clock:%H:%M}", now, appointment=appointment):
        return found
    if found := _nearest_day(day, now, clock, appointment=appointment):
        return found
    return _by_words(day, now, clock, appointment=appointment) if re.search(r"[^\W\d_]{3}", day) else None


def _nearest_day(text: str, now: datetime, clock: time | None, *, appointment: bool) -> datetime | None:
    """Parse a day and month, such as "1.12.", as a date in the nearest year."""
    if (match := _DAY_AND_MONTH.fullmatch(text)) is None:
        return None
    try:
        return _nearest(int(match["second"]), int(match["first"]), now, clock, appointment=appointment)
    except ValueError:
        raise _none(text) from None


def _nearest(month: int, day: int, now: datetime, clock: time | None, *, appointment: bool) -> datetime:
    """Return the next occurrence of a month and day for an appointment, or else the last occurrence.

    Today can be either. Raises ValueError if there is no such day.
    """
    local = now.astimezone().replace(tzinfo=None)
    found = datetime.combine(date(local.year, month, day), clock or time.min)
    if appointment:
        is_over = found < local if clock else found.date() < local.date()
        return found.replace(year=found.year + 1) if is_over else found
    return found.replace(year=found.year - 1) if found > local else found


def _by_words(text: str, now: datetime, clock: time | None, *, appointment: bool) -> datetime:
    """Parse a day given in words.

    Raises ValueError if any number in it was ignored. `clock` is the time of day, if it was already parsed.
    """
    read = _parsed(text, now, appointment=appointment)
    numbers = [int(one) for one in re.findall(r"\d+", text)]
    if clock is None and _VAGUE.search(text.lower()):
        raise _none(text)
    if _RELATIVE.search(text.lower()) or not numbers:
        return datetime.combine(read.date(), clock) if clock else read
    if not set(numbers) <= {read.day, read.year, read.year % 100, read.hour, read.minute}:
        raise _none(text)
    if numbers == [read.day]:
        read = _nearest(read.month, read.day, now, clock, appointment=appointment)
    elif clock:
        read = datetime.combine(read.date(), clock)
    named = [_WEEKDAYS[word] for word in re.findall(r"[^\W\d_]+", text.lower()) if word in _WEEKDAYS]
    if named and named[0] != read.weekday():
        raise ValueError(f"{text[:40]!r} gives the wrong day of the week for {read.date()}")
    return read


def _parsed(text: str, now: datetime, *, appointment: bool) -> datetime:
    """Parse text such as "1 Dec", "3 days ago", or "Montag 15 Uhr", in five languages."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about dateparser's own code
        import dateparser  # noqa: PLC0415 - loads language tables

        settings: dict[str, Any] = {
            "PREFER_DATES_FROM": "future" if appointment else "past",
            "RELATIVE_BASE": now.astimezone().replace(tzinfo=None),
            "STRICT_PARSING": False,
            "RETURN_TIME_AS_PERIOD": True,
            "PARSERS": ["relative-time", "custom-formats", "absolute-time"],
        }
        languages = ["en", "de", "fr", "es", "pt"]
        try:
            parser = dateparser.date.DateDataParser(languages=languages, settings=settings)
            found = parser.get_date_data(text)
        except (ValueError, OverflowError, TypeError):
            raise _none(text) from None
    read = found.date_obj
    if read is None or found.period in {"month", "year"} or not re.search(r"[^\W\d_]|:", text):
        raise _none(text)
    is_day = found.period != "time" and not re.search(r"hour|minut|stunde|heure|hora", text.lower())
    return read.replace(hour=0, minute=0, second=0, microsecond=0) if is_day else read


def _in_zone(read: datetime, text: str) -> datetime:
    if read.year not in YEARS:
        raise ValueError(f"{text[:40]!r} is not between {YEARS[0]} and {YEARS[-1]}")
    moment = read.astimezone(UTC)
    if read.tzinfo is None and read.time() == time.min:
        return first_moment(read.date())
    if read.tzinfo is None and moment.astimezone().replace(tzinfo=None, fold=0) != read.replace(fold=0):
        raise ValueError(f"{text[:40]!r} does not exist on that day: the clocks go forward")
    return moment
