"""What the fields of a board say about where one may live; pure."""

from collections.abc import Sequence

from jobsearch.facts.model import Answer, Places, TimeZones
from jobsearch.facts.places.gazetteer import country_name
from jobsearch.facts.places.names import places_in_line
from jobsearch.facts.places.time_zones import countries_at

_FEW = 6


def places_of_fields(
    location: str, countries: Sequence[str], zones: Sequence[float], *, worldwide: bool, rules_out: bool
) -> Places:
    """Return where one may live by a board's countries, else by its time zones; nothing where it has neither.

    A board that `rules_out` countries is closed to all that it does not name, as its filter for them is; but
    for those that a place of its line may lie in. What another names may be the employer's offices.
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
    """Return the time zones that a board's field names, from the first to the last."""
    return TimeZones(min(zones), max(zones), _words(_offsets(zones))) if zones else None


def _words(said: str) -> str:
    return f"the board says {said}"


def _names(countries: Sequence[str]) -> str:
    names = [country_name(code) for code in countries]
    return ", ".join(names) if len(names) <= _FEW else f"{len(names)} countries"


def _offsets(zones: Sequence[float]) -> str:
    return " to ".join(dict.fromkeys(f"UTC{one:+g}" for one in (min(zones), max(zones))))
