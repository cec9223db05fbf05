"""Normalize titles, companies, and places by removing what job boards add to them.

"Acme: Sr. Backend Engineer (m/f/d) - Berlin - Remote" -> senior backend engineer; berlin

This module is pure.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jobsearch.facts.places.gazetteer import fold
from jobsearch.facts.places.names import names_a_town, places_from, places_in_line
from jobsearch.learning.same_jobs.telling import is_telling_title
from jobsearch.text.companies import LEGAL_FORM, without_legal_form
from jobsearch.titles.parse import tokens

_CACHED = 50_000
_LEAST_OF_A_NAME = 4  # letters; shorter prefixes are initials
_LEAST_OF_A_CODE = 4
WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")  # keeps "c++" and "c#" apart
_DOMAIN = re.compile(r"\.(?:com|io|ai|co|org|net|dev|app|de|eu|tech)$")
_NO_LETTERS = re.compile(r"[\W_]+")
_TAG = re.compile(r"^\s*\[[^\[\]]{1,20}\]\s*")
_DASHES = "\\-\u2013\u2014"
_SEPARATOR = re.compile(
    rf"\s*[()\[\]|•·]\s*|\s+[{_DASHES}/@]+\s*|\s*[{_DASHES}@]+\s+|\s*[:,;]\s+|\s@(?=\w)|\s(?:at|bei|chez)\s",
    re.IGNORECASE,
)
_GENDERS = re.compile(
    r"[(\[]?\b(?:all genders|[mfwhdxi](?: ?[/|,*] ?[mfwvhdxi]|/div\w*|/x){1,4})\b\*?[)\]]?"
    r"|[:*](?:in|innen)\b",
    re.IGNORECASE,
)
# "#2", "L3" and "3D" distinguish jobs; a reference has more digits, or letters before a dash.
_CODE = r"(?:(?=(?:[\w/.-]*\d){3})|(?=[a-z]{1,4}[-/_]\d))[\w/.-]*\w"
_SHORT_CODE = r"[a-z]{0,3}\d{2,}"
_NUMBERED = re.compile(  # "| Job ID: 27600", "(Req #91)", "Kennziffer: A-17"; not followed by more of a title
    r"[(\[|]?\s*(?<![\w#&;])(?:(?:job|posting|vacancy|position|opening|stellen)[ .-]*"
    rf"(?:(?:id|no|nr|number|nummer|code|ref|req)\b\.?\s*[:#]?\s*#?|\s*:?\s*#\s*){_CODE}"
    r"|(?:(?:req(?:uisition)?|ref(?:erence|erenz\w*)?|kennziffer)\b[ .-]*"
    r"(?:(?:id|no|nr|number|nummer|code)\b\.?)?|id)"
    rf"\s*(?:[:#]\s*#?(?:{_CODE}|{_SHORT_CODE})|\s{_CODE})|#\d{{4,}})"
    rf"(?=\s*(?:[)\]|,;•·]|[{_DASHES}]\s|$)|\s+[{_DASHES}/])\s*[)\]]?",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"^\s*[^|:()\[\]]{2,60}?\s(?:is|are)\s(?:now |currently |urgently )?(?:hiring|looking for|seeking"
    r"|recruiting)\b\s*(?:for\b)?[\s:]*(?:(?:an?|the|our next)\s+)?",
    re.IGNORECASE,
)
_SEEKS = (
    r"\s+(?:sucht|recrute|recherche|busca|contrata|procura|zoekt|cerca|szuka)"
    r"(?:\s+(?:eine[nr]?|une?|una?|een|uma?))?\s+"
)
_IN = re.compile(r"\s+(?:in|at|bei|à|en|em|w)\s+", re.IGNORECASE)
_EXTRA = r"(?:benefits?|equity|visa|relocation|bonus(?:es)?|options|stock)"
_ADDED = re.compile(  # additions by boards and recruiters that repeat the post's fields
    r"(?:100 ?%|fully?)?[ -]*remote(?:[ -]*(?:first|only|job|work|position|friendly|ok|possible|option\w*))?"
    r"|remote[ -]*anywhere|hybrid|on[ -]?site|in[ -]?office|home ?office|work from home|wfh|worldwide"
    r"|anywhere|global|full[ -]?time|vollzeit|permanent|festanstellung|unbefristet"
    r"|(?:we(?:'re| are) |now )?hiring(?: now)?|urgent(?:ly)?(?: hiring| needed)?"
    r"|immediate(?:ly)?(?: start| joiner)?|asap|(?:ab |per )?sofort|new|hot|apply now|inc|gmbh|llc|ltd|ag"
    r"|job(?: (?:opening|offer|opportunity|vacancy|ad))?|vacancy|open(?: position| role|ing)|stellenangebot"
    r"|offre d'emploi|oferta de (?:empleo|trabajo)|vaga|vacature|befristet"
    rf"|ref(?:erence)?\.?(?: (?:no|nr)\.?)?[ :#]*(?:{_CODE}|{_SHORT_CODE})|(?:req|r|jr|id)[ :#-]*\d{{3,}}"
    r"|#\d{4,}|(?!(?:19|20)\d\d$)\d{4,}"  # a year distinguishes one intake of interns from the next
    # On their own, "Benefits", "Equity", "Visa" and "Relocation" may be a field of work.
    rf"|(?:(?:great|top|excellent|full|with|plus|incl\w*\.?|\d+ ?%|\+) ?)+{_EXTRA}(?: (?:and|&) {_EXTRA})*"
    rf"|{_EXTRA} (?:sponsor\w*|support(?:ed)?|assist\w*|provided|offered|available|possible|package|paid"
    r"|included|ok)[\w ]*"
    r"|(?:up to |from )?[$€£][\d.,k]+(?: ?(?:-|\u2013|to) ?[$€£]?[\d.,k]+)?(?: ?(?:/|per|a) ?\w+)?"
    rf"(?: ?(?:\+|plus|and|&) ?{_EXTRA})*",
    re.IGNORECASE,
)
_AT_AN_END = re.compile(
    r"^(?:(?:100 ?% )?remote|hiring|urgent)\s+|\s+(?:(?:100 ?%? )?remote|hybrid|onsite|full-time)$",
    re.IGNORECASE,
)
_AROUND_PLACES = frozenset(
    (
        "remote hybrid onsite office hq headquarters area greater metro flexible worldwide anywhere global "
        "home based world or and in the of from only fully first friendly work region multiple "
        "locations various"
    ).split()
)
_MARKETS = frozenset(  # market regions, including some missing from gazetteers
    "amer amers americas noram na emea emeia apac apj latam dach anz nordics benelux mena cee see uki gcc"
    " iberia apmea ssa".split()
)
# Markets that are also a word, a company, a skill or anything else: "Engineer - GCC", "Zimmermann - Dach".
_ALSO_OTHERWISE = frozenset("na dach anz see gcc ssa amer cee".split())
_BESIDE = re.compile(r"[;|]")
_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_COUNTRIES = {"u.s": "us", "usa": "us", "uk": "gb", "u.k": "gb"}
_SPELLED = {
    "sr": "senior",
    "jr": "junior",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "dev": "developer",
    "eng": "engineer",
}


@dataclass(frozen=True)
class Advert:
    """The fields of a job ad that identify the job, except the text.

    Attributes:
        id: the caller's ID of the post; lower IDs were stored earlier.
        source: the board and account; posts of the same source are never linked.
        company: the company as given by the board; "" if unknown.
        title: the title as given by the board.
        location: the location as given by the board.

    """

    id: int
    source: str
    company: str
    title: str
    location: str


class Essence(NamedTuple):
    """The words of a normalized title, and the places that were removed from it."""

    words: tuple[str, ...]
    places: frozenset[str]

    @property
    def key(self) -> str:
        """Return the first two words, a key shared by posts of the same job, or "" for a generic title."""
        return " ".join(self.words[:2]) if is_telling_title(self.words) else ""


@lru_cache(maxsize=_CACHED)
def essence(title: str, company: str = "", location: str = "") -> Essence:
    """Normalize a job title.

    Any text is accepted.
    """
    plain = _NUMBERED.sub(" ", _TAG.sub("", unicodedata.normalize("NFKC", title)))
    plain = _HIRING.sub("", _GENDERS.sub(" ", plain))
    firm = company_key(company)
    words: list[str] = []
    places: set[str] = set()
    for segment in _segments(_without_company(plain, company)):
        own = place_words(segment)
        if not own or company_key(segment) == firm or _ADDED.fullmatch(segment):
            continue
        if words and _says_where(segment, own, location):
            places |= own
            continue
        told, where = _split_off_place(segment, location)
        words += [] if company_key(told) == firm else _spelled(told)
        places |= where
    return Essence(tuple(words), frozenset(places))


@lru_cache(maxsize=_CACHED)
def company_key(company: str) -> str:
    """Normalize a company name: remove the legal form and domain, and keep only letters and digits."""
    text = without_legal_form(company)
    return _NO_LETTERS.sub("", _DOMAIN.sub("", text)) or _NO_LETTERS.sub("", text)


def may_be_one_company(one: str, other: str) -> bool:
    """Return whether two names may refer to the same company.

    They may if one name is a prefix of the other, or if one name is unknown.
    """
    a, b = company_key(one), company_key(other)
    begins = min(len(a), len(b)) >= _LEAST_OF_A_NAME and (a.startswith(b) or b.startswith(a))
    return not a or not b or a == b or begins


def place_words(text: str) -> frozenset[str]:
    """Return the words of a text that name places.

    The result is empty if the text is just "Remote".
    """
    words = (_COUNTRIES.get(word, word) for word in map(str.casefold, WORD.findall(text)))
    return frozenset(fold(word) for word in words if word not in _AROUND_PLACES)


def count_places(location: str) -> int:
    """Count the places in a location; "Berlin; Munich" contains two."""
    return sum(bool(place_words(one)) for one in _BESIDE.split(location))


def may_be_one_place(one: Advert, other: Advert) -> bool:
    """Return whether two ads may be for the same place.

    They may be if one place is more specific than the other, or if only one ad names a place.
    """
    in_titles = (_essence_of(one).places, _essence_of(other).places)
    at = place_words(one.location), place_words(other.location)
    if all(in_titles) and not (in_titles[0] <= in_titles[1] or in_titles[1] <= in_titles[0]):
        return False
    if all(in_titles) and not all(at):
        return True
    here, there = places_of(one), places_of(other)
    if not here or not there or here <= there or there <= here:
        return True
    return _is_within(one.location, other.location) or _is_within(other.location, one.location)


def places_of(advert: Advert) -> frozenset[str]:
    """Return the words of an ad's places, taken from its title if it has no location."""
    return place_words(advert.location) or _essence_of(advert).places


