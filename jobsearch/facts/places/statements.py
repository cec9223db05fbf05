"""Extract statements about where applicants may live from the text of a post.

A statement consists of a cue ("must be based in"), the places next to it, and a subject. The subject matters:
that a company is based in New York implies nothing about applicants.

This module is pure.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Self

from jobsearch.facts.lines import LONGEST_TEXT, has_any
from jobsearch.facts.model import Answer
from jobsearch.facts.places import patterns
from jobsearch.facts.places.lines import read_line
from jobsearch.facts.places.names import Found, places_ending, places_from
from jobsearch.facts.places.ranges import ranges
from jobsearch.facts.places.scope import Stance, allows_moving, others, stance
from jobsearch.facts.places.tables import DEMONYMS

_LONGEST_SENTENCE = 600
_MOST_SENTENCES = 400
_LONGEST_QUOTE = 160
_NEAR, _FAR = 80, 110
_MOST_WORDS_OF_A_LABEL, _MOST_WORDS_OF_A_PART = 24, 6


class Kind(Enum):
    """The ways in which a statement restricts where applicants may live."""

    HOME = auto()  # required residence
    WISH = auto()  # preferred residence
    WAIVED = auto()  # not required
    RIGHT_TO_WORK = auto()  # required work permit
    NOT_THERE = auto()  # excluded
    LABEL_ANYWHERE = auto()  # "Location: worldwide"
    ANYWHERE = auto()  # worldwide, about applicants
    DISTRIBUTED = auto()  # about current employees
    MAYBE_ANYWHERE = auto()  # "work from anywhere", often about occasional days at the beach


@dataclass(frozen=True)
class Statement:
    """A statement about places in a post, with its wording.

    `others` is the answer for all other places, as in "the US, or anywhere in the world".
    """

    kind: Kind
    found: Found
    words: str
    others: Answer = Answer.NO


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements about places in a description, in order.

    Only the first LONGEST_TEXT characters are read.
    """
    text = text[:LONGEST_TEXT]
    words = _Words.of(text)
    heading = False
    for number, line in enumerate(text.splitlines()):
        if number > _MOST_SENTENCES * 5:
            return
        if not line.strip():
            continue
        value, heading = heading, bool(patterns.HEADING.match(line))
        if value and not heading:
            yield from _labeled(line.strip(" •\t"), line)
        for sentence in _sentences(line, words):
            yield from _said(sentence, words)


def _sentences(line: str, words: "_Words") -> Iterator[str]:
    """Yield the sentences of a line that may mention places, splitting very long sentences."""
    if not has_any(line.lower(), words.any_of):
        return
    for sentence in patterns.BOUNDARY.split(line):
        for start in range(0, min(len(sentence), 20 * _LONGEST_SENTENCE), _LONGEST_SENTENCE):
            yield sentence[start : start + _LONGEST_SENTENCE]


def _said(sentence: str, words: "_Words") -> Iterator[Statement]:
    lower = sentence.lower()
    if not has_any(lower, words.any_of):
        return
    label = patterns.LABEL.match(sentence)
    if label and (said := list(_labeled(label["value"], sentence))):
        yield from said
        return
    if len(sentence) <= patterns.LONGEST_SHORT and patterns.SHORT_REMOTE.search(sentence):
        yield from _short(sentence)
    if patterns.UNSAID.search(sentence):
        return
    if said := list(_ranged(sentence)):
        yield from said
        return
    for rule, of_rule in words.of_rules:
        if has_any(lower, of_rule):
            yield from rule(sentence)


def _labeled(value: str, line: str) -> Iterator[Statement]:
    value = patterns.LABEL_END.split(value)[0]
    if (
        patterns.HEADQUARTERS.match(line)
        or patterns.OFFICES.search(value)
        or len(value.split()) > _MOST_WORDS_OF_A_LABEL
    ):
        return
    read, words = read_line(value), _quoted(line, 0, len(line))
    if read.excluded:
        yield Statement(Kind.NOT_THERE, read.excluded, words)
    if read.found:
        kind = Kind.WISH if read.others is Answer.UNKNOWN else Kind.HOME
        yield Statement(kind, read.found, words, read.others)
    elif read.others is Answer.YES:
        yield Statement(Kind.LABEL_ANYWHERE, Found(), words)


