"""Determine the countries where applicants may live from a post's location, title, tags, and text.

This module is pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from jobsearch.facts.model import Answer, Places, TimeZones
from jobsearch.facts.places.lines import read_line
from jobsearch.facts.places.names import Found, names_a_town, places_ending
from jobsearch.facts.places.statements import Kind, Statement, statements
from jobsearch.facts.places.time_zones import countries_in

_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_LAST_REMOTE = re.compile(r"\W*\b(?:remote|only|based)\W*\Z", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[]([^)\]]{2,60})[)\]]")
_DASH = re.compile(r"\s[-–—|]\s|,\s")
_FEW = 4
_OF_TAGS = re.compile(r"\b(?:only|worldwide|anywhere)\b", re.IGNORECASE)
_ANYWHERE_OF_TITLE = re.compile(r"\b(?:worldwide|remote anywhere|work from anywhere)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Side:
    """The places named in one part of a post, and the answer for all other places."""

    found: Found = field(default_factory=Found)
    words: str = ""
    others: Answer = Answer.UNKNOWN
    excluded: Found = field(default_factory=Found)


def read_places(
    title: str, location: str, tags: Sequence[str], description: str, zones: TimeZones | None = None
) -> Places:
    """Return where applicants may live, as far as the post states it.

    The text is more reliable than the board's location line, which often gives the employer's town. Within
    the text, a required residence outweighs a required work permit. The required time zones, `zones`, apply
    only if no place is named.
    """
    said = list(statements(description))
    home = _union(said, Kind.HOME)
    permit = _union(said, Kind.RIGHT_TO_WORK)
    line = _of_line(location, tags) if not home.found else _of_line(location, ())
    if not (line.words or home.found):
        line = _of_title(title)
    if zones and not (home.found or permit.found or line.found):
        places = _zoned(zones)
    else:
        places = _settled(home, permit, line, said)
    return _without(places, _excluded(said, line))


def _union(said: Iterable[Statement], kind: Kind) -> _Side:
    of_kind = [one for one in said if one.kind is kind]
    countries = frozenset[str]().union(*(one.found.countries for one in of_kind))
    doubtful = frozenset[str]().union(*(one.found.doubtful for one in of_kind))
    whole = frozenset[str]().union(*(one.found.whole for one in of_kind))
    words = of_kind[0].words if of_kind else ""
    return _Side(Found(countries, doubtful - countries, whole), words, _others(one.others for one in of_kind))


def _others(answers: Iterable[Answer]) -> Answer:
    """Combine the answers of several statements for places that none of them mentions."""
    said = set(answers) - {Answer.UNKNOWN}
    return said.pop() if len(said) == 1 else Answer.UNKNOWN


def _of_line(location: str, tags: Sequence[str]) -> _Side:
    for line in (location, *filter(_OF_TAGS.search, tags)):
        if read := read_line(line):
            return _Side(read.found, line, read.others, read.excluded)
    return _Side()


def _of_title(title: str) -> _Side:
    """Parse the places in a title such as "Solutions Architect India" or "Engineer (US only)".

    Another example is "(m/f/d) - Remote, Poland".
    """
    is_remote = _REMOTE.search(title) is not None
    for part in (*_IN_BRACKETS.findall(title), *_DASH.split(title)[-1:], title):
        found = (
            places_ending(_LAST_REMOTE.sub("", part)) if part != title or len(title.split()) > 1 else Found()
        )
        if found.whole and (is_remote or len(found.whole) <= _FEW):  # "(Nordics)" alone is a market
            read = read_line(part)
            if read.excluded.countries >= found.countries:
                return _Side(words=title, others=read.others, excluded=read.excluded)
            return _Side(found, title, read.others if read.found else Answer.NO)
    return _Side(words=title, others=Answer.YES) if _ANYWHERE_OF_TITLE.search(title) else _Side()


def _settled(home: _Side, permit: _Side, line: _Side, said: list[Statement]) -> Places:
    anywhere = [one for one in said if one.kind is Kind.ANYWHERE]
    labeled = [one for one in said if one.kind is Kind.LABEL_ANYWHERE]
    is_open = bool(anywhere or labeled)
    if home.found:
        return _named(home, is_open=is_open)
    if permit.found and not is_open:
        return _permitted(permit, line)
    if labeled or (anywhere and not line.found):
        return Places(others=Answer.YES, words=(labeled or anywhere)[0].words)
    if line.found:
        return _named(line, is_open=is_open or _is_only_wished(line, said) or _is_office(line, said))
    if line.others is Answer.YES:
        return Places(others=Answer.YES, words=line.words)
    return _wished(said)


def _is_only_wished(line: _Side, said: list[Statement]) -> bool:
    """Return whether the text merely prefers the places in the location line or does not require them."""
    wished = [one for one in said if one.kind in (Kind.WISH, Kind.WAIVED)]
    if any(one.found.whole & line.found.countries for one in wished):
        return True
    waived = (one.found.countries & line.found.countries for one in wished if one.kind is Kind.WAIVED)
    return any(waived) and names_a_town(line.words)


def _is_office(line: _Side, said: list[Statement]) -> bool:
    """Return whether the location line may name only the employer's town.

    This is the case if employees work everywhere.
    """
    spread = any(one.kind in (Kind.DISTRIBUTED, Kind.MAYBE_ANYWHERE) for one in said)
    return spread and names_a_town(line.words)


def _named(side: _Side, *, is_open: bool) -> Places:
    """Return the places from one part of a post.

    `is_open` means that another part allows other places.
    """
    return Places(
        allowed=tuple(sorted(side.found.countries)),
        doubtful=tuple(sorted(side.found.doubtful)),
        others=Answer.UNKNOWN if is_open and side.others is Answer.NO else side.others,
        words=side.words,
    )


def _zoned(zones: TimeZones) -> Places:
    inside, near = countries_in(zones)
    return Places(tuple(sorted(inside)), tuple(sorted(near)), others=Answer.NO, words=zones.words)


def _permitted(permit: _Side, line: _Side) -> Places:
    """Return the places allowed by a post that requires a work permit.

    The location line determines whether every country with such a permit qualifies.
    """
    allowed, doubtful = permit.found.countries, permit.found.doubtful
    if line.found and line.others is Answer.NO:
        both = allowed & (line.found.countries | line.found.doubtful)
        allowed, doubtful = both, (allowed | doubtful | line.found.countries | line.found.doubtful) - both
    return Places(
        allowed=tuple(sorted(allowed)),
        doubtful=tuple(sorted(doubtful)),
        others=permit.others,
        words=permit.words,
    )


def _wished(said: list[Statement]) -> Places:
    wish = _union(said, Kind.WISH)
    if wish.found:
        return _named(replace(wish, others=Answer.UNKNOWN), is_open=True)
    maybe = [one for one in said if one.kind is Kind.MAYBE_ANYWHERE]
    return Places(others=Answer.YES, words=maybe[0].words) if maybe else Places()


def _excluded(said: Iterable[Statement], line: _Side) -> _Side:
    side = _union(said, Kind.NOT_THERE)
    return side if side.found else _Side(line.excluded, line.words)


def _without(places: Places, excluded: _Side) -> Places:
    gone = excluded.found.whole
    if not gone:
        return places
    if places.allowed and gone.issuperset(places.allowed):
        # A post cannot exclude everything it allows, so one of the two was misread.
        return replace(places, allowed=(), doubtful=tuple(sorted({*places.allowed, *places.doubtful})))
    return Places(
        allowed=tuple(code for code in places.allowed if code not in gone),
        doubtful=tuple(code for code in places.doubtful if code not in gone),
        excluded=tuple(sorted(gone)),
        others=places.others,
        words=places.words,
        excluded_words=excluded.words,
    )
