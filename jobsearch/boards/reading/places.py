"""Parse countries, regions, and worldwide availability from the boards' own fields."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from jobsearch.facts.places.gazetteer import country_named
from jobsearch.facts.places.names import places_in_line

Workplace = Literal["remote", "hybrid", "onsite", ""]

_EVERYWHERE = re.compile(
    r"^\W*(?:100 ?% )?(?:remote\W+)?(?:anywhere(?: in the world)?|world[- ]?wide|global(?:ly)?|the world|"
    r"international|all countries|any country)(?:\W+(?:remote|only))?\W*$",
    re.IGNORECASE,
)
_TIME_ZONES = re.compile(r"\btime[- ]?zones?\b|\butc\b|\bgmt\b", re.IGNORECASE)
_MORE = {"amer": "americas", "northern america": "north america", "amers": "americas"}
_WORKPLACES: dict[str, Workplace] = {
    **dict.fromkeys(("remote", "fully", "fully remote", "full remote", "telecommute", "yes"), "remote"),
    **dict.fromkeys(("hybrid", "partial", "partially", "temporary", "temporarily"), "hybrid"),
    **dict.fromkeys(
        ("onsite", "on site", "on-site", "on_site", "in office", "in-office", "office"), "onsite"
    ),
    **dict.fromkeys(("none", "no"), "onsite"),
}
_IN_LINES: tuple[tuple[Workplace, re.Pattern[str]], ...] = (
    ("hybrid", re.compile(r"\bhybrid\b", re.IGNORECASE)),
    (
        "remote",
        re.compile(
            r"\bremote\b|\bhome[ -]?office\b|\bwork from home\b|\banywhere\b|\bworldwide\b", re.IGNORECASE
        ),
    ),
    ("onsite", re.compile(r"\bon[ -]?site\b|\bin[ -](?:the )?office\b|\bin[ -]person\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Where:
    """The places to work from according to a board, as sorted ISO 3166-1 codes; empty if not given."""

    countries: tuple[str, ...] = ()
    worldwide: bool = False


def where(texts: Iterable[str]) -> Where:
    """Return the countries named in texts ("USA", "LATAM", "Porto, Portugal"), or worldwide availability.

    Ambiguous towns, "Remote" alone, and time zones do not identify a country.
    """
    countries: set[str] = set()
    worldwide = False
    for text in texts:
        worldwide |= _EVERYWHERE.match(text) is not None
        if not _TIME_ZONES.search(text):
            countries |= places_in_line(_MORE.get(text.strip().lower(), text)).countries
    return Where(() if worldwide else tuple(sorted(countries)), worldwide)


def countries(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the countries in a country field, given by name or ISO code, in sorted order."""
    found = (country_named(text) for text in texts)
    return tuple(sorted({code for code in found if code}))


def workplace_in(line: str) -> Workplace:
    """Return the workplace named in a line of locations ("100% Remote (Europe)"), or ""."""
    return next((kind for kind, words in _IN_LINES if words.search(line)), "")


def workplace(value: object) -> Workplace:
    """Return the workplace that a board's own term means; "" if unknown."""
    return _WORKPLACES.get(value.strip().lower(), "") if isinstance(value, str) else ""