def _short(line: str) -> Iterator[Statement]:
    """Parse a short line such as "Poland/Remote" or "Freelance | 8-20 hrs/week | Remote (EU/UK)"."""
    for part in patterns.COLUMNS.split(line):
        bare = part.strip(" •-–—📍🌍*\t")
        remote = patterns.SHORT_REMOTE.search(bare)
        if remote is None or len(bare.split()) > _MOST_WORDS_OF_A_PART or patterns.OTHERS.search(bare):
            continue
        cue = patterns.REMOTE.search(bare) or remote
        found = places_from(bare, 0) or places_from(bare, cue.end())
        read = read_line(bare)
        if found and read.found and not patterns.NOT_A_HOME.match(bare, found.end):
            wished = read.others is Answer.UNKNOWN or patterns.WISHED.search(line)
            yield Statement(Kind.WISH if wished else Kind.HOME, read.found, bare, read.others)


@dataclass(frozen=True)
class _Mention:
    """The places that follow a cue, and the span of the mention.

    `quoted_before` is the number of characters before the mention to include in a quote.
    """

    found: Found
    start: int
    end: int
    quoted_before: int = 0

    @classmethod
    def of(cls, cue: re.Match[str], found: Found, quoted_before: int = 0) -> Self:
        end = max(cue.start("after") if "after" in cue.re.groupindex else cue.end(), found.end)
        return cls(found, min(cue.start(), found.start), end, quoted_before)


def _stated(kind: Kind, sentence: str, mention: _Mention, *, of_persons: bool = False) -> Iterator[Statement]:
    """Yield the statement that a mention makes in context, if any.

    It is a restriction, a preference, a waiver, or a refusal.
    """
    found = mention.found
    if not found or patterns.NOT_A_HOME.match(sentence, found.end) or _conditional(sentence, mention):
        return
    match stance(sentence, mention.start, found.start, mention.end, of_persons=of_persons):
        case Stance.NOTHING:
            return
        case Stance.WISHES:
            kind = Kind.WISH
        case Stance.WAIVES:
            kind = Kind.WAIVED
        case Stance.REFUSES:
            if not found.whole:
                return
            kind = Kind.NOT_THERE
            mention = replace(mention, quoted_before=max(mention.quoted_before, 25))
        case Stance.LIMITS:
            if kind is Kind.RIGHT_TO_WORK and allows_moving(sentence, mention.end):
                return
    words = _quoted(sentence, mention.start - mention.quoted_before, mention.end)
    yield Statement(kind, found, words, others(sentence, mention.end))


def _ranged(sentence: str) -> Iterator[Statement]:
    """Parse ranges such as "You can live anywhere between Lisbon and Helsinki"."""
    for one in ranges(sentence):
        start, end = one.found.start, one.found.end
        before = sentence[max(0, start - _FAR) : start]
        is_about_others = _last(patterns.APPLICANTS, before) < _last(patterns.OTHERS, before)
        if is_about_others or patterns.WAY.search(sentence) or not patterns.RANGE_OF_HOMES.search(before):
            continue
        zones = patterns.TIME_ZONES.match(sentence, end)
        found = replace(one.found, end=zones.end() if zones else end)
        for said in _stated(Kind.HOME, sentence, _Mention(found, start, found.end, 40)):
            yield replace(said, others=one.others if said.others is Answer.NO else said.others)


def _living(sentence: str) -> Iterator[Statement]:
    for cue in patterns.LIVING.finditer(sentence):
        before = sentence[max(0, cue.start() - 110) : cue.start()]
        sought = _last(patterns.SOUGHT, before)
        if sought < _last(patterns.OTHERS, before):
            continue
        kind = Kind.HOME if sought >= 0 else Kind.WISH  # "Based in Utah": may describe the company
        mention = _Mention.of(cue, places_from(sentence, cue.end()), 40)
        of_nobody = sought < 0 and before.strip(" •*-–—\t📍(|:.") != ""
        for said in _stated(kind, sentence, mention):
            if said.kind is Kind.WAIVED or not of_nobody:
                yield said


def _outside(sentence: str) -> Iterator[Statement]:
    for cue in patterns.OUTSIDE.finditer(sentence):
        before = sentence[max(0, cue.start() - 60) : cue.start()]
        found = places_from(sentence, cue.end())
        of_others = not cue["we"] and _last(patterns.SOUGHT, sentence[: cue.end()]) < _last(
            patterns.OTHERS, before
        )
        if not found.whole or of_others or _conditional(sentence, _Mention.of(cue, found)):
            continue
        words = _quoted(sentence, cue.start() - 60, found.end)
        if patterns.NEGATED.search(before) or patterns.REFUSED_AFTER.match(sentence, found.end):
            yield Statement(Kind.HOME, found, words)
        elif patterns.OBLIGED.search(sentence):
            yield Statement(Kind.NOT_THERE, found, words)


