"""Extract the time zones where applicants must live, and find the countries in them.

Required working hours are a separate matter, because they do not rule out any place of residence.

This module is pure.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from jobsearch.facts.lines import LONGEST_TEXT, has_any, lines_with
from jobsearch.facts.model import TimeZones
from jobsearch.facts.places.gazetteer import gazetteer

_OFFSETS: dict[str, float] = {
    "utc": 0, "gmt": 0, "wet": 0, "bst": 0, "london": 0, "uk": 0,
    "cet": 1, "cest": 1, "central european": 1, "berlin": 1, "paris": 1, "european": 1,
    "eet": 2, "eest": 2, "msk": 3, "ist": 5.5, "sgt": 8, "hkt": 8, "jst": 9, "aest": 10, "aedt": 10,
    "brt": -3, "art": -3, "et": -5, "est": -5, "edt": -5, "eastern": -5, "new york": -5,
    "ct": -6, "cst": -6, "cdt": -6, "central": -6, "mt": -7, "mst": -7, "mdt": -7, "mountain": -7,
    "pt": -8, "pst": -8, "pdt": -8, "pacific": -8,
}  # fmt: skip
_AREAS: dict[str, tuple[float, float]] = {
    "us": (-10, -5), "usa": (-10, -5), "american": (-10, -3), "americas": (-10, -3),
    "north american": (-10, -4), "european": (0, 3), "europe": (0, 3), "eu": (0, 2), "emea": (0, 4),
    "latam": (-6, -3),
}  # fmt: skip
_ZONE = rf"(?P<zone>{'|'.join(sorted(map(re.escape, _OFFSETS), key=len, reverse=True))})"
_SHIFT = r"(?:\s?(?P<shift>[+\-−–]\s?\d{1,2})(?::(?P<minutes>[03]0))?)?"
_WITHIN = re.compile(
    r"(?:within|max(?:imum)?\.?(?: of)?|no more than|up to|\+\s?/\s?[-−–]|±|\+-)\s*(?:\+\s?/\s?[-−–]|±)?\s*"
    r"(?P<hours>\d{1,2})\+?\s*(?:hours?|hrs?|h)\b\s*(?:time ?(?:zone )?difference\s*)?(?:of|from|to|"
    r"around|with|difference (?:from|to|with))?"
    rf"\s*(?:the\s+)?{_ZONE}\b{_SHIFT}",
    re.IGNORECASE,
)
_AROUND = re.compile(
    rf"\b{_ZONE}\b{_SHIFT}\s*(?:time(?: ?zone)?\s*)?\(?(?:\+\s?/\s?[-−–]|±|\+-)\s*(?P<hours>\d{{1,2}})\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:UTC|GMT)\s?(?P<first>[+\-−–]?\s?\d{1,2})(?::\d\d)?\s*(?:to|through|and|until|[-–—/])\s*"
    r"(?:(?:UTC|GMT)\s?)?(?P<last>[+\-−–]?\s?\d{1,2})(?::\d\d)?",
    re.IGNORECASE,
)
# "Between CET and EST", "from UTC to UTC+3": in capitals, because "ist" and "pt" are also words.
_LENGTHS = (3, 4)
_CAPITALS = tuple(zone.upper() for zone in _OFFSETS if len(zone) in _LENGTHS)
_LETTERS = rf"(?:{'|'.join(_CAPITALS)})"
_FROM_ZONE = re.compile(
    r"(?:(?P<between>\b[Bb]etween\s+(?:the\s+)?)|\b[Ff]rom\s+(?:the\s+)?|\A\W*|(?<=\()|:\s*|\b[Rr]emote\W+)"
    rf"(?P<first_zone>{_LETTERS})\b(?:\s?(?P<first_shift>[+\-−–]\s?\d{{1,2}}))?\s*(?:time\s+|time ?zone\s+)?"
    r"(?(between)(?:to|through|until|and|[-–—])|(?:to|through|until|[-–—]))\s*(?:the\s+)?"
    rf"(?P<last_zone>{_LETTERS})\b(?:\s?(?P<last_shift>[+\-−–]\s?\d{{1,2}}))?"
    r"(?!\s*(?:time ?zones?\s+)?(?:(?:business|working|core|office)\s+)?hours)"
)
_LIVING_IN = re.compile(
    r"\b(?:live|living|based|located|reside|residing|working)\s+(?:in|within)\s+(?:an?\s+|the\s+|any\s+)?"
    rf"(?P<area>{'|'.join(sorted(_AREAS, key=len, reverse=True))})(?:[- ]friendly)?\s+time\W?zones?\b",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"overlap|working hours|work hours|business hours|core hours|schedule|shift|available|availab|meeting|"
    r"support|"
    r"coverage|clients|customers|must work|able to work|collaborat|(?:\b|\d)[ap]\.?m\b|\bopen\s+\d|"
    r"\b(?:team|staff|colleagues|engineers)\s+(?:is|are|works?|spans?|sits?|lives?|spread)\b",
    re.IGNORECASE,
)
_WISHED = re.compile(r"prefer|\bideal|nice to have", re.IGNORECASE)
_CUES = (
    "utc",
    "gmt",
    "zone",
    "hours of",
    "hours from",
    "hours around",
    "hours difference",
    "hrs of",
    "+/-",
    "±",
    "+-",
)
_NEAR, _PREFERRED, _LONGEST_LINE = 70, 25, 5_000
_EARLIEST, _LATEST = -12.0, 14.0
_FARTHEST = 12
_SUMMER_TIME = 1.0


def read_time_zones(location: str, description: str) -> TimeZones | None:
    """Return the time zones where applicants must live, or None if the post names none."""
    text = f"{location}\n{description[:LONGEST_TEXT]}"
    for line in (*lines_with(text, _CUES), *_lines_with_letters(text)):
        for match in _matches(line[:_LONGEST_LINE]):
            start = max(0, match.start() - _NEAR)
            wished = _WISHED.search(line, start, match.end() + _PREFERRED)
            if not (wished or _OF_WORK.search(line[start : match.end()])) and (zones := _zones(match)):
                return zones
    return None


def _lines_with_letters(text: str) -> list[str]:
    """Return the lines that contain a time zone abbreviation, such as "CET", in uppercase."""
    return (
        [line for line in text.splitlines() if has_any(line, _CAPITALS)] if has_any(text, _CAPITALS) else []
    )


def countries_in(zones: TimeZones) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries entirely within the time zones, and those partly or nearly within them."""
    earliest, latest = zones.earliest, zones.latest
    return _countries(
        lambda one: earliest <= one <= latest,
        lambda one: earliest - _SUMMER_TIME <= one <= latest + _SUMMER_TIME,
    )


