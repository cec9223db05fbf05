"""Interpret the fields in which boards specify where applicants may live.

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
    """Return the countries allowed by a board's countries or else its time zones; empty without either.

    A board that `rules_out` countries is closed to all that its fields do not name, as in its own filter,
    except for countries that a place in its location may lie in. Any other board's countries may just be the
    employer's offices.
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
    """Return the time zones in a board's field, from first to last."""
    return TimeZones(min(zones), max(zones), _words(_offsets(zones))) if zones else None


def _words(said: str) -> str:
    return f"the board says {said}"


def _names(countries: Sequence[str]) -> str:
    names = [country_name(code) for code in countries]
    return ", ".join(names) if len(names) <= _FEW else f"{len(names)} countries"


def _offsets(zones: Sequence[float]) -> str:
    return " to ".join(dict.fromkeys(f"UTC{one:+g}" for one in (min(zones), max(zones))))
