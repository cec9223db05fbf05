"""Extract the appointment proposed in a message: a single day with a time, in five languages.

A weekday or a date without a year means the next such day after the message was written. If the message
offers several days or none, there is no proposal to record. A time without a time zone is in the user's time
zone.

This module is pure.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone

from jobsearch.text.folding import fold

_MONTHS = (
    "january januar janner janvier enero janeiro jan",
    "february februar fevrier febrero fevereiro feb",
    "march marz maerz mars marzo marco mar",
    "april avril abril apr",
    "may mai mayo maio",
    "june juni juin junio junho jun",
    "july juli juillet julio julho jul",
    "august aout agosto aug",
    "september septembre septiembre setembro sept sep",
    "october oktober octobre octubre outubro oct okt",
    "november novembre noviembre novembro nov",
    "december dezember decembre diciembre dezembro dec dez",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEK = (
    "monday montag lundi lunes segunda",
    "tuesday dienstag mardi martes terca",
    "wednesday mittwoch mercredi miercoles quarta",
    "thursday donnerstag jeudi jueves quinta",
    "friday freitag vendredi viernes sexta",
    "saturday samstag samedi sabado",
    "sunday sonntag dimanche domingo",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEK) for name in names.split()}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(
    rf"\b(?P<iso>20\d\d-\d\d-\d\d)\b|\b(?P<d1>\d{{1,2}})\.(?P<m1>\d{{1,2}})\.(?P<y1>20\d\d)?(?!\d)|"
    rf"\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of| de)? (?P<m2>{_NAMED})\b\.?"
    rf"(?:,? (?:de )?(?P<y2>20\d\d))?|"
    rf"\b(?P<m3>{_NAMED}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y3>20\d\d))?|"
    rf"\b(?P<week>{'|'.join(_WEEKDAY)})(?:s|-feira)?\b"
)
_HOUR = re.compile(
    r"\b(?P<h1>\d{1,2})(?:[:.](?P<n1>\d\d))? ?(?P<half>[ap])\.?m\b|"
    r"\b(?P<h2>\d{1,2})(?:[:.](?P<n2>\d\d))? ?(?:uhr|horas|hrs)\b|"
    r"\b(?P<h3>\d{1,2}) ?h(?: ?(?P<n3>\d\d))?\b|\b(?P<h4>\d{1,2}):(?P<n4>\d\d)\b|"
    r"\b(?:a las|as|um|at) (?P<h5>\d{1,2})(?![\d:]|[.,]\d| ?(?:[ap]\.?m\b|h\b|h\d|uhr))"
)
_ZONE = re.compile(r"^\W{0,3}(utc|gmt|cest|cet|mesz|mez|bst|wet|est|edt|cst|cdt|pst|pdt)\b")
_OFFSETS = {"utc": 0, "gmt": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2}
_OFFSETS |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "pst": -8, "pdt": -7}
_ARTICLES = r"\W*(?:(?:am|le|el|dem|den|the|dia|monday|friday|montag|freitag)\W+)*$"
_UNTIL = re.compile(
    r"\b(?:by|until|before|till|bis(?: zum)?|spatestens|avant(?: le)?|jusqu'au|antes del?|hasta el|"
    rf"ate(?: ao?| dia)?|since|seit|vom|datiert){_ARTICLES}"
)
_DATED = re.compile(r"\b(?:of|from|du)\W*$")  # a date, as in a letterhead; weekdays are handled separately
_FAR = timedelta(days=365)
_MOST = 8_000  # maximum characters read
_NOON = 12


def proposed(text: str, written: datetime) -> datetime | None:
    """Return the meeting time that a text proposes, in UTC, or None if there is no single proposal.

    `written` is the time at which the text was written. If the text proposes no time, the day starts at
    midnight.
    """
    folded = " ".join(fold(text[:_MOST]).split())
    days = list(_days(folded, written))
    # A weekday next to a date is redundant: "Tuesday, 8 December".
    named = {day for day, is_date in days if is_date} or {day for day, _is_date in days}
    hours = {found for match in _HOUR.finditer(folded) if (found := _hour(match, folded)) is not None}
    if len(named) != 1 or len(hours) > 1:
        return None
    day = named.pop()
    clock, zone = hours.pop() if hours else (time.min, None)
    moment = datetime.combine(day, clock, zone).astimezone(UTC)
    return moment if written - timedelta(days=1) < moment <= written + _FAR else None


def _days(text: str, written: datetime) -> Iterator[tuple[date, bool]]:
    """Yield the days mentioned, except deadlines, each with whether it is a date rather than a weekday."""
    base = written.astimezone().date()
    for match in _DAY.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        if _UNTIL.search(before) or (not match["week"] and _DATED.search(before)):
            continue
        if match["week"]:
            ahead = (_WEEKDAY[match["week"]] - base.weekday()) % 7 or 7
            yield base + timedelta(days=ahead), False
        elif (found := _date(match, base)) is not None:
            yield found, True


def _date(match: re.Match[str], base: date) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        day = int(match["d1"] or match["d2"] or match["d3"])
        month = int(match["m1"]) if match["m1"] else _MONTH[match["m2"] or match["m3"]]
        year = match["y1"] or match["y2"] or match["y3"]
        found = date(int(year) if year else base.year, month, day)
        return found if year or found >= base else found.replace(year=base.year + 1)
    except ValueError:
        return None


def _hour(match: re.Match[str], text: str) -> tuple[time, timezone | None] | None:
    found = {name[0]: value for name, value in match.groupdict().items() if value and name != "half"}
    hours, minutes = int(found["h"]), int(found.get("n", 0))
    if match["half"]:
        hours = hours % _NOON + (_NOON if match["half"] == "p" else 0)
    zone = _ZONE.match(text[match.end() :])
    try:
        return time(hours, minutes), timezone(timedelta(hours=_OFFSETS[zone[1]])) if zone else None
    except ValueError:
        return None
