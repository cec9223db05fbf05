"""Map places to world regions by looking up their countries in the gazetteer.

This is used only by the preference model, to treat Lyon and Porto as similar. Whether someone may work in a
place is determined elsewhere.

This module is pure.
"""

import re
from functools import cache, lru_cache

from jobsearch.facts.places.gazetteer import Kind, Named, gazetteer
from jobsearch.facts.places.names import places_named

_ANYWHERE = "anywhere"
# Each world region, by the gazetteer's regions and countries that it includes and excludes.
_PARTS = {
    "united states": ("US", ""),
    "canada": ("CA", ""),
    "united kingdom": ("GB", ""),
    "europe": ("europe", "TR GE AM AZ"),
    "latin america": ("latin america, caribbean, PR", ""),
    "india": ("IN", ""),
    "asia and the pacific": ("asia, oceania, GE AM AZ", "middle east, IN TR CY"),
    "africa and the middle east": ("africa, middle east, TR", "CY"),
}
REGIONS = (_ANYWHERE, *_PARTS)
# State codes are also words in some languages, so they count only as in addresses: "Troy, MI".
_STATE = re.compile(
    r"(?<=[,|/-])\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])(?=\s*(?:$|[,|/(-]|\d{5}))"
)
_MOST = 0.8  # minimum share of a region's countries for it to be in a part: some count Turkey as Europe
_OF_NO_COUNTRY = re.compile(r"\b(?:anywhere|world[- ]?wide|global(?:ly)?|international)\b", re.IGNORECASE)
_EUROPEAN = re.compile(r"\b(?:[Ee]uropean|CES?T)\b(?! [Uu]nion)")  # refers to places without naming one
_SPACED = re.compile(r"\b([A-Z])\.\s(?=[A-Z]\.)")  # "U. S. A."
_IN_AN_ADDRESS = re.compile(r",\s?[A-Z]{2}\b")
_PRONOUN = re.compile(r"\bus\b")


@lru_cache(maxsize=4096)
def regions_in(text: str) -> tuple[str, ...]:
    """Return the world regions of the places in a text, with repeats."""
    anywhere = (_ANYWHERE,) * len(_OF_NO_COUNTRY.findall(text))
    found = (*anywhere, *(part for place in _named(text) for part in _parts_of(place)))
    return found or _by_state(text)


@lru_cache(maxsize=4096)
def regions_of_title(text: str) -> tuple[str, ...]:
    """Return the world regions of the places that a title mentions unambiguously."""
    named = [place for place in _named(_PRONOUN.sub("", text)) if _is_nothing_else(place, text)]
    return tuple(part for place in named for part in _parts_of(place)) or _by_state(text)


def _named(text: str) -> list[Named]:
    return places_named(_EUROPEAN.sub("Europe", _SPACED.sub(r"\1.", text)))


def _is_nothing_else(place: Named, title: str) -> bool:
    """Return whether a name unambiguously refers to a place.

    "Mobile" and "Nice" are also ordinary words, as are the codes "MS" and "OR".
    """
    if place.kind is Kind.REGION:
        return True
    by_letters = place.kind is Kind.CODE or bool(place.state and re.search(rf"\b{place.state}\b", title))
    return not (place.is_weak or place.maybe or (by_letters and not _IN_AN_ADDRESS.search(title)))


def _by_state(text: str) -> tuple[str, ...]:
    return ("united states",) * len(_STATE.findall(text))


def _parts_of(place: Named) -> list[str]:
    """Return the regions that contain a place or are part of it, or an empty list for an ambiguous place."""
    parts = _countries()
    within = [part for part, countries in parts.items() if place.countries and place.countries <= countries]
    if within or place.kind is not Kind.REGION:
        return within
    shared = {part: len(countries & place.countries) for part, countries in parts.items()}
    whole = [part for part, countries in parts.items() if 2 * shared[part] > len(countries)]
    largest = [part for part in whole if not any(parts[part] < parts[other] for other in whole)]
    return largest or [part for part, count in shared.items() if count >= _MOST * len(place.countries)]


@cache
def _countries() -> dict[str, frozenset[str]]:
    return {part: _codes(within) - _codes(without) for part, (within, without) in _PARTS.items()}


def _codes(places: str) -> frozenset[str]:
    """Return the countries in a list of region names and country codes."""
    known = gazetteer().names
    return frozenset().union(
        *(known[name].countries if name.islower() else name.split() for name in places.split(", "))
    )
