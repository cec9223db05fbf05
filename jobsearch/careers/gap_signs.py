"""Find the evidence for a skill in a résumé: its name, or other words that suggest it.

This module is pure.
"""

import re
from collections.abc import Sequence
from functools import cache

from jobsearch.careers.gap_capitals import is_common
from jobsearch.careers.gap_hints import hint
from jobsearch.careers.gap_names import is_name, mentions, names_of_tools, plain
from jobsearch.careers.gap_words import (
    AFTER_NAMES,
    BETWEEN_ITEMS,
    CAPITALIZED,
    COMMON_IN_NAMES,
    FIELDS,
    SHOWN_BY,
)
from jobsearch.careers.occupations.naming import Names
from jobsearch.careers.occupations.skills import skills
from jobsearch.text.phrases import words_as_written

_ACRONYM = 2  # minimum letters
_FEWEST_LETTERS = 4  # in a name that is the start of another


def shown_by(wanted: Sequence[str], lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Map each skill that a résumé shows to the words that show it and their line."""
    by_plain = {plain(name): name for name in wanted}
    of_phrases = Names(wanted, range(len(wanted)))
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for one in mentions(line):
            for skill in (one.name, *SHOWN_BY.get(plain(one.name), ())):
                if (asked := by_plain.get(plain(skill))) is not None:
                    found.setdefault(asked, (" ".join(one.said), line))
        for number in of_phrases.in_order(line):
            found.setdefault(wanted[number], (wanted[number], line))
        spaced = f" {plain(line)} "
        for asked in wanted:
            if f" {plain(asked)} " in spaced:
                found.setdefault(asked, (asked, line))
    return found


def suggested_by(wanted: Sequence[str], lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Map each skill that a résumé suggests to the words that suggest it and their line."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        for skill in wanted:
            if skill not in found and (
                words := hint(skill, line)
                or _word_of(skill, line)
                or _shorter_of(skill, line)
                or _edition_of(skill, line)
            ):
                found[skill] = (words, line)
    return found


def _word_of(skill: str, line: str) -> str:
    """Return a distinctive word of a tool's name that is capitalized in a line, such as "D3" for "d3.js".

    If there is none, the result of _item_of() is returned.
    """
    if skill.islower() and not is_name(skill):
        return ""
    parts = {part for part in re.split(r"[ .]", skill.casefold()) if len(part) > 1}
    parts -= COMMON_IN_NAMES | AFTER_NAMES
    written = (word for word in words_as_written(line) if word.casefold() in parts and not word.islower())
    found = next((word for word in written if not is_common(word) or word.casefold() in CAPITALIZED), "")
    return found or _item_of(skill, line)


def _item_of(skill: str, line: str) -> str:
    """Return the last word of a tool's name if it is a list item in a line, such as "Docs" for "Google Docs".

    Returns "" if there is no such item.
    """
    words = skill.split(" ")
    if len(words) == 1:
        return ""
    items = (item.strip() for item in BETWEEN_ITEMS.split(line))
    return next((item for item in items if item == words[-1]), "")


def _shorter_of(skill: str, line: str) -> str:
    """Return a shorter or longer form of a tool's name in a line, such as "GA4" or "Mongo".

    Returns "" if there is none.
    """
    if not is_name(skill):
        return ""
    initials = "".join(word[0] for word in skill.split(" ")).upper()
    name = plain(skill)
    written = (word for word in words_as_written(line) if not word.islower() and not is_name(word))
    return next((word for word in written if _is_form(word, name, initials)), "")


def _is_form(word: str, name: str, initials: str) -> bool:
    if len(initials) > 1 and word.rstrip("0123456789") == initials:
        return True
    shorter, longer = sorted((word.casefold(), name), key=len)
    is_part = len(shorter) >= _FEWEST_LETTERS and " " not in longer and longer.startswith(shorter)
    return is_part and not is_common(word)


def _edition_of(skill: str, line: str) -> str:
    """Return the name of an edition or component of a tool in a line, such as "Civil 3D" for AutoCAD.

    Returns "" if there is none.
    """
    pattern = _editions(plain(skill))
    found = pattern.search(line) if pattern else None
    return found[0] if found else ""


@cache
def _editions(skill: str) -> re.Pattern[str] | None:
    """Return a pattern for the words that follow a tool in longer O*NET names, or None if there are none."""
    if skill not in names_of_tools():
        return None
    begins = re.compile(rf"(?:\S+ ){{0,2}}{re.escape(skill)} (.+)", re.IGNORECASE)
    longer = [tool for tool in skills().all_tools if f"{skill} " in tool.casefold()]
    rests = {found[1].removesuffix(" software") for tool in longer if (found := begins.fullmatch(tool))}
    telling = {part for rest in rests for part in (rest, rest.split(" ")[-1]) if _is_telling(part)}
    longest_first = sorted(telling, key=lambda part: (-len(part), part))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if telling else None


def _is_telling(part: str) -> bool:
    """Return whether a part of a name is recognizable on its own.

    It is if it has several words, is an acronym, or has a capital after its first letter.
    """
    is_unusual = len(part) > _ACRONYM and not part[1:].islower() and part.casefold() not in FIELDS
    return " " in part or is_unusual