def _essence_of(advert: Advert) -> Essence:
    return essence(advert.title, advert.company, advert.location)


def _is_within(inner: str, outer: str) -> bool:
    """Return whether the inner location is a town in the country named by the outer location."""
    is_remote = _REMOTE.search(outer) and not _REMOTE.search(inner)
    country = places_in_line(outer)
    if is_remote or len(country.whole) != 1 or names_a_town(outer):
        return False
    found = places_in_line(inner).countries
    return bool(found) and found <= country.countries


def _without_company(title: str, company: str) -> str:
    """Remove the company from a title: "Acme, Inc.: " at the start or " at Acme, Inc." at the end."""
    whole = company.strip()
    if not whole:
        return title
    bare = whole[: len(LEGAL_FORM.sub("", whole.casefold()))] if whole.isascii() else whole
    name = "|".join(re.escape(one) for one in dict.fromkeys((whole, bare)) if one)
    name = f"(?:{name})"
    title = re.sub(rf"^\s*{name}(?:\s*[:|{_DASHES}]\s*|{_SEEKS})", "", title, flags=re.IGNORECASE)
    return re.sub(rf"\s+(?:at|bei|chez|[@|{_DASHES}])\s*{name}\s*$", "", title, flags=re.IGNORECASE)


def _split_off_place(segment: str, location: str) -> tuple[str, frozenset[str]]:
    """Split "Sales Manager in Berlin" into the title and the place.

    "In Test" does not name a place.
    """
    for found in reversed(list(_IN.finditer(segment))):
        told, behind = segment[: found.start()], segment[found.end() :]
        own = place_words(behind)
        if told.strip() and own and _says_where(behind, own, location):
            return told, own
    return segment, frozenset()


