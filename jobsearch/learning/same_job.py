"""Which posts of different boards are one job: by title, place, company and text, agencies' copies too; pure.

    title without what boards add to it -> places that do not contradict each other
    -> most of the shorter text is in the longer one, word by word
    -> no word in the place of another that could name another job

A wrong link hides a job, a missing one costs a key press. One board does not name a job twice, so that two
posts of one board are never linked here, and a copy that two of them could be the origin of is linked to none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from zlib import crc32

from rapidfuzz.distance import Levenshtein

from jobsearch.facts.places.gazetteer import fold
from jobsearch.facts.places.names import names_a_town, places_from, places_in_line
from jobsearch.learning.telling import could_name_another, is_telling_title
from jobsearch.titles.parse import tokens

_SAMPLED = 8  # of as many shingles (three words each) one is looked up, to find texts worth comparing
_FEWEST_SHARED = 3  # sampled shingles
_FEWEST_WORDS = 40  # a shorter text could be anybody's
_MOST_WORDS = 2_500
_OF_ONE_COMPANY = 0.75  # of the shingles of the shorter text that are in the other
_OF_AN_AGENCY = 0.6
_WITH_MORE_IN_THE_TITLE = 0.97
_WITH_MORE_PLACES = 0.97
_LEADS_BY = 0.1  # the origin of a copy is so much more like it than the next post of the same board
_AROUND = 3  # words that are the same on both sides of a swap
_SWAP = 6  # words in the place of others; more are another passage
_WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")
_LEGAL = re.compile(
    r"[\s,]+(?:gmbh(?: & co\.? kg)?|ag|se|kg|ug|inc|incorporated|llc|l\.l\.c|ltd|limited|plc|corp|corporation|"
    r"co|company|b\.?v|n\.?v|s\.?a|s\.?a\.?s|s\.?r\.?l|s\.?p\.?a|ab|as|a/s|aps|oy|oyj|pty|pte|sp\. z o\.o|kft|"
    r"s\.?l|holdings?|international|group)\.?$"
)
_DOMAIN = re.compile(r"\.(?:com|io|ai|co|org|net|dev|app|de|eu|tech)$")
_BESIDE = re.compile(r"[;|]")
_LETTERS_ONLY = re.compile(r"[\W_]+")
_OPENING_TAG = re.compile(r"^\s*\[[^\[\]]{1,20}\]\s*")
_SEPARATOR = re.compile(r"\s*[()\[\]|•·]\s*|\s+[-\u2013\u2014/@]+\s*|\s*[-\u2013\u2014@]+\s+|\s*[:,;]\s+|\s@(?=\w)")
_AT = re.compile(r"\s(?:at|bei|chez|@)\s", re.IGNORECASE)
_GENDERS = re.compile(
    r"[(\[]?\b(?:all genders|[mfwhdxi](?: ?[/|,*] ?[mfwvhdxi]|/div\w*|/x){1,4})\b\*?[)\]]?|[:*](?:in|innen)\b", re.IGNORECASE
)
_ADDED = re.compile(  # what boards and recruiters add to a title, and what they say of pay and place elsewhere
    r"(?:(?:100 ?%|fully?|full)?[ -]*remote(?:[ -]*(?:first|only|job|work|position|friendly|ok|possible|option\w*|anywhere))?"
    r"|hybrid|on[ -]?site|in[ -]?office|home ?office|work from home|wfh|worldwide|anywhere|global|"
    r"full[ -]?time|vollzeit|permanent|festanstellung|unbefristet|"
    r"(?:we(?:'re| are) )?hiring(?: now)?|now hiring|urgent(?:ly)?(?: hiring| needed)?|immediate(?: start| joiner)?|new|hot|"
    r"apply now|job|inc|gmbh|llc|ltd|ag|ref(?:erence)?\.?(?: (?:no|nr)\.?)?[ :#]*[\w-]*\d[\w-]*|(?:req|r|jr|id)[ :#-]*\d{3,}|#?\d{4,}|"
    r"(?:visa|relocation)[\w ]*|equity|(?:up to |from )?[$€£][\d.,k]+(?: ?(?:-|\u2013|to) ?[$€£]?[\d.,k]+)?(?: ?(?:/|per|a) ?\w+)?)",
    re.IGNORECASE,
)
_AROUND_PLACES = frozenset(
    (
        "remote hybrid onsite office hq headquarters area greater metro flexible worldwide anywhere global home based "
        "or and in the of from only fully first friendly work region multiple locations various"
    ).split()
)
_COUNTRY_WORDS = {"u.s": "us", "usa": "us", "united states": "us", "uk": "gb", "united kingdom": "gb", "u.k": "gb"}


@dataclass(frozen=True)
class Advert:
    """What a board says of a job, but for its text.

    Attributes:
        id: what the caller knows the post by; a lower one was stored earlier.
        source: the board and whose: posts of one are never linked.
        company: as the board gives it, "" for unknown.
        title: as the board gives it.
        location: as the board gives it.

    """

    id: int
    source: str
    company: str
    title: str
    location: str


class Essence(NamedTuple):
    """A title without what boards add to it, and the places that were a part of it."""

    words: tuple[str, ...]
    places: frozenset[str]

    @property
    def key(self) -> str:
        """Return what posts of one job share: two words, "" for a title that could be anybody's."""
        return " ".join(self.words[:2]) if is_telling_title(self.words) else ""


