"""Interpret a line that consists mostly of places, such as a board's location or a "Location:" line.

"Berlin or remote (US hours), except Russia" -> remove exceptions, hours, and wishes -> places, and all others

This module is pure.
"""

import re
from dataclasses import dataclass, field

from jobsearch.facts.model import Answer
from jobsearch.facts.places.names import Found, names_a_town, places_in_line, places_listed
from jobsearch.facts.places.ranges import ranges

_LONGEST = 300
_SEGMENT = r"(?:(?!\s[-–—]\s|,\s*(?:prefer|ideal))[^;|()\[\]•·])*"
_PART = r"(?:(?!\s[-–—]\s)[^,;|()\[\]•·])*"

_EXCEPTION = re.compile(
    r"(?:\b(?:except(?:ing)?|exclud(?:ing|es)|excl\.?|other than|outside|but not|not|no|non|without)\b|"
    r"(?<=anywhere )but\b|(?<=worldwide )but\b)[\s:-]*"
    r"(?:(?:available|open|eligible|possible|hiring|for|from|in|of|to|the|residents)\b\s*)*"
    r"(?P<places>[^()\[\];|]*)",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    rf"(?P<places>{_PART}?)\b(?:is |are )?"
    r"(?:excluded|excepted|not (?:included|eligible|available|possible))\b",
    re.IGNORECASE,
)
_OF_EMPLOYER = re.compile(
    r"\([^()]*\b(?:company|team|headquartered|headquarters|hq|customers|clients)\b[^()]*\)", re.IGNORECASE
)
_OF_HOURS = re.compile(
    rf"{_PART}\b(?:time\W?zones?|(?:\w+[- ])?hours?|hrs|schedule|shift|overlap)\b{_PART}", re.IGNORECASE
)
_OF_WISHES = re.compile(
    rf"{_SEGMENT}\b"
    rf"(?:prefer\w*|ideal\w*|desired|priorit\w+|encouraged|welcome|nice to have|a plus)\b{_SEGMENT}",
    re.IGNORECASE,
)
_AND_OTHERS = re.compile(
    r"\b(?:others?|elsewhere|beyond|and more|etc|considered|possible exceptions|open to remote)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)

_MODE = r"(?:hybrid|on-?site|in-?office|office|in-?person|remote)"
_MODES = re.compile(
    rf"\b{_MODE}(?:\s*(?:/|,|\bor\b|\band\b|&)\s*{_MODE}\b)+(?!\s+(?:in|from)\b|\s*\()", re.IGNORECASE
)
_ALTERNATIVES = re.compile(r"[/;|•·]|[\[(,]?\s*\b(?:or|ou|oder)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|ou|oder)\b", re.IGNORECASE)
_PARTS = re.compile(r"[,;|()\[\]•·/&:]|\s[-–—]\s|\b(?:or|and|ou|oder|but|we)\b", re.IGNORECASE)
_BARE_REMOTE = re.compile(
    r"\W*(?:(?:fully|100 ?%|or|work(?:ing)?|from|home|office|possible|ok|options?|role|job)\W+)*"
    r"\b(?:remot[eo]|remotely|wfh|work from home|home[ -]?office|anywhere)\b"
    r"(?:\W+(?:possible|ok|okay|friendly|options?|optional|work|available|role|job|first|too))*\W*",
    re.IGNORECASE,
)
_WORLD_PART = re.compile(
    r"\W*(?:(?:(?:fully|100 ?%|remote|remotely|work|working|from|live|living|in|home|based|open|available|"
    r"hire|hiring|probably|possibly|the|you can|can be)\b|\d+)\W*)*"
    r"\b(?:anywhere(?: (?:in|around|across) the (?:world|globe)| on earth| else| you \w+)?|"
    r"wherever\b[\w ’']*|"
    r"world-?wide|global(?:ly)?|all countries|any (?:country|location)|around the (?:world|globe)|"
    r"(?:whole |entire )?world|everywhere)\b"
    r"(?:\W*\b(?:remote|remotely|ok|okay|friendly|work|welcome|possible)\b)*\W*",
    re.IGNORECASE,
)
# "Anywhere, US" and "Anywhere (US)" mean anywhere in that country.
_ANYWHERE_THERE = re.compile(r"\b(?:anywhere|everywhere)\b\W*\s*(?:[,(:]|\s[-–—]\s)\W*\w", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:anywhere(?! (?:in|within|across) (?!the world|the globe))|world-?wide|global(?:ly)?|all countries|"
    r"any (?:country|location)|international|any ?where)\b|^\W*all\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """The places that a line names or excludes, and the answer for all other places.

    `others` is NO if the line lists all allowed places, YES if the whole world is allowed, and UNKNOWN if the
    line names no places, states a preference, or offers remote work as an alternative to a town.
    """

    found: Found = field(default_factory=Found)
    excluded: Found = field(default_factory=Found)
    others: Answer = Answer.UNKNOWN

    def __bool__(self) -> bool:
        """Return whether the line contains any information about places."""
        return bool(self.found or self.excluded) or self.others is Answer.YES


def read_line(line: str) -> Line:
    """Return where a line allows applicants to live, based on its first 300 characters."""
    text, excluded = _without_exceptions(line[:_LONGEST])
    text = _OF_EMPLOYER.sub(" ", text)
    text, of_hours = _without(text, _OF_HOURS)
    text, wished = _without(text, _OF_WISHES)
    if found_range := next(ranges(text, line=True), None):
        return Line(found_range.found, excluded, found_range.others)
    found = places_in_line(text)
    if found and found.is_open and not found.countries:
        found = Found()  # just a company's name, or a small town's
    if found:
        elsewhere = places_in_line(of_hours).countries - found.countries
        is_open = found.is_open or elsewhere or _AND_OTHERS.search(line)
        others = Answer.UNKNOWN if is_open else _others(text)
        return Line(found, excluded, others)
    if _WORLD.search(text):
        return Line(places_in_line(wished), excluded, Answer.YES)
    return Line(places_in_line(wished), excluded)


def _without(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Remove the matches of a pattern from a text, and return the rest and the matches."""
    rest = pattern.sub(" ", text)
    return rest, "" if rest == text else ", ".join(match[0] for match in pattern.finditer(text))


def _without_exceptions(text: str) -> tuple[str, Found]:
    for pattern in (_EXCEPTED, _EXCEPTION):
        cue = pattern.search(text)
        if cue and (found := places_in_line(cue["places"])):
            return f"{text[: cue.start()]} {text[cue.end() :]}", found
    return text, Found()


def _others(text: str) -> Answer:
    """Return the answer for all places not named in a line of places."""
    if any(map(_WORLD_PART.fullmatch, _PARTS.split(text))) and not _ANYWHERE_THERE.search(text):
        return Answer.UNKNOWN if _ONLY.search(text) else Answer.YES
    return Answer.UNKNOWN if _offers_remote_work(_MODES.sub(" ", text)) else Answer.NO


def _offers_remote_work(text: str) -> bool:
    """Return whether a line offers remote work as an alternative to a town, as in "Berlin or Remote".

    "Remote, Berlin" and "Poland/Remote" specify where applicants must live, but "Berlin, Lisbon, Remote"
    lists alternatives.
    """
    if places_listed(text) > 1 and _BARE_REMOTE.fullmatch(text.rpartition(",")[2]):
        return names_a_town(text)
    choices = list(filter(str.strip, _ALTERNATIVES.split(text)))
    bare = any(map(_BARE_REMOTE.fullmatch, choices))
    return bare and (_OR.search(text) is not None or any(map(names_a_town, choices)))
