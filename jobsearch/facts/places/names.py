"""Find the places mentioned in a line or sentence, and resolve them to countries.

This module is pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jobsearch.facts.places.gazetteer import NORTH_AMERICA, WORD, Kind, Named, fold, gazetteer
from jobsearch.facts.places.tables import ABBREVIATED_STATES, ORDINARY_WORDS

_WITHIN_A_NAME = re.compile(r"[ \-.'’&]{1,3}\Z")  # "&" as in "UK&I"
_CAPITALS = {
    "us",
    "uk",
    "eu",
    "uae",
    "usa",
    "eea",
    "gcc",
    "cis",
    "cee",
    "anz",
    "kl",
    "drc",
    "ksa",
    "bgc",
    "efta",
    *"uki ukie lac cala mea ssa see apj apjc noam noram namer nam amer pnw gta asean".split(),
}
_LOWER_IN_LINES = {"us", "uk", "eu", "usa", "uae", "eea"}
_LONGEST_LINE = 300
# Names that a line would otherwise split, and filler without meaning.
_IN_ONE = {
    re.compile(r"\bUK\s?[&/+]\s?I\b"): "UKI",
    re.compile(r"\bA/NZ\b"): "ANZ",
    re.compile(r"\bD[-/]A[-/]CH\b"): "DACH",
    re.compile(r"\b(?:N/A|n/a|N\.A\.)(?!\w)"): " ",
}
_OF_SENTENCES = re.compile(
    r"\b(?:anywhere|any|work|home|from|wfh|open|to|only|full|part|time|first|fully|flexib\w+|friendly|within)\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bremot[eo]", re.IGNORECASE)
_BEGINS_A_CLAUSE = re.compile(r"(?:\A|[.:;!?•|*–—]|\s-)\W*\Z")
_SPACE = re.compile(r"\s+")
_COMMA = re.compile(r"\s*,\s*")
_BEFORE_A_NAME = re.compile(
    r"(?:(?:the|mainland|central|eastern|western|northern|southern)\s+)+(?!europe\b|africa\b|asia\b)",
    re.IGNORECASE,
)
_MOST_PLACES = 60
_LOOKED_BACK = 120

_DIRECTIONS = {
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "upper",
}

# Allowed between two places of a list, and before the first.
_BETWEEN = re.compile(
    r"(?:[\s,;/|&()+:\-–—•]|\b(?:and|or|the|either|both|any|anywhere|somewhere|in|within|of|from|one|"
    r"following|"
    r"countries|country|states?|provinces?|regions?|cities|city|locations?|mainland|continental|contiguous|"
    r"lower|greater|metro|metropolitan|areas?|coast|remote|"
    r"remotely|our|hubs?|offices?|select|selected|certain|approved|time|e|y|ou|o|und|et|oder|em|en|"
    r"\d{1,2})\b){0,24}",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*\([^()]{0,60}\)")  # "(East Coast/ET)" belongs to the place before it
_ALTERNATIVES = re.compile(r"[/;|•·&]|\b(?:[Oo]r|[Aa]nd|ou|und|et|oder)\b|\s[-–—]\s")  # "OR" is Oregon
_PART = re.compile(r"[^,()\[\]]+")
_NOISE = re.compile(
    r"\b(?:remote(?:ly)?|hybrid|on-?site|office|hq|headquarters|based|only|within|in|anywhere|fully|"
    r"flexib\w+|"
    r"friendly|home|work|from|wfh|the|area|greater|metropolitan|county|region|bay|district|prefecture|"
    r"city|coast|east|west|north|south|"
    r"province|state|woj|first|\d+%?|full|part|time|any|open|to)\b\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """The countries that a text names or may mean, and the span of their names.

    `whole` contains the countries named directly rather than through a town or state. `is_open` means that a
    name is too ambiguous to exclude anyone.
    """

    countries: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0
    is_open: bool = False

    def __bool__(self) -> bool:
        """Return whether any places were found."""
        return bool(self.countries or self.doubtful)


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    place: Named


def places_in_line(line: str) -> Found:
    """Return the countries in a line that consists mostly of places, such as "Remote - Porto, Portugal"."""
    return _united(_supported(_resolved(places_named(line), line)), 0, len(line))


def places_named(line: str) -> list[Named]:
    """Return the places in a line that consists mostly of places, in order.

    "Porto, Portugal" counts as one place.
    """
    return [place for part in _alternatives(line[:_LONGEST_LINE]) for place in _address(part)]


def places_listed(line: str) -> int:
    """Count the places in a line: "Berlin, Lisbon" contains two, and "Porto, Portugal" contains one."""
    return sum(len(_address(part)) for part in _alternatives(line[:_LONGEST_LINE]))


def names_a_town(line: str) -> bool:
    """Return whether a line names a place smaller than a country, as "Porto, Portugal" does."""
    parts = [part[0] for one in _alternatives(line[:_LONGEST_LINE]) for part in _PART.finditer(one)]
    return any(_is_town(place) for part in parts for place in _places_of(part))


def _is_town(place: Named) -> bool:
    return place.kind < Kind.COUNTRY and not place.may_be_north_america


def places_from(text: str, start: int) -> Found:
    """Return the countries in the list of places that starts at `start` in a text, if any."""
    hits: list[_Hit] = []
    end = start
    while len(hits) < _MOST_PLACES:
        joined = _BETWEEN.match(text, end)
        word = WORD.match(text, joined.end() if joined else end)
        listed = bool(hits) or (joined is not None and "states" in joined[0])
        hit = word and (_longest(text, word) or _code(text, word, listed=listed))
        if hit:
            hits.append(hit)
            end = hit.end
        elif hits and (note := _NOTE.match(text, hits[-1].end)) and note.end() > end:
            end = note.end()
        elif word and word[0].casefold() in _DIRECTIONS:
            end = word.end()  # "Northern California", but "South Africa" is a name
        else:
            break
    # The sentence itself confirms that it names a place.
    groups = [_meant(group) for group in _resolved(_grouped(text, hits), "")]
    return _united(groups, hits[0].start if hits else start, hits[-1].end if hits else end)


@dataclass(frozen=True)
class OnePlace:
    """A place in a text, such as "Porto, Portugal", from `start` to `end`.

    Its first name ends at `first_end`.
    """

    place: Named
    start: int
    first_end: int
    end: int


def place_at(text: str, start: int, *, line: bool = False) -> OnePlace | None:
    """Return the place whose name starts at `start`, or None if there is no place with a clear country."""
    skipped = _BEFORE_A_NAME.match(text, start)
    hit = _hit_at(text, skipped.end() if skipped else start, line=line)
    if hit is None:
        return None
    groups, end = [hit.place], hit.end
    comma = _COMMA.match(text, hit.end)
    behind = comma and _hit_at(text, comma.end(), line=line)
    if behind and len(joined := _grouped(text, [hit, behind])) == 1:
        groups, end = joined, behind.end
    return OnePlace(groups[0], hit.start, hit.end, end) if groups[0].certain else None


def _hit_at(text: str, start: int, *, line: bool) -> _Hit | None:
    word = WORD.match(text, start)
    return (_longest(text, word, line=line) or _code(text, word, listed=True)) if word else None


def places_ending(text: str) -> Found:
    """Return the countries in the list of places at the end of a text, if any."""
    for word in list(WORD.finditer(text, max(0, len(text) - _LOOKED_BACK)))[-12:]:
        found = places_from(text, word.start()) if _is_capital(word[0]) else None
        if found and not text[found.end :].strip(" .,()-–—"):
            return found
    return Found()


def _alternatives(line: str) -> Iterator[str]:
    for pattern, meant in _IN_ONE.items():
        line = pattern.sub(meant, line)
    if _longest_whole(line):  # "Trinidad and Tobago"
        yield line
    else:
        yield from _ALTERNATIVES.split(line)


def _longest_whole(line: str) -> bool:
    return " ".join(map(fold, WORD.findall(line))) in gazetteer().names


def _address(line: str) -> list[Named]:
    """Return the places in a line, merging the parts of each address.

    "Austin, Texas, United States" is one place, but "Berlin, London" is two.
    """
    parts: list[Named] = []
    unknown = False
    for part in _PART.finditer(line):
        whole = _whole_part(part[0]) or (_state_behind(part[0]) if parts else [])
        parts += whole or _hits(part[0])
        unknown = unknown or not (whole or not _NOISE.sub("", part[0]).strip(" -–—.:"))
    return _merged(parts, in_small_town=unknown)


def _places_of(part: str) -> list[Named]:
    return _whole_part(part) or list(_hits(part))


def _whole_part(part: str) -> list[Named]:
    for text in (part, _NOISE.sub(" ", part)):
        name = " ".join(map(fold, WORD.findall(text)))
        place = gazetteer().names.get(name)
        is_word = name in ORDINARY_WORDS and _OF_SENTENCES.search(part)  # "Come work remotely"
        if place is not None and not is_word and _is_written_so(name, text.strip(), line=True):
            return [place]
    code = part.strip(" .")
    if code.isupper() and (place := gazetteer().codes.get(code)) is not None:
        return [place]
    return []


def _state_behind(part: str) -> list[Named]:
    """Interpret a part such as "Pa.", "Penn.", or "pa" as a state, since it follows a town.

    Anywhere else, these are ordinary words.
    """
    text = part.strip(" .")
    code = ABBREVIATED_STATES.get(text.casefold(), text.upper())
    state = gazetteer().codes.get(code)
    return [state] if state and state.state and text.isalpha() else []


def _hits(part: str) -> Iterator[Named]:
    end = 0
    for word in WORD.finditer(part):
        if word.start() < end:
            continue
        if hit := _longest(part, word, line=True) or _code(part, word, listed=True):
            yield hit.place
            end = hit.end


def _longest(text: str, first: re.Match[str], *, line: bool = False) -> _Hit | None:
    """Return the longest place name that starts with a given word, or None if there is none."""
    known = gazetteer()
    most = known.longest.get(fold(first[0]), 0)
    if not most or not (line or _is_capital(first[0])):
        return None
    words = [first]
    for word in WORD.finditer(text, first.end(), first.end() + 60):
        if len(words) == most or not _WITHIN_A_NAME.match(text[words[-1].end() : word.start()]):
            break
        words.append(word)
    for count in range(len(words), 0, -1):
        name = " ".join(fold(word[0]) for word in words[:count])
        place = known.names.get(name)
        if place and _is_written_so(name, first[0], line=line):
            hit = _Hit(first.start(), words[count - 1].end(), place)
            return None if name in ORDINARY_WORDS and _is_just_a_word(text, hit, line=line) else hit
    return None


def _is_just_a_word(text: str, hit: _Hit, *, line: bool) -> bool:
    """Return whether a place name in running text is an ordinary word, as in "Most of our customers".

    A capital in the middle of a clause, or another place directly after the word, indicates a place.
    """
    if not line and not _BEGINS_A_CLAUSE.search(text, max(0, hit.start - 12), hit.start):
        return False
    space = _SPACE.match(text, hit.end)
    behind = space and WORD.match(text, space.end())
    if not behind:
        return line
    return not (behind[0] in gazetteer().codes or _longest(text, behind))


def _is_capital(word: str) -> bool:
    return not word[0].islower()


def _is_written_so(name: str, word: str, *, line: bool) -> bool:
    """Return whether a word has the right case to be part of a place name.

    "us" is the country only in uppercase or in a line that consists mostly of places.
    """
    if name not in _CAPITALS:
        return True
    return word.replace(".", "").isupper() or (line and name in _LOWER_IN_LINES)


def _code(text: str, word: re.Match[str], *, listed: bool) -> _Hit | None:
    place = gazetteer().codes.get(word[0]) if listed else None
    is_state = place is not None and (place.countries & {"US", "CA"})
    follows = text[max(0, word.start() - 2) : word.start()]
    if (
        place is None
        or not (is_state or place.may_be_north_america)
        or not (listed and re.search(r"[,(\s]\Z|\A\Z", follows))
    ):
        return None
    return _Hit(word.start(), word.end(), place)


def _grouped(text: str, hits: list[_Hit]) -> list[Named]:
    """Merge adjacent names of one place, such as "Porto, Portugal".

    A region is replaced with the places in parentheses after it.
    """
    groups: list[Named] = []
    previous: _Hit | None = None
    narrowed: Named | None = None
    for hit in hits:
        between = text[previous.end : hit.start] if previous else ""
        if ")" in between:
            narrowed = None
        elif previous and previous.place.kind is Kind.REGION and between.lstrip().startswith("("):
            narrowed = groups.pop()
        place = hit.place
        if narrowed:
            place = Named(place.kind, (place.countries & narrowed.countries) or place.countries)
        _append(groups, place, apart=bool(re.search(r"\b(?:or|and)\b|[/;&()]", between)))
        previous = hit
    return groups


def _merged(parts: list[Named], *, in_small_town: bool) -> list[Named]:
    groups: list[Named] = []
    for part in parts:
        _append(groups, part, apart=False)
    return [_without_codes(group) if in_small_town else group for group in groups]


def _append(groups: list[Named], place: Named, *, apart: bool) -> None:
    """Merge a place into the last group if it gives the location of that group.

    Otherwise, start a new group.
    """
    last = groups[-1] if groups and not apart else None
    is_apart = (
        place.kind is Kind.REGION
        and last is not None
        and (last.kind is Kind.COUNTRY or last.may_be_north_america)
    )
    if last is None or last.kind is Kind.REGION or is_apart:
        groups.append(place)  # "Europe, Asia" and "Europe, UK" are two, "London, Europe" is one
    elif place.state and place.state in last.towns_in:
        groups[-1] = _town_in_state(last)  # "Lebanon, PA"
    elif common := (last.countries | last.also) & (place.countries | place.also):
        groups[-1] = Named(max(last.kind, place.kind), common, maybe=_left_open(last, place, common))
    elif (last.kind is Kind.CITY or last.is_weak) and _says_where(place):
        groups[-1] = _without_codes(place)  # "Paris, Texas", "London, ON": a namesake of the well-known town
    elif place.state and (last.kind is Kind.STATE or (last.kind is Kind.COUNTRY and _is_only_state(place))):
        # "Delhi, LA", "Germany, OH": a town there, or a list
        groups[-1] = Named(Kind.STATE, frozenset({"US"}), maybe=last.countries)
    else:
        groups.append(place)


def _without_codes(group: Named) -> Named:
    """Interpret a code such as "PA" after an unknown town as a US state, not as a country."""
    if group.kind is Kind.CODE and "US" in group.countries:
        return Named(Kind.STATE, frozenset({"US"}), state=group.state)
    return group


def _says_where(place: Named) -> bool:
    """Return whether the name after a town can be the town's location.

    "Meta" in "Munich, Meta" cannot.
    """
    return place.kind in {Kind.COUNTRY, Kind.CODE} or (place.kind is Kind.STATE and not place.is_weak)


def _town_in_state(country: Named) -> Named:
    """Resolve the name of a country that is followed by a US state with a town of that name.

    "Lebanon, PA" is a town. "Malta, MT" is a town in Montana, or the country with its own code.
    """
    is_own_code = country.countries & country.towns_in
    return Named(Kind.STATE, frozenset({"US"}) | is_own_code)


def _is_only_state(place: Named) -> bool:
    """Return whether a place is a state that shares neither its name nor its code with a country.

    "OH" is such a state, but "IN" is not.
    """
    return place.kind is Kind.STATE or (place.countries == {"US"} and not place.is_weak)


def _left_open(last: Named, place: Named, common: frozenset[str]) -> frozenset[str]:
    """Return the other countries that a pair of names may mean.

    "US, CA" may mean Canada, and "Toronto, NA" may mean North America.
    """
    if place.may_be_north_america and not common & place.countries:
        return NORTH_AMERICA - common
    if last.kind is Kind.COUNTRY and place.kind is Kind.CODE and "CA" in place.countries:
        return place.countries - common
    return frozenset()


def _meant(group: Named) -> Named:
    return replace(group, is_weak=False, maybe=group.maybe - group.countries)


def _resolved(groups: list[Named], line: str) -> list[Named]:
    """Interpret "NA" as North America if it is next to another region or "remote"."""
    if not any(group.may_be_north_america for group in groups):
        return groups
    others = [group for group in groups if not group.may_be_north_america]
    if any(group.kind is Kind.REGION for group in others) or (not others and _REMOTE.search(line)):
        return [*others, Named(Kind.REGION, NORTH_AMERICA)]
    if others and all(group.countries <= NORTH_AMERICA for group in others):
        return [*others, Named(Kind.CODE, NORTH_AMERICA)]  # "US/NA"
    both = NORTH_AMERICA | {"NA"}
    return [*others, Named(Kind.CODE, both, maybe=both, is_weak=True)]


def _supported(groups: list[Named]) -> list[Named]:
    """Drop ambiguous names whose country is already covered by an unambiguous name.

    Any other ambiguous name is kept, so that the result excludes nobody; see Found.is_open.
    """
    strong = frozenset[str]().union(*(group.countries for group in groups if not group.is_weak))
    return [group for group in groups if not (group.is_weak and group.countries & strong)]


def _united(groups: Sequence[Named], start: int, end: int) -> Found:
    countries: set[str] = set()
    doubtful: set[str] = set()
    sure = [group for group in groups if group.certain and not group.countries <= group.maybe]
    for group in groups:
        (countries if group in sure else doubtful).update(group.countries)
        doubtful.update(group.maybe)
    whole = frozenset[str]().union(*(group.countries for group in sure if group.kind >= Kind.COUNTRY))
    is_open = any(group.is_weak for group in groups)
    return Found(frozenset(countries), frozenset(doubtful - countries), whole, start, end, is_open)
