"""Compare the skills that a post asks for with those that a résumé shows.

Tools and methods are recognized by name, from O*NET's technologies in demand and from skill_words.py; fields
of knowledge by ESCO's names, in sentences that state a requirement. A learned title adds its own phrases.
Nothing is inferred: every requirement has its sentence in the post, and every shown or suggested skill its
words in the résumé.

    post --> asked --+--> named in the résumé ----------------------------------------> shown
                     +--> other words of the résumé suggest it -----------------------> suggested
                     +--> no sign, stated as a requirement, and a tool or certificate -> missing
                     +--> no sign, otherwise ------------------------------------------> to check

A résumé that does not name a tool rarely shows that tool. A field or a method, such as data analysis, can be
shown in countless words. On 140 pairs of a post and a résumé, two readers found .91 of the tools named by
requirements truly missing (.95 on the 60 pairs that did not serve to find this rule), .53 of the fields named
by requirements, and .53 of everything named elsewhere.

This module is pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jobsearch.careers.gap_hints import hint
from jobsearch.careers.gap_parts import with_requirements
from jobsearch.careers.gap_words import (
    AFTER_DEGREE,
    AGILE,
    ALIASES,
    ASKING,
    ASKS_OF_YOU,
    CAPITALIZED,
    CLOUDS,
    COMMON_IN_NAMES,
    DEGREE,
    DOERS,
    FIELDS,
    METHODS,
    MONEY,
    NEVER_ALONE,
    OF_OTHERS,
    OFFERING,
    OURS,
    PARTS,
    REFUSING,
    SHOWN_BY,
    SPELLED,
    TO_LEARN,
    VENDORS,
)
from jobsearch.careers.occupations.naming import Names, sentences
from jobsearch.careers.occupations.skills import skills
from jobsearch.careers.skill_words import KNOWN
from jobsearch.text.companies import without_legal_form
from jobsearch.text.phrases import Longest, words_as_written

_BEFORE = 4  # words before a name in which a refusal may occur
_ACRONYM = 2  # minimum letters


@dataclass(frozen=True)
class Asked:
    """A skill that a post asks for.

    Attributes:
        skill: its name.
        times: the number of the post's sentences that name it.
        sentence: the first of them.
        share: the share of the posts of its title that name it, from 0 to 1; None if no title was learned.
        required: whether the post states it as a requirement, in `sentence`.

    """

    skill: str
    times: int
    sentence: str
    share: float | None = None
    required: bool = False


@dataclass(frozen=True)
class Shown:
    """A required skill that a résumé shows, with the words and the line that show it."""

    asked: Asked
    words: str
    line: str


@dataclass(frozen=True)
class Gap:
    """The required skills, the most requested first.

    Attributes:
        shown: the skills that the résumé names.
        suggested: the skills that other words of the résumé suggest, such as "Hive queries" for Hadoop.
        missing: the required tools and certificates without any sign in the résumé.
        to_check: the other skills without any sign: fields and methods, which a résumé may show in words of
            its own, and tools that the post mentions outside its requirements.

    """

    shown: tuple[Shown, ...]
    suggested: tuple[Shown, ...]
    missing: tuple[Asked, ...]
    to_check: tuple[Asked, ...] = ()


def asked_in(text: str, learned: dict[str, float] | None = None, company: str = "") -> list[Asked]:
    """Return the skills that a post's text asks for, the most frequently named first.

    `learned` contains the phrases of its title, each with the share of the title's posts that name it.
    Sentences about `company`, and the company's name, are ignored.
    """
    shares = learned or {}
    found: dict[str, list[tuple[str, bool]]] = {}
    employer = f"{_plain(without_legal_form(company))} "
    for sentence, requires in with_requirements(text):
        for skill in dict.fromkeys(_asked(sentence, tuple(shares), employer)):
            found.setdefault(skill, []).append((sentence, requires))
    asked = [
        _as_asked(skill, said, shares.get(skill.casefold()) if shares else None)
        for skill, said in found.items()
        if not employer.startswith(f"{_plain(skill)} ")
    ]
    return sorted(_without_parts(asked), key=lambda one: (-one.times, -(one.share or 0)))


def _as_asked(skill: str, said: Sequence[tuple[str, bool]], share: float | None) -> Asked:
    """Return a skill with the first sentence that requires it, else the first that names it."""
    sentence, required = max(said, key=lambda one: one[1])
    return Asked(skill, len(said), sentence, share, required)


def gap(asked: Sequence[Asked], resume: str) -> Gap:
    """Divide asked skills by whether a résumé names them, suggests them or does neither."""
    lines = sentences(resume)
    shown = _shown_by([one.skill for one in asked], lines)
    suggested = _suggested_by([one.skill for one in asked if one.skill not in shown], lines)
    without = [one for one in asked if one.skill not in shown and one.skill not in suggested]
    missing = [one for one in without if one.required and is_name(one.skill)]
    return Gap(
        tuple(Shown(one, *shown[one.skill]) for one in asked if one.skill in shown),
        tuple(Shown(one, *suggested[one.skill]) for one in asked if one.skill in suggested),
        tuple(missing),
        tuple(one for one in without if one not in missing),
    )


def is_name(skill: str) -> bool:
    """Return whether a skill is the name of a tool, a product or a certificate, not a field or a method."""
    return _plain(skill) in _names_of_tools()


def _names(employer: str, sentence: str) -> bool:
    return bool(employer.strip()) and f" {employer}" in f" {_plain(sentence)} "


def _asked(sentence: str, learned: Sequence[str], employer: str) -> Iterator[str]:
    of_you = ASKS_OF_YOU.search(sentence) is not None
    of_employer = not of_you and (OURS.search(sentence) is not None or _names(employer, sentence))
    if of_employer or OFFERING.search(sentence):
        return
    of_others = not of_you and OF_OTHERS.search(sentence) is not None
    named = _named(MONEY.sub(" ", TO_LEARN.sub(" ", _without_studies(sentence))))
    yield from (
        one.name for one in named if not one.is_of_others and not (of_others and not is_name(one.name))
    )
    yield from _phrases(learned).in_text(sentence)
    if ASKING.search(sentence):
        names = skills().names
        yield from (names[number] for number in _knowledge().in_order(sentence))


def _without_studies(sentence: str) -> str:
    """Return a sentence without the fields of study that it accepts for a degree."""
    if (degree := DEGREE.search(sentence)) is None:
        return sentence
    end = AFTER_DEGREE.search(sentence, degree.end())
    return f"{sentence[: degree.start()]}; {sentence[end.start() :] if end else ''}"


def _without_parts(asked: Sequence[Asked]) -> list[Asked]:
    """Drop skills contained in a longer name in the same sentence: "management" in "project management"."""
    return [
        one
        for one in asked
        if not any(
            other is not one
            and one.sentence == other.sentence
            and f" {_plain(one.skill)} " in f" {_plain(other.skill)} "
            and (len(one.skill) < len(other.skill) or asked.index(other) < asked.index(one))
            for other in asked
        )
    ]


def _shown_by(wanted: Sequence[str], lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return, for each skill that a résumé shows, its words and their line."""
    plain = {_plain(name): name for name in wanted}
    of_phrases = Names(wanted, range(len(wanted)))
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for one in _named(line):
            for skill in (one.name, *SHOWN_BY.get(_plain(one.name), ())):
                if (asked := plain.get(_plain(skill))) is not None:
                    found.setdefault(asked, (" ".join(one.said), line))
        for number in of_phrases.in_order(line):
            found.setdefault(wanted[number], (wanted[number], line))
        spaced = f" {_plain(line)} "
        for asked in wanted:
            if f" {_plain(asked)} " in spaced:
                found.setdefault(asked, (asked, line))
    return found


