"""Compare the skills that a post asks for with those that a résumé shows.

Tools and methods are recognized by name, from O*NET's technologies in demand and from skill_words.py; fields
of knowledge by ESCO's names, in sentences that state a requirement. A learned title adds its own phrases.
Nothing is inferred: every requirement has its sentence in the post, and every shown or suggested skill its
words in the résumé.

    post --> asked --+--> named in the résumé ---------------------------------------------> shown
                     +--> other words of the résumé suggest it ----------------------------> suggested
                     +--> no sign, and the post requires it: a tool, or a certificate,
                     |    that does not go without saying and has no alternative there ---> missing
                     +--> no sign, otherwise -----------------------------------------------> to check

A résumé that does not name a tool rarely shows that tool. A field or a method, such as data analysis, can
be shown in countless words. Of what earlier versions called missing on 140 pairs of a post and a résumé,
readers found .91 of the tools named by requirements really missing (.95 on the 60 pairs that did not serve to
find this rule), but only .52 of the rest.

This module is pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from jobsearch.careers.gap_alternatives import may_be_answered
from jobsearch.careers.gap_basics import goes_unsaid
from jobsearch.careers.gap_capitals import unknown_names
from jobsearch.careers.gap_names import is_name, knowledge, mentions, phrases, plain
from jobsearch.careers.gap_parts import states_requirement, with_requirements
from jobsearch.careers.gap_signs import shown_by, suggested_by
from jobsearch.careers.gap_words import (
    AFTER_DEGREE,
    AMBIGUOUS,
    APPLYING,
    ASKING,
    ASKS_OF_YOU,
    DEGREE,
    MONEY,
    OF_OTHERS,
    OFFERING,
    OURS,
    TO_LEARN,
    WE_USE,
)
from jobsearch.careers.occupations.naming import sentences
from jobsearch.careers.occupations.skills import skills
from jobsearch.text.companies import without_legal_form
from jobsearch.text.phrases import words_as_written

_MOST_UNKNOWN = 40  # names of a sentence that no table contains; a sentence of more is no sentence


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
        to_check: the other skills without any sign, the required ones first: fields and methods, which a
            résumé may show in words of its own, tools that go without saying, names that no table contains,
            and tools that the post mentions outside its requirements.

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
    employer = f"{plain(without_legal_form(company))} "
    for sentence, requires in with_requirements(text):
        for skill, is_whole in _named(sentence, tuple(shares), employer, requires=requires).items():
            found.setdefault(skill, []).append((sentence, requires and is_whole))
    asked = [
        _as_asked(skill, said, shares.get(skill.casefold()) if shares else None)
        for skill, said in found.items()
        if not _is_of(employer, skill)
    ]
    parts = _parts_of_others(asked)
    whole = [one for one in asked if one.skill not in parts]
    return sorted(whole, key=lambda one: (-one.times, -(one.share or 0)))


def _is_missing(one: Asked, resume: str, shown: set[str]) -> bool:
    """Return whether a careful reader would agree that a skill without a sign in a résumé is missing."""
    return (
        one.required
        and is_name(one.skill)
        and not goes_unsaid(plain(one.skill), resume)
        and not may_be_answered(one.skill, one.sentence, resume, shown)
    )


def _is_of(employer: str, skill: str) -> bool:
    """Return whether a skill is the employer's name, or begins with it."""
    name = f"{plain(skill)} "
    return employer.startswith(name) or (bool(employer.strip()) and name.startswith(employer))


def _named(sentence: str, learned: Sequence[str], employer: str, *, requires: bool) -> dict[str, bool]:
    """Return the skills that a sentence asks for, and whether it has the whole name of each."""
    named: dict[str, bool] = {}
    for skill, is_whole in _asked(sentence, learned, employer, requires=requires):
        named[skill] = named.get(skill, False) or is_whole
    return named


