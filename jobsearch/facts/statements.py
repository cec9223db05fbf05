"""What the sentences of a post say about where one may live; pure.

A statement is a cue ("must be based in"), the places beside it, and who it speaks of: a company that is based
in New York says nothing about the people it wants.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jobsearch.facts.country_groups import DEMONYMS
from jobsearch.facts.place_names import Found, places_ending, places_from, places_in_line

LONGEST_TEXT = 60_000  # a hundredth of that is usual
_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 400
_LONGEST_QUOTE = 160


class Kind(Enum):
    """How a statement limits where one may live."""

    HOME = auto()  # one has to live there
    WISH = auto()  # it would be nice
    RIGHT_TO_WORK = auto()  # one has to be allowed to work there
    NOT_THERE = auto()  # one must not live there
    LABEL_ANYWHERE = auto()  # "Location: worldwide"
    ANYWHERE = auto()  # the world over, said of the people it seeks
    MAYBE_ANYWHERE = auto()  # "work from anywhere", which is often said of a day at the beach


@dataclass(frozen=True)
class Statement:
    """One thing that a post says about places, and the words that say so."""

    kind: Kind
    found: Found
    words: str


# A sentence without any of these says nothing about places; to look for each is faster than for all at once.
_CUES = tuple(
    "based locat resid living live right authori eligib permit visa citizen clearance remot anywhere world global "
    "work hir employ recruit seeking looking open only restricted limited reserved available outside except exclud "
    "countr region provinc location ubicaci localiza standort lieu lugar cualquier qualquer join candidates applicants".split()
)
# Boundaries within a line; "U.S. based" is none, and where a board lost the blanks ("EngineerLocation:") one is.
_BOUNDARY = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z\W])|(?<=[a-z.!?)])(?=(?:Job )?Location\s*:)")
_UNSAID = re.compile(
    r"e-verify|form i-9|regardless|without regard|discriminat|protected veteran|fair chance|arrest|convicti|"
    r"privacy|personal data|data protection|accommodation|scam|unsolicited|all qualified applicants|"
    r"background check",
    re.IGNORECASE,
)
_OF_PAY = re.compile(
    r"salar|compensation|pay (?:range|scale|transparen)|base pay|\bpay\b|wage|benefits|\d{2,3},\d{3}|\d{2,3}k\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"prefer|ideal|a plus|nice to have|bonus|encouraged|advantage|desir|would be great|not required|"
    r"not (?:a )?(?:strict )?requirement|not mandatory",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|when|whether|unless|(?<!role )(?<!position )for (?:those|candidates|applicants|employees|residents|roles|positions|"
    r"individuals|people)|employees|wherever|se você|si)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:must|need to|needs to|required|requires?|should|candidates?|applicants?|you|who|role|position|job|"
    r"individuals?|someone|people|professionals?|person|talent|contractors?|freelancers?|"
    r"looking for|seeking|open to|open for|hiring|remote|only|residency|opportunity)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:we|our|company|companies|office|offices|headquarter\w*|hq|teams?|customers?|clients?|partners?|"
    r"startup|firm|firms|business|businesses|studio|brand|founders?|employees|colleagues|members|teammates|"
    r"servers?|stores?|managers?|users|patients|organi[sz]ations?|agency|fund|investors?|facilit\w+|sites?|"
    r"hospitals?|vendors?|suppliers?|stakeholders|region|territory|experience)\b",
    re.IGNORECASE,
)
_NOT_A_HOME = re.compile(
    r"\W{0,3}(?:(?:and|or|&)\W)?\W{0,2}(?:(?:based )?(?:time\W?zones?|timezones?|hours?|business hours|"
    r"working hours|markets?|customers?|clients?|users?|teams?|compan(?:y|ies)|dollars?|holidays?|tax|laws?|gaap|"
    r"english|leads?|offices?|subsidiar\w+|entit\w+|operations|regulat\w+|payroll|patients|students|shift))\b",
    re.IGNORECASE,
)

_LABEL = re.compile(
    r"^\W{0,8}(?:\w+ ){0,2}?(?:locations?|based in|country|countries|province|where you.{0,20}|ubicación|lugar|"
    r"standort|localização|local|lieu|sede|residency|residence|eligible countries|hiring regions?)"
    r"(?:\s*\([^)]{0,40}\))?\s*(?:requirements?|restrictions?)?\s*[:\-–—]\s*(?P<value>\S.{0,200})",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W{0,8}(?:(?:job|work|role|remote) )?(?:locations?|where)(?: requirements?| restrictions?)?\W{0,4}$",
    re.IGNORECASE,
)
_OFFICES = re.compile(r"\boffices? in\b|headquarter|\bHQ\b|customers|clients", re.IGNORECASE)
_LIVING = re.compile(
    r"\b(?P<verb>based|located|resid(?:e|es|ing|ents?|ency)|liv(?:e|es|ing)|domiciled|situated)\b"
    r"(?: and (?:legally )?(?:authori[sz]ed|able|eligible) to work)?"
    r"(?:,? (?:permanently|physically|currently|legally|full[- ]time|remotely|here))?\s+"
    r"(?:(?:in|within|from|across|throughout|near|inside|anywhere|around|out of|in or near|in or around)\s+"
    r"(?:(?:reasonable )?(?:commuting|driving) distance (?:of|to|from)\s+)?|(?:either )?in\b)",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:based|located|resid(?:e|es|ing)|liv(?:e|es|ing)|location:?)\s+"
    r"(?:strictly )?outside(?: of)?(?: the)?\s+",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|cannot|unable|no)\b|n['’]t\b", re.IGNORECASE)  # noqa: RUF001 - as posts write it
_BASED = re.compile(r"[ \-‑–/]based\b(?P<after>[^.;]{0,40})", re.IGNORECASE)  # noqa: RUF001 - as posts write it
_OF_OTHERS = re.compile(
    r"\b(?:our|with|(?<!looking )(?<!open )for|supporting|by|serve|of)\s+(?:the |a |an )?[\w.]+\W*$", re.IGNORECASE
)
_BASED_PERSON = re.compile(
    r"^[\s,)\]*.•\-|&]*$|^\W{0,3}(?:and |or |only|fully |100% |full[- ]time )?\s*"
    r"(?:remote|roles?|positions?|candidates?|applicants?|contractors?|talent|only|individuals?|professionals?|"
    r"freelancers?|opportunit\w+|person|people|residents?|hire|applications?|job|temp|developers?|engineers?|"
    r"eastern|central|pacific|in )\b|^\W*[,.)]",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\bonly\b", re.IGNORECASE)
_BEFORE_ONLY = re.compile(
    r"\W{0,3}(?:\bbased\W)?(?:\b(?:residents?|candidates?|applicants?|applications?|citizens?|nationals?|"
    r"locations?|remote)\W{0,2}){0,2}\Z",
    re.IGNORECASE,
)
_LOOKED_BACK = 80
_ALLOWED = re.compile(
    r"\b(?:authori[sz](?:ed|ation)|(?:legal )?right|eligib(?:le|ility)|permi(?:tted|ssion|t)|entitled|"
    r"(?:legally )?able|ability|allowed|cleared)\s+to\s+(?:legally\s+|live and |reside and )?work\b"
    r"(?:[\w, ]{0,50}?)\s(?:in|within|from|throughout|across)\s+",
    re.IGNORECASE,
)
_PERMIT = re.compile(
    r"\b(?:work (?:permit|visa|authori[sz]ation|rights?)|citizenship|permanent residen\w+)\s+"
    r"(?:for|in|within|of)\s+",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    r"\b(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]*)?)\s+(?:work(?:ing)? (?:authori[sz]ation|permit|visa|rights)|"
    r"citizens?(?:hip)?|persons?\b|nationals?|permanent residen\w+|residents?|security clearance|government clearance|"
    r"clearance|secret clearance|candidates|applicants)",
)
_CLEARANCE = re.compile(r"\b(?:TS/SCI|public trust|DoD secret|secret clearance|top secret)\b", re.IGNORECASE)
_REMOTE = re.compile(
    r"\bremot(?:e|ely)\b[ -]?(?:roles?|positions?|jobs?|work(?:ing)?|opportunity|opportunities|only|friendly|"
    r"contract|employees?|team members?)?"
    r"\s{0,2}(?:[-–—,:(|/]|\b(?:in|within|from|across|throughout|anywhere|located in|based in|for|to|but)\b)"
    r"(?:\s*(?:in|within|from|anywhere|only|the country of|country of|based in|located in)\b)*\s*",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:(?:work(?:ing)?(?: fully| 100%)?|remote[^.;]{0,60}?)\s+(?:from|across|throughout)|"
    r"work(?:ing)?(?: fully| 100%)? remotely\s+(?:from|in|within|across|throughout))\s+"
    r"(?:anywhere\s+)?(?:in|within|across|throughout)?\s*",
    re.IGNORECASE,
)
_FROM_ANYWHERE_IN = re.compile(r"\banywhere\s+(?:in|within|across|throughout)\s+(?:the\s+)?", re.IGNORECASE)
_HIRING = re.compile(
    r"\b(?:(?:hir(?:e|ing)|recruit(?:ing)?|employ(?:ing| individuals)?|applications?|applicants?|candidates?|talent)\b"
    r"(?:\s+[\w()\-]+){0,4}?\s+(?:in|across|within|from)\s+(?:the following\s+)?|"
    r"(?:(?:open|available|offered|eligible)\s+(?:only\s+)?(?:to|for|in)|"
    r"(?:restricted|limited|reserved|exclusively)\s+(?:only\s+)?(?:to|for))\s+"
    r"(?:only\s+)?(?:(?:people|those|candidates|applicants|residents|citizens|talent)\s+(?:in|from|of|within)\s+)?)",
    re.IGNORECASE,
)
_SEEKING = re.compile(
    r"\b(?:seeking|looking for|hiring|recruiting|join our)\b(?P<who>[^.:;]{0,110}?)\b(?:in|within|across)\s+",
    re.IGNORECASE,
)
_OTHER_PURPOSE = re.compile(r"\b(?:to|with|experience|expertise|who|that|market|customers?|grow\w*|expan\w+)\b", re.I)
_REFUSED = re.compile(
    r"\b(?:not|n['’]t|cannot|unable|no longer|never)\b[^.;]{0,70}?\b(?:hir\w+|employ\w*|accept\w*|consider\w*|"  # noqa: RUF001
    r"support\w*|onboard\w*|engag\w+|open|available|eligible|work with)\b[^.;]{0,60}?\s(?:in|from|to|of|within)\s+|"
    r"\b(?:except|excluding|other than)\s+(?:for\s+)?(?:in\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_SHORT_REMOTE = re.compile(r"\bremot[eo]", re.IGNORECASE)
_LONGEST_SHORT = 80

_PERK = re.compile(
    r"up to|part of the year|\bweeks?\b|\bdays?\b|months?|temporar|\btrip\b|travel|\bper year\b|annual|almost "
    r"anywhere|retreat|customers?\b|clients?\b|users?\b|patients?\b|enabl\w+ |allow\w* (?:it|our)|devices|"
    r"connect|students|members\b|talent network|ship|deploy",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\b(?:(?:from|live|located|based|reside|work|hire|hiring|candidates?|applicants?|people|talent|remote|"
    r"remotely|role|position|open|available)\b[^.;:]{0,40}?\b(?:anywhere (?:in|across|around) (?:the )?(?:world|globe|planet)|"
    r"any country|any location)|"
    r"(?:(?:hire|hiring|candidates?|applicants?|role|position|open)\b(?:\W+\w+){0,3}?|remote(?:ly)?)\W+"
    r"(?:around the (?:world|globe)|worldwide|globally(?! (?:distributed|accessible|known|dispersed|diverse|leading)))|"
    r"(?:candidates?|applicants?|hires|employees|those|based) outside (?:of )?(?:the )?U\.?S\.?A?\.?[^.]{0,40}"
    r"(?:contractors?|employer of record|EOR\b|welcome)|"
    r"no (?:location|geographic\w*|country) (?:restrictions?|requirements?|limits?)|"
    r"location[- ](?:agnostic|independent)|(?:globally|worldwide|fully|100%) remote\W{0,3}(?:worldwide|global|anywhere)|"
    r"(?:globally|worldwide) remote|remote\W{0,4}(?:worldwide|global(?:ly)?\b|anywhere(?! in| within| across))|"
    r"work remote worldwide|open globally|regardless of (?:your |their )?(?:location|where)|"
    r"wherever you (?:are|live)(?: in the world)|"
    r"desde cualquier (?:lugar|parte)(?: del mundo)?|(?:de|em) qualquer lugar do mundo|"
    r"(?:in|from) any part of the world)\b",
    re.IGNORECASE,
)
_MAYBE_ANYWHERE = re.compile(
    r"\b(?:(?:work|working|live|remotely|remote)\b[^.;:]{0,30}?\bfrom (?:anywhere|any location|wherever)(?! (?:in|within|across))|"
    r"work anywhere|desde cualquier ubicación)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(r"time\W?zones?", re.IGNORECASE)
_WORLD = re.compile(
    r"\b(?:anywhere(?! (?:in|within|across) (?!the world|the globe))|world-?wide|global(?:ly)?|all countries|"
    r"international|any ?where)\b|^\W*all\W*$",
    re.IGNORECASE,
)


def statements(text: str) -> Iterator[Statement]:
    """Yield what a description says about places, in its order; the text is read up to LONGEST_TEXT."""
    heading = False
    for number, line in enumerate(text[:LONGEST_TEXT].splitlines()):
        if number > _MOST_SENTENCES * 5:
            return
        if not line.strip():
            continue
        value, heading = heading, bool(_HEADING.match(line))
        if value and not heading and (said := _labeled(line.strip(" •\t"), line)):
            yield said
        for sentence in _sentences(line):
            yield from _said(sentence)


def is_worldwide(line: str) -> bool:
    """Tell whether a line that holds little but places means the whole world."""
    return _WORLD.search(line) is not None


def _sentences(line: str) -> Iterator[str]:
    for sentence in _BOUNDARY.split(line):
        for start in range(0, min(len(sentence), 20 * _LONGEST_SENTENCE), _LONGEST_SENTENCE):
            piece = sentence[start : start + _LONGEST_SENTENCE]
            lower = piece.lower()
            if any(cue in lower for cue in _CUES):
                yield piece


def _said(sentence: str) -> Iterator[Statement]:
    if label := _LABEL.match(sentence):
        if said := _labeled(label["value"], sentence):
            yield said
            return
    if len(sentence) <= _LONGEST_SHORT and _SHORT_REMOTE.search(sentence):
        yield from _short(sentence)
    if _UNSAID.search(sentence):
        return
    for rule in _RULES:
        yield from rule(sentence)


def _labeled(value: str, line: str) -> Statement | None:
    value = re.split(r"\.\s|(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])", value)[0]
    if _OFFICES.search(value) or len(value.split()) > 24:
        return None
    if re.match(r"\W*outside", value, re.IGNORECASE):
        return None
    found = places_in_line(value)
    if found:
        kind = Kind.WISH if (_WISHED.search(value) and ";" not in value) or _TIMED.search(value) else Kind.HOME
        return Statement(kind, found, _quoted(line, 0, len(line)))
    if is_worldwide(value):
        return Statement(Kind.LABEL_ANYWHERE, Found(), _quoted(line, 0, len(line)))
    return None


def _short(line: str) -> Iterator[Statement]:
    """Read "Poland/Remote" and "Freelance | 8-20 hrs/week | Remote (EU/UK)"."""
    for part in re.split(r"\s[|·]\s|\s•\s", line):
        bare = part.strip(" •-–—📍🌍*\t")
        if not _SHORT_REMOTE.search(bare) or len(bare.split()) > 6 or _OTHERS.search(bare):
            continue
        found = places_from(bare, 0) or places_from(bare, (_REMOTE.search(bare) or _SHORT_REMOTE.search(bare)).end())
        if found and not _NOT_A_HOME.match(bare, found.end):
            yield Statement(Kind.WISH if _WISHED.search(line) else Kind.HOME, found, bare)


def _living(sentence: str) -> Iterator[Statement]:
    for cue in _LIVING.finditer(sentence):
        before = sentence[max(0, cue.start() - 110) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or _NOT_A_HOME.match(sentence, found.end):
            continue
        sought = _last(_SOUGHT, before)
        if sought < _last(_OTHERS, before) or _conditional(sentence, before):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        if sought < 0:
            if before.strip(" •*-–—\t📍(|:."):
                continue
            kind = Kind.WISH  # "Based in Utah": perhaps the company is
        if re.search(r"\bnot?\b[^.;]{0,25}$", before, re.IGNORECASE):
            kind = Kind.NOT_THERE
        yield Statement(kind, found, _quoted(sentence, cue.start() - 40, found.end))


def _outside(sentence: str) -> Iterator[Statement]:
    for cue in _OUTSIDE.finditer(sentence):
        before = sentence[max(0, cue.start() - 60) : cue.start()]
        found = places_from(sentence, cue.end())
        if found.whole and _last(_SOUGHT, before) >= _last(_OTHERS, before):
            kind = Kind.HOME if _NEGATED.search(before) else Kind.NOT_THERE
            yield Statement(kind, found, _quoted(sentence, cue.start() - 60, found.end))


def _based(sentence: str) -> Iterator[Statement]:
    for cue in _BASED.finditer(sentence):
        before = sentence[max(0, cue.start() - _LOOKED_BACK) : cue.start()]
        found = places_ending(before)
        if not found or not _BASED_PERSON.search(cue["after"]) or _OF_OTHERS.search(before):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), cue.start("after"))
        yield Statement(kind, found, _quoted(sentence, cue.start() - 30, cue.end()))


def _only(sentence: str) -> Iterator[Statement]:
    for cue in _ONLY.finditer(sentence):
        before = _BEFORE_ONLY.sub("", sentence[max(0, cue.start() - _LOOKED_BACK) : cue.start()])
        found = places_ending(before)
        if found and not _conditional(sentence, before):
            kind = _wish_or(Kind.HOME, sentence, cue.start(), cue.end())
            yield Statement(kind, found, _quoted(sentence, cue.start() - 50, cue.end()))


def _allowed(sentence: str) -> Iterator[Statement]:
    for cue in (*_ALLOWED.finditer(sentence), *_PERMIT.finditer(sentence)):
        before = sentence[max(0, cue.start() - 80) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or _NOT_A_HOME.match(sentence, found.end) or _conditional(sentence, before):
            continue
        kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _national(sentence: str) -> Iterator[Statement]:
    for cue in _NATIONAL.finditer(sentence):
        found = places_from(cue["place"], 0)
        code = DEMONYMS.get(cue["place"].split()[-1].casefold())
        if code:
            found = Found(frozenset({code}))
        if found and not _conditional(sentence, sentence[: cue.start()]):
            kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cue.start(), cue.end())
            yield Statement(kind, found, _quoted(sentence, cue.start() - 30, cue.end()))
    if (cue := _CLEARANCE.search(sentence)) and re.search(r"\bclearance|TS/SCI", sentence, re.IGNORECASE):
        kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cue.start(), cue.end())
        yield Statement(kind, Found(frozenset({"US"})), _quoted(sentence, cue.start() - 30, cue.end()))


def _remote(sentence: str) -> Iterator[Statement]:
    for cue in (*_REMOTE.finditer(sentence), *_FROM.finditer(sentence), *_FROM_ANYWHERE_IN.finditer(sentence)):
        before = sentence[max(0, cue.start() - 90) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or _NOT_A_HOME.match(sentence, found.end):
            continue
        if _last(_SOUGHT, before) < _last(_OTHERS, before) or _conditional(sentence, before):
            continue
        if _PERK.search(sentence[found.end : found.end + 60]):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _hiring(sentence: str) -> Iterator[Statement]:
    for cue in _HIRING.finditer(sentence):
        found = places_from(sentence, cue.end())
        before = sentence[max(0, cue.start() - 60) : cue.start()]
        if not found or _NOT_A_HOME.match(sentence, found.end) or _conditional(sentence, before):
            continue
        if re.search(r"\b(?:not|n['’]t|cannot|unable|no longer|be|have been|experience)\b", before[-40:]):  # noqa: RUF001
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))
    for cue in _SEEKING.finditer(sentence):
        found = places_from(sentence, cue.end())
        after = sentence[found.end : found.end + 12].strip()
        if not found or _OTHER_PURPOSE.search(cue["who"]) or _NOT_A_HOME.match(sentence, found.end):
            continue
        if re.match(r"(?:\W*$|[.!,)]|to\b|who\b|for\b)", after):
            kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
            yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _refused(sentence: str) -> Iterator[Statement]:
    for cue in _REFUSED.finditer(sentence):
        found = places_from(sentence, cue.end())
        if found.whole and not _NOT_A_HOME.match(sentence, found.end):
            yield Statement(Kind.NOT_THERE, found, _quoted(sentence, cue.start() - 20, found.end))


def _anywhere(sentence: str) -> Iterator[Statement]:
    for kind, pattern in ((Kind.ANYWHERE, _ANYWHERE), (Kind.MAYBE_ANYWHERE, _MAYBE_ANYWHERE)):
        cue = pattern.search(sentence)
        if cue is None or _PERK.search(sentence) or _OTHERS.search(sentence, 0, cue.end()):
            continue
        if places_from(sentence, cue.end()):
            continue
        yield Statement(kind, Found(), _quoted(sentence, cue.start(), cue.end()))
        return


_RULES: tuple[Callable[[str], Iterator[Statement]], ...] = (
    _living,
    _outside,
    _based,
    _only,
    _allowed,
    _national,
    _remote,
    _hiring,
    _refused,
    _anywhere,
)


def _wish_or(kind: Kind, sentence: str, start: int, end: int) -> Kind:
    """Return WISH when the words around a cue are of a wish."""
    return Kind.WISH if _WISHED.search(sentence, max(0, start - 50), end + 25) else kind


def _conditional(sentence: str, before: str) -> bool:
    """Tell whether a sentence speaks of one case only, or of what is paid where."""
    if re.search(r"\bmust\b", before, re.IGNORECASE):
        return False
    return bool(_CONDITIONAL.search(before) or _OF_PAY.search(sentence))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match begins, -1 for none."""
    last = -1
    for match in pattern.finditer(text):
        last = match.start()
    return last


def _quoted(sentence: str, start: int, end: int) -> str:
    """Return the words from `start` to `end` of a sentence, whole words, no longer than a line or two."""
    start = max(0, start)
    if start and sentence[start - 1].isalnum():
        start = sentence.find(" ", start) + 1 or start
    words = " ".join(sentence[start:end].split()).strip(" •-–—|,;")
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
