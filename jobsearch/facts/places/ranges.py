"""Interpret ranges such as "anywhere between Lisbon and Helsinki" as ranges of time zones.

    text -> two places -> their UTC offsets -> the countries in between

Countries in between on the same continent as both places are allowed; countries on other continents, such as
Nigeria in this example, are doubtful.

This module is pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobsearch.facts.model import Answer, TimeZones
from jobsearch.facts.places.gazetteer import Kind, fold, gazetteer
from jobsearch.facts.places.names import Found, OnePlace, place_at
from jobsearch.facts.places.time_zones import countries_in

_BETWEEN = re.compile(r"\b(?P<between>between)\s+|\bfrom\s+", re.IGNORECASE)
_BETWEEN_IN_LINE = re.compile(
    r"\b(?P<between>between)\s+|(?:\A|[(\[:;,|–—-]|\b(?:from|remote|anywhere)\b)\s*", re.IGNORECASE
)
_AND = re.compile(r"\s*,?\s*(?:and|to|through|until)\s+", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s*(?:to|through|until|→|->)\s*", re.IGNORECASE)
_COASTS = {"west": -8.0, "east": -5.0}
_COAST = re.compile(r"(?:U\.?S\.?A?\.?|North American?)\s+(?P<coast>west|east)\s+coast\b", re.IGNORECASE)
# Things that go from one place to another but exclude the places in between.
_ROUTE = re.compile(
    r"\b(?:relocat\w*|mov(?:e|ing)|travel\w*|commut\w*|flights?|offices?|headquarters|hq|sites?|split|divided|"
    r"hybrid|on-?site)\b[^.;|]*\Z",
    re.IGNORECASE,
)
_CONTINENTS = ("europe", "americas", "africa", "asia", "oceania")
_WIDEST = 12.0  # hours: a wider range may as well be the rest of the world
# Large towns of countries with several time zones, at standard time.
_TOWNS = {
    "san francisco": -8, "los angeles": -8, "seattle": -8, "san diego": -8, "vancouver": -8, "bay area": -8,
    "denver": -7, "phoenix": -7, "chicago": -6, "austin": -6, "dallas": -6, "houston": -6, "new york": -5,
    "new york city": -5, "nyc": -5, "boston": -5, "miami": -5, "atlanta": -5, "washington dc": -5,
    "toronto": -5, "montreal": -5, "ottawa": -5, "halifax": -4, "mexico city": -6, "são paulo": -3,
    "rio de janeiro": -3, "moscow": 3, "jakarta": 7, "perth": 8, "sydney": 10, "melbourne": 10,
}  # fmt: skip
_OFFSETS = {fold(name): float(offset) for name, offset in _TOWNS.items()}


@dataclass(frozen=True)
class Range:
    """The countries between two places, the span of the phrase, and the answer for other countries."""

    found: Found
    others: Answer


def ranges(text: str, *, line: bool = False) -> Iterator[Range]:
    """Yield the ranges between two places in a sentence, or in a line that consists mostly of places."""
    for cue in (_BETWEEN_IN_LINE if line else _BETWEEN).finditer(text):
        first = None if _ROUTE.search(text, 0, cue.end()) else place_at(text, cue.end(), line=line)
        joined = first and (_AND if cue["between"] else _TO).match(text, _end(text, first))
        last = joined and place_at(text, joined.end(), line=line)
        if first and last and (found := _between(text, first, last, cue.start())):
            yield found


def _between(text: str, first: OnePlace, last: OnePlace, start: int) -> Range | None:
    """Return the range between two places, or None if both are in the same country.

    Within one country, the country's own time zones apply.
    """
    ends = first.place.countries | last.place.countries
    if first.place.countries == last.place.countries:
        return None
    end = _end(text, last)
    offsets = [_offsets(text, first), _offsets(text, last)]
    earliest, latest = min(low for low, _high in offsets), max(high for _low, high in offsets)
    is_exact = all(low == high for low, high in offsets)
    if Kind.REGION in (first.place.kind, last.place.kind) or not 0 < latest - earliest <= _WIDEST:
        return Range(Found(ends, start=start, end=end), Answer.UNKNOWN)
    inside, near = countries_in(TimeZones(earliest, latest, ""))
    allowed = ends | (inside & _continent(ends) if is_exact else frozenset())
    found = Found(allowed, (inside | near) - allowed, start=start, end=end)
    return Range(found, Answer.NO if is_exact else Answer.UNKNOWN)


def _end(text: str, one: OnePlace) -> int:
    coast = _COAST.match(text, one.start)
    return coast.end() if coast else one.end


def _offsets(text: str, one: OnePlace) -> tuple[float, float]:
    """Return the first and last standard UTC offsets of a place, in hours."""
    coast = _COAST.match(text, one.start)
    own = _COASTS[coast["coast"].casefold()] if coast else _OFFSETS.get(fold(text[one.start : one.first_end]))
    if own is not None:
        return own, own
    known = [offset for code in one.place.countries for offset in gazetteer().offsets.get(code, ())]
    if not known:
        return 0.0, 0.0
    earliest, latest = min(known), max(known)
    return (
        (latest, latest) if latest - earliest <= 1 else (earliest, latest)
    )  # without the Azores and Canaries


def _continent(countries: frozenset[str]) -> frozenset[str]:
    """Return the countries of the continent that contains all given countries.

    If there is no such continent, all countries are returned.
    """
    known = gazetteer()
    parts = (known.names[name].countries for name in _CONTINENTS)
    return next((part for part in parts if countries <= part), frozenset(known.offsets))