def _segments(title: str) -> Iterator[str]:
    """Yield the segments of a title between separators, with noise trimmed from both ends."""
    for part in _SEPARATOR.split(title):
        if segment := _trimmed(part or ""):
            yield segment


def _trimmed(segment: str) -> str:
    """Trim punctuation, emoji, and words such as "Remote" from both ends of a segment."""
    text = segment.strip(" .!*~\u2728\U0001f680")
    while not _ADDED.fullmatch(text) and (found := _AT_AN_END.search(text)):
        text = (text[: found.start()] + text[found.end() :]).strip()
    return text


def _spelled(segment: str) -> list[str]:
    found = (_SPELLED.get(word, word) for word in tokens(segment) if word[0].isalnum())
    return [word for word in found if word not in {"remote", "and"}]


def _says_where(segment: str, own: frozenset[str], location: str) -> bool:
    """Return whether a segment of a title names a place or a market.

    `own` contains its words.
    """
    at = place_words(location)
    if not (own <= at | _MARKETS or _is_place(segment)):
        return False
    if own <= at or own.isdisjoint(_ALSO_OTHERWISE):
        return True
    written = set(WORD.findall(segment))
    in_capitals = all(word.upper() in written for word in own & _ALSO_OTHERWISE)
    return in_capitals and bool(places_in_line(segment).countries & places_in_line(location).countries)


def _is_place(segment: str) -> bool:
    text = segment.title() if segment.isupper() and len(segment) >= _LEAST_OF_A_CODE else segment
    found = places_from(text, 0)
    return bool(found) and not text[found.end :].strip(" .,()")
