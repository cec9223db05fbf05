"""Compare the skills that a post asks for with those that a résumé shows.

Tools and methods are recognized by the names in skill_words.py and in O*NET's list of in-demand technologies.
Fields of knowledge are recognized by their ESCO names, but only in sentences about the requirements or the
work. Phrases learned for the post's title are recognized as well. Each requirement is backed by a sentence in
the post, and each shown or suggested skill by words in the résumé.

    post --> asked --+--> mentioned in the résumé -----------------------------------------> shown
                     +--> suggested by other words in the résumé --------------------------> suggested
                     +--> no evidence, but required: a tool or certificate that does
                     |    not go without saying, without an alternative or a similar
                     |    tool in the résumé ----------------------------------------------> missing
                     +--> no evidence, otherwise ------------------------------------------> to check

A résumé rarely shows a tool without mentioning it, whereas a field or method, such as data analysis, can be
described in countless ways. Two readers checked what this module calls missing in 118 pairs of a post and a
résumé that were not used to find its rules: 43 of 44 tools were indeed missing. Of the other skills that
earlier versions called missing, only 52% were.

This module is pure.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from jobsearch.careers.gap_alternatives import may_be_answered
from jobsearch.careers.gap_basics import goes_unsaid
from jobsearch.careers.gap_capitals import unknown_names
from jobsearch.careers.gap_kinds import has_substitute
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

_MOST_UNKNOWN = 40  # unknown names per sentence; text with more of them is not a real sentence


@dataclass(frozen=True)
class Asked:
    """A skill that a post asks for.

    Attributes:
        skill: its name.
        times: the number of sentences in the post that mention it.
        sentence: the first of them that requires it, or else the first of them.
        share: the share of posts with this title that mention it, from 0 to 1; None if no title was learned.
        required: whether `sentence` states it as a requirement.

    """

    skill: str
    times: int
    sentence: str
    share: float | None = None
    required: bool = False


@dataclass(frozen=True)
class Shown:
    """A requested skill that a résumé shows or suggests, with the words that do so and their line."""

    asked: Asked
    words: str
    line: str


@dataclass(frozen=True)
class Gap:
    """The requested skills, grouped by the evidence for them in a résumé.

    Attributes:
        shown: the skills that the résumé mentions, or that are implied by others, such as SQL by MySQL.
        suggested: the skills suggested by other words in the résumé, such as Hadoop by "Hive queries".
        missing: the required tools and certificates without evidence in the résumé.
        to_check: the other skills without evidence, with required skills first. They include fields and
            methods, which a résumé may describe in its own words; tools that go without saying or have an
            alternative; unknown names; and tools that the post mentions outside its requirements.

    """

    shown: tuple[Shown, ...]
    suggested: tuple[Shown, ...]
    missing: tuple[Asked, ...]
    to_check: tuple[Asked, ...] = ()


def asked_in(text: str, learned: dict[str, float] | None = None, company: str = "") -> list[Asked]:
    """Return the skills that a post's text asks for, most frequently mentioned first.

    `learned` maps the phrases learned for the post's title to the share of the posts with this title that
    mention them. Sentences about `company` and skills that share its name are ignored.
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
    whole = [replace(one, skill=_spelled(one.skill, one.sentence)) for one in asked if one.skill not in parts]
    return sorted(whole, key=lambda one: (-one.times, -(one.share or 0)))


def _is_missing(one: Asked, resume: str, shown: set[str]) -> bool:
    """Return whether a skill without evidence in a résumé is missing rather than worth checking.

    `shown` contains the skills that the résumé shows or suggests, in plain form.
    """
    return (
        one.required
        and is_name(one.skill)
        and not goes_unsaid(plain(one.skill), resume)
        and not has_substitute(plain(one.skill), resume)
        and not may_be_answered(one.skill, one.sentence, resume, shown)
    )


def _is_of(employer: str, skill: str) -> bool:
    """Return whether a skill and the employer have the same name, or one name starts with the other."""
    name = f"{plain(skill)} "
    return employer.startswith(name) or (bool(employer.strip()) and name.startswith(employer))


def _named(sentence: str, learned: Sequence[str], employer: str, *, requires: bool) -> dict[str, bool]:
    """Map each skill that a sentence asks for to whether the sentence can require it.

    It cannot if the name may be part of a longer name or have another meaning, or if the employer only uses
    the skill.
    """
    named: dict[str, bool] = {}
    for skill, is_whole in _asked(sentence, learned, employer, requires=requires):
        named[skill] = named.get(skill, False) or is_whole
    return named


def _as_asked(skill: str, said: Sequence[tuple[str, bool]], share: float | None) -> Asked:
    """Return a skill with the first sentence that requires it, or else the first that mentions it."""
    sentence, required = max(said, key=lambda one: one[1])
    return Asked(skill, len(said), sentence, share, required)


def _spelled(skill: str, sentence: str) -> str:
    """Return the name of a skill, capitalized as in the sentence if it is a tool in lowercase.

    For example, "snowflake" becomes "Snowflake".
    """
    if not (skill.islower() and is_name(skill)):
        return skill
    written = (word for word in words_as_written(sentence) if word.casefold() == skill)
    return next((word for word in written if not word.islower()), skill)


def gap(asked: Sequence[Asked], resume: str) -> Gap:
    """Group the requested skills by whether a résumé mentions them, suggests them, or does neither."""
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
    """Return whether a name is a type of work, such as "data analysis"."""
    return name.islower() and not is_name(name)


def _without_studies(sentence: str) -> str:
    """Remove the fields of study that a sentence accepts for a degree."""
    if (degree := DEGREE.search(sentence)) is None:
        return sentence
    end = AFTER_DEGREE.search(sentence, degree.end())
    return f"{sentence[: degree.start()]}; {sentence[end.start() :] if end else ''}"


def _parts_of_others(asked: Iterable[Asked]) -> set[str]:
    """Return the skills contained in a longer skill from the same sentence, such as "SQL" in "SQL Server"."""
    longer: dict[str, list[str]] = {}
    parts = set()
    for one in sorted(asked, key=lambda one: -len(one.skill)):
        name, others = f" {plain(one.skill)} ", longer.setdefault(one.sentence, [])
        if any(name in other for other in others):
            parts.add(one.skill)
        else:
            others.append(name)
    return parts