def _based(sentence: str) -> Iterator[Statement]:
    for cue in patterns.BASED.finditer(sentence):
        before = sentence[: cue.start()]
        is_wish = patterns.OR_PREFERRED.match(sentence, cue.start("after")) is not None
        if patterns.OF_OTHERS.search(before[-_NEAR:]) or not (
            is_wish or patterns.BASED_PERSON.search(cue["after"])
        ):
            continue
        mention = _Mention.of(cue, places_ending(before), 30)
        yield from _stated(Kind.WISH if is_wish else Kind.HOME, sentence, mention)


def _only(sentence: str) -> Iterator[Statement]:
    for cue in patterns.ONLY.finditer(sentence):
        after = patterns.BEFORE_ONLY.search(sentence, max(0, cue.start() - _NEAR), cue.start())
        found = places_ending(sentence[: after.start() if after else cue.start()])
        yield from _stated(Kind.HOME, sentence, _Mention.of(cue, found, 50))


def _allowed(sentence: str) -> Iterator[Statement]:
    for cue in (*patterns.ALLOWED.finditer(sentence), *patterns.PERMIT.finditer(sentence)):
        mention = _Mention.of(cue, places_from(sentence, cue.end()))
        yield from _stated(Kind.RIGHT_TO_WORK, sentence, mention)


def _national(sentence: str) -> Iterator[Statement]:
    for cue in patterns.NATIONAL.finditer(sentence):
        found = _of_nation(sentence[: cue.end("place")], cue["place"])
        if found.whole:
            of_persons = patterns.PERSONS.search(cue[0]) is not None
            mention = _Mention.of(cue, found, 30)
            yield from _stated(Kind.RIGHT_TO_WORK, sentence, mention, of_persons=of_persons)
    if cleared := patterns.CLEARANCE.search(sentence):
        found = Found(frozenset({"US"}), start=cleared.start(), end=cleared.start())
        yield from _stated(Kind.RIGHT_TO_WORK, sentence, _Mention.of(cleared, found, 30))


def _of_nation(text: str, place: str) -> Found:
    """Return the countries named at the end of a text, as in "the UK, US or Canadian".

    The last of them, `place`, may be a demonym.
    """
    people = place.rpartition(" ")[2]
    code = DEMONYMS.get(people.casefold())
    if code is None:
        return places_ending(text)
    start = len(text) - len(people)
    joined = patterns.JOINED_BEFORE.search(text, 0, start)
    listed = places_ending(text[: joined.start()]) if joined else Found()
    return Found(
        listed.countries | {code},
        listed.doubtful,
        listed.whole | {code},
        listed.start if listed else start,
        len(text),
    )


def _remote(sentence: str) -> Iterator[Statement]:
    for cue in (
        *patterns.REMOTE.finditer(sentence),
        *patterns.FROM.finditer(sentence),
        *patterns.FROM_ANYWHERE_IN.finditer(sentence),
    ):
        before = sentence[max(0, cue.start() - 90) : cue.start()]
        found = places_from(sentence, cue.end())
        if _last(patterns.SOUGHT, before) < _last(patterns.OTHERS, before):
            continue
        if not patterns.PERK.search(sentence[found.end : found.end + 60]):
            yield from _stated(Kind.HOME, sentence, _Mention.of(cue, found))


def _hiring(sentence: str) -> Iterator[Statement]:
    for cue in patterns.HIRING.finditer(sentence):
        before = sentence[max(0, cue.start() - 40) : cue.start()]
        if not (
            patterns.OTHERS.search(cue[0])
            or patterns.HIRED.search(cue[0])
            or patterns.NOT_HIRING.search(before)
        ):
            mention = _Mention.of(cue, places_from(sentence, cue.end()))
            yield from _stated(Kind.HOME, sentence, mention, of_persons=True)
    for cue in patterns.SEEKING.finditer(sentence):
        found = places_from(sentence, cue.end())
        after = sentence[found.end : found.end + 12].strip()
        if patterns.SOUGHT_END.match(after) and not patterns.OTHER_PURPOSE.search(cue["who"]):
            yield from _stated(Kind.HOME, sentence, _Mention.of(cue, found), of_persons=True)


