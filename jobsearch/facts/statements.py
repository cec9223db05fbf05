"""What the sentences of a post say about where one may live; pure.

A statement is a cue ("must be based in"), the places beside it, and who it speaks of: a company that is based
in New York says nothing about the people it wants.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Self

from jobsearch.facts import cues
from jobsearch.facts.country_groups import DEMONYMS
from jobsearch.facts.place_names import Found, places_ending, places_from, places_in_line

LONGEST_TEXT = 60_000  # a hundredth of that is usual
_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 400
_LONGEST_QUOTE = 160
_MOST_WORDS_OF_A_LABEL, _MOST_WORDS_OF_A_PART = 24, 6


class Kind(Enum):
    """How a statement limits where one may live."""

    HOME = auto()  # one has to live there
    WISH = auto()  # it would be nice
    RIGHT_TO_WORK = auto()  # one has to be allowed to work there
    NOT_THERE = auto()  # one must not live there
    LABEL_ANYWHERE = auto()  # "Location: worldwide"
    ANYWHERE = auto()  # the world over, said of the people it seeks
    DISTRIBUTED = auto()  # said of the people who are there already
    MAYBE_ANYWHERE = auto()  # "work from anywhere", which is often said of a day at the beach


@dataclass(frozen=True)
class Statement:
    """One thing that a post says about places, and the words that say so."""

    kind: Kind
    found: Found
    words: str


def statements(text: str) -> Iterator[Statement]:
    """Yield what a description says about places, in its order; the text is read up to LONGEST_TEXT."""
    text = text[:LONGEST_TEXT]
    words = _Words.of(text)
    heading = False
    for number, line in enumerate(text.splitlines()):
        if number > _MOST_SENTENCES * 5:
            return
        if not line.strip():
            continue
        value, heading = heading, bool(cues.HEADING.match(line))
        if value and not heading and (said := _labeled(line.strip(" •\t"), line)):
            yield said
        for sentence in _sentences(line, words):
            yield from _said(sentence, words)


def is_worldwide(line: str) -> bool:
    """Tell whether a line that holds little but places means the whole world."""
    return cues.WORLD.search(line) is not None


def _sentences(line: str, words: "_Words") -> Iterator[str]:
    """Yield the sentences of a line that may say something of places, overlong ones in pieces."""
    if not _has_any(line.lower(), words.any_of):
        return
    for sentence in cues.BOUNDARY.split(line):
        for start in range(0, min(len(sentence), 20 * _LONGEST_SENTENCE), _LONGEST_SENTENCE):
            yield sentence[start : start + _LONGEST_SENTENCE]


def _has_any(lower: str, words: tuple[str, ...]) -> bool:
    return any(word in lower for word in words)


def _said(sentence: str, words: "_Words") -> Iterator[Statement]:
    lower = sentence.lower()
    if not _has_any(lower, words.any_of):
        return
    label = cues.LABEL.match(sentence)
    if label and (said := _labeled(label["value"], sentence)):
        yield said
        return
    if len(sentence) <= cues.LONGEST_SHORT and cues.SHORT_REMOTE.search(sentence):
        yield from _short(sentence)
    if cues.UNSAID.search(sentence):
        return
    for rule, of_rule in words.of_rules:
        if _has_any(lower, of_rule):
            yield from rule(sentence)


def _labeled(value: str, line: str) -> Statement | None:
    value = cues.LABEL_END.split(value)[0]
    if cues.OFFICES.search(value) or len(value.split()) > _MOST_WORDS_OF_A_LABEL:
        return None
    if cues.BEGINS_OUTSIDE.match(value):
        return None
    found = places_in_line(value)
    if found:
        kind = (
            Kind.WISH
            if (cues.WISHED.search(value) and ";" not in value) or cues.TIMED.search(value)
            else Kind.HOME
        )
        return Statement(kind, found, _quoted(line, 0, len(line)))
    if is_worldwide(value):
        return Statement(Kind.LABEL_ANYWHERE, Found(), _quoted(line, 0, len(line)))
    return None


def _short(line: str) -> Iterator[Statement]:
    """Read "Poland/Remote" and "Freelance | 8-20 hrs/week | Remote (EU/UK)"."""
    for part in cues.COLUMNS.split(line):
        bare = part.strip(" •-–—📍🌍*\t")
        remote = cues.SHORT_REMOTE.search(bare)
        if remote is None or len(bare.split()) > _MOST_WORDS_OF_A_PART or cues.OTHERS.search(bare):
            continue
        cue = cues.REMOTE.search(bare) or remote
        found = places_from(bare, 0) or places_from(bare, cue.end())
        if found and not cues.NOT_A_HOME.match(bare, found.end):
            yield Statement(Kind.WISH if cues.WISHED.search(line) else Kind.HOME, found, bare)


def _living(sentence: str) -> Iterator[Statement]:
    for cue in cues.LIVING.finditer(sentence):
        before = sentence[max(0, cue.start() - 110) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or cues.NOT_A_HOME.match(sentence, found.end):
            continue
        sought = _last(cues.SOUGHT, before)
        if sought < _last(cues.OTHERS, before) or _conditional(sentence, before):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        if sought < 0:
            if before.strip(" •*-–—\t📍(|:."):
                continue
            kind = Kind.WISH  # "Based in Utah": perhaps the company is
        if cues.NEGATED.search(before[-25:]):
            kind = Kind.NOT_THERE if found.whole and cues.OBLIGED.search(before) else Kind.WISH
        yield Statement(kind, found, _quoted(sentence, cue.start() - 40, found.end))


def _outside(sentence: str) -> Iterator[Statement]:
    for cue in cues.OUTSIDE.finditer(sentence):
        before = sentence[max(0, cue.start() - 60) : cue.start()]
        found = places_from(sentence, cue.end())
        if (
            found.whole
            and _last(cues.SOUGHT, before) >= _last(cues.OTHERS, before)
            and not _conditional(sentence, before)
        ):
            kind = Kind.HOME if cues.NEGATED.search(before) else Kind.NOT_THERE
            yield Statement(kind, found, _quoted(sentence, cue.start() - 60, found.end))


def _based(sentence: str) -> Iterator[Statement]:
    for cue in cues.BASED.finditer(sentence):
        before = sentence[max(0, cue.start() - cues.LOOKED_BACK) : cue.start()]
        found = places_ending(before)
        if not found or cues.OF_OTHERS.search(before):
            continue
        is_wish = cues.OR_PREFERRED.match(sentence, cue.start("after")) is not None
        if not (is_wish or cues.BASED_PERSON.search(cue["after"])):
            continue
        kind = Kind.WISH if is_wish else _wish_or(Kind.HOME, sentence, cue.start(), cue.start("after"))
        yield Statement(kind, found, _quoted(sentence, cue.start() - 30, cue.end()))


def _only(sentence: str) -> Iterator[Statement]:
    for cue in cues.ONLY.finditer(sentence):
        before = cues.BEFORE_ONLY.sub("", sentence[max(0, cue.start() - cues.LOOKED_BACK) : cue.start()])
        found = places_ending(before)
        if found and not _conditional(sentence, before):
            kind = _wish_or(Kind.HOME, sentence, cue.start(), cue.end())
            yield Statement(kind, found, _quoted(sentence, cue.start() - 50, cue.end()))


def _allowed(sentence: str) -> Iterator[Statement]:
    for cue in (*cues.ALLOWED.finditer(sentence), *cues.PERMIT.finditer(sentence)):
        before = sentence[max(0, cue.start() - 80) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or cues.NOT_A_HOME.match(sentence, found.end) or _conditional(sentence, before):
            continue
        kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _national(sentence: str) -> Iterator[Statement]:
    for cue in cues.NATIONAL.finditer(sentence):
        found = places_from(cue["place"], 0)
        code = DEMONYMS.get(cue["place"].split()[-1].casefold())
        if code:
            found = Found(frozenset({code}), whole=frozenset({code}))
        if found.whole and not _conditional(sentence, sentence[: cue.start()]):
            kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cue.start(), cue.end())
            yield Statement(kind, found, _quoted(sentence, cue.start() - 30, cue.end()))
    if cleared := cues.CLEARANCE.search(sentence):
        kind = _wish_or(Kind.RIGHT_TO_WORK, sentence, cleared.start(), cleared.end())
        yield Statement(
            kind, Found(frozenset({"US"})), _quoted(sentence, cleared.start() - 30, cleared.end())
        )


def _remote(sentence: str) -> Iterator[Statement]:
    for cue in (
        *cues.REMOTE.finditer(sentence),
        *cues.FROM.finditer(sentence),
        *cues.FROM_ANYWHERE_IN.finditer(sentence),
    ):
        before = sentence[max(0, cue.start() - 90) : cue.start()]
        found = places_from(sentence, cue.end())
        if not found or cues.NOT_A_HOME.match(sentence, found.end):
            continue
        if _last(cues.SOUGHT, before) < _last(cues.OTHERS, before) or _conditional(sentence, before):
            continue
        if cues.PERK.search(sentence[found.end : found.end + 60]):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _hiring(sentence: str) -> Iterator[Statement]:
    for cue in cues.HIRING.finditer(sentence):
        found = places_from(sentence, cue.end())
        before = sentence[max(0, cue.start() - 60) : cue.start()]
        if not found or cues.NOT_A_HOME.match(sentence, found.end) or _conditional(sentence, before):
            continue
        if cues.OTHERS.search(cue[0]) or cues.NOT_HIRING.search(before[-40:]):
            continue
        kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
        yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))
    for cue in cues.SEEKING.finditer(sentence):
        found = places_from(sentence, cue.end())
        after = sentence[found.end : found.end + 12].strip()
        if not found or cues.OTHER_PURPOSE.search(cue["who"]) or cues.NOT_A_HOME.match(sentence, found.end):
            continue
        if cues.SOUGHT_END.match(after):
            kind = _wish_or(Kind.HOME, sentence, cue.start(), found.end)
            yield Statement(kind, found, _quoted(sentence, cue.start(), found.end))


def _refused(sentence: str) -> Iterator[Statement]:
    if states := cues.STATES_REFUSED.search(sentence):
        yield Statement(
            Kind.HOME, Found(frozenset({"US"})), _quoted(sentence, states.start() - 20, states.end())
        )
    for cue in cues.REFUSED.finditer(sentence):
        found = places_from(sentence, cue.end())
        if found.whole and not (
            cues.NOT_A_HOME.match(sentence, found.end) or cues.SPONSORED.search(sentence)
        ):
            yield Statement(Kind.NOT_THERE, found, _quoted(sentence, cue.start() - 20, found.end))


def _distributed(sentence: str) -> Iterator[Statement]:
    if cue := cues.DISTRIBUTED.search(sentence):
        yield Statement(Kind.DISTRIBUTED, Found(), _quoted(sentence, cue.start() - 20, cue.end()))


def _anywhere(sentence: str) -> Iterator[Statement]:
    for kind, pattern in ((Kind.ANYWHERE, cues.ANYWHERE), (Kind.MAYBE_ANYWHERE, cues.MAYBE_ANYWHERE)):
        cue = pattern.search(sentence)
        if cue is None or cues.PERK.search(sentence) or places_from(sentence, cue.end()):
            continue
        of_others = cues.OTHERS.search(sentence, 0, cue.end()) is not None
        words = _quoted(sentence, cue.start(), cue.end())
        yield Statement(Kind.DISTRIBUTED if of_others else kind, Found(), words)
        return


_Rule = Callable[[str], Iterator[Statement]]
# A rule is asked about a sentence with one of its words: to look for them is faster than for a pattern.
_RULES: dict[_Rule, str] = {
    _living: "based, located, resid, living, live, domiciled, situated",
    _outside: "outside",
    _based: "based",
    _only: "only",
    _allowed: "to work, to legally, to live, to reside, work permit, visa, citizenship, residen, work auth",
    _national: (
        "citizen, national, resident, clearance, ts/sci, trust, secret, authori, permit, visa, rights, "
        "person, candidates, applicants"
    ),
    _remote: "remot, anywhere, work from, working from, work across, work throughout",
    _hiring: (
        "hire, hiring, recruit, employ, applica, candidate, talent, open, available, offered, eligible, "
        "restricted, limited, reserved, exclusively, seeking, looking for, join our"
    ),
    _refused: (
        "hire, hiring, employ, accept, consider, onboard, engage, open, available, eligible, except, "
        "excluding, other than, support"
    ),
    _distributed: "distributed, globally, worldwide, around the",
    _anywhere: (
        "anywhere, any country, any location, world, globe, globally, restrictions, requirement, agnostic, "
        "independent, regardless, wherever, cualquier, qualquer, any part, outside"
    ),
}
_LABELS = "location, countr, provinc, where, ubicaci, lugar, standort, localiza, local, lieu, sede"
_WORDS = {rule: tuple(words.split(", ")) for rule, words in _RULES.items()}
_ANY_WORD = tuple({word: None for words in (*_WORDS.values(), _LABELS.split(", ")) for word in words})


@dataclass(frozen=True)
class _Words:
    """Which of the rules' words a text holds: each of its sentences need not be asked for the others."""

    any_of: tuple[str, ...]
    of_rules: tuple[tuple[_Rule, tuple[str, ...]], ...]

    @classmethod
    def of(cls, text: str) -> Self:
        lower = text.lower()
        held = {word for word in _ANY_WORD if word in lower}
        of_rules = ((rule, tuple(word for word in words if word in held)) for rule, words in _WORDS.items())
        return cls(
            any_of=tuple(word for word in _ANY_WORD if word in held),
            of_rules=tuple((rule, words) for rule, words in of_rules if words),
        )


def _wish_or(kind: Kind, sentence: str, start: int, end: int) -> Kind:
    """Return WISH when the words around a cue are of a wish."""
    return Kind.WISH if cues.WISHED.search(sentence, max(0, start - 50), end + 25) else kind


def _conditional(sentence: str, before: str) -> bool:
    """Tell whether a sentence speaks of one case only, or of what is paid where."""
    if cues.MUST.search(before):
        return False
    return bool(cues.CONDITIONAL.search(before) or cues.OF_PAY.search(sentence))


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