@lru_cache(maxsize=50_000)
def essence(title: str, company: str = "", location: str = "") -> Essence:
    """Return what is left of a title; any text is one."""
    plain = _GENDERS.sub(" ", _OPENING_TAG.sub("", unicodedata.normalize("NFKC", title)))
    plain = _without_company(plain, company)
    firm, at = company_key(company), frozenset(_place_words(location))
    words: list[str] = []
    places: set[str] = set()
    for segment in _segments(plain):
        own = _place_words(segment)
        if not own or company_key(segment) == firm or _ADDED.fullmatch(segment):
            continue
        if words and (own <= at or _is_place(segment)):
            places |= own
        else:
            words += _spelled(segment)
    return Essence(tuple(words), frozenset(places))


def _without_company(title: str, company: str) -> str:
    """Return a title without "Acme, Inc.: " before it, and " at Acme, Inc." behind it."""
    name = re.escape(company.strip())
    if not name:
        return title
    title = re.sub(rf"^\s*{name}\s*[:|\u2013\u2014-]\s*", "", title, flags=re.IGNORECASE)
    return re.sub(rf"\s+(?:at|bei|chez|@|\||-|\u2013)\s*{name}\s*$", "", title, flags=re.IGNORECASE)


def _segments(title: str) -> Iterator[str]:
    """Yield what stands between the separators of a title, without noise at its ends."""
    for part in _SEPARATOR.split(title):
        before, *after = _AT.split(part or "")
        yield from (_trimmed(one) for one in (before, *after) if _trimmed(one))


def _trimmed(segment: str) -> str:
    """Return a segment without "Remote" before or behind its words."""
    text = segment.strip(" .!*~\u2728\U0001f680")
    while (found := _AT_AN_END.search(text)) and found[0].strip() != text:
        text = (text[: found.start()] + text[found.end() :]).strip()
    return text


_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_AT_AN_END = re.compile(r"^(?:(?:100 ?% )?remote|hiring|urgent)\s+|\s+(?:(?:100 ?%? )?remote|hybrid|onsite|full-time)$", re.IGNORECASE)


def _spelled(segment: str) -> list[str]:
    same = {"sr": "senior", "jr": "junior", "ii": "2", "iii": "3", "iv": "4", "dev": "developer", "eng": "engineer"}
    found = (same.get(word, word) for word in tokens(segment) if word[0].isalnum())
    return [word for word in found if word not in {"remote", "and"}]


def _is_place(segment: str) -> bool:
    text = segment.title() if segment.isupper() and len(segment) > 3 else segment  # noqa: PLR2004 - no code
    found = places_from(text, 0)
    return bool(found) and not text[found.end :].strip(" .,()")


def _place_words(text: str) -> frozenset[str]:
    words = (_COUNTRY_WORDS.get(word, word) for word in map(str.casefold, _WORD.findall(text)))
    return frozenset(fold(word) for word in words if word not in _AROUND_PLACES)


@lru_cache(maxsize=50_000)
def company_key(company: str) -> str:
    """Return a company's name without its legal form, its domain and all but letters and digits."""
    text = company.casefold().strip()
    while (shorter := _LEGAL.sub("", text).strip()) not in {text, ""}:
        text = shorter
    return _LETTERS_ONLY.sub("", _DOMAIN.sub("", text)) or _LETTERS_ONLY.sub("", text)


def same_jobs(adverts: Iterable[Advert], texts: Mapping[int, str]) -> dict[int, int]:
    """Return, for each advert that is the job of an earlier one of another board, the id of that one.

    The adverts share the key of their essence; those that come first are preferred. Those without a text are
    linked to none.
    """
    found: dict[int, int] = {}
    firsts: list[_Read] = []
    sources: dict[int, set[str]] = {}
    index: defaultdict[int, list[_Read]] = defaultdict(list)
    for advert in adverts:
        read = _Read(advert, texts.get(advert.id, ""))
        if len(read.words) < _FEWEST_WORDS:
            continue
        first = _origin(read, _candidates(read, index), sources)
        if first is not None:
            found[advert.id] = first
            sources[first].add(advert.source)
            continue
        firsts.append(read)
        sources[advert.id] = {advert.source}
        for sample in read.samples:
            index[sample].append(read)
    return found


def _candidates(read: "_Read", index: Mapping[int, list["_Read"]]) -> list["_Read"]:
    shared: dict[int, tuple[int, _Read]] = {}
    for sample in read.samples:
        for other in index.get(sample, ()):
            count, _other = shared.get(other.advert.id, (0, other))
            shared[other.advert.id] = (count + 1, other)
    return [other for count, other in shared.values() if count >= _FEWEST_SHARED]