def _as_asked(skill: str, said: Sequence[tuple[str, bool]], share: float | None) -> Asked:
    """Return a skill with the first sentence that requires it, or otherwise the first that names it."""
    sentence, required = max(said, key=lambda one: one[1])
    return Asked(_spelled(skill, sentence), len(said), sentence, share, required)


def _spelled(skill: str, sentence: str) -> str:
    """Return a tool's name with the capitals of the sentence if the table has none, as in "Snowflake"."""
    if not (skill.islower() and is_name(skill)):
        return skill
    written = (word for word in words_as_written(sentence) if word.casefold() == skill)
    return next((word for word in written if not word.islower()), skill)


def gap(asked: Sequence[Asked], resume: str) -> Gap:
    """Divide the requested skills by whether a résumé names them, suggests them or does neither."""
    lines = sentences(resume)
    shown = shown_by([one.skill for one in asked], lines)
    suggested = suggested_by([one.skill for one in asked if one.skill not in shown], lines)
    without = [one for one in asked if one.skill not in shown and one.skill not in suggested]
    has = {*map(plain, (*shown, *suggested))}
    missing = [one for one in without if _is_missing(one, resume, has)]
    return Gap(
        tuple(Shown(one, *shown[one.skill]) for one in asked if one.skill in shown),
        tuple(Shown(one, *suggested[one.skill]) for one in asked if one.skill in suggested),
        tuple(missing),
        tuple(sorted((one for one in without if one not in missing), key=lambda one: not one.required)),
    )


def _names(employer: str, sentence: str) -> bool:
    return bool(employer.strip()) and f" {employer}" in f" {plain(sentence)} "


def _asked(
    sentence: str, learned: Sequence[str], employer: str, *, requires: bool
) -> Iterator[tuple[str, bool]]:
    of_you = ASKS_OF_YOU.search(sentence) is not None
    of_employer = not of_you and (OURS.search(sentence) is not None or _names(employer, sentence))
    if of_employer or OFFERING.search(sentence):
        return
    of_others = not of_you and OF_OTHERS.search(sentence) is not None
    rest = MONEY.sub(" ", TO_LEARN.sub(" ", _without_studies(sentence)))
    named = list(mentions(rest))
    used = {one.name for part in WE_USE.findall(rest) for one in mentions(part)}
    for one in named:
        if not one.is_of_others and not (of_others and _is_work(one.name)):
            is_certain = one.said[0].casefold() not in AMBIGUOUS or len(named) > 1
            yield one.name, one.is_whole and is_certain and one.name not in used
    yield from ((phrase, True) for phrase in phrases(learned).in_text(sentence))
    is_asking = ASKING.search(sentence) is not None
    if requires and (named or is_asking or states_requirement(sentence)) and not APPLYING.search(sentence):
        yield from ((name, True) for name in islice(unknown_names(rest), _MOST_UNKNOWN))
    if is_asking:
        names = skills().names
        yield from ((names[number], True) for number in knowledge().in_order(sentence))


def _is_work(name: str) -> bool:
    """Return whether a name is a kind of work, such as "data analysis"."""
    return name.islower() and not is_name(name)


def _without_studies(sentence: str) -> str:
    """Return a sentence without the fields of study that it accepts for a degree."""
    if (degree := DEGREE.search(sentence)) is None:
        return sentence
    end = AFTER_DEGREE.search(sentence, degree.end())
    return f"{sentence[: degree.start()]}; {sentence[end.start() :] if end else ''}"


def _parts_of_others(asked: Iterable[Asked]) -> set[str]:
    """Return the skills that a longer name of the same sentence contains, as "SQL" in "SQL Server"."""
    longer: dict[str, list[str]] = {}
    parts = set()
    for one in sorted(asked, key=lambda one: -len(one.skill)):
        name, others = f" {plain(one.skill)} ", longer.setdefault(one.sentence, [])
        if any(name in other for other in others):
            parts.add(one.skill)
        else:
            others.append(name)
    return parts
