"""A gazetteer that maps the names of countries, regions, states, and towns to countries."""

import gc
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from importlib import resources

from jobsearch.facts.places.tables import (
    ABBREVIATIONS,
    CITY_NAMES,
    CONTINENTS,
    COUNTRY_NAMES,
    LETTERS_OF_MUCH,
    NAMES_OF_MUCH,
    NAMESAKES,
    PARTS,
    REGIONS,
)
from jobsearch.text import folding

WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_IN_PARENTHESES = re.compile(r"\s*[(\[].*")

# Their states are better known than a town or another country's state of the same name.
_KNOWN_STATES = {"US", "CA", "AU", "BR", "IN"}
_ABBREVIATED_STATES = {"US", "CA", "AU", "BR"}
_NO_STATES = {"central", "northern", "southern", "eastern", "western", "capital", "centre", "center", "home"}
_NO_STATES |= {"north", "south", "east", "west", "coast"}
_NO_STATES |= {"north east", "north west", "south east", "south west"}
# Countries whose subdivisions are so well known that a small town of the same name elsewhere is rarely meant.
_KNOWN_PARTS = _KNOWN_STATES | {"GB", "IE", "NZ", "ZA"}
_SHORTEST_CITY, _SHORTEST_STATE = 3, 4
_SHORTENED = {
    "north": "n", "northern": "n", "south": "s", "southern": "s", "east": "e", "eastern": "e", "west": "w",
    "western": "w", "central": "c", "saint": "st", "fort": "ft", "mount": "mt",
}  # fmt: skip


class Kind(IntEnum):
    """The kinds of places, from smallest to largest."""

    CITY = 1
    CODE = 2
    STATE = 3
    COUNTRY = 4
    REGION = 5


@dataclass(frozen=True)
class Named:
    """A named place and the countries that it contains or may be in.

    Attributes:
        kind: the kind of place.
        countries: the countries of a region, or the possible countries of any other place.
        also: the countries of lesser-known namesakes, considered next to another name, as in "Ontario, CA".
        maybe: the countries that a post may or may not mean, which are all of them if the name is also that
            of a company or an ordinary word.
        is_weak: whether the name excludes nobody unless something next to it confirms the place, because it
            is a small town that may have namesakes, a company, or an ordinary word.
        state: the code of a US state, or "" for any other place.
        towns_in: for a country, the US states that have a town with the same name.

    """

    kind: Kind
    countries: frozenset[str]
    also: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    is_weak: bool = False
    state: str = ""
    towns_in: frozenset[str] = frozenset()

    @property
    def certain(self) -> bool:
        """Return whether the country is unambiguous."""
        return self.kind is Kind.REGION or len(self.countries) == 1

    @property
    def may_be_north_america(self) -> bool:
        """Return whether the name is "NA", which is also the country code of Namibia."""
        return self.kind is Kind.CODE and self.also == NORTH_AMERICA


NORTH_AMERICA = frozenset(LETTERS_OF_MUCH["NA"].split())


@dataclass(frozen=True)
class Gazetteer:
    """Places by folded name, with codes and UTC offsets.

    `longest` contains the maximum number of words in names that start with a given word. `codes` are matched
    in uppercase only, because "CA", "IN", and "OR" are also words. `offsets` contains the standard UTC
    offsets of each country, in hours.
    """

    names: dict[str, Named]
    longest: dict[str, int]
    codes: dict[str, Named]
    offsets: dict[str, tuple[float, ...]]


def fold(word: str) -> str:
    """Convert a word of a name to lookup form: lowercase, without accents, periods, or apostrophes."""
    return folding.fold(word).replace(".", "").replace("'", "")


def country_named(text: str) -> str | None:
    """Return the code of a country entered by name or code, or None if it is unknown.

    Examples are "Portugal", "brasil", and "PT".
    """
    countries = _countries()
    code = text.strip().upper()
    return countries.get(_key(text)) or (code if code in countries.values() else None)