def _refused(sentence: str) -> Iterator[Statement]:
    if states := patterns.STATES_REFUSED.search(sentence):
        yield Statement(
            Kind.HOME, Found(frozenset({"US"})), _quoted(sentence, states.start() - 20, states.end())
        )
    if patterns.SPONSORED.search(sentence):
        return
    for cue in patterns.REFUSED.finditer(sentence):
        found = places_from(sentence, cue.end())
        if len(patterns.NEGATED.findall(cue[0])) > 1:
            continue
        of_things = patterns.OF_THINGS.search(cue[0]) or patterns.NOT_A_HOME.match(sentence, found.end)
        if found.whole and not of_things:
            yield Statement(Kind.NOT_THERE, found, _quoted(sentence, cue.start() - 20, found.end))


def _distributed(sentence: str) -> Iterator[Statement]:
    if cue := patterns.DISTRIBUTED.search(sentence):
        yield Statement(Kind.DISTRIBUTED, Found(), _quoted(sentence, cue.start() - 20, cue.end()))


def _anywhere(sentence: str) -> Iterator[Statement]:
    for kind, pattern in ((Kind.ANYWHERE, patterns.ANYWHERE), (Kind.MAYBE_ANYWHERE, patterns.MAYBE_ANYWHERE)):
        cue = pattern.search(sentence)
        if cue is None or patterns.PERK.search(sentence) or places_from(sentence, cue.end()):
            continue
        if patterns.NOT_ACCEPTED.search(sentence, 0, cue.start()):
            continue
        words = _quoted(sentence, cue.start(), cue.end())
        yield Statement(_kind_of_anywhere(sentence, cue, kind), Found(), words)
        return


def _kind_of_anywhere(sentence: str, cue: re.Match[str], kind: Kind) -> Kind:
    if patterns.WE_HIRE.search(sentence, 0, cue.end()):
        return Kind.MAYBE_ANYWHERE  # the company as a whole, if not this job
    of_others = patterns.OTHERS.search(sentence, 0, cue.end()) and not patterns.APPLYING.search(cue[0])
    return Kind.DISTRIBUTED if of_others else kind


_Rule = Callable[[str], Iterator[Statement]]
# A rule is applied only to sentences with one of its words, because substring search is faster than a
# pattern.
_RULES: dict[_Rule, str] = {
    _living: "based, located, resid, living, live, domiciled, situated",
    _outside: "outside",
    _based: "based",
    _only: "only",
    _allowed: "to work, to legally, to live, to reside, work permit, visa, citizenship, residen, work auth",
    _national: (
        "citizen, national, residen, clearance, ts/sci, trust, secret, authori, permit, visa, rights, "
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
        "anywhere, any country, all countr, every countr, other countr, everywhere, any location, world, "
        "globe, globally, restrictions, requirement, agnostic, independent, regardless, wherever, cualquier, "
        "qualquer, any part, outside"
    ),
}
_OTHER_WORDS = (
    "between, location, countr, provinc, where, ubicaci, lugar, standort, localiza, local, lieu, sede"
)
_WORDS = {rule: tuple(words.split(", ")) for rule, words in _RULES.items()}
_ANY_WORD = tuple({word: None for words in (*_WORDS.values(), _OTHER_WORDS.split(", ")) for word in words})


@dataclass(frozen=True)
class _Words:
    """The words in the rules that occur in a text, so that sentences are searched only for these."""

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


def _conditional(sentence: str, mention: _Mention) -> bool:
    """Return whether a mention is conditional or about location-based pay."""
    if patterns.IF_THERE.search(sentence[max(0, mention.found.start - _FAR) : mention.found.start]):
        return True
    before = sentence[max(0, mention.start - _FAR) : mention.start]
    if patterns.MUST.search(before):
        return False
    return bool(patterns.CONDITIONAL.search(before) or patterns.OF_PAY.search(sentence))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return the start of the last match of a pattern, or -1 if there is none."""
    last = -1
    for match in pattern.finditer(text):
        last = match.start()
    return last


def _quoted(sentence: str, start: int, end: int) -> str:
    """Return the text from `start` to `end`, limited to whole words and to a maximum length."""
    start = max(0, start)
    if start and sentence[start - 1].isalnum():
        start = sentence.find(" ", start) + 1 or start
    words = " ".join(sentence[start:end].split()).strip(" •-–—|,;")
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
