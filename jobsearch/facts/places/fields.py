"""Interpret the fields in which job boards specify where applicants may live.

This module is pure.
"""

from collections.abc import Sequence

from jobsearch.facts.model import Answer, Places, TimeZones
from jobsearch.facts.places.gazetteer import country_name
from jobsearch.facts.places.names import places_in_line
from jobsearch.facts.places.time_zones import countries_at

_FEW = 6


def places_of_fields(
    location: str, countries: Sequence[str], zones: Sequence[float], *, worldwide: bool, rules_out: bool
) -> Places:
    """Return the places allowed by a board's countries or else by its time zones.

    The result is empty if a post has neither. If the board `rules_out` countries, the job is closed to all
    countries that the fields do not list, as in the board's own filter, except those in which an ambiguous
    place in the location may be. On any other board, the countries may be just those of the employer's
    offices.
    """
    if countries:
        doubtful = frozenset[str]().union(*(places_in_line(part).doubtful for part in location.split(";")))
        return Places(
            tuple(sorted(countries)),
            tuple(sorted(doubtful - {*countries})),
            others=Answer.NO if rules_out else Answer.UNKNOWN,
            words=_words(_names(countries)),
        )
    if zones:
        inside, near = countries_at(zones)
        words = _words(_offsets(zones))
        return Places(tuple(sorted(inside)), tuple(sorted(near)), others=Answer.NO, words=words)
    return Places(others=Answer.YES, words=_words("anywhere")) if worldwide else Places()


def zones_of_fields(zones: Sequence[float]) -> TimeZones | None:
    """Return the time zones in a board's field, from the first to the last offset."""
    return TimeZones(min(zones), max(zones), _words(_offsets(zones))) if zones else None


def _words(said: str) -> str:
    return f"the board says {said}"


def _names(countries: Sequence[str]) -> str:
    names = [country_name(code) for code in countries]
    return ", ".join(names) if len(names) <= _FEW else f"{len(names)} countries"


def _offsets(zones: Sequence[float]) -> str:
    return " to ".join(dict.fromkeys(f"UTC{one:+g}" for one in (min(zones), max(zones))))