def _suggested_by(skills: Sequence[str], lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return, for each skill that a résumé suggests, the words that suggest it and their line."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for skill in skills:
            if skill not in found and (words := hint(skill, line) or _word_of(skill, line)):
                found[skill] = (words, line)
    return found


def _word_of(skill: str, line: str) -> str:
    """Return a telling word of a tool's name that a line contains with a capital, as "D3" for "d3.js"."""
    if not is_name(skill):
        return ""
    parts = {part for part in re.split(r"[ .]", skill.casefold()) if len(part) > 1} - COMMON_IN_NAMES
    written = (word for word in words_as_written(line) if not word.islower())
    return next((word for word in written if word.casefold() in parts), "")


@dataclass(frozen=True)
class _Mention:
    """The name of a tool or method in a sentence.

    Attributes:
        name: the skill.
        said: its words as written.
        following: the next word, in lowercase; "" at the end.
        begins: whether it begins the sentence.
        of_product: whether it ends the name of a cloud's product, as in "Azure Machine Learning".

    """

    name: str
    said: tuple[str, ...]
    following: str
    begins: bool
    of_product: bool

    @property
    def is_of_others(self) -> bool:
        """Whether a post that says so asks for something else: "our project management team"."""
        if self.name == "agile" and (self.begins or self.said[0].islower()):
            return self.following not in AGILE  # "agile decision-making" is not the method
        by_others = self.name.islower() and self.name not in METHODS and self.following in DOERS
        return by_others or self.of_product


def _named(sentence: str) -> Iterator[_Mention]:
    """Yield the tools and methods that a sentence names."""
    written = words_as_written(sentence)
    folded = [word.casefold() for word in written]
    heading = len(written) > 1 and all(word[0].isupper() for word in written)
    place = 0
    while place < len(written):
        found = _tools().at(folded, place)
        if found is None:
            place += 1
            continue
        end, name = found
        said = tuple(written[place:end])
        refused = not REFUSING.isdisjoint(folded[max(0, place - _BEFORE) : place])
        begins = place == 0 and len(written) > 1
        if (
            not refused
            and _stands_together(said, sentence)
            and _is_meant(said, name, begins=begins, heading=heading)
        ):
            after_cloud = name in PARTS and folded[max(0, place - 1)] in CLOUDS
            of_product = after_cloud and _stands_together(written[place - 1 : end], sentence)
            yield _Mention(name, said, folded[end] if end < len(folded) else "", begins, of_product)
        place = end


def _stands_together(said: Sequence[str], sentence: str) -> bool:
    """Return whether no comma parts the words of a name, as in "sets of data, modeling risk"."""
    return len(said) == 1 or re.search(r"[^\w,;:()]+".join(map(re.escape, said)), sentence) is not None


def _is_meant(said: Sequence[str], name: str, *, begins: bool, heading: bool) -> bool:
    """Return whether words are the name of a tool rather than common words."""
    if len(said) > 1:
        return name not in _without_maker() or all(not word[0].islower() for word in said)
    word = said[0]
    if name.isupper() and name.casefold() not in SPELLED:
        return word.isupper()
    if _plain(name) not in CAPITALIZED and word.casefold() not in CAPITALIZED:
        return True
    return word[0].isupper() and (word[1:].islower() or name.isupper()) and not begins and not heading


@cache
def _tools() -> Longest[str]:
    found: dict[tuple[str, ...], str] = {}
    for word in sorted(KNOWN - NEVER_ALONE):
        found[word,] = SPELLED.get(word, word)
    for name in skills().hot_tools:
        called = forms(name)
        short = next((form for form in called if form.casefold() not in NEVER_ALONE), name)
        for form in called:
            parts = tuple(word.casefold() for word in words_as_written(form))
            if parts and not (len(parts) == 1 and parts[0] in NEVER_ALONE):
                found.setdefault(parts, SPELLED.get(short.casefold(), short))
    for form, name in ALIASES.items():
        found[tuple(form.split(" "))] = SPELLED.get(name, name)
    return Longest(found)


@cache
def _names_of_tools() -> frozenset[str]:
    """Return the names that are neither fields nor methods, in plain form."""
    words = {SPELLED.get(word, word) for word in KNOWN - NEVER_ALONE}
    tools = {form for name in skills().hot_tools if not _is_kind(name) for form in forms(name)}
    others = {SPELLED.get(name, name) for name in ALIASES.values() if " " not in name or not name.islower()}
    return frozenset(map(_plain, words | tools | others)) - FIELDS


def _is_kind(name: str) -> bool:
    """Return whether an O*NET technology is a kind of software: "Computer aided design CAD software"."""
    plain = name.removesuffix(" software").removesuffix(" system")
    others = [word for word in plain.split(" ")[1:] if not word.isupper()]
    return plain != name and bool(others) and all(word[0].islower() for word in others)


@cache
def _without_maker() -> frozenset[str]:
    """Return O*NET's product names that without their vendor are common words: "Building Systems"."""
    spelled = {*ALIASES.values(), *SPELLED.values()}
    return frozenset(
        called[0]
        for name in skills().hot_tools
        if len(called := forms(name)) > 1 and " " in called[0] and called[0] not in spelled
    )


def forms(name: str) -> list[str]:
    """Return the names that posts use for an O*NET technology: without its vendor, and its acronym.

    "Amazon Web Services AWS software" becomes "Amazon Web Services" and "AWS"; a category, such as "Database
    software", has no such name.
    """
    plain = name.removesuffix(" software")
    written = plain.split(" ")
    letters = [word for word in written if len(word) >= _ACRONYM and word.isupper() and word.isalpha()]
    for word in letters:
        before = written[: written.index(word)]
        if len(before) >= _ACRONYM and [one[:1].casefold() for one in before[-len(word) :]] == list(
            word.casefold()
        ):
            return [word, " ".join(before[-len(word) :])]
    if len(written) > 1 and not any(word[:1].isupper() or word[:1].isdigit() for word in written[1:]):
        return []  # "Management information systems" is a category, and a field of study
    maker = next((maker for maker in VENDORS if plain.startswith(f"{maker} ")), "")
    short = plain.removeprefix(f"{maker} ") if maker else plain
    return [short] if short == plain else [short, plain]


@cache
def _knowledge() -> Names:
    table = skills()
    kinds = list(zip(table.names, table.is_knowledge, strict=True))
    to_do, to_know = (
        Counter(name.split(" ")[0] for name, is_one in kinds if is_one == known) for known in (False, True)
    )
    # "Test sensors" is an activity, whatever its classification: several such names begin with the verb.
    verbs = {word for word in to_do if to_do[word] >= to_know[word]}
    called = [name if known and name.split(" ")[0] not in verbs else "" for name, known in kinds]
    return Names(called, gaps=False)


class _Phrases:
    """Learned phrases, matched literally."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._found = Longest({tuple(phrase.split(" ")): phrase for phrase in phrases})

    def in_text(self, sentence: str) -> Iterator[str]:
        text = [word.casefold() for word in words_as_written(sentence)]
        place = 0
        while place < len(text):
            found = self._found.at(text, place)
            place = found[0] if found else place + 1
            if found:
                yield found[1]


@cache
def _phrases(learned: tuple[str, ...]) -> _Phrases:
    return _Phrases(learned)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w+#.]*[\w+#]", text.casefold()))