def countries_of(text: str) -> frozenset[str]:
    """Return the codes of the countries in a country or region given by name; none for any other place."""
    place = gazetteer().names.get(_key(text))
    is_land = place is not None and place.kind in {Kind.COUNTRY, Kind.REGION} and place.certain
    return place.countries if place is not None and is_land else frozenset()


def country_name(code: str) -> str:
    """Return the English name of a country, given its code, or the code if it is unknown."""
    import pycountry  # noqa: PLC0415 - loads the country tables only when needed

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def is_country_code(text: str) -> bool:
    """Return whether a text is the two-letter code of a country, in capitals."""
    import pycountry  # noqa: PLC0415 - same

    return pycountry.countries.get(alpha_2=text) is not None


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer built from the tables of pycountry and this package.

    The result is cached. The first call takes 0.1 seconds.
    """
    collects = gc.isenabled()
    gc.disable()  # none of this is garbage, and a collection would take as long as the rest
    try:
        return _read()
    finally:
        if collects:
            gc.enable()


def _read() -> Gazetteer:
    continents, offsets, large, cities = _geonames()
    found: dict[str, Named] = {}
    _add_cities(found, large, cities)
    codes = _add_states(found)
    _add_countries(found)
    _add_regions(found, continents)
    _add_shortened(found)
    longest: defaultdict[str, int] = defaultdict(int)
    for name in found:
        first, *rest = name.split(" ")
        longest[first] = max(longest[first], 1 + len(rest))
    return Gazetteer(found, dict(longest), codes, offsets)


def _key(name: str) -> str:
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())  # most of thirty thousand names, in a fifth of the time
    return " ".join(map(fold, WORD.findall(name)))


def _keys(names: str) -> list[str]:
    return [key for name in names.split(",") if (key := _key(name))]


def _geonames() -> tuple[dict[str, str], dict[str, tuple[float, ...]], set[str], dict[str, list[str]]]:
    continents, offsets, cities = {}, {}, {}
    large: set[str] = set()
    table = resources.files("jobsearch.facts.places").joinpath("geonames.tsv").read_text("utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        code, continent, hours, count, towns = line.split("\t")
        continents[code] = continent
        offsets[code] = tuple(map(float, hours.split()))
        cities[code] = towns.split("|") if towns else []
        large.update(map(_key, cities[code][: int(count)]))
    return continents, offsets, large, cities


def _add_cities(found: dict[str, Named], large: set[str], cities: dict[str, list[str]]) -> None:
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for code, towns in cities.items():
        for town in towns:
            countries[_key(town)].add(code)
    ours = _our_towns()
    countries |= ours
    words = set(NAMES_OF_MUCH.split())
    well_known = (large | ours.keys()) - words
    for key, codes in countries.items():
        if codes and (len(key) >= _SHORTEST_CITY or not key.isascii()):
            found[key] = _city(frozenset(codes), is_word=key in words, is_weak=key not in well_known)


@cache
def _city(countries: frozenset[str], *, is_word: bool, is_weak: bool) -> Named:
    maybe = countries if is_word else frozenset[str]()
    return Named(Kind.CITY, countries, maybe=maybe, is_weak=is_weak)


def _our_towns() -> dict[str, set[str]]:
    towns: defaultdict[str, set[str]] = defaultdict(set)
    for code, names in CITY_NAMES.items():
        for key in _keys(names):
            towns[key] |= {code} - {""}
    return towns


def _add_states(found: dict[str, Named]) -> dict[str, Named]:
    """Add states and provinces, and return their abbreviations together with the country codes."""
    import pycountry  # noqa: PLC0415 - same

    countries: defaultdict[str, set[str]] = defaultdict(set)
    codes: defaultdict[str, set[str]] = defaultdict(set)
    of_us: dict[str, str] = {}
    ours = _our_towns()
    for state in pycountry.subdivisions:
        key = _key(_IN_PARENTHESES.sub("", state.name))
        if state.country_code == "US":
            of_us[key] = state.code.partition("-")[2]
        if len(key) >= _SHORTEST_STATE and key not in _NO_STATES:
            countries[key].add(state.country_code)
        if state.country_code in _ABBREVIATED_STATES:
            codes[state.code.partition("-")[2]].add(state.country_code)
    for country in pycountry.countries:
        codes[country.alpha_2].add(country.alpha_2)
    for key, lands in countries.items():
        known = lands & _KNOWN_STATES
        if known or key not in found:
            towns = found[key].countries if key in found else frozenset()
            meant = frozenset(known or lands) | (towns if key in ours else frozenset())
            found[key] = _state(key, meant, towns - meant, of_us.get(key, ""), is_known=bool(known))
        elif found[key].is_weak:
            shared = found[key].countries | (lands & _KNOWN_PARTS)
            found[key] = replace(found[key], countries=shared)
    for code, abbreviation in ABBREVIATIONS.items():
        codes[abbreviation].add(code)
    _share_letters(found, codes)
    states = set(of_us.values())
    return {code: _coded(code, frozenset(lands), states) for code, lands in codes.items()}


def _state(key: str, lands: frozenset[str], also: frozenset[str], code: str, *, is_known: bool) -> Named:
    is_weak = not is_known and " " not in key  # "Meta" and "Central"; names of two words are rarely ambiguous
    return Named(Kind.STATE, lands, also, lands if is_weak else frozenset(), is_weak, code)


def _share_letters(found: dict[str, Named], codes: dict[str, set[str]]) -> None:
    """Make a code shared by a state and a small town, such as "VIC", refer to either."""
    for code in codes.keys() & {key.upper() for key, place in found.items() if place.is_weak}:
        place = found[code.casefold()]
        found[code.casefold()] = replace(place, countries=place.countries | codes[code])


def _coded(code: str, lands: frozenset[str], states: set[str]) -> Named:
    others = LETTERS_OF_MUCH.get(code)
    return Named(
        Kind.CODE,
        lands,
        also=NORTH_AMERICA if code == "NA" else frozenset(),
        maybe=lands.union((others or "").split()) if others is not None else frozenset(),
        is_weak=others is not None,
        state=code if code in states else "",
    )


def _add_countries(found: dict[str, Named]) -> None:
    for code, names in PARTS.items():
        found.update(dict.fromkeys(_keys(names), Named(Kind.STATE, frozenset({code}))))
    for key, code in _countries().items():
        towns_in = frozenset(NAMESAKES.get(key, "").split())
        found[key] = Named(Kind.COUNTRY, frozenset({code}), towns_in=towns_in)
    # The state is meant at least as often as the country.
    found["georgia"] = Named(Kind.COUNTRY, frozenset({"GE", "US"}))
    found["jersey"] = Named(Kind.COUNTRY, frozenset({"JE", "US"}))


@cache
def _countries() -> dict[str, str]:
    """Map folded names to country codes, without loading towns, which user input does not need."""
    import pycountry  # noqa: PLC0415 - loads the country tables only when needed

    countries: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            name = getattr(country, attribute, "")
            countries[_key(_IN_PARENTHESES.sub("", name.partition(",")[0]))] = country.alpha_2
    for code, names in COUNTRY_NAMES.items():
        countries |= dict.fromkeys(_keys(names), code)
    return {key: code for key, code in countries.items() if key}


def _add_regions(found: dict[str, Named], continents: dict[str, str]) -> None:
    for names, codes in REGIONS.items():
        found.update(dict.fromkeys(_keys(names), Named(Kind.REGION, frozenset(codes.split()))))
    for names, (parts, others) in CONTINENTS.items():
        members = {code for code, continent in continents.items() if continent in parts.split()}
        region = Named(Kind.REGION, frozenset(members | set(others.split())))
        found.update(dict.fromkeys(_keys(names), region))


def _add_shortened(found: dict[str, Named]) -> None:
    """Add abbreviated names such as "N. Ireland", "S. Africa", and "Ft. Worth"."""
    for key, place in list(found.items()):
        first, _space, rest = key.partition(" ")
        short = _SHORTENED.get(first)
        if short and rest and not place.is_weak:
            found.setdefault(f"{short} {rest}", place)
            found.setdefault(f"{short}{rest}", place)  # "N.Ireland" is one word