def countries_at(offsets: Collection[float]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries entirely at the UTC offsets, and those partly or nearly at them.

    Unlike in countries_in(), there may be gaps between the offsets.
    """
    return _countries(
        lambda one: one in offsets, lambda one: any(abs(one - offset) <= _SUMMER_TIME for offset in offsets)
    )


def _countries(
    is_in: Callable[[float], bool], is_near: Callable[[float], bool]
) -> tuple[frozenset[str], frozenset[str]]:
    inside, near = set(), set()
    for code, offsets in gazetteer().offsets.items():
        if offsets and all(map(is_in, offsets)):
            inside.add(code)
        elif any(map(is_near, offsets)):
            near.add(code)
    return frozenset(inside), frozenset(near)


def _matches(line: str) -> Iterator[re.Match[str]]:
    for pattern in (_WITHIN, _AROUND, _RANGE, _FROM_ZONE, _LIVING_IN):
        yield from pattern.finditer(line)


def _zones(match: re.Match[str]) -> TimeZones | None:
    limits = _limits(match.groupdict())
    if limits is None:
        return None
    earliest, latest = limits
    if earliest < _EARLIEST - _FARTHEST or latest > _LATEST + _FARTHEST:
        return None
    words = " ".join(match[0].split())
    return TimeZones(max(earliest, _EARLIEST), min(latest, _LATEST), words)


def _limits(named: Mapping[str, str | None]) -> tuple[float, float] | None:
    """Return the first and last offsets in the groups of a match, or None if they are invalid.

    A case-insensitive pattern also matches some letters of other alphabets, which the tables do not contain.
    """
    if area := named.get("area"):
        return _AREAS.get(area.casefold())
    if "zone" in named:
        hours, middle = int(named["hours"] or 0), _OFFSETS.get((named["zone"] or "").casefold())
        if middle is None or not 0 < hours < _FARTHEST:
            return None
        middle += _number(named["shift"])
        return middle - hours, middle + hours
    first, last = sorted(_ends(named))
    return None if first == last else (first, last)


def _ends(named: Mapping[str, str | None]) -> tuple[float, float]:
    """Return the two offsets of a range, in the order in which the post gives them."""
    if "first_zone" not in named:
        return _number(named["first"]), _number(named["last"])
    first, last = (
        _OFFSETS[str(named[f"{end}_zone"]).lower()] + _number(named[f"{end}_shift"])
        for end in ("first", "last")
    )
    return first, last


def _number(text: str | None) -> float:
    if not text:
        return 0.0
    digits = re.sub(r"\s", "", text).replace("−", "-").replace("–", "-")
    return float(digits)