def _origin(read: "_Read", candidates: Sequence["_Read"], sources: Mapping[int, set[str]]) -> int | None:
    """Return the advert that this one is a copy of, None for none, or where it could be one of several."""
    free = [one for one in candidates if read.advert.source not in sources[one.advert.id]]
    ranked = sorted(
        ((likeness, one) for one in free if (likeness := read.likeness(one))), key=lambda each: -each[0]
    )
    if not ranked:
        return None
    best, first = ranked[0]
    rivals = [one for score, one in ranked[1:] if one.advert.source == first.advert.source and score > best - _LEADS_BY]
    if any(not _same_place_and_title(read, one) or _same_place_and_title(read, first) is False for one in rivals):
        exact = [one for one in (first, *rivals) if _same_place_and_title(read, one)]
        return exact[0].advert.id if len(exact) == 1 else None
    return first.advert.id


def _same_place_and_title(one: "_Read", other: "_Read") -> bool:
    return one.places == other.places and one.essence.words == other.essence.words


class _Read:
    """An advert with its text, read as often as it is compared."""

    def __init__(self, advert: Advert, text: str) -> None:
        self.advert = advert
        self.text = text
        self.essence = essence(advert.title, advert.company, advert.location)
        self.company = company_key(advert.company)

    @cached_property
    def words(self) -> list[str]:
        """The words as they are written."""
        return _WORD.findall(self.text)[:_MOST_WORDS]

    @cached_property
    def folded(self) -> list[str]:
        return [word.casefold() for word in self.words]

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Numbers of every three words that follow each other; the same in every run, unlike hash()."""
        words = [word.encode() for word in self.folded]
        return frozenset(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))

    @property
    def samples(self) -> list[int]:
        return [shingle for shingle in self.shingles if shingle % _SAMPLED == 0]

    @cached_property
    def places(self) -> frozenset[str]:
        """The words of its places, those of the title where the board names none."""
        return _place_words(self.advert.location) or self.essence.places

    @cached_property
    def several(self) -> int:
        """How many places it names, one beside another."""
        return sum(bool(_place_words(one)) for one in _BESIDE.split(self.advert.location))

    def likeness(self, other: "_Read") -> float:
        """Return how much of the shorter text is in the longer one, 0 where the two are other jobs."""
        least = self._least(other)
        if not least or not _compatible(self, other):
            return 0
        if self.several and other.several and self.several != other.several:
            least = max(least, _WITH_MORE_PLACES)
        shared = len(self.shingles & other.shingles) / max(1, min(len(self.shingles), len(other.shingles)))
        return shared if shared >= least and not _tells_apart(self, other) else 0

    def _least(self, other: "_Read") -> float:
        """Return which share of the text has to be the same, 0 where the titles are of other jobs."""
        of_one = not self.company or not other.company or _of_one_company(self.company, other.company)
        if self.essence.words == other.essence.words:
            return _OF_ONE_COMPANY if of_one else _OF_AN_AGENCY
        one, more = sorted((self.essence.words, other.essence.words), key=len)
        longer = bool(one) and more[: len(one)] == one
        return _WITH_MORE_IN_THE_TITLE if longer and of_one and not could_name_another(more[len(one) :]) else 0


def _of_one_company(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 3 and (one.startswith(other) or other.startswith(one)))  # noqa: PLR2004 - no initials


def _compatible(one: _Read, other: _Read) -> bool:
    """Tell whether two adverts may be for one place: one says more than the other, or only one says any."""
    in_titles = one.essence.places, other.essence.places
    if all(in_titles):
        if not (in_titles[0] <= in_titles[1] or in_titles[1] <= in_titles[0]):
            return False
        if not (_place_words(one.advert.location) and _place_words(other.advert.location)):
            return True
    if not one.places or not other.places or one.places <= other.places or other.places <= one.places:
        return True
    return _within(one, other) or _within(other, one)


def _within(inner: _Read, outer: _Read) -> bool:
    """Tell whether one names a town, and the other its country alone."""
    line = places_in_line(outer.advert.location)
    is_remote = _REMOTE.search(outer.advert.location) and not _REMOTE.search(inner.advert.location)
    if is_remote or len(line.whole) != 1 or names_a_town(outer.advert.location):
        return False
    found = places_in_line(inner.advert.location).countries
    return bool(found) and found <= line.countries


def _tells_apart(one: _Read, other: _Read) -> bool:
    """Tell whether a few words stand in the place of others, and could name another job."""
    names = frozenset(_WORD.findall(f"{one.advert.company} {other.advert.company}".casefold()))
    return any(
        names.isdisjoint(map(str.casefold, (*gone, *come))) and could_name_another(gone) and could_name_another(come)
        for gone, come in _swaps(one, other)
    )


def _swaps(one: _Read, other: _Read) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the few words of one text and of the other that stand between the same words."""
    steps = Levenshtein.opcodes(one.folded, other.folded).as_list()
    for before, (tag, start, end, other_start, other_end), after in zip(steps, steps[1:], steps[2:], strict=False):
        is_short = max(end - start, other_end - other_start) <= _SWAP
        if tag == "replace" and is_short and _is_common(before) and _is_common(after):
            yield one.words[start:end], other.words[other_start:other_end]


def _is_common(step: tuple[str, int, int, int, int]) -> bool:
    return step[0] == "equal" and step[2] - step[1] >= _AROUND
